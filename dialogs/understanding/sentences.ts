/**
 * What whole sentences mean, as numbers from outside: optional, and never needed. A second classifier learns from them, beside the one
 * that learns from words; where a sentence has its numbers both have a say, and where it has none the words alone decide.
 */
import type { Sense, SentenceModel } from '../sense.ts';
import { type Calibration, fitted, type LeftOut, leftOutOf, NONES, type TrainOptions, trainSides } from './classifier.ts';
import type { Rows } from './svm.ts';
import { type Word, wordsOf } from './words.ts';

/** A training text by its numbers; without a label it speaks against every label. */
export type SentenceExample = { readonly vector: Float32Array | undefined; readonly label: string | null };

const TRAINED: Pick<TrainOptions, 'svm' | 'folds'> = { svm: { c: 0.25, passes: 30, tolerance: 0.05 }, folds: 2 };

/** Learns labels from numbers of length one. `byWords`: the margins that the words alone give the same examples, with as many folds. */
export function trainSentences(embedder: string, examples: readonly SentenceExample[], byWords: readonly LeftOut[]): SentenceModel {
  const size = examples.find(({ vector }) => vector !== undefined)?.vector?.length ?? 0;
  const rows = rowsOf(examples, size);
  const { labels, sides } = trainSides(examples);
  const bySentences = leftOutOf(rows, examples, TRAINED);
  const nones = examples.some(({ label }) => label === null) ? NONES : [null];
  return { embedder, size, labels, ...bestShare(bySentences, byWords, nones), ...matrixOf(sides(rows, TRAINED.svm), size) };
}

const SHARES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7];

type Shared = Pick<SentenceModel, 'share' | keyof Calibration>;

/** The share with which the labels of left-out texts are likeliest: many examples that are alike leave little for it, few leave much. */
function bestShare(bySentences: readonly LeftOut[], byWords: readonly LeftOut[], nones: readonly (number | null)[]): Shared {
  const tried = SHARES.map((share) => {
    const together = bySentences.map((own, i) => ({ ...own, values: joined(byWords[i]?.values ?? own.values, own.values, share) }));
    return { share, ...fitted(together, nones) };
  });
  const { share, sharpness, none } = tried.reduce((best, one) => (one.loss < best.loss ? one : best));
  return { share, sharpness, none };
}

function rowsOf(examples: readonly SentenceExample[], size: number): Rows {
  const start = Int32Array.from({ length: examples.length + 1 }, (_, i) => i * size);
  const index = Int32Array.from({ length: examples.length * size }, (_, i) => i % size);
  const value = new Float32Array(examples.length * size);
  for (const [i, { vector }] of examples.entries()) if (vector) value.set(vector, i * size);
  return { start, index, value, features: size };
}

function matrixOf(weights: readonly Float32Array[], size: number): Pick<SentenceModel, 'weights' | 'bias'> {
  const classes = weights.length;
  const matrix = Float32Array.from({ length: size * classes }, (_, at) => weights[at % classes]?.[Math.floor(at / classes)] ?? 0);
  return { weights: matrix, bias: Float32Array.from(weights, (own) => own[size] as number) };
}

function joined(byWords: Float32Array, bySentence: Float32Array, share: number): Float32Array {
  return byWords.map((margin, i) => (1 - share) * margin + share * (bySentence[i] as number));
}

/** Margins of every label by words, joined by what the sentence means. */
export function withSense(margins: Float32Array, { model, vector }: Sense): Float32Array {
  return joined(margins, sentenceMargins(model, vector), model.share);
}

function sentenceMargins({ size, bias, weights }: SentenceModel, vector: Float32Array): Float32Array {
  const margins = bias.slice();
  const classes = margins.length;
  for (let i = 0; i < size; i++) {
    const value = vector[i] as number;
    for (let c = 0; c < classes; c++) margins[c] = (margins[c] as number) + value * (weights[i * classes + c] as number);
  }
  return margins;
}

/** Numbers can be read by a model that learnt from such. */
export function canRead(model: SentenceModel, vector: Float32Array): boolean {
  return vector.length === model.size && vector.every(Number.isFinite);
}

/** Characters of a sentence that are given away to be embedded: embedders read no more than about so many. */
const LENGTH = 600;

/** The text as an embedder reads it: misspelt words put right, those at places in `without` left out, all else as it was written. */
export function sentenceOf(text: string, placed: readonly Word[], without: ReadonlySet<number> = new Set()): string {
  const written = byPlace(wordsOf(text).map((word) => [word, word.word] as const));
  const read = byPlace(placed.map((word, i) => [word, without.has(i) ? '' : word.word] as const));
  let sentence = '';
  let at = 0;
  for (const [start, { end, words }] of written) {
    const right = read.get(start)?.words ?? words;
    if (right === words) continue;
    sentence += text.slice(at, start) + right;
    at = end;
  }
  return (sentence + text.slice(at)).replace(/\s+/gu, ' ').trim().slice(0, LENGTH).toWellFormed();
}

type Place = { readonly end: number; readonly words: string };

/** Words that share a place, such as those of a contraction, together. */
function byPlace(placed: readonly (readonly [Word, string])[]): ReadonlyMap<number, Place> {
  const places = new Map<number, Place>();
  for (const [{ start, end }, word] of placed) {
    const there = places.get(start);
    places.set(start, { end, words: there === undefined ? word : `${there.words} ${word}`.trim() });
  }
  return places;
}
