/** How well and how fast the engine does on labelled texts. */
import { performance } from 'node:perf_hooks';
import {
  calibratedOn,
  type LabelledJudgement,
  type LabelledModel,
  type LabelledText,
  labelledBytes,
  labelledJudge,
  sentenceReader,
  sentencesToLearn,
  trainOnTexts,
  withSentences,
} from '../dialogs/understanding/labelled.ts';
import type { Meanings } from '../dialogs/understanding/meanings.ts';
import { type Judged, type Outside, outsideOf, type Quality, qualityOf, quantile } from './evaluation.ts';
import type { TextEmbedder } from './sentences/text-embedder.ts';

/** A text that has a label. */
export type Inside = LabelledText & { readonly intent: string };
/** What to learn from, what to fit the confidences to, and what to judge. */
export type Texts = {
  readonly train: readonly LabelledText[];
  readonly valid: readonly LabelledText[];
  readonly inside: readonly Inside[];
  readonly outside: readonly string[];
};
/** The quality, what telling insiders from outsiders came to (null without outsiders), and what it cost: milliseconds, microseconds, bytes. */
export type Figures = Quality & {
  readonly [K in keyof Outside]: number | null;
} & { readonly trainMs: number; readonly p50us: number; readonly p99us: number; readonly modelBytes: number };

/** What may be known beside the words: what words mean, and who says what sentences mean. */
export type Knowing = { readonly meanings?: Meanings | undefined; readonly embedder?: TextEmbedder | undefined };

/** Trains the engine and measures it. `say` hears of the progress. Rejects with EmbedderError. */
export async function figuresOf(texts: Texts, say: (what: string) => void, knowing: Knowing = {}): Promise<Figures> {
  const { train, inside, outside } = texts;
  say(`learning from ${train.length} texts …`);
  const started = performance.now();
  const model = await learnt(texts, knowing);
  const trainMs = performance.now() - started;
  say(`judging ${inside.length + outside.length} texts …`);
  const judge = judgeOf(model, knowing.embedder);
  const judged: Judged[] = [];
  for (const { text, intent } of inside) judged.push(await timed(judge, text, intent));
  const foreign: number[] = [];
  for (const text of outside) foreign.push((await judge(text)).within);
  const within = judged.map(({ judgement }) => judgement.within);
  const apart = foreign.length === 0 ? undefined : outsideOf(within, foreign);
  const micros = knowing.embedder ? judged.map((one) => one.micros) : await again(judge, judged, inside);
  return {
    ...qualityOf(judged),
    auroc: apart?.auroc ?? null,
    oosRecallAt5: apart?.oosRecallAt5 ?? null,
    trainMs,
    p50us: quantile(micros, 0.5),
    p99us: quantile(micros, 0.99),
    modelBytes: labelledBytes(model),
  };
}

async function learnt({ train, valid }: Texts, { meanings, embedder }: Knowing): Promise<LabelledModel> {
  const byWords = trainOnTexts(train, undefined, meanings);
  if (!embedder) return valid.length > 0 ? calibratedOn(byWords, valid) : byWords;
  const model = await withEmbedder(byWords, train, embedder);
  if (valid.length === 0) return model;
  return calibratedOn(model, valid, await embedder.embed(valid.map(({ text }) => text).map(sentenceReader(model))));
}

/** The model that has learnt from whole sentences, too. Rejects with EmbedderError. */
export async function withEmbedder(model: LabelledModel, train: readonly LabelledText[], embedder: TextEmbedder): Promise<LabelledModel> {
  return withSentences(model, train, embedder.id, await embedder.embed(sentencesToLearn(train)));
}

type Judge = (text: string) => LabelledJudgement | Promise<LabelledJudgement>;

/** Judges texts one at a time, as they come. Rejects with EmbedderError. */
export function judgeOf(model: LabelledModel, embedder: TextEmbedder | undefined): Judge {
  const judge = labelledJudge(model);
  if (!embedder) return (text) => judge(text);
  const sentence = sentenceReader(model);
  return async (text) => judge(text, (await embedder.embed([sentence(text)]))[0]);
}

async function timed(judge: Judge, text: string, truth: string): Promise<Judged> {
  const begun = performance.now();
  const judgement = await judge(text);
  return { truth, judgement, micros: (performance.now() - begun) * 1000 };
}

/** The median of three runs of each text: one alone would measure the machine's other work, too. */
async function again(judge: Judge, first: readonly Judged[], texts: readonly Inside[]): Promise<number[]> {
  const medians: number[] = [];
  for (const [i, { text, intent }] of texts.entries()) {
    const more = [await timed(judge, text, intent), await timed(judge, text, intent)];
    medians.push(quantile([first[i]?.micros ?? 0, ...more.map((one) => one.micros)], 0.5));
  }
  return medians;
}
