/** Slots: their values can be told apart, and their questions can be answered. */
import type { Item } from '../draft.ts';
import type { Slot, SlotValue } from '../pack.ts';
import type { Place } from '../problem.ts';
import { canBeAsked, type Report, type ValueItem, type World } from '../world.ts';

/** Buttons that fit under one question. */
const MAX_BUTTONS = 8;

/** Each slot alone. */
export function checkSlots(world: World, report: Report): void {
  for (const item of world.slots.values()) {
    const values = [...(world.values.get(item.value.id)?.values() ?? [])];
    checkKind(report, item, values);
    checkWords(report, item, values);
    checkButtons(world, report, item, values);
    for (const value of values) checkValue(world, report, value);
  }
  for (const [place, slot] of askedSlots(world)) {
    if (!canBeAsked(world, slot)) report.error(place, `\`${slot}\` is to be asked here, but has no \`question\``);
  }
}

function askedSlots(world: World): readonly (readonly [Place, string])[] {
  return [...world.draft.topics, ...world.draft.guides].flatMap((item) =>
    item.value.asks.map((slot, i) => [item.at('asks', i), slot] as const),
  );
}

function checkKind(report: Report, item: Item<Slot>, values: readonly ValueItem[]): void {
  const { id, kind, prefixes, room, about } = item.value;
  if (kind === 'choice' && values.length === 0) report.error(item.at('id'), `\`${id}\` is a choice, but has no values`);
  if (kind !== 'choice' && values.length > 0)
    report.error(item.key('kind'), `\`${id}\` is a ${kind}, which is read as written; it cannot have values`);
  if (kind !== 'version' && prefixes.length > 0)
    report.error(item.key('prefixes'), `only a version has words before it; \`${id}\` is a ${kind}`);
  if (room !== undefined && room.tight === room.enough)
    report.error(item.at('room', 'enough'), `\`room\` needs two different values, not \`${room.enough}\` twice`);
  checkScales(report, item, values);
  const states = values.find((value) => value.value.states.length > 0);
  if (states !== undefined && about.length === 0)
    report.warn(states.key('states'), `\`states\` count only near a word of \`about\`, and \`${id}\` has none`);
}

/** What amounts mean are values of the slot, in an order that can be. */
function checkScales(report: Report, item: Item<Slot>, values: readonly ValueItem[]): void {
  const { id, room, speed } = item.value;
  const known = new Set(values.map((value) => value.value.id));
  const named = [
    ['room', 'tight', room?.tight],
    ['room', 'enough', room?.enough],
    ['speed', 'slow', speed?.slow],
    ['speed', 'fast', speed?.fast],
  ] as const;
  for (const [part, key, value] of named) {
    if (value !== undefined && !known.has(value)) report.error(item.at(part, key), `\`${id}\` has no value \`${value}\``);
  }
  if (speed !== undefined && speed.below > speed.from)
    report.error(item.at('speed', 'from'), `\`from\` must not be less than \`below\` (${speed.below})`);
}

/** One word that means two values of a slot would mean neither. */
function checkWords(report: Report, item: Item<Slot>, values: readonly ValueItem[]): void {
  for (const field of ['words', 'states', 'answers'] as const) {
    const owners = new Map<string, string>();
    for (const one of values)
      for (const [i, word] of one.value[field].entries()) claim(report, item.value.id, owners, one, word, one.at(field, i));
  }
}

function claim(report: Report, slot: string, owners: Map<string, string>, one: ValueItem, word: string, place: Place): void {
  const owner = owners.get(word.toLowerCase());
  if (owner === undefined) owners.set(word.toLowerCase(), one.value.id);
  else if (owner === one.value.id) report.warn(place, `"${word}" is given twice`);
  else report.error(place, `"${word}" means \`${owner}\` of \`${slot}\` already; a word means one value`);
}

function checkButtons(world: World, report: Report, item: Item<Slot>, values: readonly ValueItem[]): void {
  const { id, question, kind } = item.value;
  if (question === undefined) return;
  if (question.choices === undefined) {
    if (kind !== 'choice') return;
    if (values.length > MAX_BUTTONS)
      report.warn(
        item.key('question'),
        `\`${id}\` has ${values.length} values, too many for buttons; give the question ${MAX_BUTTONS} \`choices\` or fewer`,
      );
    distinct(
      report,
      values.map((one) => [one.value.label, one.at('label')]),
    );
    return;
  }
  distinct(
    report,
    question.choices.map((choice, i) => [choice.label, item.at('question', 'choices', i, 'label')]),
  );
  for (const [i, choice] of question.choices.entries()) {
    if (!answers(world, choice.sets, id))
      report.error(
        item.at('question', 'choices', i, 'sets'),
        `the button "${choice.label}" leaves \`${id}\` unknown, so the question would come again`,
      );
  }
}

function distinct(report: Report, labels: readonly (readonly [string, Place])[]): void {
  const seen = new Set<string>();
  for (const [label, place] of labels) {
    if (seen.has(label.toLowerCase())) report.error(place, `two buttons of one question say "${label}"`);
    seen.add(label.toLowerCase());
  }
}

function answers(world: World, sets: Readonly<Record<string, string>>, slot: string): boolean {
  return Object.entries(sets).some(([one, value]) => one === slot || world.values.get(one)?.get(value)?.value.implies[slot] !== undefined);
}

function checkValue(world: World, report: Report, one: ValueItem): void {
  const { value, slot } = one;
  if (/[=,:\s]/.test(value.id)) report.error(one.at('id'), `\`${value.id}\` is not an id of a value: without blanks, = , and :`);
  if (value.not === value.id) report.error(one.at('not'), `\`${value.id}\` cannot be its own denial`);
  if (value.implies[slot] !== undefined)
    report.error(one.key('implies', slot), `\`${value.id}\` is a value of \`${slot}\` itself; it implies only other slots`);
  const clash = contradiction(world, slot, value);
  if (clash !== undefined) report.error(one.at('implies'), `what \`${value.id}\` implies contradicts itself: ${clash}`);
}

/** Follows implications; two values of one slot on the way are a contradiction. */
function contradiction(world: World, slot: string, value: SlotValue): string | undefined {
  const known = new Map([[slot, value.id]]);
  const open: (readonly [string, string])[] = [[slot, value.id]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const [implied, to] of Object.entries(world.values.get(next[0])?.get(next[1])?.value.implies ?? {})) {
      const before = known.get(implied);
      if (before === to) continue;
      if (before !== undefined) return `${implied} would be ${before} and ${to}`;
      known.set(implied, to);
      open.push([implied, to]);
    }
  }
  return undefined;
}
