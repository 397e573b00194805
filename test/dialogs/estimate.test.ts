import { describe, expect, test } from '@jest/globals';
import { estimate, megabits, megabytes } from '../../dialogs/estimate.ts';

describe('amounts and speeds', () => {
  test.each([
    ['120 GB', 120_000],
    ['1.5 TB', 1_500_000],
    ['500 MB', 500],
    ['2000 KB', 2],
    ['12', undefined],
    ['lots', undefined],
    ['-3 GB', undefined],
  ])('%s', (size, expected) => {
    expect(megabytes(size)).toBe(expected);
  });

  test.each([
    ['0.8 Mbit/s', 0.8],
    ['5 MB/s', 40],
    ['300 kbit/s', 0.3],
    ['1 Gbit/s', 1000],
    ['fast', undefined],
  ])('%s', (rate, expected) => {
    expect(megabits(rate)).toBe(expected);
  });
});

describe('an estimate', () => {
  test.each([
    // 120 GB = 960,000 Mbit; at 80 % of 0.8 Mbit/s: 1,500,000 s = 25,000 minutes.
    ['120 GB', '0.8 Mbit/s', 25_000],
    ['10 GB', '50 Mbit/s', 33],
    ['60 GB', '20 Mbit/s', 500],
    ['1 MB', '100 Mbit/s', 0],
  ])('%s at %s', (amount, speed, minutes) => {
    expect(Math.round(estimate(amount, speed) ?? Number.NaN)).toBe(minutes);
  });

  test.each([
    [undefined, '5 Mbit/s'],
    ['5 GB', undefined],
    ['5 GB', '0 Mbit/s'],
    ['much', 'quick'],
  ])('none from %s and %s', (amount, speed) => {
    expect(estimate(amount, speed)).toBeUndefined();
  });
});
