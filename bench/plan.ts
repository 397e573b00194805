/**
 * Expected cost of repair by simulation on the real pack: Keepsake's plan beside the fixed order (network, storage, updates,
 * then fixes as listed), likeliest first and cheapest first, per topic and overall; the same with the plan's priors
 * distorted; and the order of fixes beside the best of all orders where there are at most 8.
 *
 *     npm run bench:plan [-- --cases 400]
 */
import { parseArgs } from 'node:util';
import { believe, likelihood } from '../dialogs/beliefs.ts';
import type { Problem } from '../dialogs/case-file.ts';
import { nextStep } from '../dialogs/plan.ts';
import { remediesFor } from '../dialogs/remedies.ts';
import { type Action, chance, expectedCost, failInto } from '../dialogs/repair-cost.ts';
import { holds } from '../dialogs/when.ts';
import { loadPack } from '../knowledge/load.ts';
import type { Fix, Pack } from '../knowledge/pack.ts';
import { draw, lognormal, seeded } from './random.ts';

type Case = {
  readonly topic: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly cause: string | undefined;
  readonly luck: number;
};
type Policy = (pack: Pack, problem: Problem, facts: Record<string, string>) => { check: string } | { fix: Fix } | undefined;

const { values: options } = parseArgs({
  options: { cases: { type: 'string', default: '400' }, pack: { type: 'string', default: 'knowledge/phone-backup' } },
});

function problemOf(topic: string): Problem {
  return { topic, confidence: 1, codes: [], entries: [], fixes: {}, unsure: [], status: 'open' };
}

function usable(pack: Pack, problem: Problem, facts: Readonly<Record<string, string>>): Fix[] {
  const causes = new Set(believe(pack, { ...problem, fixes: {} }, facts).keys());
  return [...pack.fixes.values()].filter(
    (f) =>
      problem.fixes[f.id] === undefined &&
      Object.keys(f.removes).some((c) => causes.has(c)) &&
      holds(f.when, facts) !== 'no' &&
      holds(f.needs, facts) !== 'no' &&
      f.after.every((a) => problem.fixes[a] !== undefined || !causes.size || holds(pack.fixes.get(a)?.when ?? {}, facts) === 'no'),
  );
}

function cost(pack: Pack, fix: Fix): number {
  return fix.minutes + pack.manifest.settings.risk_minutes[fix.risk];
}

function works(pack: Pack, problem: Problem, facts: Readonly<Record<string, string>>, fix: Fix): number {
  const beliefs = believe(pack, problem, facts);
  return Object.entries(fix.removes).reduce((sum, [cause, p]) => sum + p * (beliefs.get(cause) ?? 0), 0);
}

/** The triage questions in their fixed order, for every problem. */
function triage(pack: Pack, facts: Readonly<Record<string, string>>): string | undefined {
  return ['network', 'storage', 'updates'].find((id) => pack.checks.has(id) && facts[id] === undefined);
}

function ordered(better: (pack: Pack, problem: Problem, facts: Readonly<Record<string, string>>, fix: Fix) => number): Policy {
  return (pack, problem, facts) => {
    const check = triage(pack, facts);
    if (check !== undefined) return { check };
    const useful = usable(pack, problem, facts).filter((fix) => works(pack, problem, facts, fix) >= 0.005);
    const scored = useful.map((fix) => ({ fix, score: better(pack, problem, facts, fix) }));
    const best = scored.sort((a, b) => b.score - a.score)[0];
    return best === undefined ? undefined : { fix: best.fix };
  };
}

const keepsake: Policy = (pack, problem, facts) => {
  const step = nextStep(pack, problem, facts, { skipTriage: false, persist: false });
  if (step.kind === 'check') return { check: step.slot };
  const fix = step.kind === 'fix' ? pack.fixes.get(step.fix) : undefined;
  return fix === undefined ? undefined : { fix };
};

function listOrder(pack: Pack): Map<string, number> {
  return new Map([...pack.fixes.keys()].map((id, i) => [id, -i]));
}

type World = { readonly answers: ReadonlyMap<string, string | undefined>; readonly luck: ReadonlyMap<string, number> };

/** What the person would see and what luck each fix would have: the same for every policy. */
function worldOf(pack: Pack, one: Case): World {
  const random = seeded(one.luck);
  const cause = pack.causes.get(one.cause ?? '');
  const answer = (id: string) => {
    const values = pack.checks.get(id)?.values ?? [];
    return draw(random, Object.fromEntries(values.map((v) => [v.id, likelihood(pack, cause, id, v.id)])));
  };
  return {
    answers: new Map([...pack.checks.keys()].map((id) => [id, answer(id)])),
    luck: new Map([...pack.fixes.keys()].map((id) => [id, random()])),
  };
}

/** Asks a check and writes its answer down; the minutes it took. */
function ask(pack: Pack, world: World, problem: Problem, facts: Record<string, string>, check: string): number {
  const value = world.answers.get(check);
  if (value === undefined) problem.unsure.push(check);
  else facts[check] = value;
  return pack.checks.get(check)?.minutes ?? 0;
}

/** Minutes until it works or a person takes over, for one case under one policy. `mind` is the pack as the policy believes it to be. */
function play(pack: Pack, mind: Pack, policy: Policy, one: Case): { minutes: number; solved: boolean } {
  const world = worldOf(pack, one);
  const facts: Record<string, string> = { ...one.facts };
  const problem = problemOf(one.topic);
  let minutes = 0;
  for (let step = policy(mind, problem, facts); step !== undefined; step = policy(mind, problem, facts)) {
    if ('check' in step) {
      minutes += ask(pack, world, problem, facts, step.check);
      continue;
    }
    minutes += cost(pack, step.fix);
    if ((world.luck.get(step.fix.id) ?? 1) < (step.fix.removes[one.cause ?? ''] ?? 0)) return { minutes, solved: true };
    problem.fixes[step.fix.id] = 'failed';
  }
  return { minutes: minutes + pack.manifest.settings.help_minutes, solved: false };
}

function casesOf(pack: Pack, topic: string, platforms: readonly string[], count: number, seed: number): Case[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => {
    const platform = platforms[Math.floor(random() * platforms.length)] ?? '';
    const facts = { ...(pack.topics.get(topic)?.sets ?? {}), platform, data_safe: 'safe' };
    return {
      topic,
      facts,
      cause: draw(random, Object.fromEntries(believe(pack, problemOf(topic), facts))),
      luck: Math.floor(random() * 2 ** 31),
    };
  });
}

/** The same pack with every prior multiplied by noise: what a policy believes, not what is so. */
function distorted(pack: Pack, seed: number): Pack {
  const random = seeded(seed);
  const noisy = <T extends { causes: Record<string, number> }>(one: T): T => ({
    ...one,
    causes: Object.fromEntries(Object.entries(one.causes).map(([c, w]) => [c, w * lognormal(random, 2)])),
  });
  return { ...pack, topics: new Map([...pack.topics].map(([id, t]) => [id, noisy(t)])) };
}

function permutations<T>(items: readonly T[]): T[][] {
  return items.length <= 1
    ? [[...items]]
    : items.flatMap((item, i) => permutations(items.filter((_, j) => j !== i)).map((rest) => [item, ...rest]));
}

/** The cost of one order of fixes with the best moment to hand over. */
function orderCost(order: readonly Action[], start: readonly number[], help: number): number {
  const beliefs = start.slice();
  let left = 1;
  let spent = 0;
  let best = help;
  for (const action of order) {
    spent += left * action.cost;
    left -= chance(action, beliefs);
    failInto(beliefs, action);
    best = Math.min(best, spent + left * help);
  }
  return best;
}

/** Greedy order over the best of all orders, for a topic's fixes once platform and triage are known; of the 8 most efficient where there are more. */
function againstBest(pack: Pack, one: Case): { ratio: number; actions: number } | undefined {
  const facts: Record<string, string> = { ...one.facts };
  const random = seeded(one.luck);
  for (const check of [...pack.checks.values()].filter((c) => c.triage)) {
    const value = draw(
      random,
      Object.fromEntries(check.values.map((v) => [v.id, likelihood(pack, pack.causes.get(one.cause ?? ''), check.id, v.id)])),
    );
    if (value !== undefined) facts[check.id] = value;
  }
  const problem = problemOf(one.topic);
  const beliefs = believe(pack, problem, facts);
  const causes = [...beliefs.keys()];
  const start = causes.map((c) => beliefs.get(c) ?? 0);
  const remedies = remediesFor(pack, causes);
  const actions = usable(pack, problem, facts)
    .map((f): Action => ({ id: f.id, cost: cost(pack, f), removes: remedies.get(f) ?? [], after: [] }))
    .sort((a, b) => chance(b, start) / b.cost - chance(a, start) / a.cost)
    .slice(0, 8);
  if (actions.length < 2) return undefined;
  const help = pack.manifest.settings.help_minutes;
  const best = Math.min(...permutations(actions).map((order) => orderCost(order, start, help)));
  return { ratio: expectedCost(actions, start, help) / best, actions: actions.length };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / Math.max(1, values.length);
}

const loaded = await loadPack(options.pack);
if (!loaded.ok) throw new Error(loaded.problems.map((p) => `${p.file}:${p.line}: ${p.message}`).join('\n'));
const { pack } = loaded;
const order = listOrder(pack);
const policies: readonly (readonly [string, Policy, boolean])[] = [
  ['keepsake', keepsake, false],
  ['keepsake, priors ×2 off', keepsake, true],
  ['fixed order', ordered((_, __, ___, f) => order.get(f.id) ?? 0), false],
  ['likeliest first', ordered(works), false],
  ['cheapest first', ordered((p, _, __, f) => -cost(p, f)), false],
];
const platforms = pack.slots.get('platform')?.values.map((v) => v.id) ?? [''];
const topics = [...pack.topics.values()].filter((t) => t.kind === 'problem').map((t) => t.id);
const minds = distorted(pack, 7);
const count = Number(options.cases);

console.log(`Expected cost of repair in minutes, ${count} simulated cases a topic, person = ${pack.manifest.settings.help_minutes} min\n`);
console.log(['topic'.padEnd(20), ...policies.map(([name]) => name.padStart(24)), 'over best order'.padStart(18)].join(''));
const totals = policies.map((): number[] => []);
const shares = policies.map((): number[] => []);
const worst: string[] = [];
const ratios: number[] = [];
topics.forEach((topic, t) => {
  const cases = casesOf(pack, topic, platforms, count, 100 + t);
  const played = policies.map(([, policy, noisy]) => cases.map((one) => play(pack, noisy ? minds : pack, policy, one)));
  const costs = played.map((runs) => mean(runs.map((r) => r.minutes)));
  const solved = played.map((runs) => mean(runs.map((r) => (r.solved ? 1 : 0))));
  solved.forEach((s, i) => {
    shares[i]?.push(s);
  });
  costs.forEach((c, i) => {
    totals[i]?.push(c);
  });
  if ((costs[0] ?? 0) > (costs[2] ?? 0)) worst.push(topic);
  const best = cases.slice(0, 3).flatMap((one) => againstBest(pack, one)?.ratio ?? []);
  ratios.push(...best);
  const over = best.length === 0 ? 'more than 8' : `${((mean(best) - 1) * 100).toFixed(2)} %`;
  console.log([topic.padEnd(20), ...costs.map((c) => c.toFixed(1).padStart(24)), over.padStart(18)].join(''));
});
console.log(
  ['all'.padEnd(20), ...totals.map((c) => mean(c).toFixed(1).padStart(24)), `${((mean(ratios) - 1) * 100).toFixed(2)} %`.padStart(18)].join(
    '',
  ),
);
console.log(['solved without a person'.padEnd(20), ...shares.map((c) => `${(mean(c) * 100).toFixed(0)} %`.padStart(24))].join(''));
console.log(
  `\nWorse than the fixed order on: ${worst.length === 0 ? 'no topic' : worst.join(', ')}. Over the best order: mean ${((mean(ratios) - 1) * 100).toFixed(2)} %, worst ${((Math.max(...ratios) - 1) * 100).toFixed(2)} % of ${ratios.length} sets.`,
);
