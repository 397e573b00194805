/** Codes and on-screen messages: each means something, and several meanings can be told apart by asking. */
import { excludedBy } from '../conditions.ts';
import type { Item } from '../draft.ts';
import type { Entry } from '../pack.ts';
import { compareText, mention } from '../problem.ts';
import { canBeAsked, type Report, type World } from '../world.ts';

/** Every entry alone, then all meanings of one code, then of one message. */
export function checkCodes(world: World, report: Report): void {
  for (const item of world.draft.codes) checkEntry(world, report, item);
  for (const [code, meanings] of grouped(world.draft.codes, (entry) => (entry.code === undefined ? [] : [entry.code]))) {
    eachPair(meanings, (first, second) => checkMeanings(world, report, `code ${code}`, first, second));
  }
  for (const meanings of grouped(world.draft.codes, (entry) => [...new Set(entry.messages.map(plain))]).values()) {
    eachPair(meanings, (first, second) => checkMessages(world, report, first, second));
  }
}

function checkEntry(world: World, report: Report, item: Item<Entry>): void {
  const { id, code, through, messages, causes, neighbour, topic } = item.value;
  if (through !== undefined && !(code !== undefined && /^[1-9]\d*$/.test(code) && Number(code) < Number(through)))
    report.error(item.at('through'), `\`through\` needs a plain number as \`code\`, smaller than ${through}`);
  if (code === undefined && messages.length === 0)
    report.error(item.at('id'), `\`${id}\` has neither \`code\` nor \`messages\`; nobody could name it`);
  if (Object.keys(causes).length === 0 && neighbour === undefined) {
    report.error(item.at('id'), `\`${id}\` names no cause; add \`causes\`, or \`neighbour\` if it is not this bot's trade`);
  }
  const kind = world.topics.get(topic)?.value.kind;
  if (neighbour === undefined && kind !== undefined && kind !== 'problem')
    report.warn(item.at('topic'), `\`${topic}\` is no problem (${kind}), so the causes of \`${id}\` are never looked for`);
}

function grouped(items: readonly Item<Entry>[], keys: (entry: Entry) => readonly string[]): ReadonlyMap<string, readonly Item<Entry>[]> {
  const found = new Map<string, Item<Entry>[]>();
  for (const item of items) for (const key of keys(item.value)) found.set(key, [...(found.get(key) ?? []), item]);
  return found;
}

function eachPair<T>(items: readonly T[], visit: (first: T, second: T) => void): void {
  for (const [i, first] of items.entries()) for (const second of items.slice(i + 1)) visit(first, second);
}

function checkMeanings(world: World, report: Report, what: string, first: Item<Entry>, second: Item<Entry>): void {
  const [a, b] = [first.value, second.value];
  const other = (): string => `\`${a.id}\` (${mention(first.at('id'), second.at('id'))})`;
  const separating = excludedBy(world, a.when, b.when);
  if (sameWhen(a, b))
    report.error(second.at('id'), `${what} with the same \`when\` is in ${other()} already; a code means one thing at one place`);
  else if (separating.length === 0) {
    report.error(
      second.at('when'),
      `${what} is also in ${other()}, and both can hold at once; give both the same slot in \`when\` with different values`,
    );
  } else if (!separating.some((slot) => canBeAsked(world, slot))) {
    report.error(
      second.at('when'),
      `${what} is also in ${other()}; only ${separating.join(', ')} tells them apart, and has no \`question\``,
    );
  }
}

function checkMessages(world: World, report: Report, first: Item<Entry>, second: Item<Entry>): void {
  const [a, b] = [first.value, second.value];
  const i = b.messages.findIndex((message) => a.messages.some((other) => plain(other) === plain(message)));
  const place = second.at('messages', i);
  const other = (): string => `\`${a.id}\` (${mention(first.at('id'), place)})`;
  if (sameWhen(a, b)) report.error(place, `the same message with the same \`when\` is in ${other()} already`);
  else if (excludedBy(world, a.when, b.when).length === 0)
    report.warn(place, `the same message is in ${other()}, and both can hold at once`);
}

function sameWhen(a: Entry, b: Entry): boolean {
  const text = (entry: Entry): string => JSON.stringify(Object.entries(entry.when).sort((x, y) => compareText(x[0], y[0])));
  return text(a) === text(b);
}

/** A message as it is compared: without case, signs, and what stands in ⟨ ⟩. */
function plain(message: string): string {
  return message
    .toLowerCase()
    .replace(/⟨[^⟩]*⟩/g, '⟨⟩')
    .replace(/[^\p{L}\p{N}⟨⟩]+/gu, ' ')
    .trim();
}
