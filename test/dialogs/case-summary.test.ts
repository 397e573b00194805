import { beforeAll, describe, expect, test } from '@jest/globals';
import { summarise, summaryText } from '../../dialogs/case-summary.ts';
import { decide } from '../../dialogs/decide.ts';
import { contextOf, openCase } from '../../dialogs/open-case.ts';
import type { Pack } from '../../knowledge/pack.ts';
import { brainOf } from '../brain.ts';
import { caseOf, fact, printers, problem } from './given.ts';

let pack: Pack;
beforeAll(async () => {
  pack = await printers();
});

describe('the summary', () => {
  test('has device, codes, answers and what was tried, in the order of the pack', () => {
    const file = caseOf(pack, {
      facts: { paper: fact('jammed'), model: fact('tinto_200'), platform: fact('mac'), place: fact('display') },
      problems: [problem({ codes: ['E02'], entries: ['e02-display'], fixes: { 'clear-jam': 'failed', 'load-paper': 'done-before' } })],
      current: 0,
      note: 'please hurry',
    });
    const summary = summarise(pack, file);
    expect(summary.title).toBe('nothing is printed');
    expect(summary.facts).toEqual([
      { label: 'Computer', value: 'Mac' },
      { label: 'Printer', value: 'Tinto 200' },
      { label: 'Paper', value: 'Paper is stuck' },
    ]);
    expect(summary.problems[0]).toMatchObject({
      codes: ['E02'],
      status: 'open',
      tried: [
        { fix: 'Take the stuck sheet out', outcome: 'failed' },
        { fix: 'Put paper in', outcome: 'done-before' },
      ],
    });
    expect(summary.problems[0]?.causes[0]?.cause).toBe('a sheet is stuck in the rollers');
    const text = summaryText(summary);
    for (const part of [
      'Tinto 200',
      'shown: E02',
      'tried: Take the stuck sheet out (failed)',
      '(done before)',
      'In their words: please hurry',
    ])
      expect(text).toContain(part);
  });

  test('quotes an on-screen message that has no code', () => {
    const file = caseOf(pack, { problems: [problem({ entries: ['mac-filter'] })], current: 0 });
    expect(summaryText(summarise(pack, file))).toContain('filter failed');
  });

  test('quotes the wording that the person saw', async () => {
    const { pack: real, understand } = await brainOf();
    const texts = ['could not back up the iPhone because the backup was corrupt', 'No iCloud Backups Found'];
    for (const text of texts) {
      const opened = openCase(real, 'en', 0);
      const { case: file } = decide(real, opened, understand({ text }, contextOf(opened)), 0);
      const entry = real.entries.get(file.problems[0]?.entries[0] ?? '');
      const seen = entry?.messages.find((message) => message.toLowerCase().includes(text.toLowerCase()));
      expect(summaryText(summarise(real, file))).toContain(`“${seen}”`);
    }
  });

  test('of a case that knows nothing is empty, under the name of the pack', () => {
    const summary = summarise(pack, caseOf(pack));
    expect(summary).toEqual({ title: 'Printers at home', facts: [], problems: [] });
    expect(summaryText(summary)).toBe('');
  });

  test('names no more than three causes, the likeliest first, and none that is hardly possible', () => {
    const causes = summarise(pack, caseOf(pack, { problems: [problem()], current: 0 })).problems[0]?.causes ?? [];
    expect(causes.length).toBeLessThanOrEqual(3);
    expect(causes.map((c) => c.probability)).toEqual([...causes.map((c) => c.probability)].sort((a, b) => b - a));
    expect(Math.min(...causes.map((c) => c.probability))).toBeGreaterThanOrEqual(0.1);
  });
});
