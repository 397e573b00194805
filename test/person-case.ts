/** Cases as they might come: somebody whose trouble has one cause, with what is true of them, and how they begin. */
import { draw } from '../bench/random.ts';
import { likelihood } from '../dialogs/beliefs.ts';
import { known } from '../dialogs/facts.ts';
import { contextOf, openCase } from '../dialogs/open-case.ts';
import { compareVersions, holds } from '../dialogs/when.ts';
import type { Cause, Entry, Pack, Topic } from '../knowledge/pack.ts';
import type { Brain } from './chat.ts';

export type Truth = Readonly<Record<string, string>>;

/** `words`: other descriptions of the same, for when the first was not understood. */
export type PersonCase = {
  readonly cause: string;
  readonly topic: string;
  readonly entry?: string;
  readonly truth: Truth;
  readonly first: string;
  readonly words: readonly string[];
};

export type Random = () => number;

export function pickOne<T>(random: Random, list: readonly T[]): T | undefined {
  return list[Math.floor(random() * list.length)];
}

/** Adds a fact and all that it implies; nothing when it contradicts what is true. */
export function withFact(pack: Pack, truth: Truth, slot: string, value: string): Truth | undefined {
  const old = truth[slot];
  if (old !== undefined) return old === value ? truth : undefined;
  const declared = pack.slots.get(slot)?.values ?? [];
  for (const [other, held] of Object.entries(truth)) {
    const implied = pack.slots.get(other)?.values.find((v) => v.id === held)?.implies[slot];
    if (implied !== undefined && implied !== value) return undefined;
  }
  let next: Truth | undefined = { ...truth, [slot]: value };
  for (const [s, v] of Object.entries(declared.find((one) => one.id === value)?.implies ?? {})) {
    if (next !== undefined) next = withFact(pack, next, s, v);
  }
  return next;
}

/** Adds several facts, or nothing when they do not fit together. */
export function withFacts(pack: Pack, truth: Truth, facts: readonly (readonly [string, string])[]): Truth | undefined {
  let next: Truth | undefined = truth;
  for (const [slot, value] of facts) if (next !== undefined) next = withFact(pack, next, slot, value);
  return next;
}

/** Makes a cause's condition true, by one of its values for each slot that is open. */
export function meet(pack: Pack, random: Random, truth: Truth, when: Cause['when']): Truth | undefined {
  let next: Truth | undefined = truth;
  for (const [slot, wanted] of Object.entries(when)) {
    if (next === undefined || next[slot] !== undefined) continue;
    const fitting: readonly string[] = typeof wanted === 'string' ? [wanted] : Array.isArray(wanted) ? wanted : [versionIn(wanted)];
    const before: Truth = next;
    const possible = fitting.flatMap((value) => withFact(pack, before, slot, value) ?? []);
    next = pickOne(random, possible);
  }
  return next !== undefined && holds(when, next) === 'yes' ? next : undefined;
}

function versionIn(range: { readonly from?: string | undefined; readonly below?: string | undefined }): string {
  if (range.from !== undefined) return range.from;
  return compareVersions(range.below ?? '1', '1') > 0 ? String(Math.max(1, Math.floor(Number.parseFloat(range.below ?? '2')) - 1)) : '0';
}

type Start = { readonly topic: Topic; readonly entry: Entry | undefined };

function startsOf(pack: Pack, cause: string): { starts: Start[]; weights: Record<string, number> } {
  const starts: Start[] = [];
  const weights: Record<string, number> = {};
  const add = (topic: Topic | undefined, entry: Entry | undefined, causes: Readonly<Record<string, number>>, share: number): void => {
    const total = Object.values(causes).reduce((sum, w) => sum + w, 0);
    if (topic === undefined || causes[cause] === undefined) return;
    weights[String(starts.length)] = (share * causes[cause]) / total;
    starts.push({ topic, entry });
  };
  for (const topic of pack.topics.values()) if (topic.kind === 'problem') add(topic, undefined, topic.causes, 1);
  for (const entry of pack.entries.values()) add(pack.topics.get(entry.topic), entry, entry.causes, 0.05);
  const sum = Object.values(weights).reduce((a, b) => a + b, 0);
  return { starts, weights: Object.fromEntries(Object.entries(weights).map(([k, w]) => [k, w / sum])) };
}

/** What stands in ⟨ ⟩ on a person's own screen. */
const SHOWN: Readonly<Record<string, string>> = {
  size: '3.2 GB',
  n: '3',
  time: '9:41 PM',
  app: 'Notes',
  account: 'anna@example.com',
  file: 'IMG_0042',
  name: 'Anna',
  version: '16.2',
  number: '3',
  amount: '4.7 GB',
};

/** An on-screen message as a person sees it. */
export function shown(message: string): string {
  return message.replace(/⟨([^⟩]*)⟩/g, (_, name: string) => SHOWN[name] ?? name);
}

/** How somebody names an entry: its code, or its message. */
export function entryWords(entry: Entry): readonly string[] {
  const codes = entry.code === undefined ? [] : [`error ${entry.code}`, `it says error code ${entry.code}`, `i get ${entry.code} what now`];
  return [...codes, ...entry.messages.map(shown)];
}

/** A word with two letters swapped: what thumbs do. */
export function mistype(random: Random, text: string): string {
  const words = text.split(' ');
  const at = Math.floor(random() * words.length);
  const word = words[at] ?? '';
  if (word.length < 5 || /[^a-z]/.test(word)) return text;
  const i = 1 + Math.floor(random() * (word.length - 3));
  words[at] = word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2);
  return words.join(' ');
}

/** The facts that a text tells, if they can be true of this person. */
function told(brain: Brain, cause: Cause, truth: Truth, text: string): Truth | undefined {
  const heard = brain.understand({ text }, contextOf(openCase(brain.pack, 'en', 0)));
  if (heard.alarms.length > 0 || heard.codes.length > 0 || heard.commands.includes('human')) return undefined;
  let next: Truth | undefined = truth;
  for (const { slot, value } of heard.facts) {
    if (brain.pack.checks.has(slot) && likelihood(brain.pack, cause, slot, value) < 0.05) return undefined;
    if (next !== undefined) next = withFact(brain.pack, next, slot, value);
  }
  return next !== undefined && holds(cause.when, next) !== 'no' ? next : undefined;
}

const TRIES = 60;
const SPARE = 3;

function describe(brain: Brain, random: Random, cause: Cause, start: Start, truth: Truth): { truth: Truth; words: string[] } {
  if (start.entry !== undefined) {
    const first = pickOne(random, entryWords(start.entry)) ?? '';
    return { truth, words: [first, first, start.topic.label] };
  }
  const words: string[] = [];
  let now = truth;
  for (let i = 0; i < TRIES && words.length < SPARE; i += 1) {
    const example = pickOne(random, start.topic.examples) ?? '';
    const text = random() < 0.3 ? mistype(random, example) : example;
    const next = told(brain, cause, now, text);
    if (next === undefined || words.includes(text)) continue;
    if (words.length === 0) now = next;
    words.push(text);
  }
  return { truth: now, words: [...words, start.topic.label] };
}

/** A case of this cause: how it shows itself, what is true, and how the person begins. */
export function sampleCase(brain: Brain, random: Random, causeId: string): PersonCase | undefined {
  const { pack } = brain;
  const cause = pack.causes.get(causeId);
  const { starts, weights } = startsOf(pack, causeId);
  for (let i = 0; i < TRIES; i += 1) {
    const start = starts[Number(draw(random, weights) ?? 0)];
    if (cause === undefined || start === undefined) return undefined;
    const given = [...Object.entries(start.topic.sets), ...Object.entries({ ...start.entry?.sets, ...start.entry?.when })];
    const base = withFacts(pack, {}, given);
    const truth = base === undefined ? undefined : meet(pack, random, base, cause.when);
    if (truth === undefined) continue;
    const said = describe(brain, random, cause, start, truth);
    const settled = meet(pack, random, said.truth, cause.when) ?? said.truth;
    const entry = start.entry === undefined ? {} : { entry: start.entry.id };
    return { cause: causeId, topic: start.topic.id, ...entry, truth: settled, first: said.words[0] ?? '', words: said.words.slice(1) };
  }
  return undefined;
}

/** The facts of a case file, for comparing with the truth. */
export const factsOf = known;
