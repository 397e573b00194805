/** How good judgements of labelled texts are: the usual figures, each a fraction of one. */
import type { LabelledJudgement } from '../dialogs/understanding/labelled.ts';

/** A text's true label, what was made of it, and what that took. */
export type Judged = { readonly truth: string; readonly judgement: LabelledJudgement; readonly micros: number };

/** How often the judgements are right, and how well they know it. */
export type Quality = { readonly accuracy: number; readonly macroF1: number; readonly top3: number; readonly ece: number };

/** `auroc`: how surely a text from within scores above one from outside. `oosRecallAt5`: share of outside texts below the score that 95 % of those within reach. */
export type Outside = { readonly auroc: number; readonly oosRecallAt5: number };

/** The quality of these judgements; there has to be at least one. */
export function qualityOf(judged: readonly Judged[]): Quality {
  const best = judged.map(({ judgement }) => judgement.ranked[0]?.id ?? '');
  const share = (right: (one: Judged, i: number) => boolean) => judged.filter(right).length / judged.length;
  return {
    accuracy: share(({ truth }, i) => best[i] === truth),
    macroF1: macroF1(judged.map(({ truth }, i) => [truth, best[i] as string])),
    top3: share(({ truth, judgement }) => judgement.ranked.slice(0, 3).some(({ id }) => id === truth)),
    ece: calibrationError(judged),
  };
}

/** The mean F1 over every label that is true or was given. */
function macroF1(pairs: readonly (readonly [string, string])[]): number {
  const counts = new Map<string, { right: number; of: number }>();
  const add = (label: string, right: number) => {
    const there = counts.get(label) ?? { right: 0, of: 0 };
    counts.set(label, { right: there.right + right, of: there.of + 1 });
  };
  for (const [truth, given] of pairs) {
    add(truth, truth === given ? 1 : 0);
    add(given, truth === given ? 1 : 0);
  }
  return mean([...counts.values()].map(({ right, of }) => right / of));
}

const BINS = 15;

/** Expected calibration error: how far confidence is from accuracy, over bins of equal width. */
function calibrationError(judged: readonly Judged[]): number {
  const bins = Array.from({ length: BINS }, () => ({ confidence: 0, right: 0 }));
  for (const { truth, judgement } of judged) {
    const best = judgement.ranked[0];
    const bin = bins[Math.min(BINS - 1, Math.floor((best?.confidence ?? 0) * BINS))];
    if (!bin) continue;
    bin.confidence += best?.confidence ?? 0;
    bin.right += best?.id === truth ? 1 : 0;
  }
  return bins.reduce((sum, { confidence, right }) => sum + Math.abs(confidence - right), 0) / judged.length;
}

/** How well scores tell texts from within from those outside. */
export function outsideOf(within: readonly number[], outside: readonly number[]): Outside {
  const sorted = [...within].sort((a, b) => a - b);
  const auroc = mean(outside.map((score) => 1 - (shareBelow(sorted, score) + shareUpTo(sorted, score)) / 2));
  const bar = sorted[Math.floor(sorted.length * 0.05)] ?? Number.NEGATIVE_INFINITY;
  return { auroc, oosRecallAt5: outside.filter((score) => score < bar).length / outside.length };
}

function shareBelow(sorted: readonly number[], score: number): number {
  return placeOf(sorted, (value) => value < score) / sorted.length;
}

function shareUpTo(sorted: readonly number[], score: number): number {
  return placeOf(sorted, (value) => value <= score) / sorted.length;
}

/** How many values at the beginning are so. */
function placeOf(sorted: readonly number[], isSo: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(sorted[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The value below which the share `q` of the values lies. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
