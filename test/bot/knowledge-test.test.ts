/** The command that holds conversations which people wrote against their pack. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keepsake-rehearsal-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Ran = { readonly code: number; readonly out: string; readonly err: string };

function run(...args: readonly string[]): Promise<Ran> {
  const env = { ...process.env, KEEPSAKE_DATA: folder, KEEPSAKE_PACK: 'test/packs/printers' };
  return new Promise((resolve) => {
    execFile(process.execPath, ['bot/cli/knowledge-test.ts', ...args], { env }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
}

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

test('the conversations of the pack go as they are written', async () => {
  expect(await run()).toEqual({ code: 0, out: '1 of 1 conversations go as they are written\n', err: '' });
});

test('one that goes another way is shown, with its line and all that was said; the others are run all the same', async () => {
  const wrong = written('wrong.chat', 'user: nothing comes out of my printer\nbot: ~ throw it away\n');
  const right = written('right.chat', 'user: nothing comes out of my printer\ncase: topic=prints_nothing\n');
  const { code, out } = await run(wrong, right);
  expect(code).toBe(1);
  expect(out).toContain(
    `${wrong}:2: bot: ~ throw it away\n  the bot should say "throw it away"\n\n  user: nothing comes out of my printer\n`,
  );
  expect(out).toMatch(/^1 of 2 conversations go as they are written$/m);
});

test('a line that cannot be read is told with what could stand there', async () => {
  const { code, out } = await run(written('odd.chat', 'user: hello\nrobot: hi\n'));
  expect([code, out]).toEqual([1, expect.stringContaining('odd.chat:2: a line begins with one of user:, press:, bot:')]);
});

test('what is not there is told, and how it is used', async () => {
  expect(await run('nowhere.chat')).toMatchObject({ code: 1, err: 'keepsake: there is no nowhere.chat\n' });
  expect(await run('bot')).toMatchObject({ code: 1, err: 'keepsake: there is no .chat file in bot\n' });
  expect(await run('--loud')).toMatchObject({ code: 2, err: expect.stringContaining('knowledge:test') });
  expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('knowledge:test') });
});
