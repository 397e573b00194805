/** Bayes, done by hand on the printers: 17 parts of causes of "nothing is printed", 5 % for what the pack does not know. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { believe, likelihood } from '../../dialogs/beliefs.ts';
import type { Pack } from '../../knowledge/pack.ts';
import { printers, problem } from './given.ts';

let pack: Pack;
beforeAll(async () => {
  pack = await printers();
});

const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);

describe('beliefs', () => {
  test('begin with the shares of the topic, less what is unknown', () => {
    const beliefs = believe(pack, problem(), {});
    expect(beliefs.get('link-lost')).toBeCloseTo((5 / 17) * 0.95, 10);
    expect(beliefs.get('tray-empty')).toBeCloseTo((2 / 17) * 0.95, 10);
    expect(sum(beliefs.values())).toBeCloseTo(0.95, 10);
  });

  test('follow an answer', () => {
    // P(jammed): 0.9 for a stuck sheet; an empty tray leaves 0.05 to two values; all else shows it as often as anybody, 0.1.
    const stuck = (3 / 17) * 0.95 * 0.9;
    const empty = (2 / 17) * 0.95 * 0.025;
    const others = (12 / 17) * 0.95 * 0.1;
    const all = stuck + empty + others + 0.05 * 0.1;
    const beliefs = believe(pack, problem(), { paper: 'jammed' });
    expect(beliefs.get('paper-stuck')).toBeCloseTo(stuck / all, 10);
    expect(beliefs.get('tray-empty')).toBeCloseTo(empty / all, 10);
    expect(beliefs.get('link-lost')).toBeCloseTo(((5 / 17) * 0.95 * 0.1) / all, 10);
  });

  test('fall for what a failed fix would have removed', () => {
    const left = 3 / 17 / (1 - (3 / 17) * 0.95 * 0.85);
    expect(believe(pack, problem({ fixes: { 'clear-jam': 'failed' } }), {}).get('paper-stuck')).toBeCloseTo(left * 0.95 * 0.15, 10);
    expect(believe(pack, problem({ fixes: { 'clear-jam': 'done-before' } }), {}).get('paper-stuck')).toBeCloseTo(left * 0.95 * 0.15, 10);
    expect(believe(pack, problem({ fixes: { 'clear-jam': 'skipped' } }), {})).toEqual(believe(pack, problem(), {}));
  });

  test('weigh a code 95 to 5 against the topic', () => {
    const beliefs = believe(pack, problem({ codes: ['E02'], entries: ['e02-display'] }), {});
    expect(beliefs.get('paper-stuck')).toBeCloseTo((0.95 * (8 / 9) + 0.05 * (3 / 17)) * 0.95, 10);
    expect(beliefs.get('job-broken')).toBeCloseTo(0.05 * (4 / 17) * 0.95, 10);
  });

  test('leave out what cannot be on this device', () => {
    const laser = believe(pack, problem({ topic: 'bad_print' }), { kind: 'laser' });
    expect([...laser.keys()].sort()).toEqual(['driver-damaged', 'drum-worn']);
    expect(laser.get('drum-worn')).toBeCloseTo((3 / 4) * 0.95, 10);
  });

  test('spread a general cause over its kinds', () => {
    const beliefs = believe(pack, problem({ topic: 'bad_print' }), {});
    expect((beliefs.get('ink-low') ?? 0) / (beliefs.get('nozzles-dry') ?? 1)).toBeCloseTo(3 / 2, 10);
    expect(beliefs.has('colour-trouble')).toBe(false);
  });

  test('of what the pack does not know are none', () => {
    expect(believe(pack, problem({ topic: 'human' }), {}).size).toBe(0);
    expect(believe(pack, problem({ topic: 'gone', entries: ['gone'] }), {}).size).toBe(0);
  });

  test('a fact that no cause speaks of changes nothing', () => {
    expect(believe(pack, problem(), { firmware: '3.1', settings_noted: 'noted' })).toEqual(believe(pack, problem(), {}));
  });
});

describe('the likelihood of an answer', () => {
  test.each([
    ['paper-stuck', 'paper', 'jammed', 0.9],
    ['paper-stuck', 'paper', 'empty', 0.05],
    ['link-lost', 'paper', 'jammed', 0.1],
    ['link-lost', 'connection', 'problem', 0.95],
  ])('P(%s: %s=%s)', (cause, slot, value, expected) => {
    expect(likelihood(pack, pack.causes.get(cause), slot, value)).toBeCloseTo(expected, 10);
  });

  test('sums to one over the values of each cause', () => {
    for (const cause of pack.causes.values())
      for (const check of pack.checks.values())
        expect(sum(check.values.map((v) => likelihood(pack, cause, check.id, v.id)))).toBeCloseTo(1, 1);
  });
});
