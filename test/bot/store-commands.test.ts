import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openSqlite } from '../../bot/store/sqlite.ts';
import type { Store } from '../../bot/store/store.ts';
import { aTurn } from './a-turn.ts';

const MIGRATIONS = join(process.cwd(), 'bot/store/migrations');
const SECRET_TEXT = 'the-words-of-ann';

let data: string;
let store: Store | undefined;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'keepsake-commands-'));
});
afterEach(async () => {
  await store?.close();
  store = undefined;
  rmSync(data, { recursive: true, force: true });
});

async function opened(): Promise<Store> {
  store = await openSqlite(join(data, 'keepsake.db'), MIGRATIONS);
  return store;
}

type Ran = { readonly code: number; readonly out: string; readonly err: string };

function run(command: 'backup' | 'outbox' | 'user', ...args: readonly string[]): Promise<Ran> {
  const env = { ...process.env, KEEPSAKE_DATA: data, DATABASE_URL: '' };
  return new Promise((resolve) => {
    execFile(process.execPath, [`bot/cli/${command}.ts`, ...args], { env }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
}

const sending = (key: string) => ({ queue: 'outbox', key, kind: 'teams', payload: { text: SECRET_TEXT } }) as const;

describe('backup', () => {
  test('copies what stands while turns are written; the copy opens and is whole', async () => {
    const writer = await opened();
    let going = true;
    let turns = 0;
    const writing = (async () => {
      for (; going; turns++) await writer.commitTurn(aTurn({ key: `k${turns}`, version: turns }));
    })();
    const copy = join(data, 'copies/one.db');
    const before = turns;
    const ran = await run('backup', copy);
    going = false;
    await writing;
    expect(ran).toMatchObject({ code: 0, out: expect.stringMatching(/one\.db: \d+ KB, checked/), err: '' });
    expect(statSync(copy).mode & 0o077).toBe(0);
    const restored = await openSqlite(copy, MIGRATIONS);
    const { version, nextSeq } = await restored.read('c1');
    await restored.close();
    expect(version).toBeGreaterThanOrEqual(before);
    expect(version).toBeLessThanOrEqual(turns);
    expect(nextSeq).toBe(version * 2 + 1);
  });

  test('replaces nothing, and leaves nothing behind when it cannot', async () => {
    await opened();
    const file = join(data, 'mine.txt');
    writeFileSync(file, 'mine');
    expect(await run('backup', file)).toMatchObject({ code: 1, err: expect.stringContaining('That file is there already') });
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(await run('backup')).toMatchObject({ code: 2, err: expect.stringContaining('npm run backup -- FILE') });
    expect(await run('backup', '--help')).toMatchObject({ code: 0 });
  });

  test('without a database says so, and makes none', async () => {
    expect(await run('backup', join(data, 'copy.db'))).toMatchObject({ code: 1, err: expect.stringContaining('There is no database yet') });
    expect(existsSync(join(data, 'keepsake.db'))).toBe(false);
  });
});

describe('outbox', () => {
  test('lists what was given up on, and tries it again', async () => {
    const { commitTurn, tasks } = await opened();
    await commitTurn(aTurn({ tasks: [sending('a'), sending('b')] }));
    const [first] = await tasks.claim('outbox', undefined, 60_000, 5);
    await tasks.bury(first!, '403 gone\u001b[2J\u202e');
    const listed = await run('outbox', 'list');
    expect(listed).toMatchObject({ code: 0, err: '' });
    expect(listed.out).toMatch(/^1 {2}\S+ {2}teams {2}c1 {2}after 1 attempts: 403 gone\\u001b\[2J\\u202e\n1 given up on, 1 waiting/);
    // The list is for eyes at a screen: what people wrote is not in it unless asked for.
    expect(listed.out).not.toContain(SECRET_TEXT);
    expect(JSON.parse((await run('outbox', 'list', '--json')).out)).toMatchObject({ id: 1, payload: { text: SECRET_TEXT } });
    expect(await run('outbox', 'retry', '99')).toMatchObject({ code: 1, err: expect.stringContaining('There is no 99') });
    expect(await run('outbox', 'retry', '1')).toMatchObject({ code: 0, out: '1 is tried again\n' });
    expect(await run('outbox', 'retry', 'all')).toMatchObject({ code: 0, out: '0 are tried again\n' });
    expect(await tasks.claim('outbox', undefined, 60_000, 5)).toMatchObject([{ key: 'a', attempts: 0 }]);
  });

  test.each([[[]], [['retry']], [['retry', 'x']], [['list', 'x']], [['list', '--queue', 'none']], [['list', '--loud']]])(
    '%j is answered with how it is used',
    async (args) => {
      expect(await run('outbox', ...args)).toMatchObject({ code: 2, err: expect.stringContaining('npm run outbox -- list') });
    },
  );
});

describe('user', () => {
  test('hands out everything, erases everything, also from the files', async () => {
    const { commitTurn, read } = await opened();
    // Shown in a terminal, it must not be obeyed.
    await commitTurn(
      aTurn({
        said: [
          { from: 'user', user: 'ann', text: SECRET_TEXT },
          { from: 'user', user: 'ann', text: '\u009b2J\u202e' },
        ],
      }),
    );
    await commitTurn(aTurn({ conversation: 'c2', user: 'bob' }));
    const exported = await run('user', 'export', 'ann');
    expect(exported).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(exported.out)).toMatchObject({
      conversation: 'c1',
      log: [{ said: { text: SECRET_TEXT } }, { said: { text: '\u009b2J\u202e' } }],
    });
    expect(exported.out).not.toMatch(/[\u009b\u202e]/);
    expect(await run('user', 'erase', 'ann')).toMatchObject({ code: 0, out: '1 conversations erased\n' });
    expect(await run('user', 'export', 'ann')).toMatchObject({ code: 0, out: '' });
    expect(await read('c1')).toMatchObject({ version: 0 });
    expect(await read('c2')).toMatchObject({ version: 1 });
    for (const name of ['keepsake.db', 'keepsake.db-wal']) expect(readFileSync(join(data, name)).includes(SECRET_TEXT)).toBe(false);
  });

  test('says whose a conversation is, as the address of the desk names it', async () => {
    const { commitTurn } = await opened();
    await commitTurn(aTurn({ conversation: 'a:1 b' }));
    expect(await run('user', 'of', 'a%3A1%20b')).toMatchObject({ code: 0, out: 'ann\n' });
    expect(await run('user', 'of', 'a:1 b')).toMatchObject({ code: 0, out: 'ann\n' });
    expect(await run('user', 'of', '100%')).toMatchObject({ code: 1, err: expect.stringContaining('no conversation 100%') });
  });

  test('is told how to use it; without a database there is nothing to erase', async () => {
    expect(await run('user', 'forget', 'ann')).toMatchObject({ code: 2, err: expect.stringContaining('npm run user -- erase ID') });
    expect(await run('user', 'erase', 'ann')).toMatchObject({ code: 1, err: expect.stringContaining('There is no database yet') });
  });
});
