/** Cases as they might come: somebody whose trouble has one cause, with what is true of them, and how they begin. */
import { draw } from '../bench/random.ts';
import type { Brain } from '../bot/rehearsal/run-chat.ts';
import { likelihood } from '../dialogs/beliefs.ts';
import { contextOf, openCase } from '../dialogs/open-case.ts';
import { holds } from '../dialogs/when.ts';
import type { Cause, Entry, Pack, Topic } from '../knowledge/pack.ts';

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

function impliedBy(pack: Pack, slot: string, value: string | undefined): Readonly<Record<string, string>> {
  return pack.slots.get(slot)?.values.find((v) => v.id === value)?.implies ?? {};
}

/** Adds a fact and all that it implies; nothing when it contradicts what is true. */
export function withFact(pack: Pack, truth: Truth, slot: string, value: string): Truth | undefined {
  const old = truth[slot];
  if (old !== undefined) return old === value ? truth : undefined;
  const denied = Object.entries(truth).some(([other, held]) => (impliedBy(pack, other, held)[slot] ?? value) !== value);
  return denied ? undefined : withFacts(pack, { ...truth, [slot]: value }, Object.entries(impliedBy(pack, slot, value)));
}

/** Adds several facts, or nothing when they do not fit together. */
export function withFacts(pack: Pack, truth: Truth, facts: readonly (readonly [string, string])[]): Truth | undefined {
  let next: Truth | undefined = truth;
  for (const [slot, value] of facts) if (next !== undefined) next = withFact(pack, next, slot, value);
  return next;
}

/** Makes a cause's condition true, by one of its values for each slot that is open. */
function meet(pack: Pack, random: Random, truth: Truth, when: Cause['when']): Truth | undefined {
  let next: Truth | undefined = truth;
  for (const [slot, wanted] of Object.entries(when)) if (next !== undefined) next = decideSlot(pack, random, next, slot, wanted);
  return next !== undefined && holds(when, next) === 'yes' ? next : undefined;
}

function valuesOf(wanted: Cause['when'][string]): readonly string[] {
  if (typeof wanted === 'string') return [wanted];
  return Array.isArray(wanted) ? wanted : ['from' in wanted ? String(wanted.from) : '1'];
}

function decideSlot(pack: Pack, random: Random, truth: Truth, slot: string, wanted: Cause['when'][string]): Truth | undefined {
  if (truth[slot] !== undefined) return truth;
  const values = valuesOf(wanted);
  return pickOne(
    random,
    values.map((value) => withFact(pack, truth, slot, value)).filter((one) => one !== undefined),
  );
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
function entryWords(entry: Entry): readonly string[] {
  const codes =
    entry.code === undefined ? [] : [`error ${entry.code}`, `it says error code ${entry.code}`, `i get error ${entry.code} what now`];
  return [...codes, ...entry.messages.map(shown)];
}

/** A word with two letters swapped: what thumbs do. */
function mistype(random: Random, text: string): string {
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
  const { pack } = brain;
  const heard = brain.understand({ text }, contextOf(openCase(pack, 'en', 0)));
  const strange = heard.alarms.length > 0 || heard.codes.length > 0 || heard.commands.includes('human');
  const unlikely = heard.facts.some(({ slot, value }) => pack.checks.has(slot) && likelihood(pack, cause, slot, value) < RARE);
  if (strange || unlikely) return undefined;
  const next = withFacts(
    pack,
    truth,
    heard.facts.map(({ slot, value }) => [slot, value] as const),
  );
  return next !== undefined && holds(cause.when, next) !== 'no' ? next : undefined;
}

/** An answer rarer than this is not told in passing. */
const RARE = 0.05;
const TRIES = 60;
/** Descriptions that somebody has in store. */
const SPARE = 3;

type Told = { readonly truth: Truth; readonly words: readonly string[] };

/** Descriptions in the topic's own words, which tell nothing that is not so. */
function describe(brain: Brain, random: Random, cause: Cause, topic: Topic, truth: Truth): Told {
  const words: string[] = [];
  let now = truth;
  for (let i = 0; i < TRIES && words.length < SPARE; i += 1) {
    const example = pickOne(random, topic.examples) ?? '';
    const text = random() < 0.3 ? mistype(random, example) : example;
    const next = told(brain, cause, now, text);
    if (next === undefined || words.includes(text)) continue;
    if (words.length === 0) now = next;
    words.push(text);
  }
  return { truth: now, words: [...words, topic.label] };
}

function quote(random: Random, { entry, topic }: Start, truth: Truth): Told | undefined {
  if (entry === undefined) return undefined;
  const first = pickOne(random, entryWords(entry)) ?? '';
  return { truth, words: [first, first, topic.label] };
}

/** A case that begins so, if the cause can be behind it. */
function startCase(brain: Brain, random: Random, cause: Cause, start: Start): PersonCase | undefined {
  const { pack } = brain;
  const { topic, entry } = start;
  const base = withFacts(pack, {}, Object.entries({ ...topic.sets, ...entry?.sets, ...entry?.when }));
  const truth = base === undefined ? undefined : meet(pack, random, base, cause.when);
  if (truth === undefined) return undefined;
  const said = quote(random, start, truth) ?? describe(brain, random, cause, topic, truth);
  const [first = '', ...words] = said.words;
  return { cause: cause.id, topic: topic.id, ...(entry === undefined ? {} : { entry: entry.id }), truth: said.truth, first, words };
}

/** A case of this cause: how it shows itself, what is true, and how the person begins. */
export function sampleCase(brain: Brain, random: Random, id: string): PersonCase | undefined {
  const cause = brain.pack.causes.get(id);
  const { starts, weights } = startsOf(brain.pack, id);
  for (let i = 0; i < TRIES; i += 1) {
    const start = starts[Number(draw(random, weights) ?? 0)];
    const one = cause === undefined || start === undefined ? undefined : startCase(brain, random, cause, start);
    if (one !== undefined) return one;
  }
  return undefined;
}

/** A case that begins with an entry in given words, for one cause and what is true of this person. */
export function caseOfEntry(brain: Brain, random: Random, entry: Entry, known: Truth, first: string): PersonCase | undefined {
  const { pack } = brain;
  const base = withFacts(pack, known, Object.entries({ ...entry.when, ...entry.sets }));
  if (base === undefined) return undefined;
  const likely = Object.entries(entry.causes).sort((a, b) => b[1] - a[1]);
  const met = likely.flatMap(([cause]) => {
    const truth = meet(pack, random, base, pack.causes.get(cause)?.when ?? {});
    return truth === undefined ? [] : [{ cause, truth }];
  });
  const { cause, truth } = met[0] ?? { cause: '', truth: base };
  return { cause, topic: entry.topic, entry: entry.id, truth, first, words: [first] };
}
