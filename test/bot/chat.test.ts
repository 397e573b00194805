import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { answerLines } from '../../bot/channels/json-lines.ts';
import { talkInTerminal } from '../../bot/channels/terminal.ts';
import { newClock, readTimed } from '../../bot/clock.ts';
import { linesOf } from '../../bot/lines.ts';
import { mask } from '../../bot/masking.ts';
import { mindOf } from '../../bot/mind.ts';
import { beginTalk, type Talk } from '../../bot/talk.ts';
import type { Mind } from '../../bot/turn.ts';
import { wrap } from '../../bot/wrap.ts';
import { learnt } from '../brain.ts';

const PACK = 'test/packs/printers';
const NOON = Date.UTC(2026, 0, 2, 12);

const data = mkdtempSync(join(tmpdir(), 'keepsake-chat-'));
afterAll(() => rmSync(data, { recursive: true }));

let mind: Mind;

beforeAll(async () => {
  mind = mindOf({ ...(await learnt(PACK)), warnings: [] });
});

const talk = (): Talk => beginTalk(mind, { text: mask, json: (value) => value, most: 200 }, 'en', NOON);

async function all(iterable: AsyncIterable<string>): Promise<string[]> {
  const items: string[] = [];
  for await (const item of iterable) items.push(item);
  return items;
}

type Line = {
  user: string;
  replies: { text: string; choices: string[] }[];
  case: { updated: number };
  effects: unknown[];
};

async function answers(...lines: string[]): Promise<{ out: Line[]; warned: string[] }> {
  const warned: string[] = [];
  const out = await all(
    answerLines(
      talk(),
      newClock(() => NOON),
      linesOf(Readable.from([lines.join('\n')])),
      (line) => warned.push(line),
    ),
  );
  return { out: out.map((line) => JSON.parse(line) as Line), warned };
}

test('each line is a turn, and each turn a line with what was said, offered and learnt', async () => {
  const { out } = await answers('the print is full of stripes', 'no idea');
  expect(out).toHaveLength(2);
  expect(Object.keys(out[0] ?? {})).toEqual(['user', 'replies', 'case', 'effects']);
  expect(out[0]?.user).toBe('the print is full of stripes');
  expect(out[0]?.replies.every(({ text, choices }) => typeof text === 'string' && Array.isArray(choices))).toBe(true);
});

test('the welcome is no turn, but its buttons can be pressed by their words', async () => {
  const begun = talk();
  const offered = begun.choices();
  expect(begun.greeting.length).toBeGreaterThan(0);
  expect(offered.length).toBeGreaterThan(1);
  const typed = begun.say(`  ${offered[0]?.label.toUpperCase()} `, NOON);
  expect(typed.decision.case.problems[0]?.confidence).toBe(1);
});

test('secrets are masked in what is shown and in what is remembered', async () => {
  const { out } = await answers('my password is hunter2 and it says code 30', 'talk to a person', 'my mail is ann@example.com');
  expect(out[0]?.user).toBe('my password is [password] and it says code 30');
  expect(JSON.stringify(out)).not.toMatch(/hunter2|ann@example/);
});

test('a time at the beginning moves the clock, forwards and back, and it runs on from there', async () => {
  const { out, warned } = await answers('@2030-05-01T10:00Z hello', 'again', '@2029-01-01 back then');
  expect(out.map((line) => line.user)).toEqual(['hello', 'again', 'back then']);
  expect(out.slice(0, 2).map((line) => line.case.updated)).toEqual([Date.UTC(2030, 4, 1, 10), Date.UTC(2030, 4, 1, 10)]);
  // The clock went back; the conversation goes on.
  expect(out[2]?.replies.length).toBeGreaterThan(0);
  expect(warned).toEqual([]);
});

test('a time that is none is said to be none, and the words are kept', async () => {
  const { out, warned } = await answers('@2026-13-45T10:00Z still broken', '@support it is broken');
  expect(out[0]?.user).toBe('@2026-13-45T10:00Z still broken');
  expect(out[1]?.user).toBe('@support it is broken');
  expect(warned).toEqual([expect.stringContaining('not a time: @2026-13-45T10:00Z')]);
});

test.each([
  ['@2026-01-02T10:00Z still broken', 'still broken', Date.UTC(2026, 0, 2, 10)],
  ['@2026-01-02T10:00 x', 'x', Date.UTC(2026, 0, 2, 10)],
  ['@2026-01-02T10:00:30.5+01:00 x', 'x', Date.UTC(2026, 0, 2, 9, 0, 30, 500)],
  ['@2026-01-02', '', Date.UTC(2026, 0, 2)],
  ['@2026-02-30T10:00Zx', '@2026-02-30T10:00Zx', undefined],
  ['hello @2026-01-02', 'hello @2026-01-02', undefined],
])('%j', (line, text, at) => {
  expect(readTimed(line)).toMatchObject(at === undefined ? { text } : { text, at });
});

test.each([
  '',
  '   ',
  '{"id":1}',
  '{',
  '[]',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '😀😀',
  '<b>hi</b>',
  '"',
  '\u2028x',
  '\rmiddle\r',
  '\u202eabc',
  '__proto__',
])('%j gets one kind answer', async (text) => {
  const { out } = await answers(text, 'and then');
  expect(out).toHaveLength(2);
  for (const line of out) expect(line.replies.length).toBeGreaterThan(0);
});

test('lines end with a line feed only; CRLF, a byte order mark and a missing end make no difference', async () => {
  expect(await all(linesOf(Readable.from([Buffer.from('\ufeffa\r\n\n  \nb\u2028c\rd\né')])))).toEqual(['a', '', '  ', 'b\u2028c\rd', 'é']);
  const split = Buffer.from('ü😀\nx\n');
  expect(await all(linesOf(Readable.from([...split].map((byte) => Buffer.from([byte])))))).toEqual(['ü😀', 'x']);
  expect(await all(linesOf(Readable.from([])))).toEqual([]);
});

test('a huge line is cut and is still one turn', async () => {
  const [first, second] = await all(linesOf(Readable.from([`${'x'.repeat(5_000_000)}`, 'y\nnext\n'])));
  expect(first?.length).toBe(2_000_000);
  expect(second).toBe('next');
  const { out } = await answers('error '.repeat(200_000), 'next');
  expect(out).toHaveLength(2);
  expect(out[0]?.user.length).toBeLessThanOrEqual(201);
});

test('the terminal shows steps and numbered answers, takes a number for an answer, and says goodbye', async () => {
  const output = Object.assign(new PassThrough(), { columns: 60 });
  let shown = '';
  output.on('data', (chunk) => (shown += String(chunk)));
  await talkInTerminal(
    talk(),
    newClock(() => NOON),
    'Printers',
    { input: Readable.from(['1\n', 'my pin is 4711\n', '@2026-99-01 x\n']), output },
  );
  expect(shown).toContain('Printers');
  expect(shown).toMatch(/^ +1\) \S/m);
  expect(shown).toContain('(kept as: my pin is [password])');
  expect(shown).toContain('not a time');
  expect(shown).toContain('Nothing of this conversation was kept.');
  for (const line of shown.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
});

test('long texts are broken at spaces, and long words are left whole', () => {
  expect(wrap('aaaa bbbb cccc dddd eeee ffff', 20, '  ')).toBe('aaaa bbbb cccc dddd\n  eeee ffff');
  expect(wrap(`${'x'.repeat(30)} y`, 20)).toBe(`${'x'.repeat(30)}\ny`);
  expect(wrap('a\n\nb', 20)).toBe('a\n\nb');
  expect(wrap(' 1. aaaa bbbb cccc dddd', 20, '    ')).toBe(' 1. aaaa bbbb cccc\n    dddd');
});

type Ended = { code: number | null; out: string; err: string };

function run(args: readonly string[], input: string, closeOutput = false): Promise<Ended> {
  const child = spawn(process.execPath, ['bot/cli/chat.ts', ...args], { stdio: 'pipe', env: { ...process.env, KEEPSAKE_DATA: data } });
  const ended: Ended = { code: null, out: '', err: '' };
  child.stderr.on('data', (chunk) => (ended.err += String(chunk)));
  if (closeOutput) child.stdout.destroy();
  else child.stdout.on('data', (chunk) => (ended.out += String(chunk)));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return new Promise((resolve) => child.on('close', (code) => resolve({ ...ended, code })));
}

test('the command answers line by line and ends well', async () => {
  const { code, out, err } = await run(['--json', '--pack', PACK], 'hello\r\n\r\nnothing prints');
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).user),
  ).toEqual(['hello', '', 'nothing prints']);
  expect([code, err]).toEqual([0, '']);
});

test('a closed pipe ends the command quietly', async () => {
  expect(await run(['--json', '--pack', PACK], 'hello\n'.repeat(300), true)).toMatchObject({ code: 0, err: '' });
});

test('help, unknown options and a missing pack say what to do', async () => {
  expect(await run(['--help'], '')).toMatchObject({ code: 0, out: expect.stringContaining('npm run chat') });
  expect(await run(['--jsno'], '')).toMatchObject({ code: 2, err: expect.stringContaining('--json') });
  const missing = await run(['--pack', 'test/packs/none'], '');
  expect(missing.code).toBe(1);
  expect(missing.err).toContain('test/packs/none');
});
