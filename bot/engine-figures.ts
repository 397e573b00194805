/** How well and how fast the engine does on labelled texts. */
import { performance } from 'node:perf_hooks';
import {
  calibratedOn,
  type LabelledJudgement,
  type LabelledText,
  labelledBytes,
  labelledJudge,
  trainOnTexts,
} from '../dialogs/understanding/labelled.ts';
import type { Meanings } from '../dialogs/understanding/meanings.ts';
import { type Judged, type Outside, outsideOf, type Quality, qualityOf, quantile } from './evaluation.ts';

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

/** Trains the engine and measures it. `say` hears of the progress. */
export function figuresOf({ train, valid, inside, outside }: Texts, say: (what: string) => void, meanings?: Meanings): Figures {
  say(`learning from ${train.length} texts …`);
  const started = performance.now();
  const trained = trainOnTexts(train, undefined, meanings);
  const model = valid.length > 0 ? calibratedOn(trained, valid) : trained;
  const trainMs = performance.now() - started;
  say(`judging ${inside.length + outside.length} texts …`);
  const judge = labelledJudge(model);
  const judged = inside.map(({ text, intent }) => timed(judge, text, intent));
  const foreign = outside.map((text) => judge(text).within);
  const apart =
    foreign.length === 0
      ? undefined
      : outsideOf(
          judged.map(({ judgement }) => judgement.within),
          foreign,
        );
  const micros = again(judge, judged, inside);
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

function timed(judge: (text: string) => LabelledJudgement, text: string, truth: string): Judged {
  const begun = performance.now();
  const judgement = judge(text);
  return { truth, judgement, micros: (performance.now() - begun) * 1000 };
}

/** The median of three runs of each text: one alone would measure the machine's other work, too. */
function again(judge: (text: string) => LabelledJudgement, first: readonly Judged[], texts: readonly Inside[]): number[] {
  return texts.map(({ text, intent }, i) =>
    quantile([first[i]?.micros ?? 0, timed(judge, text, intent).micros, timed(judge, text, intent).micros], 0.5),
  );
}
