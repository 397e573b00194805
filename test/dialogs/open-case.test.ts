import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CaseFile } from '../../dialogs/case-file.ts';
import { contextOf, openCase, reviveCase } from '../../dialogs/open-case.ts';
import type { Pack } from '../../knowledge/pack.ts';
import { caseOf, fact, NOW, printers, problem } from './given.ts';

let pack: Pack;
beforeAll(async () => {
  pack = await printers();
});

function full(): CaseFile {
  return caseOf(pack, {
    facts: { platform: fact('mac'), paper: fact('jammed', { seq: 2 }) },
    problems: [problem({ codes: ['E02'], entries: ['e02-display'], fixes: { 'clear-jam': 'failed' }, unsure: ['queue'] })],
    current: 0,
    open: { kind: 'fix', about: 'load-paper', choices: [{ pick: 'fix:load-paper=worked', label: 'It worked' }], times: 1, at: NOW },
    seq: 2,
  });
}

describe('a new case', () => {
  test('is valid, empty and in a language of the pack', () => {
    const file = openCase(pack, 'xx-YY', NOW);
    expect(CaseFile.parse(file)).toEqual(file);
    expect(file.locale).toBe('en');
    expect(contextOf(file)).toEqual({ facts: {}, language: 'en' });
  });
});

describe('a case from the store', () => {
  test('comes back as it was', () => {
    expect(reviveCase(pack, JSON.parse(JSON.stringify(full())), NOW)).toEqual(full());
  });

  test('loses what the pack no longer has, and keeps the rest', () => {
    const before = full();
    const stored = {
      ...before,
      facts: { ...before.facts, colour: fact('red'), paper: fact('eaten') },
      problems: [
        problem({ topic: 'renamed' }),
        { ...problem({ entries: ['gone', 'e02-display'], fixes: { gone: 'failed', 'clear-jam': 'failed' }, unsure: ['gone', 'queue'] }) },
      ],
      current: 1,
      open: { ...before.open, about: 'gone' },
    };
    const file = reviveCase(pack, stored, NOW);
    expect(Object.keys(file.facts)).toEqual(['platform']);
    expect(file.problems).toEqual([problem({ entries: ['e02-display'], fixes: { 'clear-jam': 'failed' }, unsure: ['queue'] })]);
    expect(file.current).toBe(0);
    expect(file.open).toBeUndefined();
  });

  test('whose problem is gone has none', () => {
    const file = reviveCase(pack, { ...full(), problems: [problem({ topic: 'renamed' })] }, NOW);
    expect(file.current).toBe(-1);
    expect(file.problems).toEqual([]);
  });

  test('of a newer version keeps each part that still reads as ours', () => {
    const file = reviveCase(pack, { ...full(), v: 7, mood: 'new', said: 'something else' }, NOW);
    expect(file.v).toBe(1);
    expect(file.facts.platform?.value).toBe('mac');
    expect(file.problems).toHaveLength(1);
    expect(file.said).toEqual([]);
    expect(CaseFile.parse(file)).toEqual(file);
  });

  test('whose leading person is not known any more waits again, and is not silent for ever', () => {
    const file = reviveCase(pack, { ...full(), mode: 'human' }, NOW);
    expect(file).toMatchObject({ mode: 'queued', handoff: { since: full().updated } });
  });

  test('does not remember the outcome of a fix that is gone', () => {
    const [one] = full().problems;
    const file = reviveCase(pack, { ...full(), problems: [{ ...one, latest: { fix: 'gone', seq: 3 } }] }, NOW);
    expect(file.problems[0]?.latest).toBeUndefined();
    const kept = reviveCase(pack, { ...full(), problems: [{ ...one, latest: { fix: 'clear-jam', seq: 3 } }] }, NOW);
    expect(kept.problems[0]?.latest).toEqual({ fix: 'clear-jam', seq: 3 });
  });

  test.each([null, undefined, 5, 'text', [], {}, { v: 1 }, { facts: { __proto__: { value: 'x' } } }, { problems: 'none', current: 99 }])(
    'that is %j begins anew',
    (stored) => {
      const file = reviveCase(pack, stored, NOW);
      expect(CaseFile.parse(file)).toEqual(file);
      expect(file.problems).toEqual([]);
    },
  );

  test('of any JSON at all never throws and is always valid', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (stored) => {
        const file = reviveCase(pack, stored, NOW);
        expect(CaseFile.parse(file)).toEqual(file);
      }),
    );
  });
});

describe('what understanding may know', () => {
  test('is the facts and the open question with its labels', () => {
    expect(contextOf(full())).toEqual({
      facts: { platform: 'mac', paper: 'jammed' },
      language: 'en',
      open: { kind: 'fix', choices: ['It worked'] },
    });
    const asking = caseOf(pack, { open: { kind: 'slot', about: 'paper', choices: [], times: 1, at: NOW } });
    expect(contextOf(asking).open).toEqual({ kind: 'slot', slot: 'paper', choices: [] });
  });
});
