/** The draft with its parts under their ids: what every proof looks things up in. */
import type { Draft, Item } from './draft.ts';
import { didYouMean } from './nearest.ts';
import type { Cause, Check, Entry, Fix, Guide, Slot, SlotValue, When } from './pack.ts';
import { mention, type Place } from './problem.ts';
import type { Path } from './yaml-text.ts';

/** Values that a message lists. */
const LISTED = 12;

export type ValueItem = {
  readonly slot: string;
  readonly value: SlotValue;
  readonly at: (...path: Path) => Place;
  readonly key: (...path: Path) => Place;
};

export type World = {
  readonly draft: Draft;
  /** Slots and checks. */
  readonly slots: ReadonlyMap<string, Item<Slot>>;
  readonly checks: ReadonlyMap<string, Item<Check>>;
  readonly causes: ReadonlyMap<string, Item<Cause>>;
  readonly fixes: ReadonlyMap<string, Item<Fix>>;
  readonly entries: ReadonlyMap<string, Item<Entry>>;
  readonly topics: ReadonlyMap<string, Draft['topics'][number]>;
  readonly guides: ReadonlyMap<string, Item<Guide>>;
  /** slot → value → where it is written, with those of devices files. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, ValueItem>>;
};

/** What a proof finds. Errors refuse the pack, warnings do not. */
export type Report = { readonly error: (place: Place, message: string) => void; readonly warn: (place: Place, message: string) => void };

/** The world, and every id that is given twice. */
export function worldOf(draft: Draft, report: Report): World {
  const slots = [...draft.slots, ...draft.checks] as readonly Item<Slot>[];
  return {
    draft,
    slots: byId('slot', slots, report),
    checks: new Map(draft.checks.map((check) => [check.value.id, check])),
    causes: byId('cause', draft.causes, report),
    fixes: byId('fix', draft.fixes, report),
    entries: byId('entry', draft.codes, report),
    topics: byId('topic', draft.topics, report),
    guides: byId('guide', draft.guides, report),
    values: valuesBySlot(draft, report),
  };
}

/** The parts under their ids; the first of a name stays. */
export function byId<T extends { readonly id: string }>(
  what: string,
  items: readonly Item<T>[],
  report: Report,
): ReadonlyMap<string, Item<T>> {
  const found = new Map<string, Item<T>>();
  for (const item of items) {
    const { id } = item.value;
    const first = found.get(id)?.at('id');
    if (first !== undefined)
      report.error(item.at('id'), `the ${what} \`${id}\` exists already, at ${mention(first, item.at('id'))}; ids are given once`);
    else if (id in Object.prototype) report.error(item.at('id'), `\`${id}\` is a word of the machine; choose another id`);
    else found.set(id, item);
  }
  return found;
}

function valuesBySlot(draft: Draft, report: Report): World['values'] {
  const all = new Map<string, Map<string, ValueItem>>();
  const add = (slot: string, item: Item<unknown>, values: readonly SlotValue[]): void => {
    const known = all.get(slot) ?? new Map<string, ValueItem>();
    all.set(slot, known);
    values.forEach((value, i) => {
      const one: ValueItem = {
        slot,
        value,
        at: (...path) => item.at('values', i, ...path),
        key: (...path) => item.key('values', i, ...path),
      };
      const first = known.get(value.id)?.at('id');
      if (first !== undefined)
        report.error(one.at('id'), `the value \`${value.id}\` of \`${slot}\` exists already, at ${mention(first, one.at('id'))}`);
      else known.set(value.id, one);
    });
  };
  for (const item of [...draft.slots, ...draft.checks]) add(item.value.id, item, item.value.values);
  for (const item of draft.devices) add(item.value.slot, item, item.value.values);
  return all;
}

const LIST_OF: Readonly<Record<string, readonly string[]>> = {
  slot: ['slots', 'checks'],
  check: ['checks'],
  cause: ['causes'],
  fix: ['fixes'],
  topic: ['topics'],
  guide: ['guides'],
};

/** Says when an id is named that nothing has; an id of a part that could not be read is let pass. */
export function mustExist(world: World, report: Report, what: keyof typeof LIST_OF & string, id: string, place: Place): boolean {
  const lists = LIST_OF[what] ?? [];
  if (lists.some((list) => world.draft.declared.get(list)?.has(id) === true) || mayBeUnread(world, lists)) return true;
  const known = lists.flatMap((list) => [...(world.draft.declared.get(list) ?? [])]);
  if (what === 'check' && world.slots.has(id)) {
    report.error(place, `\`${id}\` is a slot, but no check; only the values of checks have probabilities`);
    return false;
  }
  report.error(place, `there is no ${what} \`${id}\`${didYouMean(id, known)}`);
  return false;
}

function mayBeUnread(world: World, lists: readonly string[]): boolean {
  return lists.some((list) => world.draft.unread.has(list));
}

/** The names of all slots, also of those that could not be read; nothing when some are unknown. */
export function slotNames(world: World): ReadonlySet<string> | undefined {
  const lists = ['slots', 'checks'];
  if (mayBeUnread(world, lists)) return undefined;
  return new Set(lists.flatMap((list) => [...(world.draft.declared.get(list) ?? [])]));
}

/** Whether somebody can be asked for a slot; one that could not be read gets the benefit of the doubt. */
export function canBeAsked(world: World, slot: string): boolean {
  const found = world.slots.get(slot);
  return found === undefined || found.value.question !== undefined;
}

/** Whether every line of a condition names a slot, and values that the slot has. */
export function checkWhen(world: World, report: Report, when: When, item: Pick<Item<unknown>, 'at' | 'key'>, ...path: Path): void {
  for (const [slot, wanted] of Object.entries(when)) {
    if (!mustExist(world, report, 'slot', slot, item.key(...path, slot))) continue;
    const at = (...inner: Path): Place => item.at(...path, slot, ...inner);
    if (Array.isArray(wanted)) for (const [i, value] of wanted.entries()) checkClosed(world, report, slot, value, at(i));
    else checkLine(world, report, slot, wanted, at());
  }
}

function checkLine(world: World, report: Report, slot: string, wanted: Exclude<When[string], string[]>, place: Place): void {
  if (typeof wanted === 'string') checkClosed(world, report, slot, wanted, place);
  else checkRange(world, report, slot, wanted, place);
}

/** Whether facts name slots and values that exist. */
export function checkFacts(
  world: World,
  report: Report,
  facts: Readonly<Record<string, string>>,
  item: Pick<Item<unknown>, 'at' | 'key'>,
  ...path: Path
): void {
  for (const [slot, value] of Object.entries(facts)) {
    if (!mustExist(world, report, 'slot', slot, item.key(...path, slot))) continue;
    checkValue(world, report, slot, value, item.at(...path, slot));
  }
}

/** Whether a slot can have this value. */
export function checkValue(world: World, report: Report, slot: string, value: string, place: Place): void {
  const found = world.slots.get(slot)?.value;
  if (found === undefined) return;
  if (found.kind === 'version' && !/^\d{1,4}(?:\.\d{1,4}){0,3}$/.test(value))
    report.error(place, `\`${slot}\` is a version; \`${value}\` is none`);
  const known = world.values.get(slot);
  if (found.kind !== 'choice' || known?.has(value) || mayBeUnread(world, ['slots', 'checks', 'devices'])) return;
  const all = [...(known?.keys() ?? [])];
  const which = didYouMean(value, all) || `; it has ${all.slice(0, LISTED).join(', ') || 'none'}${all.length > LISTED ? ' …' : ''}`;
  report.error(place, `\`${slot}\` has no value \`${value}\`${which}`);
}

function checkClosed(world: World, report: Report, slot: string, value: string, place: Place): void {
  const kind = world.slots.get(slot)?.value.kind ?? 'choice';
  if (kind === 'version') report.error(place, `\`${slot}\` is a version; give a range, as {from: "15"} or {below: "16.2"}`);
  else if (kind !== 'choice') report.error(place, `\`${slot}\` is a ${kind}, which a condition cannot compare`);
  else checkValue(world, report, slot, value, place);
}

function checkRange(
  world: World,
  report: Report,
  slot: string,
  range: { readonly from?: string | undefined; readonly below?: string | undefined },
  place: Place,
): void {
  const kind = world.slots.get(slot)?.value.kind ?? 'version';
  if (kind !== 'version') report.error(place, `\`${slot}\` is no version; name its values`);
  if (range.from === undefined && range.below === undefined) report.error(place, 'a range needs `from`, `below` or both');
  if (range.from === undefined || range.below === undefined || compareVersions(range.from, range.below) < 0) return;
  report.error(place, `no version is from ${range.from} and below ${range.below}; the smaller one comes first`);
}

/** Orders versions by their numbers: 9.3 before 17.4. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (let i = 0; i < 4; i++) {
    const difference = (left?.[i] ?? 0) - (right?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
