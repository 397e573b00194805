/** Every id and value that a part names exists. */
import type { Item } from '../draft.ts';
import type { Cause, Check, Slot, Variant } from '../pack.ts';
import { checkFacts, checkValue, checkWhen, mustExist, type Report, type ValueItem, type World } from '../world.ts';
import type { Path } from '../yaml-text.ts';

type Where = Pick<Item<unknown>, 'at' | 'key'>;

/** Says for every part what it names in vain, at the place where it is named. */
export function checkReferences(world: World, report: Report): void {
  const { draft } = world;
  checkManifest(world, report);
  for (const item of [...draft.slots, ...draft.checks]) checkSlot(world, report, item as Item<Slot>);
  for (const item of draft.checks) checkBase(world, report, item);
  for (const item of draft.devices) mustExist(world, report, 'slot', item.value.slot, item.at('slot'));
  for (const values of world.values.values()) for (const value of values.values()) checkSlotValue(world, report, value);
  for (const item of draft.causes) checkCause(world, report, item);
  checkFixes(world, report);
  checkEntries(world, report);
  checkTopics(world, report);
  checkGuides(world, report);
  for (const item of draft.phrases) checkFacts(world, report, item.value.sets, item, 'sets');
}

type Names = (what: 'slot' | 'check' | 'cause' | 'fix' | 'topic', ids: readonly string[], item: Where, ...path: Path) => void;

function naming(world: World, report: Report): { readonly list: Names; readonly keys: Names } {
  return {
    list: (what, ids, item, ...path) => ids.forEach((id, i) => void mustExist(world, report, what, id, item.at(...path, i))),
    keys: (what, ids, item, ...path) => ids.forEach((id) => void mustExist(world, report, what, id, item.key(...path, id))),
  };
}

function checkManifest(world: World, report: Report): void {
  const item = world.draft.manifest;
  if (item === undefined) return;
  const { list } = naming(world, report);
  list('topic', item.value.start, item, 'start');
  list('slot', item.value.summary, item, 'summary');
  list('slot', item.value.report.facts, item, 'report', 'facts');
  item.value.report.slots.forEach(({ slot }, i) => void mustExist(world, report, 'slot', slot, item.at('report', 'slots', i, 'slot')));
}

function checkSlot(world: World, report: Report, item: Item<Slot>): void {
  const { id, question, room, prefixes, when, former } = item.value;
  checkWhen(world, report, when, item, 'when');
  for (const [i, prefix] of prefixes.entries()) checkFacts(world, report, prefix.implies, item, 'prefixes', i, 'implies');
  if (room !== undefined) {
    checkValue(world, report, id, room.tight, item.at('room', 'tight'));
    checkValue(world, report, id, room.enough, item.at('room', 'enough'));
  }
  if (former?.in !== undefined) checkFormer(world, report, item, former.in);
  for (const [i, choice] of (question?.choices ?? []).entries())
    checkFacts(world, report, choice.sets, item, 'question', 'choices', i, 'sets');
  checkVariants(world, report, question?.how ?? [], item, 'question', 'how');
}

/** What is said of another thing is kept in a slot that has the same values. */
function checkFormer(world: World, report: Report, item: Item<Slot>, other: string): void {
  if (!mustExist(world, report, 'slot', other, item.at('former', 'in'))) return;
  for (const value of item.value.values) checkValue(world, report, other, value.id, item.at('former', 'in'));
}

function checkSlotValue(world: World, report: Report, item: ValueItem): void {
  checkFacts(world, report, item.value.implies, item, 'implies');
  if (item.value.not !== undefined) checkValue(world, report, item.slot, item.value.not, item.at('not'));
}

function checkBase(world: World, report: Report, item: Item<Check>): void {
  for (const value of Object.keys(item.value.base)) checkValue(world, report, item.value.id, value, item.key('base', value));
}

function checkVariants(world: World, report: Report, variants: readonly Pick<Variant, 'when'>[], item: Where, ...path: Path): void {
  for (const [i, variant] of variants.entries()) checkWhen(world, report, variant.when, item, ...path, i, 'when');
}

function checkCause(world: World, report: Report, item: Item<Cause>): void {
  const { when, shows, kinds = {} } = item.value;
  checkWhen(world, report, when, item, 'when');
  naming(world, report).keys('cause', Object.keys(kinds), item, 'kinds');
  for (const [check, values] of Object.entries(shows)) {
    if (!mustExist(world, report, 'check', check, item.key('shows', check))) continue;
    for (const value of Object.keys(values)) checkValue(world, report, check, value, item.key('shows', check, value));
  }
}

function checkFixes(world: World, report: Report): void {
  const { list, keys } = naming(world, report);
  for (const item of world.draft.fixes) {
    const { when, needs, after, removes, steps } = item.value;
    checkWhen(world, report, when, item, 'when');
    checkWhen(world, report, needs, item, 'needs');
    list('fix', after, item, 'after');
    keys('cause', Object.keys(removes), item, 'removes');
    checkVariants(world, report, steps, item, 'steps');
  }
}

function checkEntries(world: World, report: Report): void {
  for (const item of world.draft.codes) {
    const { when, sets, topic, causes } = item.value;
    checkFacts(world, report, when, item, 'when');
    checkFacts(world, report, sets, item, 'sets');
    mustExist(world, report, 'topic', topic, item.at('topic'));
    naming(world, report).keys('cause', Object.keys(causes), item, 'causes');
  }
}

function checkTopics(world: World, report: Report): void {
  const { list, keys } = naming(world, report);
  for (const item of world.draft.topics) {
    list('slot', item.value.asks, item, 'asks');
    checkFacts(world, report, item.value.sets, item, 'sets');
    checkWhen(world, report, item.value.ignores, item, 'ignores');
    keys('cause', Object.keys(item.value.causes), item, 'causes');
  }
  for (const item of world.draft.examples) keys('topic', Object.keys(item.value), item);
}

function checkGuides(world: World, report: Report): void {
  const { list } = naming(world, report);
  for (const item of world.draft.guides) {
    const { topic, asks, variants, estimate, when } = item.value;
    mustExist(world, report, 'topic', topic, item.at('topic'));
    list('slot', asks, item, 'asks');
    checkWhen(world, report, when, item, 'when');
    checkVariants(world, report, variants, item, 'variants');
    if (estimate !== undefined) checkEstimate(world, report, item, estimate);
  }
  for (const item of world.draft.tips) {
    list('topic', item.value.topics, item, 'topics');
    checkWhen(world, report, item.value.when, item, 'when');
  }
}

function checkEstimate(world: World, report: Report, item: Where, estimate: { readonly amount: string; readonly speed: string }): void {
  for (const [part, kind] of Object.entries({ amount: 'size', speed: 'rate' } as const)) {
    const slot = part === 'amount' ? estimate.amount : estimate.speed;
    const place = item.at('estimate', part);
    const found = mustExist(world, report, 'slot', slot, place) ? world.slots.get(slot)?.value.kind : undefined;
    if (found !== undefined && found !== kind) report.error(place, `\`${slot}\` is a ${found}; an estimate needs a ${kind} here`);
  }
}
