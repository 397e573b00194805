import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { isPassword } from '../../bot/handoff/passwords.ts';
import { hashOf } from '../../bot/keys/hash.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import type { Store } from '../../bot/store/store.ts';

const PASSWORD = 'three green ladders';

let data: string;
let store: Store | undefined;

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'keepsake-desk-command-'));
  store = await openSqlite(join(data, 'keepsake.db'), join(process.cwd(), 'bot/store/migrations'));
});
afterEach(async () => {
  await store?.close();
  rmSync(data, { recursive: true, force: true });
});

type Ran = { readonly code: number; readonly out: string; readonly err: string };

function desk(args: readonly string[], typed = ''): Promise<Ran> {
  const env = { ...process.env, KEEPSAKE_DATA: data, DATABASE_URL: '', PUBLIC_URL: 'https://help.example.com' };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['bot/cli/desk.ts', ...args], { env }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
    child.stdin?.end(typed);
  });
}

test('an account is added, listed, changed and removed while the server runs', async () => {
  expect(await desk(['list'])).toMatchObject({ code: 0, out: expect.stringContaining('Nobody yet') });
  const added = await desk(['add', 'Maria', '--name', 'Maria López', '--role', 'lead'], `${PASSWORD}\n`);
  expect(added).toEqual({ code: 0, out: 'maria may sign in as lead\n', err: '' });
  const maria = await store?.accounts.find('maria');
  expect(maria).toMatchObject({ name: 'Maria López', role: 'lead' });
  expect(await isPassword(PASSWORD, maria?.password)).toBe(true);
  expect((await desk(['list'])).out).toBe('maria  Maria López  lead\n');
  await store?.accounts.openSession('s1', maria!, undefined);
  expect(await desk(['password', 'maria'], 'seven quiet boats\n')).toMatchObject({ code: 0 });
  expect(await store?.accounts.session('s1', { idle: 60_000, whole: 60_000 })).toBeUndefined();
  expect(await desk(['role', 'maria', 'agent'])).toMatchObject({ code: 0, out: 'maria is agent now\n' });
  expect(await desk(['remove', 'maria'])).toMatchObject({ code: 0 });
  expect(await store?.accounts.all()).toEqual([]);
});

test('a link lets somebody choose the password themselves; only its hash is kept', async () => {
  const { out } = await desk(['add', 'tom', '--name', 'Tom', '--link']);
  const [first = ''] = /https:\/\/help\.example\.com\/desk#link=[\w-]+/.exec(out) ?? [];
  expect(await store?.accounts.link(hashOf(first.split('=')[1] ?? ''))).toMatchObject({ account: { login: 'tom', password: '' } });
  expect((await desk(['list'])).out).toContain('tom  Tom  agent  (no password yet)');
  const second = (await desk(['link', 'tom'])).out.trim();
  expect(second).not.toBe(first);
  expect(await store?.accounts.link(hashOf(first.split('=')[1] ?? ''))).toBeUndefined();
});

test.each<readonly [readonly string[], string, RegExp]>([
  [['add', 'tom', '--name', 'Tom'], 'short\n', /at least 10 characters/],
  [['add', 'tom', '--name', 'Tom'], '', /no password/],
  [['add', 'tom', '--name', '<b>Tom</b>'], `${PASSWORD}\n`, /without < and >/],
  [['add', 't m', '--name', 'Tom'], `${PASSWORD}\n`, /A sign-in name has/],
  [['add', 'tom', '--name', 'Tom', '--role', 'boss'], `${PASSWORD}\n`, /agent or lead/],
  [['password', 'nobody'], `${PASSWORD}\n`, /no account nobody/],
  [['role', 'nobody', 'lead'], '', /no account nobody/],
  [['remove', 'nobody'], '', /no account nobody/],
])('%j with %j on its input is refused, with what to do', async (args, typed, why) => {
  expect(await desk(args, typed)).toMatchObject({ code: 1, out: '', err: expect.stringMatching(why) });
  expect(await store?.accounts.all()).toEqual([]);
});

test.each([[[]], [['add']], [['list', 'x']], [['role', 'tom']], [['remove', 'tom', 'x']], [['constructor', 'x']], [['list', '--loud']]])(
  '%j is answered with how it is used',
  async (args) => {
    expect(await desk(args)).toMatchObject({ code: 2, err: expect.stringContaining('npm run desk -- list') });
  },
);

test('nobody is added twice', async () => {
  await desk(['add', 'tom', '--name', 'Tom', '--link']);
  expect(await desk(['add', 'TOM', '--name', 'Other', '--link'])).toMatchObject({ code: 1, err: expect.stringContaining('already') });
});
