import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { called, NO_PACE, type Pace, SPARING, waitFor } from '../../../bot/channels/teams/pace.ts';

const LIMITS = [
  [7, 1000],
  [8, 2000],
  [60, 30_000],
  [1800, 3_600_000],
] as const;

/** The times of so many calls, each made as soon as it may, and after the pause that comes before it. */
function timesOf(pauses: readonly number[], start = 1_700_000_123_456): readonly number[] {
  let now = start;
  let pace: Pace = NO_PACE;
  return pauses.map((pause) => {
    now += pause;
    now += waitFor(pace, now);
    pace = called(pace, now);
    return now;
  });
}

function mostWithin(times: readonly number[], within: number): number {
  let first = 0;
  return times.reduce((most, at, i) => {
    while ((times[first] ?? at) <= at - within) first += 1;
    return Math.max(most, i - first + 1);
  }, 0);
}

describe('the pace', () => {
  test('keeps every limit, whatever people do', () => {
    const pauses = fc.array(fc.oneof(fc.constant(0), fc.nat(400), fc.nat(5000)), { maxLength: 300 });
    fc.assert(
      fc.property(pauses, fc.nat(3_600_000), (all, start) => {
        const times = timesOf(all, 1_700_000_000_000 + start);
        for (const [most, within] of LIMITS) expect(mostWithin(times, within)).toBeLessThanOrEqual(most);
      }),
      { numRuns: 200 },
    );
  });

  test('keeps the limit of the hour, at full speed for hours', () => {
    const times = timesOf(Array.from({ length: 6000 }, () => 0));
    for (const [most, within] of LIMITS) expect(mostWithin(times, within)).toBeLessThanOrEqual(most);
  });

  test('makes nobody wait who writes as people do', () => {
    const times = timesOf(Array.from({ length: 200 }, () => 2500));
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBe(199 * 2500);
  });

  test('keeps nothing waiting for what may be left unsent, however long that goes on', () => {
    let now = 1_700_000_123_456;
    let pace = NO_PACE;
    for (let i = 0; i < 2000; i++) {
      now += waitFor(pace, now, SPARING);
      pace = called(pace, now);
      expect(waitFor(pace, now)).toBe(0);
    }
  });

  test('survives a clock that is set back', () => {
    let pace = NO_PACE;
    for (let i = 0; i < 50; i++) pace = called(pace, 9_000_000_000_000 + i);
    expect(waitFor(pace, 1_700_000_000_000)).toBe(0);
    pace = called(pace, 1_700_000_000_000);
    expect(waitFor(pace, 1_700_000_000_001)).toBe(0);
    expect(pace.last).toEqual([1_700_000_000_000]);
  });

  test('remembers no more than it needs', () => {
    let pace = NO_PACE;
    for (let i = 0; i < 5000; i++) pace = called(pace, 1_700_000_000_000 + i * 10_000);
    expect(JSON.stringify(pace).length).toBeLessThan(1200);
  });
});
