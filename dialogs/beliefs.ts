/** How likely each cause is, given all that is known: priors from topic and codes, Bayes over answers and failed fixes. */
import type { Cause, Pack } from '../knowledge/pack.ts';
import type { Problem } from './case-file.ts';
import { likelihoodsOf } from './likelihoods.ts';
import { holds, type Known } from './when.ts';

/** cause id → probability. What is missing to 1 is the chance that the pack does not know the cause. */
export type Beliefs = ReadonlyMap<string, number>;

/** How much more a code or quoted message tells of the cause than the topic does. */
const ENTRY_SHARE = 0.95;

type Shares = ReadonlyMap<string, number>;
type Weights = Readonly<Record<string, number>>;

const NONE: Shares = new Map();
const shares = new WeakMap<Weights, Shares>();

/** Weights of the pack as shares of their sum. They never change, so it is done once. */
function sharesOf(weights: Weights | undefined): Shares {
  if (weights === undefined) return NONE;
  const before = shares.get(weights);
  if (before !== undefined) return before;
  const total = Object.values(weights).reduce((sum, w) => sum + w, 0);
  const found = new Map(total > 0 ? Object.entries(weights).map(([id, w]) => [id, w / total] as const) : []);
  shares.set(weights, found);
  return found;
}

/** Prior of each cause for a problem, before answers: a mixture of what its codes and its topic suggest. */
function priors(pack: Pack, problem: Pick<Problem, 'topic' | 'entries'>): Shares {
  const topic = sharesOf(pack.topics.get(problem.topic)?.causes);
  const entries = problem.entries.map((id) => sharesOf(pack.entries.get(id)?.causes)).filter(({ size }) => size > 0);
  if (entries.length === 0) return topic;
  const share = topic.size === 0 ? 1 : ENTRY_SHARE;
  const mixed = new Map<string, number>();
  for (const distribution of entries)
    for (const [id, p] of distribution) mixed.set(id, (mixed.get(id) ?? 0) + (share * p) / entries.length);
  for (const [id, p] of topic) mixed.set(id, (mixed.get(id) ?? 0) + (1 - share) * p);
  return mixed;
}

/** P(value | cause) of one slot. */
export function likelihood(pack: Pack, cause: Cause | undefined, slot: string, value: string): number {
  const { of, others } = likelihoodsOf(pack, cause, slot);
  return of.get(value) ?? others;
}

type Possible = { readonly id: string; readonly prior: number; readonly cause: Cause | undefined };

/** Beliefs about the causes of a problem. Failed fixes lower the causes that they would have removed. */
export function believe(pack: Pack, problem: Pick<Problem, 'topic' | 'entries' | 'fixes'>, facts: Known): Beliefs {
  const possible: Possible[] = [];
  for (const [id, prior] of priors(pack, problem)) {
    const cause = pack.causes.get(id);
    if (holds(cause?.when ?? {}, facts) !== 'no') possible.push({ id, prior, cause });
  }
  const unknown = pack.manifest.settings.unknown_cause;
  const total = possible.reduce((sum, { prior }) => sum + prior, 0);
  if (total === 0) return new Map();
  // What no cause speaks of would weigh the same for all of them.
  const heard = Object.entries(facts).filter(([slot]) => possible.some(({ cause }) => cause?.shows[slot] !== undefined));
  const failed = Object.entries(problem.fixes).filter(([, outcome]) => outcome === 'failed' || outcome === 'done-before');
  const weigh = (cause: Cause | undefined, prior: number): number => {
    let weight = prior;
    for (const [slot, value] of heard) weight *= likelihood(pack, cause, slot, value);
    for (const [fix] of failed) weight *= 1 - (cause === undefined ? 0 : (pack.fixes.get(fix)?.removes[cause.id] ?? 0));
    return weight;
  };
  const weights = possible.map(({ id, prior, cause }) => [id, weigh(cause, (prior / total) * (1 - unknown))] as const);
  const sum = weights.reduce((s, [, w]) => s + w, 0) + weigh(undefined, unknown);
  return new Map(weights.map(([id, w]) => [id, sum > 0 ? w / sum : 0]));
}
