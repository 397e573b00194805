/**
 * Finds many phrases in a message at once. Phrases are compared without their spaces, from the beginning of a word to the
 * end of a word: "back-up", "back up" and "backup" are one phrase, and so are "s23 ultra" and "S23ultra".
 */
import { wordsOf } from './words.ts';

/** Phrases to look for, each with what it stands for. */
export type Phrases<T> = {
  readonly found: Map<string, T[]>;
  /** Beginnings of phrases → the length of the longest that begins so: most words of a message end the search at once. */
  readonly starts: Map<string, number>;
};

const START = 4;

/** A phrase in the message: words `from` up to `to`. */
export type PhraseMatch<T> = { readonly from: number; readonly to: number; readonly means: T };

export function emptyPhrases<T>(): Phrases<T> {
  return { found: new Map(), starts: new Map() };
}

/** Adds a phrase; a plural that only has an "s" more is the same phrase. */
export function addPhrase<T>(phrases: Phrases<T>, phrase: string, means: T): void {
  const words = wordsOf(phrase).map((word) => word.word);
  if (words.length === 0) return;
  const key = words.join('');
  const last = words.at(-1) as string;
  const keys = /[a-rt-z]$/.test(last) && last.length > 3 ? [key, `${key}s`] : [key];
  for (const each of keys) {
    const there = phrases.found.get(each) ?? [];
    if (!there.includes(means)) phrases.found.set(each, [...there, means]);
    const start = each.slice(0, START);
    phrases.starts.set(start, Math.max(phrases.starts.get(start) ?? 0, each.length));
  }
}

/** All phrases in the message, also those within longer ones. */
export function findPhrases<T>(phrases: Phrases<T>, words: readonly string[]): PhraseMatch<T>[] {
  const matches: PhraseMatch<T>[] = [];
  for (let from = 0; from < words.length; from++) findFrom(phrases, words, from, matches);
  return matches;
}

function findFrom<T>(phrases: Phrases<T>, words: readonly string[], from: number, matches: PhraseMatch<T>[]): void {
  let key = '';
  let longest = START;
  for (let to = from; to < words.length; to++) {
    const known = key.length >= START;
    key += words[to];
    if (!known) longest = longestFrom(phrases, key);
    if (key.length > longest || isArticleAndNumber(words, from, to)) return;
    for (const means of phrases.found.get(key) ?? []) matches.push({ from, to: to + 1, means });
  }
}

/** How long a phrase can be that begins like this; nothing is ruled out before there are a few letters. */
function longestFrom<T>(phrases: Phrases<T>, key: string): number {
  return key.length < START ? START : (phrases.starts.get(key.slice(0, START)) ?? 0);
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
