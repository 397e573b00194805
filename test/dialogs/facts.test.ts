import { beforeAll, describe, expect, test } from '@jest/globals';
import type { CaseFile } from '../../dialogs/case-file.ts';
import { forget, forgetStale, isPossible, isValue, known, newestFact, setFact } from '../../dialogs/facts.ts';
import type { Pack } from '../../knowledge/pack.ts';
import { caseOf, NOW, printers } from './given.ts';

let pack: Pack;
beforeAll(async () => {
  pack = await printers();
});

function told(file: CaseFile, slot: string, value: string, at = NOW): CaseFile {
  return setFact(pack, file, slot, value, { from: 'volunteered', at });
}

describe('a fact', () => {
  test('brings what it implies, as concluded', () => {
    const file = told(caseOf(pack), 'model', 'tinto_200');
    expect(known(file)).toEqual({ model: 'tinto_200', kind: 'inkjet' });
    expect(file.facts.kind).toMatchObject({ from: 'concluded', because: ['model'] });
  });

  test('that is corrected drops what rested on it', () => {
    const before = told(caseOf(pack), 'model', 'tinto_200');
    expect(known(told(before, 'model', 'lumex_5'))).toEqual({ model: 'lumex_5', kind: 'laser' });
  });

  test('drops what denies it', () => {
    const before = told(caseOf(pack), 'model', 'tinto_200');
    expect(known(told(before, 'kind', 'laser'))).toEqual({ kind: 'laser' });
  });

  test('of an unknown slot or value changes nothing', () => {
    const file = caseOf(pack);
    expect(told(file, 'nothing', 'x')).toBe(file);
    expect(told(file, 'model', 'submarine')).toBe(file);
    expect(told(file, '__proto__', 'x')).toBe(file);
  });

  test('concluded again does not count as newly learnt', () => {
    const before = told(caseOf(pack), 'kind', 'inkjet');
    const after = setFact(pack, before, 'kind', 'inkjet', { from: 'concluded', at: NOW + 1 });
    expect(after).toBe(before);
  });

  test('that goes takes its conclusions along, and theirs', () => {
    const before = told(caseOf(pack), 'model', 'tinto_200');
    const chained: CaseFile = {
      ...before,
      facts: { ...before.facts, firmware: { value: '3.1', from: 'concluded', because: ['kind'], seq: 9, at: NOW } },
    };
    expect(known(forget(chained, 'model'))).toEqual({});
    expect(known(forget(chained, 'firmware'))).toEqual({ model: 'tinto_200', kind: 'inkjet' });
  });
});

describe('what may be said', () => {
  test('a value is possible unless what it implies is denied', () => {
    expect(isPossible(pack, { kind: 'laser' }, 'model', 'tinto_200')).toBe(false);
    expect(isPossible(pack, { kind: 'inkjet' }, 'model', 'tinto_200')).toBe(true);
    expect(isPossible(pack, {}, 'model', 'tinto_200')).toBe(true);
  });

  test.each([
    ['model', 'tinto_200', true],
    ['model', 'nothing', false],
    ['firmware', '3.1', true],
    ['firmware', '4111 1111 1111 1111', false],
    ['firmware', 'my password', false],
    ['constructor', 'x', false],
  ])('%s=%s', (slot, value, verdict) => {
    expect(isValue(pack, slot, value)).toBe(verdict);
  });
});

describe('time', () => {
  test('an answer is forgotten when it may have changed, and not before', () => {
    const file = told(told(caseOf(pack), 'paper', 'ok'), 'connection', 'ok');
    const minute = 60_000;
    expect(Object.keys(forgetStale(pack, file, NOW + 30 * minute).facts)).toEqual(['paper', 'connection']);
    expect(Object.keys(forgetStale(pack, file, NOW + 31 * minute).facts)).toEqual(['connection']);
    expect(Object.keys(forgetStale(pack, file, NOW + 25 * 60 * minute).facts)).toEqual([]);
  });

  test('what does not change is kept for years', () => {
    const file = told(caseOf(pack), 'model', 'tinto_200');
    expect(known(forgetStale(pack, file, NOW + 1000 * 86_400_000))).toEqual(known(file));
  });

  test('the newest fact is the one told last, never a concluded one', () => {
    const file = told(told(caseOf(pack), 'connection', 'ok'), 'model', 'tinto_200');
    expect(newestFact(file)).toBe('model');
    expect(newestFact(caseOf(pack))).toBeUndefined();
  });
});
