import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { believe } from '../../dialogs/beliefs.ts';
import type { Problem } from '../../dialogs/case-file.ts';
import { causeFor, hopeless, nextStep } from '../../dialogs/plan.ts';
import { type Action, chance, expectedCost, failInto, mostEfficient, type Removal } from '../../dialogs/repair-cost.ts';
import type { Pack } from '../../knowledge/pack.ts';
import { printers, problem } from './given.ts';

let pack: Pack;
beforeAll(async () => {
  pack = await printers();
});

const ASK = { skipTriage: false, persist: false };
const QUICK = { skipTriage: true, persist: false };
const FINE = { connection: 'ok', paper: 'ok', queue: 'clear' };

const failed = (...fixes: string[]): Problem['fixes'] => Object.fromEntries(fixes.map((fix) => [fix, 'failed' as const]));

describe('the next step', () => {
  test('is a triage check before the first fix', () => {
    expect(nextStep(pack, problem(), {}, ASK)).toMatchObject({ kind: 'check', triage: true });
    expect(nextStep(pack, problem(), { paper: 'ok' }, ASK)).toMatchObject({ kind: 'check', slot: 'connection', triage: true });
  });

  test('asks nothing that is known, could not be answered, or does not matter', () => {
    expect(nextStep(pack, problem(), FINE, ASK).kind).toBe('fix');
    const unsure = nextStep(pack, problem({ unsure: ['connection', 'paper', 'queue'] }), {}, ASK);
    expect(unsure.kind).toBe('fix');
    const worn = nextStep(pack, problem({ topic: 'bad_print' }), { kind: 'inkjet' }, ASK);
    expect(worn).not.toMatchObject({ kind: 'check', triage: true });
  });

  test('is a fix at once for who wants no questions', () => {
    expect(nextStep(pack, problem(), {}, QUICK).kind).toBe('fix');
  });

  test('follows the evidence, and says which cause it goes for', () => {
    expect(nextStep(pack, problem(), { paper: 'jammed', connection: 'ok' }, ASK)).toMatchObject({ fix: 'clear-jam', cause: 'paper-stuck' });
    expect(nextStep(pack, problem(), { paper: 'empty', connection: 'ok' }, ASK)).toMatchObject({ fix: 'load-paper', cause: 'tray-empty' });
    expect(nextStep(pack, problem(), { paper: 'ok', connection: 'problem' }, QUICK)).toMatchObject({ fix: 'reconnect' });
  });

  test('is never what was tried', () => {
    const tried = problem({ fixes: failed('clear-jam') });
    expect(nextStep(pack, tried, { paper: 'jammed', connection: 'ok' }, QUICK)).not.toMatchObject({ fix: 'clear-jam' });
  });

  test('waits for what must come before', () => {
    const offered = new Set<string>();
    let fixes: Problem['fixes'] = {};
    for (;;) {
      const step = nextStep(pack, problem({ fixes }), { ...FINE, settings_noted: 'noted' }, { skipTriage: true, persist: true });
      if (step.kind !== 'fix') break;
      for (const before of pack.fixes.get(step.fix)?.after ?? []) expect(offered).toContain(before);
      offered.add(step.fix);
      fixes = { ...fixes, [step.fix]: 'failed' };
    }
    expect(offered).toContain('new-driver');
  });

  test('destroys only when nothing gentler is left', () => {
    let fixes: Problem['fixes'] = {};
    const order: string[] = [];
    for (
      let step = nextStep(pack, problem({ fixes }), { settings_noted: 'noted' }, { skipTriage: true, persist: true });
      step.kind === 'fix';
    ) {
      order.push(step.fix);
      fixes = { ...fixes, [step.fix]: 'failed' };
      step = nextStep(pack, problem({ fixes }), { settings_noted: 'noted' }, { skipTriage: true, persist: true });
    }
    const destructive = order.findIndex((id) => pack.fixes.get(id)?.risk === 'destructive');
    expect(destructive).toBe(order.length - 1);
    expect(order.length).toBeGreaterThan(3);
  });

  test('is not what the device or a denied need rules out', () => {
    const steps = [nextStep(pack, problem({ topic: 'bad_print' }), { kind: 'laser' }, ASK)];
    expect(steps[0]).toEqual({ kind: 'dead-end', cause: 'drum-worn' });
    const all = failed('reconnect', 'clear-queue', 'new-driver', 'clear-jam', 'load-paper');
    const denied = nextStep(pack, problem({ fixes: all }), { settings_noted: 'not_noted' }, { skipTriage: true, persist: true });
    expect(denied).toEqual({ kind: 'person' });
  });

  test('is a person when nothing is left', () => {
    const all = Object.fromEntries([...pack.fixes.keys()].map((fix) => [fix, 'failed' as const]));
    expect(nextStep(pack, problem({ fixes: all }), {}, QUICK)).toEqual({ kind: 'person' });
    expect(nextStep(pack, problem({ topic: 'gone' }), {}, ASK)).toEqual({ kind: 'person' });
  });

  test('names an honest end as soon as it is likely', () => {
    expect(hopeless(pack, problem({ topic: 'bad_print' }), { kind: 'laser', queue: 'clear' })).toBe('drum-worn');
    expect(hopeless(pack, problem({ topic: 'bad_print', entries: ['c7990'] }), { kind: 'laser' })).toBe('drum-worn');
    expect(hopeless(pack, problem({ topic: 'bad_print' }), { kind: 'inkjet', queue: 'clear' })).toBeUndefined();
    expect(hopeless(pack, problem(), {})).toBeUndefined();
  });

  test('gives the likeliest cause that a fix removes as its reason', () => {
    expect(causeFor(pack, 'clear-queue', believe(pack, problem(), { queue: 'blocked' }))).toBe('job-broken');
    expect(causeFor(pack, 'no-such-fix', believe(pack, problem(), {}))).toBe('');
  });
});

/** The cheapest order of any of these actions, by trying all of them. */
function bruteForce(actions: readonly Action[], beliefs: readonly number[], left: number, help: number): number {
  let best = left * help;
  for (const action of actions) {
    const works = chance(action, beliefs);
    const after = beliefs.slice();
    failInto(after, action);
    const rest = actions.filter((a) => a !== action);
    best = Math.min(best, left * action.cost + bruteForce(rest, after, left - works, help));
  }
  return best;
}

/** What a fix removes, from the share of every cause. */
function removalsOf(shares: readonly number[]): readonly Removal[] {
  return shares.flatMap((share, cause) => (share > 0 ? [{ cause, share }] : []));
}

const share = fc.double({ min: 0.01, max: 1, noNaN: true });
const cost = fc.double({ min: 0.5, max: 60, noNaN: true });
const help = fc.double({ min: 5, max: 300, noNaN: true });

/** Each action removes one cause of its own. */
const apart = fc.array(fc.record({ weight: share, removes: share, cost }), { minLength: 1, maxLength: 6 }).map((rows) => {
  const total = rows.reduce((sum, r) => sum + r.weight, 0) * 1.05;
  const beliefs = rows.map((r) => r.weight / total);
  const actions = rows.map((r, i): Action => ({ id: `a${i}`, cost: r.cost, removes: [{ cause: i, share: r.removes }], after: [] }));
  return { beliefs, actions };
});

/** Actions whose effects overlap. */
const mixed = fc
  .record({
    weights: fc.array(share, { minLength: 2, maxLength: 4 }),
    rows: fc.array(fc.record({ cost, removes: fc.array(share, { minLength: 4, maxLength: 4 }) }), { minLength: 1, maxLength: 5 }),
  })
  .map(({ weights, rows }) => {
    const total = weights.reduce((sum, w) => sum + w, 0) * 1.05;
    return {
      beliefs: weights.map((w) => w / total),
      actions: rows.map(
        (r, i): Action => ({ id: `a${i}`, cost: r.cost, removes: removalsOf(r.removes.slice(0, weights.length)), after: [] }),
      ),
    };
  });

describe('the expected cost of repair', () => {
  test('is the least there is when each fix has a cause of its own', () => {
    fc.assert(
      fc.property(apart, help, ({ beliefs, actions }, minutes) => {
        expect(expectedCost(actions, beliefs, minutes)).toBeCloseTo(bruteForce(actions, beliefs, 1, minutes), 6);
      }),
    );
  });

  test('is never less than the least, and never more than help alone', () => {
    fc.assert(
      fc.property(mixed, help, ({ beliefs, actions }, minutes) => {
        const greedy = expectedCost(actions, beliefs, minutes);
        expect(greedy).toBeGreaterThanOrEqual(bruteForce(actions, beliefs, 1, minutes) - 1e-9);
        expect(greedy).toBeLessThanOrEqual(minutes + 1e-9);
      }),
    );
  });

  test('is within two percent of the least on the printers, eight fixes deep', () => {
    const beliefs = believe(pack, problem(), {});
    const causes = [...beliefs.keys()];
    const actions = [...pack.fixes.values()].map(
      (fix): Action => ({ id: fix.id, cost: fix.minutes, removes: removalsOf(causes.map((c) => fix.removes[c] ?? 0)), after: [] }),
    );
    const useful = actions.filter((a) => a.removes.length > 0).slice(0, 8);
    const start = causes.map((c) => beliefs.get(c) ?? 0);
    const least = bruteForce(useful, start, 1, 60);
    expect(expectedCost(useful, start, 60)).toBeLessThanOrEqual(least * 1.02);
  });

  test('without actions is help', () => {
    expect(expectedCost([], [0.5, 0.4], 60)).toBe(60);
  });

  test('leaves an action for which another must come first', () => {
    const second: Action = { id: 'second', cost: 1, removes: removalsOf([0.9]), after: ['first'] };
    const first: Action = { id: 'first', cost: 10, removes: removalsOf([0.1]), after: [] };
    expect(mostEfficient([second, first], [1], 1, 500)?.id).toBe('first');
    expect(mostEfficient([second], [1], 1, 500)?.id).toBe('second');
  });
});
