/** The engine on any labelled texts, without a pack: words, spelling and classifier as for a pack's topics. */
import type { Ranked } from '../heard.ts';
import type { SentenceModel } from '../sense.ts';
import { byteWriter } from './bytes.ts';
import {
  type Calibration,
  type Classifier,
  confidences,
  type Example,
  hasher,
  leftOutOfWords,
  likeliest,
  optionsFor,
  scorer,
  type TrainOptions,
  trainClassifier,
} from './classifier.ts';
import { writeClassifier } from './classifier-bytes.ts';
import { guard } from './guard.ts';
import { type Meanings, meaningOf } from './meanings.ts';
import { canRead, sentenceOf, trainSentences, withSense } from './sentences.ts';
import { speller } from './spelling.ts';
import { strangeness } from './strangeness.ts';
import { type Word, wordsOf } from './words.ts';

/** A text and its label; null for an example of nothing that is asked for. */
export type LabelledText = { readonly text: string; readonly intent: string | null };

export type LabelledModel = {
  readonly classifier: Classifier;
  readonly words: ReadonlyMap<string, number>;
  readonly texts: number;
  readonly meanings?: Meanings | undefined;
  readonly sentences?: SentenceModel;
};

/** How a text was judged: labels by confidence, and how much it is like any of them (the greater the more). */
export type LabelledJudgement = { readonly ranked: readonly Ranked[]; readonly within: number };

/** The share of the words' meaning beside the words themselves. */
const MEANING = 1.1;

/** Learns the labels of texts. Deterministic. */
export function trainOnTexts(texts: readonly LabelledText[], options?: TrainOptions, meanings?: Meanings): LabelledModel {
  const { examples, words, options: chosen } = lessonsOf(texts, options, meanings);
  return { words, meanings, texts: examples.length, classifier: trainClassifier(examples, chosen) };
}

type Lessons = { readonly examples: readonly Example[]; readonly words: ReadonlyMap<string, number>; readonly options: TrainOptions };

function lessonsOf(texts: readonly LabelledText[], options: TrainOptions | undefined, meanings: Meanings | undefined): Lessons {
  const read = titled(texts).map(({ text, intent }) => ({ words: plainWords(text), intent }));
  const words = new Map<string, number>();
  for (const { words: own } of read) for (const word of new Set(own)) words.set(word, (words.get(word) ?? 0) + 1);
  const meaning = meaningOf(meanings, words);
  const examples = read.map(
    ({ words: own, intent }): Example => ({ reading: { words: own, signs: [], meaning: meaning(own) }, label: intent }),
  );
  const labels = new Set(texts.map((text) => text.intent)).size;
  const usual = options ?? optionsFor(examples.length, labels);
  const size = meanings?.size ?? 0;
  const features = { ...usual.features, ...(size > 0 ? { meaning: { size, share: MEANING } } : {}) };
  return { examples, words, options: { ...usual, features } };
}

/** The texts, and behind them the names of the labels. */
function titled(texts: readonly LabelledText[]): readonly LabelledText[] {
  const titles = [...new Set(texts.map((text) => text.intent))].flatMap((intent) =>
    intent === null ? [] : [{ text: titleOf(intent), intent }],
  );
  return [...texts, ...titles];
}

/** What is to be embedded, so that sentences can be learnt from, too. */
export function sentencesToLearn(texts: readonly LabelledText[]): readonly string[] {
  return titled(texts).map(({ text }) => {
    const { prose } = guard(text);
    return sentenceOf(prose, wordsOf(prose));
  });
}

/** The model that has learnt from whole sentences, too: `vectors` are those of `sentencesToLearn`, by the embedder of that name. */
export function withSentences(model: LabelledModel, texts: readonly LabelledText[], embedder: string, vectors: Vectors): LabelledModel {
  const { examples, options } = lessonsOf(texts, undefined, model.meanings);
  const byWords = leftOutOfWords(examples, options);
  const given = examples.map(({ label }, i) => ({ label, vector: vectors[i] }));
  return { ...model, sentences: trainSentences(embedder, given, byWords) };
}

/** What a label is called counts as an example of it: "order_status", "OrderStatus" and "order/status" are "order status". */
function titleOf(label: string): string {
  return label.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/[^\p{L}\p{N}]+/gu, ' ');
}

function plainWords(text: string): string[] {
  return wordsOf(guard(text).prose).map((word) => word.word);
}

/** The model with its confidences fitted to texts that it did not learn from; those with a vector fit what sentences add. */
export function calibratedOn(model: LabelledModel, texts: readonly LabelledText[], vectors: Vectors = []): LabelledModel {
  const { classifier, sentences } = model;
  const sharpness = sharpnessOn(model, texts, [], classifier.none) ?? classifier.sharpness;
  const fitted = { ...model, classifier: { ...classifier, sharpness } };
  if (sentences === undefined) return fitted;
  return { ...fitted, sentences: { ...sentences, sharpness: sharpnessOn(model, texts, vectors, sentences.none) ?? sentences.sharpness } };
}

type Vectors = readonly (Float32Array | undefined)[];

function sharpnessOn(model: LabelledModel, texts: readonly LabelledText[], vectors: Vectors, none: number | null): number | undefined {
  const read = readerBy(model);
  const margins = marginsBy(model);
  const known = texts.flatMap(({ text, intent }, i) => {
    const truth = intent === null ? -1 : model.classifier.labels.indexOf(intent);
    return truth < 0 ? [] : [{ values: margins(read(text), vectors[i]).margins, truth }];
  });
  return known.length === 0 ? undefined : likeliest(known, [none]).sharpness;
}

/** How many bytes the model takes when kept. */
export function labelledBytes({ classifier, words, sentences }: LabelledModel): number {
  const writer = byteWriter();
  writer.text([...words].map(([word, count]) => `${word}\t${count}`).join('\n'));
  writeClassifier(writer, classifier);
  if (sentences) for (const array of [sentences.weights, sentences.bias]) writer.array(array);
  return writer.done().length;
}

/** A word whose meaning is known is right as it is. */
function spellerBy({ words, meanings }: LabelledModel): (word: Word) => readonly Word[] {
  const spell = speller(words);
  return (word) => (meanings?.places.has(word.word) ? undefined : spell(word.word))?.map((right) => ({ ...word, word: right })) ?? [word];
}

function readerBy(model: LabelledModel): (text: string) => readonly string[] {
  const spell = spellerBy(model);
  return (text) => wordsOf(guard(text).prose).flatMap((word) => spell(word).map((right) => right.word));
}

/** A text as it is to be embedded before it is judged; empty when there is nothing in it. */
export function sentenceReader(model: LabelledModel): (text: string) => string {
  const spell = spellerBy(model);
  return (text) => {
    const { prose } = guard(text);
    return sentenceOf(prose, wordsOf(prose).flatMap(spell));
  };
}

type Margins = { readonly margins: Float32Array; readonly calibration: Calibration };

function marginsBy(model: LabelledModel): (words: readonly string[], vector?: Float32Array) => Margins {
  const { classifier, sentences, words: counts, meanings } = model;
  const hash = hasher(classifier.vocabulary.options);
  const score = scorer(classifier);
  const meaning = meaningOf(meanings, counts);
  return (words, vector) => {
    const margins = score(hash({ words, signs: [], meaning: meaning(words) }));
    if (!sentences || !vector || !canRead(sentences, vector)) return { margins, calibration: classifier };
    return { margins: withSense(margins, { model: sentences, vector }), calibration: sentences };
  };
}

/** What words that were never met take from the best margin, when all of a text is such. */
const STRANGE = 1.5;

/** Judges texts by what was learnt, and by what they mean as sentences where that is given; pure but for memories of words. */
export function labelledJudge(model: LabelledModel): (text: string, vector?: Float32Array) => LabelledJudgement {
  const { classifier, words, texts } = model;
  const read = readerBy(model);
  const marginsOf = marginsBy(model);
  return (text, vector) => {
    const own = read(text);
    const { margins, calibration } = marginsOf(own, vector);
    const shares = confidences(margins, calibration);
    const ranked = classifier.labels.map((id, i) => ({ id, confidence: shares[i] as number })).sort((a, b) => b.confidence - a.confidence);
    const most = margins.reduce((best, margin) => Math.max(best, margin), Number.NEGATIVE_INFINITY);
    return { ranked, within: most - STRANGE * strangeness(own, words, texts) };
  };
}
