/** The features that training saw, as an open-addressing table over their hashes, and how telling each is. */
import type { FeatureOptions, Hashes } from './features.ts';

/** `table` is a hash table of pairs side by side in memory: a feature's hash (0 = free), then its number. */
export type Vocabulary = {
  readonly options: FeatureOptions;
  readonly table: Int32Array;
  readonly idf: Float32Array;
};

/** How many features a vector may have: those seen in training, and the numbers of the meaning. */
export function featuresOf(vocabulary: Vocabulary): number {
  return vocabulary.idf.length + (vocabulary.options.meaning?.size ?? 0);
}

/** A sparse vector of length one: feature numbers and their values, the first `length` of each. */
export type Sparse = { readonly index: Int32Array; readonly value: Float32Array; length: number };

/** The number of a feature, or -1. */
function placeOf(vocabulary: Vocabulary, hash: number): number {
  const { table } = vocabulary;
  const mask = table.length - 1;
  let at = (hash << 1) & mask;
  for (;;) {
    const key = table[at];
    if (key === hash) return table[at + 1] as number;
    if (key === 0) return -1;
    at = (at + 2) & mask;
  }
}

/** Counts in how many of the texts each feature is, and keeps those that are in enough. */
export function learnVocabulary(texts: readonly Hashes[], options: FeatureOptions): Vocabulary {
  const seen = new Map<number, number>();
  const last = new Map<number, number>();
  texts.forEach((text, t) => {
    text.blocks.forEach((block, b) => {
      for (let i = 0; i < (text.lengths[b] as number); i++) {
        const hash = block[i] as number;
        if (last.get(hash) === t) continue;
        last.set(hash, t);
        seen.set(hash, (seen.get(hash) ?? 0) + 1);
      }
    });
  });
  const kept = [...seen].filter(([, df]) => df >= options.minDf);
  const idf = new Float32Array(kept.length);
  kept.forEach(([, df], place) => {
    idf[place] = 1 + Math.log((1 + texts.length) / (1 + df));
  });
  return { options, idf, table: tableOf(kept.map(([hash]) => hash)) };
}

function tableOf(hashes: readonly number[]): Int32Array {
  let size = 2048;
  while (size < hashes.length * 4) size *= 2;
  const table = new Int32Array(size);
  hashes.forEach((hash, place) => {
    let at = (hash << 1) & (size - 1);
    while (table[at] !== 0) at = (at + 2) & (size - 1);
    table[at] = hash;
    table[at + 1] = place;
  });
  return table;
}

/** What is reused between messages: counts per feature (all zero between uses) and the vector being made. */
export type Scratch = { readonly counts: Uint16Array; readonly vector: Sparse };

/** Room for `most` features, a multiple of four. */
export function scratchFor(vocabulary: Vocabulary, most = 16_000): Scratch {
  return {
    counts: new Uint16Array(vocabulary.idf.length),
    vector: { index: new Int32Array(most), value: new Float32Array(most), length: 0 },
  };
}

/** The vector of a text; the result lives in the scratch until the next call. */
export function vectorOf(vocabulary: Vocabulary, text: Hashes, scratch: Scratch): Sparse {
  const { vector } = scratch;
  vector.length = 0;
  let norm = 0;
  for (let b = 0; b < text.blocks.length; b++) norm += addBlock(vocabulary, text, b, scratch);
  norm += addMeaning(vocabulary, text.meaning, vector);
  const scale = norm > 0 ? 1 / Math.sqrt(norm) : 0;
  for (let i = 0; i < vector.length; i++) vector.value[i] = (vector.value[i] as number) * scale;
  return vector;
}

/** Appends one block at its share; returns the squared share, 0 if nothing of it is known. */
function addBlock(vocabulary: Vocabulary, text: Hashes, b: number, scratch: Scratch): number {
  const { vector, counts } = scratch;
  const begin = vector.length;
  countBlock(vocabulary, text, b, scratch);
  let norm = 0;
  for (let i = begin; i < vector.length; i++) {
    const place = vector.index[i] as number;
    const count = counts[place] as number;
    const value = (count === 1 ? 1 : 1 + Math.log(count)) * (vocabulary.idf[place] as number);
    counts[place] = 0;
    vector.value[i] = value;
    norm += value * value;
  }
  if (norm === 0) return 0;
  const share = vocabulary.options.shares[b] as number;
  const scale = share / Math.sqrt(norm);
  for (let i = begin; i < vector.length; i++) vector.value[i] = (vector.value[i] as number) * scale;
  return share * share;
}

/** Appends what the words mean, behind all features of the words themselves. */
function addMeaning(vocabulary: Vocabulary, meaning: Float32Array | undefined, vector: Sparse): number {
  const { size, share } = vocabulary.options.meaning ?? NO_MEANING;
  if (meaning?.length !== size || vector.length + size > vector.index.length) return 0;
  for (let i = 0; i < size; i++) {
    vector.index[vector.length] = vocabulary.idf.length + i;
    vector.value[vector.length++] = share * (meaning[i] as number);
  }
  return share * share;
}

const NO_MEANING = { size: 0, share: 0 };

function countBlock(vocabulary: Vocabulary, text: Hashes, b: number, scratch: Scratch): void {
  const { vector, counts } = scratch;
  const block = text.blocks[b] as Int32Array;
  const length = text.lengths[b] as number;
  for (let i = 0; i < length; i++) {
    const place = placeOf(vocabulary, block[i] as number);
    if (place < 0) continue;
    if (counts[place] === 0) {
      if (vector.length >= vector.index.length) break;
      vector.index[vector.length++] = place;
    }
    counts[place] = (counts[place] as number) + 1;
  }
}
