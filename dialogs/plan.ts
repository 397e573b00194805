/**
 * The cheapest next step for a problem, and why: ask a check, offer a fix, name a dead end, or bring in a person.
 * Triage checks come before the first fix; their order, and every other check, follows from what the answer is worth.
 */
import type { Cause, Check, Pack } from '../knowledge/pack.ts';
import { type Beliefs, believe, likelihood } from './beliefs.ts';
import type { Problem } from './case-file.ts';
import { likelihoodsOf } from './likelihoods.ts';
import { remediesFor } from './remedies.ts';
import { type Action, chance, expectedCost, mostEfficient } from './repair-cost.ts';
import { holds, type Known } from './when.ts';

/** `worth`: minutes that the step saves on average; `works`: the chance that a fix helps; `cause`: what it would remove. */
export type Step =
  | { readonly kind: 'check'; readonly slot: string; readonly triage: boolean; readonly worth: number }
  | { readonly kind: 'fix'; readonly fix: string; readonly works: number; readonly cause: string }
  | { readonly kind: 'dead-end'; readonly cause: string }
  | { readonly kind: 'person' };

/** `skipTriage`: the person wants no questions. `persist`: go on with what is left although a person would be cheaper. `found`: triage has brought out a trouble, which comes first. */
export type Manner = { readonly skipTriage: boolean; readonly persist: boolean; readonly found?: boolean };

const DEAD_END = 0.5;
/** Below this chance a fix is not worth anybody's time. */
const HOPELESS = 0.01;

type Field = { readonly causes: readonly string[]; readonly start: readonly number[]; readonly beliefs: Beliefs };

function field(beliefs: Beliefs): Field {
  const entries = [...beliefs].filter(([, p]) => p > 0.001);
  return { causes: entries.map(([id]) => id), start: entries.map(([, p]) => p), beliefs };
}

function tried(problem: Problem, fix: string): boolean {
  const outcome = problem.fixes[fix];
  return outcome !== undefined && outcome !== 'offered';
}

/** Fixes that may be offered now: they fit the device, nothing they need is denied, and they were not tried. */
function actionsFor(pack: Pack, problem: Problem, facts: Known, causes: readonly string[]): Action[] {
  const remedies = remediesFor(pack, causes);
  const risk = pack.manifest.settings.risk_minutes;
  const actions: Action[] = [];
  for (const fix of pack.fixes.values()) {
    const removes = remedies.get(fix);
    if (removes === undefined || tried(problem, fix.id) || holds(fix.when, facts) === 'no' || holds(fix.needs, facts) === 'no') continue;
    actions.push({ id: fix.id, cost: fix.minutes + risk[fix.risk], removes, after: fix.after });
  }
  return actions;
}

/** Destructive fixes wait until nothing gentler is worth trying. */
function gentlest(pack: Pack, actions: readonly Action[], f: Field, help: number): Action | undefined {
  const gentle = actions.filter((a) => pack.fixes.get(a.id)?.risk !== 'destructive');
  return mostEfficient(gentle, f.start, 1, help) ?? mostEfficient(actions, f.start, 1, help);
}

/** A cause depends on a check when it makes one of its values at least so much likelier than usual. */
const TELLING = 2;

function dependsOn(cause: Cause | undefined, check: Check): boolean {
  const shown = cause?.shows[check.id];
  return shown !== undefined && Object.entries(shown).some(([value, p]) => p >= TELLING * (check.base[value] ?? 1));
}

/** Checks whose answer bears on a cause that is likely enough, that make sense here, and that are not answered. */
function openChecks(pack: Pack, problem: Problem, facts: Known, f: Field): Check[] {
  const relevance = pack.manifest.settings.relevance;
  const likely = f.causes.filter((id) => (f.beliefs.get(id) ?? 0) >= relevance).map((id) => pack.causes.get(id));
  return [...pack.checks.values()].filter(
    (check) =>
      facts[check.id] === undefined &&
      !problem.unsure.includes(check.id) &&
      holds(check.when, facts) === 'yes' &&
      likely.some((cause) => dependsOn(cause, check)),
  );
}

/** Minutes saved on average by asking a check before going on; negative when asking costs more than it tells. */
function worthOf(pack: Pack, check: Check, f: Field, actions: readonly Action[], help: number, now: number): number {
  const unknown = 1 - f.start.reduce((sum, p) => sum + p, 0);
  const rows = f.causes.map((cause) => likelihoodsOf(pack, pack.causes.get(cause), check.id));
  let after = check.minutes;
  for (const { id } of check.values) {
    const joint = rows.map(({ of, others }, i) => (f.start[i] ?? 0) * (of.get(id) ?? others));
    const total = joint.reduce((sum, p) => sum + p, 0) + unknown * likelihood(pack, undefined, check.id, id);
    if (total <= 0) continue;
    for (let i = 0; i < joint.length; i += 1) joint[i] = (joint[i] ?? 0) / total;
    after += total * expectedCost(actions, joint, help);
  }
  return now - after;
}

function bestCheck(
  pack: Pack,
  checks: readonly Check[],
  f: Field,
  actions: readonly Action[],
  help: number,
): { check: Check; worth: number } | undefined {
  if (checks.length === 0) return undefined;
  const now = expectedCost(actions, f.start, help);
  const valued = checks.map((check) => ({ check, worth: worthOf(pack, check, f, actions, help, now) }));
  return valued.sort((a, b) => b.worth - a.worth)[0];
}

/** From this chance of one cause, triage is asked only where it still saves time: who reads "48 of 50 GB" needs no question about the line. */
const SETTLED = 0.75;

function isSettled(beliefs: Beliefs): boolean {
  return Math.max(0, ...beliefs.values()) >= SETTLED;
}

/** The likeliest cause that a fix would remove. */
export function causeFor(pack: Pack, fix: string, beliefs: Beliefs): string {
  const removes = Object.entries(pack.fixes.get(fix)?.removes ?? {});
  const scored = removes.map(([cause, p]) => [cause, p * (beliefs.get(cause) ?? 0)] as const);
  return scored.sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

function deadEnd(pack: Pack, beliefs: Beliefs, actions: readonly Action[], f: Field): Step | undefined {
  for (const [cause, p] of beliefs) {
    if (p <= DEAD_END || pack.causes.get(cause)?.dead_end === undefined) continue;
    const place = f.causes.indexOf(cause);
    const removable = actions.some((a) => a.removes.some((removal) => removal.cause === place && removal.share > 0));
    if (!removable) return { kind: 'dead-end', cause };
  }
  return undefined;
}

/** A cause that nothing removes and that is likely already, before anything else is asked. Who has the beliefs already hands them over. */
export function hopeless(pack: Pack, problem: Problem, facts: Known, beliefs = believe(pack, problem, facts)): string | undefined {
  const evidence = problem.entries.length > 0 || Object.keys(facts).some((slot) => pack.checks.has(slot));
  if (!evidence) return undefined;
  // More than half is more than any other has.
  const [cause] = [...beliefs].find(([, p]) => p > DEAD_END) ?? [];
  if (cause === undefined || pack.causes.get(cause)?.dead_end === undefined) return undefined;
  return [...pack.fixes.values()].some((fix) => fix.removes[cause] !== undefined && !tried(problem, fix.id)) ? undefined : cause;
}

/** Whatever has any chance, when the person would rather go on alone. */
function anything(actions: readonly Action[], f: Field): Action | undefined {
  const hopeful = actions.filter((a) => chance(a, f.start) >= HOPELESS);
  return mostEfficient(hopeful, f.start, 0, 1);
}

/** The check to ask now: triage, as long as no cause is clear, then whatever saves enough time. */
function checkStep(pack: Pack, checks: readonly Check[], f: Field, actions: readonly Action[]): Step | undefined {
  const { help_minutes: help, worth_asking: enough } = pack.manifest.settings;
  const best = (among: readonly Check[]) => bestCheck(pack, among, f, actions, help);
  const triage = best(checks.filter((c) => c.triage));
  if (triage !== undefined && (triage.worth > 0 || !isSettled(f.beliefs)))
    return { kind: 'check', slot: triage.check.id, triage: true, worth: triage.worth };
  const telling = best(checks.filter((c) => !c.triage));
  if (telling === undefined || telling.worth <= enough) return undefined;
  return { kind: 'check', slot: telling.check.id, triage: false, worth: telling.worth };
}

/** The cheapest next step for a problem whose device is known well enough. Who has the beliefs already hands them over. */
export function nextStep(pack: Pack, problem: Problem, facts: Known, manner: Manner, beliefs = believe(pack, problem, facts)): Step {
  const f = field(beliefs);
  const actions = actionsFor(pack, problem, facts, f.causes);
  const ending = deadEnd(pack, beliefs, actions, f);
  if (ending !== undefined) return ending;
  const open = openChecks(pack, problem, facts, f).filter(({ triage }) => !(triage && manner.found));
  const check = manner.skipTriage ? undefined : checkStep(pack, open, f, actions);
  if (check !== undefined) return check;
  const action = gentlest(pack, actions, f, pack.manifest.settings.help_minutes) ?? (manner.persist ? anything(actions, f) : undefined);
  if (action === undefined) return { kind: 'person' };
  return { kind: 'fix', fix: action.id, works: chance(action, f.start), cause: causeFor(pack, action.id, beliefs) };
}
