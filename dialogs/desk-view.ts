/** What a person who takes over sees of a case: the summary, what the bot would try next and why, and its fixes as texts to send. */
import type { Fix, Pack } from '../knowledge/pack.ts';
import { believe } from './beliefs.ts';
import type { CaseFile, Problem } from './case-file.ts';
import { summarise, summaryText, teamLanguage } from './case-summary.ts';
import type { Summary } from './effect.ts';
import { known } from './facts.ts';
import { fill } from './fill.ts';
import { packFor } from './locale.ts';
import { nextStep } from './plan.ts';
import { choose, holds, type Known } from './when.ts';

export type DeskView = {
  readonly summary: Summary & { readonly next?: { readonly fix: string; readonly why: string } };
  /** The summary as plain text. */
  readonly note: string;
  /** Titles are in the language of the team, texts in the person's. */
  readonly canned: readonly { readonly id: string; readonly title: string; readonly text: string }[];
};

/** Texts to send, at most: the likeliest to help. */
const CANNED = 40;

/** The case as a person should see it who helps. */
export function deskView(whole: Pack, file: CaseFile): DeskView {
  const summary = summarise(whole, file);
  const problem = file.problems[file.current] ?? file.problems.at(-1);
  const next = problem && nextFix(whole, problem, known(file));
  return {
    summary: { ...summary, ...(next && { next }) },
    note: summaryText(whole, teamLanguage(whole), summary),
    canned: canned(whole, file, problem),
  };
}

function nextFix(pack: Pack, problem: Problem, facts: Known): { fix: string; why: string } | undefined {
  const step = nextStep(pack, problem, facts, { skipTriage: true, persist: true });
  if (step.kind !== 'fix') return undefined;
  return {
    fix: fill(pack, pack.fixes.get(step.fix)?.title ?? step.fix, facts),
    why: fill(pack, pack.causes.get(step.cause)?.title ?? '', facts),
  };
}

/** Fixes that fit this device, the likeliest to help first; what was tried without success comes last. */
function canned(whole: Pack, file: CaseFile, problem: Problem | undefined): DeskView['canned'] {
  const facts = known(file);
  const theirs = packFor(whole, file.locale);
  const beliefs = problem === undefined ? new Map<string, number>() : believe(whole, problem, facts);
  const worth = ({ id, removes }: Fix): number => {
    const helps = Object.entries(removes).reduce((sum, [cause, share]) => sum + share * (beliefs.get(cause) ?? 0), 0);
    const outcome = problem?.fixes[id];
    return outcome === undefined || outcome === 'offered' ? helps : helps - 1;
  };
  return [...theirs.fixes.values()]
    .filter((fix) => holds(fix.when, facts) !== 'no')
    .toSorted((a, b) => worth(b) - worth(a))
    .slice(0, CANNED)
    .map((fix) => ({ id: fix.id, title: fill(whole, whole.fixes.get(fix.id)?.title ?? fix.id, facts), text: asText(theirs, fix, facts) }));
}

function asText(pack: Pack, fix: Fix, facts: Known): string {
  const { variant } = choose(fix.steps, facts);
  const steps = (variant?.do ?? []).map((step, i) => `${i + 1}. ${fill(pack, step, facts)}`);
  return [fill(pack, fix.title, facts), ...steps, fill(pack, fix.worked, facts)].join('\n');
}
