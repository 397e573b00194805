/** The engine on any labelled texts, without a pack: words, spelling and classifier as for a pack's topics. */
import type { Ranked } from '../heard.ts';
import { byteWriter } from './bytes.ts';
import {
  type Classifier,
  confidences,
  type Example,
  hasher,
  likeliest,
  optionsFor,
  scorer,
  type TrainOptions,
  trainClassifier,
} from './classifier.ts';
import { writeClassifier } from './classifier-bytes.ts';
import { guard } from './guard.ts';
import { type Meanings, meaningOf } from './meanings.ts';
import { speller } from './spelling.ts';
import { strangeness } from './strangeness.ts';
import { wordsOf } from './words.ts';

/** A text and its label; null for an example of nothing that is asked for. */
export type LabelledText = { readonly text: string; readonly intent: string | null };

export type LabelledModel = {
  readonly classifier: Classifier;
  readonly words: ReadonlyMap<string, number>;
  readonly texts: number;
  readonly meanings?: Meanings | undefined;
};

/** How a text was judged: labels by confidence, and how much it is like any of them (the greater the more). */
export type LabelledJudgement = { readonly ranked: readonly Ranked[]; readonly within: number };

/** The share of the words' meaning beside the words themselves. */
const MEANING = 1.1;

/** Learns the labels of texts. Deterministic. */
export function trainOnTexts(texts: readonly LabelledText[], options?: TrainOptions, meanings?: Meanings): LabelledModel {
  const titles = [...new Set(texts.map((text) => text.intent))].flatMap((intent) =>
    intent === null ? [] : [{ text: titleOf(intent), intent }],
  );
  const read = [...texts, ...titles].map(({ text, intent }) => ({ words: plainWords(text), intent }));
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
  return { words, meanings, texts: read.length, classifier: trainClassifier(examples, { ...usual, features }) };
}

/** What a label is called counts as an example of it: "order_status", "OrderStatus" and "order/status" are "order status". */
function titleOf(label: string): string {
  return label.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/[^\p{L}\p{N}]+/gu, ' ');
}

function plainWords(text: string): string[] {
  return wordsOf(guard(text).prose).map((word) => word.word);
}

/** The model with its confidences fitted to texts that it did not learn from. */
export function calibratedOn(model: LabelledModel, texts: readonly LabelledText[]): LabelledModel {
  const read = readerBy(model);
  const margins = marginsBy(model);
  const known = texts.flatMap(({ text, intent }) => {
    const truth = intent === null ? -1 : model.classifier.labels.indexOf(intent);
    return truth < 0 ? [] : [{ values: margins(read(text)), truth }];
  });
  if (known.length === 0) return model;
  const { sharpness } = likeliest(known, [model.classifier.none]);
  return { ...model, classifier: { ...model.classifier, sharpness } };
}

/** How many bytes the model takes when kept. */
export function labelledBytes({ classifier, words }: LabelledModel): number {
  const writer = byteWriter();
  writer.text([...words].map(([word, count]) => `${word}\t${count}`).join('\n'));
  writeClassifier(writer, classifier);
  return writer.done().length;
}

/** A word whose meaning is known is right as it is. */
function readerBy({ words, meanings }: LabelledModel): (text: string) => readonly string[] {
  const spell = speller(words);
  return (text) => plainWords(text).flatMap((word) => (meanings?.places.has(word) ? undefined : spell(word)) ?? [word]);
}

function marginsBy({ classifier, words: counts, meanings }: LabelledModel): (words: readonly string[]) => Float32Array {
  const hash = hasher(classifier.vocabulary.options);
  const score = scorer(classifier);
  const meaning = meaningOf(meanings, counts);
  return (words) => score(hash({ words, signs: [], meaning: meaning(words) }));
}

/** What words that were never met take from the best margin, when all of a text is such. */
const STRANGE = 1.5;

/** Judges texts by what was learnt; pure but for memories of words. */
export function labelledJudge(model: LabelledModel): (text: string) => LabelledJudgement {
  const { classifier, words, texts } = model;
  const read = readerBy(model);
  const marginsOf = marginsBy(model);
  return (text) => {
    const own = read(text);
    const margins = marginsOf(own);
    const shares = confidences(margins, classifier);
    const ranked = classifier.labels.map((id, i) => ({ id, confidence: shares[i] as number })).sort((a, b) => b.confidence - a.confidence);
    const most = margins.reduce((best, margin) => Math.max(best, margin), Number.NEGATIVE_INFINITY);
    return { ranked, within: most - STRANGE * strangeness(own, words, texts) };
  };
}
