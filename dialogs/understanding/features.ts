/**
 * What the classifier sees of a message: stems one by one and two by two with the message's edges, also with one between;
 * pairs of stems or of their families that stand near each other in any order, pieces of two to five characters within words,
 * signs given from outside (entities), and families of words. Each block is weighted (1 + log tf) · idf and brought to its
 * share; features are 32-bit hashes.
 */
import { familiesOf } from './families.ts';
import { finish, hashPair, hashText, hashUnit } from './hash.ts';
import { stem } from './words.ts';

export type FeatureOptions = {
  /** Unordered pairs within a window, of stems, or of the first family of those that have one. */
  readonly pairs: boolean;
  /** Stems with one between them, in order; for few examples of narrow labels. */
  readonly skips: boolean;
  /** Families of words: none, each by itself, or also two in a row, which few examples would not bear. */
  readonly families: 'alone' | 'in a row' | undefined;
  /** A feature must be in at least so many training texts. */
  readonly minDf: number;
  /** The share of each block: words, pairs, characters, signs, families. */
  readonly shares: readonly [number, number, number, number, number];
  /** Numbers of the meaning that readings bring along, and its share; 0 when they bring none. */
  readonly meaning?: { readonly size: number; readonly share: number };
};

/** A text as the classifier reads it: corrected words, and signs (`slot=value` and the like). */
export type Reading = {
  readonly words: readonly string[];
  readonly signs: readonly string[];
  /** What the words mean together, as numbers of length one; absent when none of them has a known meaning. */
  readonly meaning?: Float32Array | undefined;
};

/** Feature hashes of each block, with repeats. */
export type Hashes = { readonly blocks: readonly Int32Array[]; readonly lengths: Int32Array; meaning: Float32Array | undefined };

const WINDOW = 8;
const BLOCK = 6000;
/** Words of a message that features are made of; what comes later says little and would cost. */
const WORDS_READ = 160;
const NONE: readonly number[] = [];
const SEEDS = {
  word: 0x1b873593,
  bigram: 0x2c1b3c6d,
  pair: 0x297a2d39,
  piece: 0x5bd1e995,
  sign: 0x3c6ef372,
  skip: 0x1f83d9ab,
  row: 0x68e31da4,
};
const EDGE_START = hashText('^', SEEDS.word);
const EDGE_END = hashText('$', SEEDS.word);

/** Buffers to be filled again and again by `readHashes`. */
export function emptyHashes(): Hashes {
  return { blocks: [0, 1, 2, 3, 4].map(() => new Int32Array(BLOCK)), lengths: new Int32Array(5), meaning: undefined };
}

/** Which of the optional features are read; pieces of words unless they are ruled out. */
export type Seen = Pick<FeatureOptions, 'pairs' | 'skips' | 'families'> & { readonly pieces?: boolean };

/** Fills `into` with the hashes of a reading. */
export function readHashes(reading: Reading, seen: Seen, into: Hashes): void {
  into.lengths.fill(0);
  into.meaning = reading.meaning;
  const words = reading.words.length > WORDS_READ ? reading.words.slice(0, WORDS_READ) : reading.words;
  const stems = words.map(stemHash);
  const families = words.map((word) => (seen.families ? familiesOf(stem(word)) : NONE));
  /** A word that is in no family stands for itself. */
  const kin = stems.map((own, i) => families[i]?.[0] ?? own);
  readSequence(stems, into);
  if (seen.pairs) readPairs(kin, into);
  if (seen.skips) readSkips(stems, into);
  if (seen.pieces !== false) for (const word of words) readPieces(word, into);
  if (seen.families) readFamilies(families, kin, seen.families === 'in a row', into);
  for (const sign of reading.signs) push(into, 3, hashText(sign, SEEDS.sign));
}

function push(into: Hashes, block: number, hash: number): void {
  const at = into.lengths[block] as number;
  if (at >= BLOCK) return;
  (into.blocks[block] as Int32Array)[at] = hash;
  into.lengths[block] = at + 1;
}

const DIGITS = /^\p{N}+$/u;

function stemHash(word: string): number {
  return hashText(DIGITS.test(word) && word.length > 1 ? '#' : stem(word), SEEDS.word);
}

function readSequence(stems: readonly number[], into: Hashes): void {
  let before = EDGE_START;
  for (const hash of stems) {
    push(into, 0, hash);
    push(into, 0, hashPair(before, hash, SEEDS.bigram));
    before = hash;
  }
  if (stems.length > 0) push(into, 0, hashPair(before, EDGE_END, SEEDS.bigram));
}

/** Two stems with one between them, in order: what remains of a phrase when its middle word is another one. */
function readSkips(stems: readonly number[], into: Hashes): void {
  for (let i = 0; i + 2 < stems.length; i++) push(into, 0, hashPair(stems[i] as number, stems[i + 2] as number, SEEDS.skip));
}

/** The families of the words, and, if asked for, the kin of the words two in a row. */
function readFamilies(families: readonly (readonly number[])[], kin: readonly number[], inRow: boolean, into: Hashes): void {
  families.forEach((own, i) => {
    for (const family of own) push(into, 4, family);
    if (inRow && i > 0) push(into, 4, hashPair(kin[i - 1] as number, kin[i] as number, SEEDS.row));
  });
}

function readPairs(kin: readonly number[], into: Hashes): void {
  for (let i = 0; i < kin.length; i++) {
    const end = Math.min(kin.length, i + WINDOW + 1);
    for (let j = i + 1; j < end; j++) {
      const a = kin[i] as number;
      const b = kin[j] as number;
      if (a !== b) push(into, 1, hashPair(Math.min(a, b), Math.max(a, b), SEEDS.pair));
    }
  }
}

/** Character pieces of 2 to 5 within a word and its edges; of long words only the beginning. */
function readPieces(word: string, into: Hashes): void {
  if (DIGITS.test(word)) return;
  const length = Math.min(word.length, 24) + 2;
  for (let start = 0; start < length - 1; start++) {
    let hash = hashUnit(SEEDS.piece | 0, unitAt(word, start, length));
    const end = Math.min(length, start + 5);
    for (let i = start + 1; i < end; i++) {
      hash = hashUnit(hash, unitAt(word, i, length));
      push(into, 2, finish(hash));
    }
  }
}

/** The word's characters between "<" and ">". */
function unitAt(word: string, i: number, length: number): number {
  if (i === 0) return 60;
  return i === length - 1 ? 62 : word.charCodeAt(i - 1);
}
