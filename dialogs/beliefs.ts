/** How likely each cause is, given all that is known: priors from topic and codes, Bayes over answers and failed fixes. */
import type { Cause, Pack } from '../knowledge/pack.ts';
import type { Problem } from './case-file.ts';
import { holds, type Known } from './when.ts';

/** cause id → probability. What is missing to 1 is the chance that the pack does not know the cause. */
export type Beliefs = ReadonlyMap<string, number>;

/** How much more a code or quoted message tells of the cause than the topic does. */
const ENTRY_SHARE = 0.95;
/** Likelihood of a value that a cause says nothing of, where the pack gives no base rate. */
const FLOOR = 0.01;

function normalised(weights: Readonly<Record<string, number>>): Record<string, number> {
  const total = Object.values(weights).reduce((sum, w) => sum + w, 0);
  return total > 0 ? Object.fromEntries(Object.entries(weights).map(([id, w]) => [id, w / total])) : {};
}

/** Prior of each cause for a problem, before answers: a mixture of what its codes and its topic suggest. */
function priors(pack: Pack, problem: Pick<Problem, 'topic' | 'entries'>): Record<string, number> {
  const topic = normalised(pack.topics.get(problem.topic)?.causes ?? {});
  const entries = problem.entries.map((id) => normalised(pack.entries.get(id)?.causes ?? {})).filter((d) => Object.keys(d).length > 0);
  if (entries.length === 0) return topic;
  const share = Object.keys(topic).length === 0 ? 1 : ENTRY_SHARE;
  const mixed: Record<string, number> = {};
  for (const distribution of entries)
    for (const [id, p] of Object.entries(distribution)) mixed[id] = (mixed[id] ?? 0) + (share * p) / entries.length;
  for (const [id, p] of Object.entries(topic)) mixed[id] = (mixed[id] ?? 0) + (1 - share) * p;
  return mixed;
}

/** P(value | cause) of one slot: as the cause says, the rest shared among the values it leaves out, else the base rate. */
export function likelihood(pack: Pack, cause: Cause | undefined, slotId: string, value: string): number {
  const slot = pack.slots.get(slotId);
  const values = slot?.values.map((v) => v.id) ?? [];
  const shown = cause?.shows[slotId];
  if (shown === undefined) return pack.checks.get(slotId)?.base[value] ?? 1 / Math.max(1, values.length);
  const said = shown[value];
  if (said !== undefined) return said;
  const rest = 1 - Object.values(shown).reduce((sum, p) => sum + p, 0);
  const others = values.filter((v) => shown[v] === undefined).length;
  return Math.max(FLOOR, rest / Math.max(1, others));
}

/** The slots that at least one of these causes says something of. */
function tellingSlots(pack: Pack, causes: readonly string[]): Set<string> {
  return new Set(causes.flatMap((id) => Object.keys(pack.causes.get(id)?.shows ?? {})));
}

/** Beliefs about the causes of a problem. Failed fixes lower the causes that they would have removed. */
export function believe(pack: Pack, problem: Pick<Problem, 'topic' | 'entries' | 'fixes'>, facts: Known): Beliefs {
  const possible = Object.entries(priors(pack, problem)).filter(([id]) => holds(pack.causes.get(id)?.when ?? {}, facts) !== 'no');
  const unknown = pack.manifest.settings.unknown_cause;
  const total = possible.reduce((sum, [, p]) => sum + p, 0);
  if (total === 0) return new Map();
  const telling = tellingSlots(
    pack,
    possible.map(([id]) => id),
  );
  const heard = Object.entries(facts).filter(([slot]) => telling.has(slot));
  const failed = Object.entries(problem.fixes).filter(([, outcome]) => outcome === 'failed' || outcome === 'done-before');
  const weigh = (cause: Cause | undefined, prior: number): number => {
    let weight = prior;
    for (const [slot, value] of heard) weight *= likelihood(pack, cause, slot, value);
    for (const [fix] of failed) weight *= 1 - (cause === undefined ? 0 : (pack.fixes.get(fix)?.removes[cause.id] ?? 0));
    return weight;
  };
  const weights = possible.map(([id, p]) => [id, weigh(pack.causes.get(id), (p / total) * (1 - unknown))] as const);
  const sum = weights.reduce((s, [, w]) => s + w, 0) + weigh(undefined, unknown);
  return new Map(weights.map(([id, w]) => [id, sum > 0 ? w / sum : 0]));
}
