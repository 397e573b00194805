/**
 * Finds many phrases in a message at once. Phrases are compared without their spaces, from the beginning of a word to the
 * end of a word: "back-up", "back up" and "backup" are one phrase, and so are "s23 ultra" and "S23ultra".
 */
import { hashUnit } from './hash.ts';
import { wordsOf } from './words.ts';

/** Phrases to look for, each with what it stands for. */
export type Phrases<T> = {
  /** Hash of the letters → the phrases that have it. */
  readonly found: Map<number, readonly Known<T>[]>;
  /** Hash of the first letters → the length of the longest phrase that begins so: most words of a message end the search at once. */
  readonly starts: Map<number, number>;
  /** The longest phrase that is shorter than a beginning; 0 when there is none. */
  short: number;
};

type Known<T> = { readonly key: string; readonly means: readonly T[] };

const START = 4;
const SEED = 0x1c9d_35e7;

/** A phrase in the message: words `from` up to `to`. */
export type PhraseMatch<T> = { readonly from: number; readonly to: number; readonly means: T };

export function emptyPhrases<T>(): Phrases<T> {
  return { found: new Map(), starts: new Map(), short: 0 };
}

/** Adds a phrase; a plural that only has an "s" more is the same phrase. */
export function addPhrase<T>(phrases: Phrases<T>, phrase: string, means: T): void {
  const words = wordsOf(phrase).map((word) => word.word);
  if (words.length === 0) return;
  const key = words.join('');
  const last = words.at(-1) as string;
  const keys = /[a-rt-z]$/.test(last) && last.length > 3 ? [key, `${key}s`] : [key];
  for (const each of keys) addKey(phrases, each, means);
}

function addKey<T>(phrases: Phrases<T>, key: string, means: T): void {
  const hash = hashOf(key, 0, key.length, SEED);
  const there = phrases.found.get(hash) ?? [];
  const same = there.find((known) => known.key === key);
  const others = there.filter((known) => known !== same);
  const meanings = same?.means.includes(means) ? same.means : [...(same?.means ?? []), means];
  phrases.found.set(hash, [...others, { key, means: meanings }]);
  if (key.length < START) phrases.short = Math.max(phrases.short, key.length);
  const start = hashOf(key, 0, Math.min(START, key.length), SEED);
  phrases.starts.set(start, Math.max(phrases.starts.get(start) ?? 0, key.length));
}

function hashOf(text: string, from: number, to: number, seed: number): number {
  let hash = seed;
  for (let i = from; i < to; i++) hash = hashUnit(hash, text.charCodeAt(i));
  return hash;
}

/** A message without its spaces: word `i` begins at `begins[i]`, and `starts[i]` is the hash of the letters there. */
type Run = { readonly letters: string; readonly begins: Int32Array; readonly starts: Int32Array };

/** One message is searched for many kinds of phrases. */
const runs = new WeakMap<readonly string[], Run>();

function runOf(words: readonly string[]): Run {
  const there = runs.get(words);
  if (there) return there;
  const letters = words.join('');
  const begins = new Int32Array(words.length + 1);
  for (let i = 0; i < words.length; i++) begins[i + 1] = (begins[i] as number) + (words[i] as string).length;
  const starts = Int32Array.from(words, (_, i) =>
    hashOf(letters, begins[i] as number, Math.min(letters.length, (begins[i] as number) + START), SEED),
  );
  const run = { letters, begins, starts };
  runs.set(words, run);
  return run;
}

/** All phrases in the message, also those within longer ones. */
export function findPhrases<T>(phrases: Phrases<T>, words: readonly string[]): PhraseMatch<T>[] {
  const matches: PhraseMatch<T>[] = [];
  const run = runOf(words);
  for (let from = 0; from < words.length; from++) {
    // Of what begins otherwise, only phrases of fewer letters than a beginning has can stand here.
    const longest = phrases.starts.get(run.starts[from] as number) ?? phrases.short;
    if (longest >= (words[from] as string).length) findFrom(phrases, words, run, { from, longest, matches });
  }
  return matches;
}

type Search<T> = { readonly from: number; readonly longest: number; readonly matches: PhraseMatch<T>[] };

function findFrom<T>(phrases: Phrases<T>, words: readonly string[], run: Run, { from, longest, matches }: Search<T>): void {
  const begin = run.begins[from] as number;
  let hash = SEED;
  for (let to = from; to < words.length; to++) {
    const end = run.begins[to + 1] as number;
    if (end - begin > longest || isArticleAndNumber(words, from, to)) return;
    hash = hashOf(run.letters, run.begins[to] as number, end, hash);
    const known = phrases.found.get(hash);
    if (known) for (const means of meaningsOf(known, run, begin, end)) matches.push({ from, to: to + 1, means });
  }
}

/** Phrases whose hash is the same need not have the same letters. */
function meaningsOf<T>(known: readonly Known<T>[], { letters }: Run, begin: number, end: number): readonly T[] {
  return known.find(({ key }) => key.length === end - begin && letters.startsWith(key, begin))?.means ?? [];
}

/** "a 13" is no "A13". */
function isArticleAndNumber(words: readonly string[], from: number, to: number): boolean {
  return to === from + 1 && (words[from] === 'a' || words[from] === 'i') && /^\d/.test(words[to] as string);
}

/** The ways of saying something from a list divided by bars. */
export function waysOf(list: string): readonly string[] {
  return list
    .split('|')
    .map((way) => way.trim())
    .filter((way) => way !== '');
}
