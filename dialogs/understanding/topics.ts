/** What a message is about: topics and guides by confidence, and whether it is about something else. */
import type { Pack, Topic } from '../../knowledge/pack.ts';
import type { Ranked } from '../heard.ts';
import type { Sense } from '../sense.ts';
import { type Calibration, type Classifier, confidences, hasher, scorer } from './classifier.ts';
import type { Hashes } from './features.ts';
import { DONE } from './lexicon/clause-words.ts';
import type { Learned } from './model.ts';
import { type Part, partsOf } from './parts.ts';
import { type MessageRead, readingOf, stemmed } from './reading.ts';
import { withSense } from './sentences.ts';

export type Judged = {
  readonly topics: readonly Ranked[];
  readonly second?: Ranked;
  readonly guides: readonly Ranked[];
  readonly outside: boolean;
  /** The best topic, unless it is a mere guess: what it brings along settles what the words leave open. */
  readonly best: Topic | undefined;
};

/**
 * How much a quoted on-screen message speaks for the topic of its entry, in margin units (1 is the distance from "surely
 * not" to "undecided"). It is added to the words' own margin, so that it decides between topics that are near and does not
 * overrule clear words. Codes add nothing: the same number is met by people with quite different complaints.
 */
const QUOTED = 0.5;
const SEEN = { pairs: true, skips: false, families: undefined };
/** With nothing known in it, a message has no topic. */
const NOTHING: Judged = { topics: [], guides: [], outside: false, best: undefined };
/**
 * A message is taken to be about something else when that has this confidence, and nothing within has so much more. Low,
 * because what is foreign is spread thinly: whatever it is, it is like few examples.
 */
const OUTSIDE = 0.3;
const LEAD = 0.3;
/** A short message that tells a fact is hardly about something else, even if it is like nothing within. */
const OUTSIDE_THOUGH_TOLD = 0.7;
const SHORT = 5;
/** A guide as sure as this answers the question. */
const ASKED = 0.5;

/** What else is known of the message when its topics are judged. */
export type Beside = {
  readonly quoted: readonly Ranked[];
  readonly codes: number;
  readonly asks: boolean;
  /** What it means as a sentence, where somebody knows. */
  readonly sense?: Sense | undefined;
};

export function topicJudge(pack: Pack, model: Learned): (read: MessageRead, beside: Beside) => Judged {
  const topicScore = scorer(model.topics);
  const guidesFor = guideRanker(model.guides);
  const hash = hasher(SEEN);
  const scoreParts = partScorer(topicScore);
  const plainly = plainlyTold(pack, model.topics, topicScore);
  const outsiders = new Set([...pack.topics.values()].flatMap((topic) => (topic.kind === 'outside' ? [topic.id] : [])));
  return (read, { quoted, codes, asks, sense }) => {
    if (read.words.length === 0) return NOTHING;
    const hashes = hash(readingOf(read));
    const parts = scoreParts(read);
    const byWords = blended(topicScore(hashes), read, parts);
    const margins = sense ? withSense(byWords, sense) : byWords;
    addQuoted(pack, model.topics, margins, quoted);
    const all = plainly(rank(model.topics, margins, sense?.model ?? model.topics), read);
    const outside = sumOf(all, outsiders);
    const guides = outside < OUTSIDE && tellsProblem(pack, all[0], asks) ? [] : guidesFor(hashes);
    const evidence = codes > 0 || quoted.length > 0 || isSure(guides[0], ASKED);
    return {
      ...inOrder(all, problemsIn(pack, model.topics, parts, read)),
      guides,
      outside: !evidence && isOutside(outside, firstWithin(all, outsiders), read),
      best: sureTopic(pack, all[0]),
    };
  };
}

/**
 * "I have a problem with my printer, it does not start", and polite words around the one sentence that says it: of a message
 * that is about nothing in particular, or of which nothing is sure, what just one of its parts says for sure.
 */
function plainlyTold(pack: Pack, classifier: Classifier, score: (hashes: Hashes) => Float32Array) {
  const hash = hasher(SEEN);
  const kindOf = (id: string | undefined) => pack.topics.get(id ?? '')?.kind;
  const isUnsure = (top: Ranked | undefined) => VAGUE.has(kindOf(top?.id) ?? '') || !isSure(top, pack.manifest.settings.act);
  return (all: readonly Ranked[], { language, clauses }: MessageRead): readonly Ranked[] => {
    if (!isUnsure(all[0])) return all;
    const sure = partsOf(clauses)
      // What was tried is no complaint.
      .filter(({ words }) => !words.some((word) => DONE.has(word)))
      .flatMap(({ words }) => best(classifier, confidences(score(hash({ words: stemmed(language, words), signs: [] })), classifier), 1))
      .filter(({ id, confidence }) => confidence >= SURELY && kindOf(id) === 'problem');
    const [surest] = sure;
    if (surest === undefined || sure.some(({ id }) => id !== surest.id)) return all;
    return [surest, ...all.filter(({ id }) => id !== surest.id)];
  };
}

const VAGUE: ReadonlySet<string> = new Set(['other', 'talk']);

function sureTopic(pack: Pack, top: Ranked | undefined): Topic | undefined {
  return isSure(top, pack.manifest.settings.confirm) ? pack.topics.get(top.id) : undefined;
}

/** A part of a message is a problem of its own from here. */
const SURELY = 0.85;

/** Problems that parts of a message tell for sure, in their order, where one is said to come on top of another. */
function problemsIn(pack: Pack, classifier: Classifier, parts: readonly PartScore[], { well }: MessageRead): readonly Ranked[] {
  if (!parts.some(({ part }) => part.added)) return [];
  // "… and my connection is fine" is no complaint.
  const complaints = parts.filter(({ part }) => ![...well].some((at) => at >= part.from && at < part.to));
  const found = complaints.flatMap(({ margins }) => best(classifier, confidences(margins, classifier), 1));
  const sure = found.filter(({ id, confidence }) => confidence >= SURELY && pack.topics.get(id)?.kind === 'problem');
  return sure.filter(({ id }, i) => sure.findIndex((other) => other.id === id) === i);
}

/** Two problems in one message: the first is what it is about, the second is kept. */
function inOrder(all: readonly Ranked[], problems: readonly Ranked[]): { readonly topics: readonly Ranked[]; readonly second?: Ranked } {
  const [first, second] = problems;
  if (first === undefined || second === undefined || !problems.some(({ id }) => id === all[0]?.id)) return { topics: all.slice(0, 3) };
  return { topics: [first, ...all.filter(({ id }) => id !== first.id)].slice(0, 3), second };
}

function sumOf(all: readonly Ranked[], ids: ReadonlySet<string>): number {
  return all.reduce((sum, { id, confidence }) => sum + (ids.has(id) ? confidence : 0), 0);
}

function firstWithin(all: readonly Ranked[], outsiders: ReadonlySet<string>): number {
  return all.find(({ id }) => !outsiders.has(id))?.confidence ?? 0;
}

function isSure(ranked: Ranked | undefined, confidence: number): ranked is Ranked {
  return ranked !== undefined && ranked.confidence >= confidence;
}

/** Who plainly tells what is wrong asks for no guide. */
function tellsProblem(pack: Pack, best: Ranked | undefined, asks: boolean): boolean {
  return !asks && isSure(best, pack.manifest.settings.confirm) && pack.topics.get(best.id)?.kind === 'problem';
}

function isOutside(outside: number, within: number, read: MessageRead): boolean {
  return outside >= neededOutside(read) && within < outside + LEAD;
}

type PartScore = { readonly part: Part; readonly margins: Float32Array };

/** Each part by itself. */
function partScorer(score: (hashes: Hashes) => Float32Array): (read: MessageRead) => readonly PartScore[] {
  const hash = hasher(SEEN);
  // The pieces of words are most of the work; where parts only help to judge the whole, that has been read with them.
  const lightly = hasher({ ...SEEN, pieces: false });
  return ({ language, words, clauses }) => {
    const parts = partsOf(clauses);
    const several = parts.some((part) => part.added);
    if (words.length < LONG && !several) return [];
    const read = several ? hash : lightly;
    return parts.map((part) => ({ part, margins: score(read({ words: stemmed(language, part.words), signs: [] })) }));
  };
}

/** In fewer words people say one thing. */
const LONG = 20;
/** How much the parts count beside the whole, and how much the part that speaks most clearly counts among them. */
const PARTS = 0.5;
const CLEAREST = 4;

/** In a long story one sentence says what is wrong, and the others dilute it: each label also counts by its clearest parts. */
function blended(margins: Float32Array, { words }: MessageRead, parts: readonly PartScore[]): Float32Array {
  if (words.length < LONG || parts.length === 0) return margins;
  return margins.map((margin, i) => {
    let sum = 0;
    for (const part of parts) sum += Math.exp(CLEAREST * (part.margins[i] as number));
    const clear = Math.log(sum / parts.length) / CLEAREST;
    return (margin + PARTS * clear) / (1 + PARTS);
  });
}

function guideRanker(guides: Classifier | undefined): (hashes: Hashes) => readonly Ranked[] {
  if (!guides) return () => [];
  const score = scorer(guides);
  return (hashes) => best(guides, confidences(score(hashes), guides), 3);
}

function neededOutside(read: MessageRead): number {
  return read.words.length <= SHORT && read.told.mentions.length > 0 ? OUTSIDE_THOUGH_TOLD : OUTSIDE;
}

function addQuoted(pack: Pack, classifier: Classifier, margins: Float32Array, quoted: readonly Ranked[]): void {
  const seen = new Set<string>();
  for (const { id, confidence } of quoted) {
    const topic = pack.entries.get(id)?.topic;
    const at = topic === undefined || seen.has(topic) ? -1 : classifier.labels.indexOf(topic);
    if (at < 0) continue;
    seen.add(topic as string);
    margins[at] = (margins[at] as number) + QUOTED * confidence;
  }
}

/** The surest labels; of many, most are not worth a place in a list. */
function best({ labels }: Classifier, shares: Float64Array, count: number): Ranked[] {
  const top: number[] = [];
  for (let i = 0; i < shares.length; i++) {
    let at = top.length;
    while (at > 0 && (shares[i] as number) > (shares[top[at - 1] as number] as number)) at--;
    if (at >= count) continue;
    top.splice(at, 0, i);
    top.length = Math.min(top.length, count);
  }
  return top.map((i) => ({ id: labels[i] as string, confidence: rounded(shares[i] as number) }));
}

function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}

function rank(classifier: Classifier, margins: Float32Array, calibration: Calibration): Ranked[] {
  const shares = confidences(margins, calibration);
  return classifier.labels
    .map((id, i) => ({ id, confidence: rounded(shares[i] as number) }))
    .sort((a, b) => b.confidence - a.confidence || (a.id < b.id ? -1 : 1));
}
