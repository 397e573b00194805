/** Texts with labels → a linear classifier with calibrated confidence. Knows nothing of packs. */
import { emptyHashes, type FeatureOptions, type Hashes, type Reading, readHashes, type Seen } from './features.ts';
import { type Rows, type SvmOptions, trainOne } from './svm.ts';
import { featuresOf, learnVocabulary, type Scratch, type Sparse, scratchFor, type Vocabulary, vectorOf } from './vocabulary.ts';

/** A training text; without a label it is an example of nothing, and speaks against every label. */
export type Example = { readonly reading: Reading; readonly label: string | null };

export type TrainOptions = {
  readonly features: FeatureOptions;
  readonly svm: SvmOptions /** Folds for calibration; 0 keeps temperature 1. */;
  readonly folds: number;
};

/** Weights are kept as bytes, a row of classes for each feature, times the row's scale. */
export type Classifier = {
  readonly vocabulary: Vocabulary;
  readonly labels: readonly string[];
  readonly weights: Int8Array;
  readonly scales: Float32Array;
  readonly bias: Float32Array;
  /** Margins are multiplied by this before they become confidences. */
  readonly sharpness: number;
  /** The margin of "none of these", when it was trained with texts that have no label. */
  readonly none: number | null;
};

/** What suits a training set: with few examples a label, all that was seen; with many, what was seen twice, and a closer fit. */
export function optionsFor(examples: number, labels: number): TrainOptions {
  const few = examples <= labels * 40;
  const features: FeatureOptions = few
    ? { pairs: true, skips: true, minDf: 1, families: 'alone', shares: [1, 0.8, 1, 0.8, 0.8] }
    : { pairs: true, skips: false, minDf: 2, families: 'in a row', shares: [1, 0.8, 1, 0.8, 0.65] };
  return { features, svm: { c: few ? 0.5 : 1, passes: 15, tolerance: 0.05 }, folds: 2 };
}

export function trainClassifier(examples: readonly Example[], options: TrainOptions): Classifier {
  const { vocabulary, rows } = read(examples, options);
  const { labels, sides } = trainSides(examples);
  const nones = examples.some((example) => example.label === null) ? NONES : [null];
  const calibration = options.folds > 1 ? likeliest(leftOutOf(rows, examples, options), nones) : { sharpness: 1, none: null };
  return { vocabulary, labels, ...calibration, ...pack(sides(rows, options.svm), rows.features) };
}

function read(examples: readonly Example[], { features }: TrainOptions): { readonly vocabulary: Vocabulary; readonly rows: Rows } {
  const hashes = examples.map((e) => copyOf(e.reading, features));
  const vocabulary = learnVocabulary(hashes, features);
  return { vocabulary, rows: rowsOf(vocabulary, hashes) };
}

/** How a classifier of these examples judges those that it did not learn from. */
export function leftOutOfWords(examples: readonly Example[], options: TrainOptions): readonly LeftOut[] {
  return leftOutOf(read(examples, options).rows, examples, options);
}

type Labelled = { readonly label: string | null };
type Sides = (rows: Rows, svm: SvmOptions, used?: Int32Array) => readonly Float32Array[];

/** The labels of examples in order, and what trains each of them against the rest. */
export function trainSides(examples: readonly Labelled[]): { readonly labels: readonly string[]; readonly sides: Sides } {
  const labels = [...new Set(examples.flatMap((e) => e.label ?? []))].sort();
  const positive = labels.map((label) => Uint8Array.from(examples, (e) => (e.label === label ? 1 : 0)));
  const all = Int32Array.from(examples, (_, i) => i);
  return { labels, sides: (rows, svm, used = all) => positive.map((side) => trainOne(rows, used, side, svm)) };
}

const buffer = emptyHashes();

function copyOf(reading: Reading, seen: Seen): Hashes {
  readHashes(reading, seen, buffer);
  return {
    blocks: buffer.blocks.map((block, b) => block.slice(0, buffer.lengths[b])),
    lengths: buffer.lengths.slice(),
    meaning: buffer.meaning,
  };
}

function rowsOf(vocabulary: Vocabulary, texts: readonly Hashes[]): Rows {
  const scratch = scratchFor(vocabulary);
  const vectors = texts.map((text) => {
    const v = vectorOf(vocabulary, text, scratch);
    return { index: v.index.slice(0, v.length), value: v.value.slice(0, v.length) };
  });
  const start = new Int32Array(texts.length + 1);
  vectors.forEach((v, i) => {
    start[i + 1] = (start[i] as number) + v.index.length;
  });
  const total = start[texts.length] as number;
  const index = new Int32Array(total);
  const value = new Float32Array(total);
  vectors.forEach((v, i) => {
    index.set(v.index, start[i]);
    value.set(v.value, start[i]);
  });
  return { start, index, value, features: featuresOf(vocabulary) };
}

/** Weights of all classes as bytes, row by row. */
function pack(weights: readonly Float32Array[], features: number): Pick<Classifier, 'weights' | 'scales' | 'bias'> {
  const classes = weights.length;
  const bytes = new Int8Array(features * classes);
  const scales = new Float32Array(features);
  for (let f = 0; f < features; f++) {
    let most = 0;
    for (const w of weights) most = Math.max(most, Math.abs(w[f] as number));
    if (most === 0) continue;
    scales[f] = most / 127;
    for (let c = 0; c < classes; c++) bytes[f * classes + c] = Math.round(((weights[c] as Float32Array)[f] as number) * (127 / most));
  }
  return { weights: bytes, scales, bias: Float32Array.from(weights, (w) => w[features] as number) };
}

/** The margins of a text that the classifier did not learn from, and the number of its label. */
export type LeftOut = { readonly values: Float32Array /** -1: none of the labels. */; readonly truth: number };
/** How margins become confidences. */
export type Calibration = Pick<Classifier, 'sharpness' | 'none'>;

/** Margins that "none of these" may have. */
export const NONES: readonly (number | null)[] = [-0.9, -0.7, -0.5, -0.4, -0.3, -0.2];

/** The examples as classifiers judge them that learnt from the others: fold by fold. */
export function leftOutOf(rows: Rows, examples: readonly Labelled[], { svm, folds }: Pick<TrainOptions, 'svm' | 'folds'>): LeftOut[] {
  const margins: LeftOut[] = [];
  const { labels, sides } = trainSides(examples);
  const number = new Map(labels.map((label, i) => [label, i]));
  for (let fold = 0; fold < folds; fold++) {
    const used = Int32Array.from(examples.flatMap((_, i) => (i % folds === fold ? [] : [i])));
    const trained = sides(rows, svm, used);
    for (let i = fold; i < examples.length; i += folds) {
      margins.push({ values: Float32Array.from(trained, (w) => marginOf(rows, i, w)), truth: number.get(examples[i]?.label ?? '') ?? -1 });
    }
  }
  return margins;
}

function marginOf(rows: Rows, row: number, weights: Float32Array): number {
  let dot = weights[rows.features] as number;
  const end = rows.start[row + 1] as number;
  for (let k = rows.start[row] as number; k < end; k++) dot += (weights[rows.index[k] as number] as number) * (rows.value[k] as number);
  return dot;
}

/** Texts by which confidence is calibrated: more would cost time and move nothing. */
const CALIBRATED_BY = 600;
const SHARPNESSES = Array.from({ length: 14 }, (_, i) => 1.5 * 1.2 ** i);

/** The calibration under which the labels of left-out texts are likeliest. */
export function likeliest(all: readonly LeftOut[], nones: readonly (number | null)[]): Calibration {
  const { sharpness, none } = fitted(all, nones);
  return { sharpness, none };
}

/** The same, and how unlikely the labels still are. */
export function fitted(all: readonly LeftOut[], nones: readonly (number | null)[]): Calibration & { readonly loss: number } {
  const every = Math.max(1, Math.floor(all.length / CALIBRATED_BY));
  const margins = all.filter((_, i) => i % every === 0);
  let best: Calibration & { loss: number } = { sharpness: 1, none: null, loss: Number.POSITIVE_INFINITY };
  for (const none of nones) {
    for (const sharpness of SHARPNESSES) {
      let loss = 0;
      for (const m of margins) loss += surprise(m, { sharpness, none });
      if (loss < best.loss) best = { sharpness, none, loss };
    }
  }
  return best;
}

/** How little the truth was expected: −log of its share. */
function surprise(left: LeftOut, { sharpness, none }: Calibration): number {
  const own = left.truth < 0 ? (none ?? 0) : (left.values[left.truth] as number);
  let sum = none === null ? 0 : Math.exp((none - own) * sharpness);
  for (let i = 0; i < left.values.length; i++) sum += Math.exp(((left.values[i] as number) - own) * sharpness);
  return Math.min(20, Math.log(sum));
}

/** Margins → confidences that add up to one, or to less when "none of these" has a share. */
export function confidences(margins: ArrayLike<number>, calibration: Calibration): Float64Array {
  const { sharpness, none } = calibration;
  let most = none ?? Number.NEGATIVE_INFINITY;
  for (let i = 0; i < margins.length; i++) most = Math.max(most, margins[i] as number);
  const shares = new Float64Array(margins.length);
  let sum = none === null ? 0 : Math.exp((none - most) * sharpness);
  for (let i = 0; i < shares.length; i++) {
    const share = Math.exp(((margins[i] as number) - most) * sharpness);
    shares[i] = share;
    sum += share;
  }
  for (let i = 0; i < shares.length; i++) shares[i] = (shares[i] as number) / sum;
  return shares;
}

/** Margins of every label for a text; buffers are reused, the result is fresh each time. The hashes must have pairs if the classifier has. */
export function scorer(classifier: Classifier): (hashes: Hashes) => Float32Array {
  const scratch: Scratch = scratchFor(classifier.vocabulary);
  return (hashes) => {
    const margins = classifier.bias.slice();
    addRows(margins, classifier, vectorOf(classifier.vocabulary, hashes, scratch));
    return margins;
  };
}

/**
 * Adds the row of each feature, times its value. Four features at once, so that each sum is fetched and put back a quarter as
 * often; behind the last ones come such that add nothing.
 */
function addRows(margins: Float32Array, { weights, scales }: Classifier, { index, value, length }: Sparse): void {
  const classes = margins.length;
  const weight = (i: number): number => (value[i] as number) * (scales[index[i] as number] as number);
  index.fill(0, length, length + 3);
  value.fill(0, length, length + 3);
  for (let i = 0; i < length; i += 4) {
    const [a, b, c, d] = [weight(i), weight(i + 1), weight(i + 2), weight(i + 3)];
    const rowA = (index[i] as number) * classes;
    const rowB = (index[i + 1] as number) * classes;
    const rowC = (index[i + 2] as number) * classes;
    const rowD = (index[i + 3] as number) * classes;
    for (let k = 0; k < classes; k++) {
      const first = a * (weights[rowA + k] as number) + b * (weights[rowB + k] as number);
      const second = c * (weights[rowC + k] as number) + d * (weights[rowD + k] as number);
      margins[k] = (margins[k] as number) + first + second;
    }
  }
}

/** Turns readings into hashes, into the same buffers each time. */
export function hasher(seen: Seen): (reading: Reading) => Hashes {
  const hashes = emptyHashes();
  return (reading) => {
    readHashes(reading, seen, hashes);
    return hashes;
  };
}
