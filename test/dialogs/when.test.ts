import { describe, expect, test } from '@jest/globals';
import { choose, compareVersions, holds, openSlots } from '../../dialogs/when.ts';

describe('versions', () => {
  test.each([
    ['9.3', '17.4', -1],
    ['17.4', '17.4', 0],
    ['17', '17.0', 0],
    ['17.10', '17.9', 1],
    ['4.0.4', '4.1', -1],
  ])('%s against %s', (a, b, sign) => {
    expect(Math.sign(compareVersions(a, b))).toBe(sign);
    expect(Math.sign(compareVersions(b, a))).toBe(sign === 0 ? 0 : -sign);
  });
});

describe('a condition', () => {
  test.each([
    ['nothing wanted', {}, {}, 'yes'],
    ['the value', { a: 'x' }, { a: 'x' }, 'yes'],
    ['another value', { a: 'x' }, { a: 'y' }, 'no'],
    ['not known', { a: 'x' }, {}, 'unknown'],
    ['one of several', { a: ['x', 'y'] }, { a: 'y' }, 'yes'],
    ['none of several', { a: ['x', 'y'] }, { a: 'z' }, 'no'],
    ['a contradiction beats what is open', { a: 'x', b: 'x' }, { b: 'y' }, 'no'],
    ['open beats what holds', { a: 'x', b: 'x' }, { b: 'x' }, 'unknown'],
    ['from is inclusive', { v: { from: '15' } }, { v: '15.0' }, 'yes'],
    ['below is exclusive', { v: { below: '15' } }, { v: '15' }, 'no'],
    ['within a range', { v: { from: '10.3', below: '15' } }, { v: '14.8' }, 'yes'],
    ['before a range', { v: { from: '10.3', below: '15' } }, { v: '9.3.5' }, 'no'],
  ] as const)('%s', (_, when, known, verdict) => {
    expect(holds(when as Parameters<typeof holds>[0], known)).toBe(verdict);
  });

  test('names the slots that are not known', () => {
    expect(openSlots({ a: 'x', b: 'y', c: 'z' }, { b: 'n' })).toEqual(['a', 'c']);
  });
});

describe('the first variant that holds', () => {
  const variants = [
    { when: { os: 'new' }, id: 'new' },
    { when: { os: 'old' }, id: 'old' },
    { when: {}, id: 'any' },
  ];

  test('is taken, and nothing is undecided before it when it is the first', () => {
    const { variant, undecided } = choose(variants, { os: 'new' });
    expect(variant?.id).toBe('new');
    expect(undecided).toEqual([]);
  });

  test('may be the last, with what would decide for another', () => {
    const { variant, undecided } = choose(variants, {});
    expect(variant?.id).toBe('any');
    expect(undecided).toEqual(['os']);
  });

  test('is the most general open one when none holds', () => {
    expect(choose(variants.slice(0, 2), {}).variant?.id).toBe('old');
    expect(choose(variants.slice(0, 2), { os: 'odd' }).variant).toBeUndefined();
  });
});
