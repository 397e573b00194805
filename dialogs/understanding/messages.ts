/**
 * On-screen messages quoted in what a person writes: whole, cut, mistyped, in a long paste, or with the device's own name
 * inside. Rare words lead to candidates; an alignment in order judges them.
 */
import type { Entry, Pack } from '../../knowledge/pack.ts';
import type { QuotedMessage } from '../heard.ts';
import { EVERY_PROGRAMS, READ } from './lexicon/screen-words.ts';
import { wordsOf } from './words.ts';

type Template = {
  readonly entry: string;
  /** The message as the pack has it. */
  readonly wording: string;
  readonly words: readonly string[];
  readonly weights: readonly number[];
  readonly total: number;
  /** The words by which it is looked for. */
  readonly rarest: ReadonlySet<string>;
  /** Its words, parted by what differs: "Uploading … of". */
  readonly parts: readonly (readonly string[])[];
  /** So many of its rare words must be in a message before it is compared. */
  readonly needed: number;
  /** It says what anybody would say of the job, and names no place: only who reads it aloud quotes it. */
  readonly plain: boolean;
};

export type MessageIndex = {
  readonly templates: readonly Template[];
  /** word → templates that it is a rare word of. */
  readonly rare: ReadonlyMap<string, readonly number[]>;
};

/** Words of each message by which it is looked for. */
const RAREST = 6;
const CANDIDATES = 16;
const SURE = 0.6;
const RETURNED = 4;

/** `commonness` says in how many of `texts` texts a word was met: words that everybody uses prove little. */
export function messageIndex(pack: Pack, commonness: ReadonlyMap<string, number>, texts: number): MessageIndex {
  const weigh = (word: string) => Math.log((texts + 2) / ((commonness.get(word) ?? 0) + 1));
  const templates = [pack, ...pack.translated.values()].flatMap((tongue) =>
    [...tongue.entries.values()].flatMap(({ id, messages, when }) =>
      messages.flatMap((message) => {
        const template = templateOf(message, weigh);
        // A message that is all gap, or a sign, cannot be looked for.
        return template.words.length === 0
          ? []
          : { entry: id, wording: message, ...template, plain: isPlain(template, placeNames(tongue, when)) };
      }),
    ),
  );
  const rare = new Map<string, number[]>();
  templates.forEach((template, number) => {
    for (const word of template.rarest) rare.set(word, [...(rare.get(word) ?? []), number]);
  });
  return { templates, rare };
}

/** Words lighter than this are met in every other complaint. */
const COMMON = 4.2;

/** Whether a word is one that not every program says of every job. */
function isOwn(word: string, weight: number): boolean {
  return weight >= COMMON && !EVERY_PROGRAMS.has(word);
}

function isPlain({ words, weights }: Pick<Template, 'words' | 'weights'>, places: ReadonlySet<string>): boolean {
  return words.every((word, i) => !places.has(word) && !isOwn(word, weights[i] as number));
}

/** The words that name where an entry appears. */
function placeNames({ slots }: Pack, when: Entry['when']): ReadonlySet<string> {
  const values = Object.entries(when).flatMap(([slot, value]) => slots.get(slot)?.values.find(({ id }) => id === value)?.words ?? []);
  return new Set(values.flatMap((name) => wordsOf(name).map(({ word }) => word)));
}

function templateOf(message: string, weigh: (word: string) => number): Omit<Template, 'entry' | 'wording' | 'plain'> {
  const words = wordsOf(message.replace(/⟨[^⟩]*⟩/gu, ' ')).map((word) => word.word);
  const weights = words.map(weigh);
  const parts = message
    .split(/⟨[^⟩]*⟩/u)
    .map((part) => wordsOf(part).map((word) => word.word))
    .filter((part) => part.length > 0);
  const ranked = [...new Set(words)].sort((a, b) => weigh(b) - weigh(a) || (a < b ? -1 : 1));
  return {
    words,
    weights,
    rarest: new Set(ranked.slice(0, RAREST)),
    total: weights.reduce((sum, weight) => sum + weight, 0),
    needed: Math.min(RAREST, ranked.length) * 0.5,
    parts,
  };
}

/** Messages of so few words must stand there word for word. */
const FEW = 4;
/** Words that may stand in one gap: "3.2 GB" is three. */
const GAP = 4;

/** Whether a short message with gaps stands there: its parts word for word, and something with a number in each gap. */
function standsWithGaps(parts: Template['parts'], words: readonly string[]): boolean {
  return words.some((_, start) => continues(parts, 0, words, start));
}

function continues(parts: Template['parts'], number: number, words: readonly string[], at: number): boolean {
  const part = parts[number];
  if (part === undefined) return true;
  if (part.some((word, i) => words[at + i] !== word)) return false;
  const end = at + part.length;
  if (number === parts.length - 1) return true;
  for (let gap = 1; gap <= GAP && end + gap <= words.length; gap++) {
    const filled = words.slice(end, end + gap).some((word) => /^\p{N}/u.test(word));
    if (filled && continues(parts, number + 1, words, end + gap)) return true;
  }
  return false;
}

/** Whether somebody says that they read something, or writes it as it stands on a screen. */
function readsAloud(text: string, words: readonly string[], wording: string): boolean {
  return QUOTES.test(text) || words.some((word) => READ.has(word)) || isAsShown(text.trim(), wording);
}

/** Letter by letter, with anything where it differs from phone to phone. */
function isAsShown(text: string, wording: string): boolean {
  const parts = wording.replace(/[.!…]+$/, '').split(/⟨[^⟩]*⟩/u);
  const pattern = parts.map((part) => part.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')).join('.{1,40}');
  return new RegExp(`^${pattern}[.!…]*$`, 'u').test(text);
}

const QUOTES = /["“”„«»].*["“”„«»]/su;

/** What was said, and which entries appear where the person is known to be. */
export type Said = { readonly text: string; readonly words: readonly string[]; readonly isHere: (entry: string) => boolean };

/** Entries whose message is quoted, surest first. Its words are corrected where that was affordable. */
export function quotedMessages(index: MessageIndex, { text, words, isHere }: Said): QuotedMessage[] {
  const found: Quote[] = [];
  for (const template of candidates(index, words)) {
    const judged = judge(template, words, placesOf(template, words));
    const meant = !template.plain || isHere(template.entry) || readsAloud(text, words, template.wording);
    if (meant && judged.confidence >= SURE) found.push({ template, ...judged });
  }
  const best = new Map<string, QuotedMessage>();
  const meant = found.filter((quote) => !isPartOfAnother(quote, found) && !tellsLess(quote, found));
  for (const { template, confidence } of meant) {
    const { entry: id, wording } = template;
    if (confidence > (best.get(id)?.confidence ?? 0)) best.set(id, { id, confidence, wording });
  }
  return [...best.values()].sort((a, b) => b.confidence - a.confidence || (a.id < b.id ? -1 : 1)).slice(0, RETURNED);
}

/** `met`: its words that stand in the text. */
type Quote = Judged & { readonly template: Template };
type Judged = { readonly confidence: number; readonly met: ReadonlySet<string> };

/** A longer message quoted at least so surely takes the place of one that it holds. */
const WHOLE = 0.85;

/** Whether a longer message that holds all its words is quoted: "Backup failed" within "Backup failed because the disk is full". */
function isPartOfAnother(quote: Quote, found: readonly Quote[]): boolean {
  return found.some(({ template, confidence }) => {
    if (confidence < WHOLE || template.entry === quote.template.entry || template.words.length <= quote.template.words.length) return false;
    const words = new Set(template.words);
    return quote.template.words.every((word) => words.has(word));
  });
}

/** A message that stands there whole gives way only to one that is as good as sure. */
const STANDS = 0.95;
const SURELY = 0.72;
/** So much must a word weigh to tell one message from another. */
const TELLING = 2;

/**
 * Whether another message has all the words that this one has in the text, and a telling one more: of "could not back up because the
 * backup was corrupt", cut there, "could not back up because the phone disconnected" has only the beginning.
 */
function tellsLess(quote: Quote, found: readonly Quote[]): boolean {
  const atLeast = quote.confidence >= STANDS ? SURELY : SURE;
  return found.some(({ template, met, confidence }) => {
    if (confidence < atLeast || met.size <= quote.met.size || ![...quote.met].every((word) => met.has(word))) return false;
    return template.words.some((word, i) => met.has(word) && !quote.met.has(word) && (template.weights[i] as number) >= TELLING);
  });
}

/** Templates with enough of their rare words in the message, those with most of them first. */
function candidates(index: MessageIndex, words: readonly string[]): readonly Template[] {
  const hits = new Map<number, number>();
  for (const word of new Set(words)) for (const number of index.rare.get(word) ?? []) hits.set(number, (hits.get(number) ?? 0) + 1);
  const enough = [...hits].filter(([number, share]) => share >= (index.templates[number] as Template).needed);
  const best = enough.sort(([a, share], [b, other]) => other - share || a - b).slice(0, CANDIDATES);
  return best.map(([number]) => index.templates[number] as Template);
}

/** Where its rare words stand. */
function placesOf({ rarest }: Template, words: readonly string[]): readonly number[] {
  return words.flatMap((word, at) => (rarest.has(word) ? [at] : []));
}

/** The stretch of the message where most of the hits are, as long as the template with room for a name. */
function stretch(template: Template, places: readonly number[], words: readonly string[]): readonly string[] {
  const length = template.words.length * 2 + 6;
  let [best, most] = [places[0] as number, 0];
  let last = 0;
  for (let first = 0; first < places.length; first++) {
    while (last < places.length && (places[last] as number) < (places[first] as number) + length) last++;
    if (last - first > most) [best, most] = [places[first] as number, last - first];
  }
  return words.slice(Math.max(0, best - template.words.length), best + length);
}

const NOT_THERE: Judged = { confidence: 0, met: new Set() };

/** How sure it is that the template is quoted here: 1 when all of it is, in order and without words between. */
function judge(template: Template, words: readonly string[], places: readonly number[]): Judged {
  const here = stretch(template, places, words);
  if (template.words.length <= FEW) return { confidence: standsWithGaps(template.parts, here) ? 1 : 0, met: new Set(template.words) };
  if (mostWeight(template, words, places) < Math.min(SURE * template.total, CUT_WEIGHT)) return NOT_THERE;
  const aligned = align(template, here);
  const cover = aligned.weight / template.total;
  const density = aligned.matched / Math.max(1, aligned.span);
  const whole = cover < STANDS && !hasOwn(template, aligned.met) ? 0 : cover * (0.6 + 0.4 * density);
  return { confidence: Math.min(1, Math.max(whole, cutConfidence(template, aligned))), met: aligned.met };
}

/** "An error occurred while …" is the beginning of many messages: of those that have words of their own, one must be there. */
function hasOwn({ words, weights }: Template, met: ReadonlySet<string>): boolean {
  const own = words.filter((word, i) => isOwn(word, weights[i] as number));
  return own.length === 0 || own.some((word) => met.has(word));
}

/** What the template's words can weigh at most, when those by which it was looked for and that are not there are gone. */
function mostWeight(template: Template, words: readonly string[], places: readonly number[]): number {
  let weight = template.total;
  for (let i = 0; i < template.words.length; i++) {
    const word = template.words[i] as string;
    if (template.rarest.has(word) && !places.some((at) => words[at] === word)) weight -= template.weights[i] as number;
  }
  return weight;
}

/** What part of a message must weigh to be no chance. */
const CUT_WEIGHT = 14;

/** Part of a message, word for word: five words or more that carry weight are no chance. */
function cutConfidence(template: Template, aligned: Aligned): number {
  if (aligned.run < 5 || aligned.runWeight < CUT_WEIGHT) return 0;
  return 0.6 + 0.35 * Math.min(1, aligned.runWeight / template.total);
}

type Aligned = {
  /** Weight and number of the template's words found in order, and over how many words of the message. */
  readonly weight: number;
  readonly matched: number;
  readonly span: number;
  readonly met: ReadonlySet<string>;
  /** The longest part found word for word. */
  readonly run: number;
  readonly runWeight: number;
};

/** The heaviest common subsequence of template and message, and the longest common substring. */
function align(template: Template, here: readonly string[]): Aligned {
  const width = here.length + 1;
  const weight = new Float64Array((template.words.length + 1) * width);
  const runs = new Int32Array((template.words.length + 1) * width);
  template.words.forEach((word, i) => {
    const own = template.weights[i] as number;
    for (let j = 1; j < width; j++) {
      const at = (i + 1) * width + j;
      const same = word === here[j - 1];
      weight[at] = same ? (weight[at - width - 1] as number) + own : Math.max(weight[at - width] as number, weight[at - 1] as number);
      if (same) runs[at] = (runs[at - width - 1] as number) + 1;
    }
  });
  const run = runs.reduce((most, length) => Math.max(most, length), 0);
  const end = Math.floor(runs.indexOf(run) / width);
  return { ...traced(template, here, weight), run, runWeight: sumOf(template, end - run, end) };
}

function sumOf(template: Template, from: number, to: number): number {
  return template.weights.slice(from, to).reduce((sum, w) => sum + w, 0);
}

/** Walks the alignment back, to see how many words it took and how far apart they stand. */
function traced(template: Template, here: readonly string[], weight: Float64Array): Pick<Aligned, 'weight' | 'matched' | 'span' | 'met'> {
  const width = here.length + 1;
  let [i, j, matched] = [template.words.length, here.length, 0];
  let [first, last] = [here.length, 0];
  const met = new Set<string>();
  while (i > 0 && j > 0) {
    const at = i * width + j;
    if (template.words[i - 1] === here[j - 1]) {
      matched++;
      met.add(here[j - 1] as string);
      first = j;
      last = Math.max(last, j);
      i--;
      j--;
    } else if ((weight[at - width] as number) >= (weight[at - 1] as number)) i--;
    else j--;
  }
  return { weight: weight[template.words.length * width + here.length] as number, matched, span: Math.max(1, last - first + 1), met };
}
