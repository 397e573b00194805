/** Answers to open questions, as people give them: at least 98 of 100 are read for what they are. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Context, Understanding } from '../../dialogs/heard.ts';
import { ANSWER_TABLE } from './answer-table.ts';
import { type Ready, ready } from './real-pack.ts';

let bot: Ready;
beforeAll(async () => {
  bot = await ready();
});

type Row = { readonly open: NonNullable<Context['open']>; readonly expected: string; readonly text: string };

const FIX = { kind: 'fix', choices: ['It worked', 'Same problem', 'Skip this'] };

function rows(): Row[] {
  return ANSWER_TABLE.trim()
    .split(/\n\n+/)
    .flatMap((block) => {
      const [head = '', ...lines] = block.split('\n');
      const [asked = '', expected = ''] = head.split(': ');
      const [kind = '', slot] = asked.split(' ');
      const open = slot === undefined ? FIX : { kind, slot, choices: [] };
      return lines.flatMap((line) => line.split(' | ').map((text) => ({ open, expected, text })));
    });
}

function heardAs({ answer, facts, asks, commands }: Understanding, expected: string): boolean {
  if (expected.startsWith('correction '))
    return facts.some(({ slot, value, corrects }) => corrects && expected.endsWith(`${slot}=${value}`));
  if (expected.includes('=')) return facts.some((fact) => `${fact.slot}=${fact.value}` === expected);
  if (expected === 'side') return answer === undefined && (asks || commands.includes('how') || commands.includes('why'));
  if (expected === 'not-yet') return answer === undefined || answer.kind === 'not-yet';
  const solved = expected === 'yes' && commands.includes('solved');
  return solved || answer?.kind === expected;
}

test('at least 250 answers, and 98 % of them are heard right', () => {
  const table = rows();
  expect(new Set(table.map((row) => `${row.open.slot}:${row.text}`)).size).toBeGreaterThanOrEqual(250);
  const wrong = table.filter(({ open, expected, text }) => !heardAs(bot.hear(text, { facts: {}, open }), expected));
  const shown = wrong.map(({ open, expected, text }) => `${open.slot ?? open.kind}: "${text}" is ${expected}`);
  expect(wrong.length / table.length > 0.02 ? shown : []).toEqual([]);
});
