/** Codes as people write them, read with the real pack: all of them right, and nothing that only looks like one. */
import { beforeAll, expect, test } from '@jest/globals';
import { CODE_TABLE } from './code-table.ts';
import { type Ready, ready } from './real-pack.ts';

let bot: Ready;
beforeAll(async () => {
  bot = await ready();
});

type Row = { readonly text: string; readonly codes: readonly string[] };

const rows: readonly Row[] = CODE_TABLE.trim()
  .split('\n')
  .flatMap((line) => {
    const at = line.indexOf(': ');
    const codes = line.slice(0, at) === '–' ? [] : line.slice(0, at).split(',');
    return line
      .slice(at + 2)
      .split(' | ')
      .map((text) => ({ text, codes }));
  });

test('at least 200 spellings, each read for what it is', () => {
  expect(new Set(rows.map((row) => row.text)).size).toBeGreaterThanOrEqual(200);
  const wrong = rows.flatMap(({ text, codes }) => {
    const read = bot.hear(text).codes.map((code) => code.code);
    return read.join() === codes.join() ? [] : [`"${text}": ${read.join()} instead of ${codes.join()}`];
  });
  expect(wrong).toEqual([]);
});
