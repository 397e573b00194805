import { beforeAll, describe, expect, test } from '@jest/globals';
import { summarise, summaryText } from '../../dialogs/case-summary.ts';
import { decide } from '../../dialogs/decide.ts';
import { contextOf, openCase } from '../../dialogs/open-case.ts';
import { plain } from '../../dialogs/reply.ts';
import type { Pack } from '../../knowledge/pack.ts';
import { brainOf } from '../brain.ts';
import { caseOf, fact, heard, printers, problem } from './given.ts';

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
    const text = summaryText(pack, 'en', summary);
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
    expect(summaryText(pack, 'en', summarise(pack, file))).toContain('filter failed');
  });

  test('quotes the wording that the person saw', async () => {
    const { pack: real, understand } = await brainOf();
    const texts = ['could not back up the iPhone because the backup was corrupt', 'No iCloud Backups Found'];
    for (const text of texts) {
      const opened = openCase(real, 'en', 0);
      const { case: file } = decide(real, opened, understand({ text }, contextOf(opened)), 0);
      const entry = real.entries.get(file.problems[0]?.entries[0] ?? '');
      const seen = entry?.messages.find((message) => message.toLowerCase().includes(text.toLowerCase()));
      expect(summaryText(real, 'en', summarise(real, file))).toContain(`“${seen}”`);
    }
  });

  test('of a case that knows nothing is empty, under the name of the pack', () => {
    const summary = summarise(pack, caseOf(pack));
    expect(summary).toEqual({ title: 'Printers at home', facts: [], problems: [] });
    expect(summaryText(pack, 'en', summary)).toBe('');
  });

  test('names no more than three causes, the likeliest first, and none that is hardly possible', () => {
    const causes = summarise(pack, caseOf(pack, { problems: [problem()], current: 0 })).problems[0]?.causes ?? [];
    expect(causes.length).toBeLessThanOrEqual(3);
    expect(causes.map((c) => c.probability)).toEqual([...causes.map((c) => c.probability)].sort((a, b) => b - a));
    expect(Math.min(...causes.map((c) => c.probability))).toBeGreaterThanOrEqual(0.1);
  });

  test('is in the language of the person for the person, and in that of the team for the team', async () => {
    const { pack: real } = await brainOf();
    const problems = [problem({ topic: 'storage_full', fixes: { 'free-cloud-storage': 'failed' } })];
    const file = { ...openCase(real, 'de', 0), facts: { platform: fact('ios'), storage: fact('full') }, problems, current: 0 };
    const { replies, effects } = decide(real, file, heard({ commands: ['human'] }), 1);
    const [handoff] = effects;
    expect(handoff?.kind === 'handoff' && handoff.text).toMatch(
      /Storage space: full[\s\S]*handed over[\s\S]*tried: Make room in the cloud \(failed\)/,
    );
    const told = replies.map(plain).join('\n');
    expect(told).toMatch(/übergeben[\s\S]*probiert: .* \(hat nicht geholfen\)/);
    expect(told).not.toMatch(/Storage|tried|handed over|Phone:/);
  });
});
