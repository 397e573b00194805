import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

let data: string;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'understand-'));
});
afterAll(() => rm(data, { recursive: true }));

type Run = { readonly out: string; readonly err: string; readonly code: number | null };

function run(args: readonly string[], input: string, closeAfter?: number): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn('node_modules/.bin/node', ['bot/cli/understand.ts', '--pack', 'test/packs/printers', '--data', data, ...args]);
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += String(chunk);
      if (closeAfter !== undefined && out.length > closeAfter) child.stdout.destroy();
    });
    child.stderr.on('data', (chunk) => {
      err += String(chunk);
    });
    child.on('close', (code) => resolve({ out, err, code }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

const lines = (out: string) =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('npm run understand', () => {
  test('prints a line for each line, in order, with ids and texts as they came', async () => {
    const input = [
      'error 9',
      '{"id":"a","text":"yes"}',
      '{not json',
      '',
      '{"id":"a","text":"no","topic":"x"}',
      '{"id":7}',
      '{"text":3}',
    ].join('\r\n');
    const { out, code } = await run(['--json'], `${input}\n`);
    expect(code).toBe(0);
    expect(lines(out).map(({ id, text }) => [id, text])).toEqual([
      [1, 'error 9'],
      ['a', 'yes'],
      [3, '{not json'],
      [4, ''],
      ['a', 'no'],
      [6, '{"id":7}'],
      [7, ''],
    ]);
    expect(lines(out)[1]?.answer).toBe('yes');
    expect(Object.keys(lines(out)[0] ?? {}).slice(0, 7)).toEqual(['id', 'text', 'topic', 'confidence', 'top3', 'codes', 'messages']);
  });

  test('a message may be given with the command', async () => {
    const { out, code } = await run(['--json', 'error', '9'], 'not read\n');
    expect([code, lines(out).map(({ id, text }) => [id, text])]).toEqual([0, [[1, 'error 9']]]);
  });

  test('a huge line is a line', async () => {
    const { out, code } = await run(['--json'], `${'x '.repeat(300_000)}\nhello\n`);
    expect([code, lines(out).length]).toEqual([0, 2]);
  });

  test('a reader that has seen enough ends it quietly', async () => {
    const { code, err } = await run(['--json'], 'hello\n'.repeat(20_000), 100);
    expect(code).toBe(0);
    expect(err).not.toMatch(/Error|EPIPE/);
  });

  test('help and mistakes', async () => {
    expect((await run(['--help'], '')).out).toContain('--json');
    expect(await run(['--jsno'], '')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--json') });
    const missing = await run(['--pack', 'nowhere'], '');
    expect([missing.code, missing.err.includes('nowhere')]).toEqual([1, true]);
  });
});
