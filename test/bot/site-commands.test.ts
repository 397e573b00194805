/** `npm run site` and `npm run keys`, beside a server. */
import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { keyFiles } from '../../bot/keys/key-place.ts';
import { keyRing, keysOfSetting, openKeys, signer } from '../../bot/keys/token-keys.ts';
import { until } from '../until.ts';
import { call } from './line-client.ts';
import { type TestServer, testServer } from './line-house.ts';

const LOOSE = { KEEPSAKE_TOKENS_PER_MINUTE: '10000' };

let data: string;
let server: TestServer;
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'keepsake-site-'));
  server = await testServer(LOOSE, { folder: data });
});
afterEach(async () => {
  await server.close();
  rmSync(data, { recursive: true, force: true });
});

type Ran = { readonly code: number; readonly out: string; readonly err: string };

function run(command: 'site' | 'keys', args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const env = { ...process.env, KEEPSAKE_DATA: data, DATABASE_URL: '', ...more };
  return new Promise((resolve) => {
    execFile(process.execPath, [`bot/cli/${command}.ts`, ...args], { env }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
}

const site = (...args: readonly string[]): Promise<Ran> => run('site', args);
const secretOf = ({ out }: Ran): string => /^[\w-]{43}$/m.exec(out)?.[0] ?? '';
const generate = (token: string) => call(server.url, 'POST', '/v3/directline/tokens/generate', { token, body: {} });

describe('site', () => {
  test('makes a site that a running server knows soon, with a secret that is kept nowhere', async () => {
    const added = await site(
      'add',
      'shop',
      '--name',
      'The Shop',
      '--origin',
      'https://SHOP.example',
      '--color',
      '#1a66d6',
      '--locale',
      'de',
    );
    expect(added).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(
        /not shown again:\n[\w-]{43}\n.*\n<script async src="https:\/\/YOUR-SERVER\/embed\.js\?site=shop"><\/script>\n$/,
      ),
    });
    const secret = secretOf(added);
    await until(async () => (await generate(secret)).status === 200);
    const told = await call(server.url, 'GET', '/embed/site?site=shop');
    expect(told.body).toMatchObject({ name: 'The Shop', origins: ['https://shop.example'], theme: { color: '#1a66d6', locale: 'de' } });
    for (const file of readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())) {
      expect(readFileSync(join(file.parentPath, file.name), 'latin1')).not.toContain(secret);
    }
    expect((await site('list')).out).toMatch(
      /^default {2}.*\nshop {2}The Shop {2}https:\/\/shop\.example {2}secrets of \d{4}-\d\d-\d\d\n$/,
    );
  });

  test('exchanges secrets without a moment in which none is good', async () => {
    const first = secretOf(await site('add', 'shop'));
    const second = secretOf(await site('rotate', 'shop'));
    await until(async () => (await generate(second)).status === 200);
    expect((await generate(first)).status).toBe(200);
    const third = secretOf(await site('rotate', 'shop', '--only'));
    await until(async () => (await generate(third)).status === 200);
    expect([(await generate(first)).status, (await generate(second)).status]).toEqual([403, 403]);
  });

  test('gives a site keys with which its server says who somebody is', async () => {
    await site('add', 'shop');
    const secret = secretOf(await site('identity', 'shop'));
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    writeFileSync(join(data, 'public.pem'), publicKey.export({ format: 'pem', type: 'spki' }));
    expect(await site('identity', 'shop', '--key', join(data, 'public.pem'))).toMatchObject({ code: 0, err: '' });
    const signed = (jti: string) => new SignJWT({ sub: 'ann', jti }).setExpirationTime('5 minutes');
    const embed = (identity: string) => call(server.url, 'POST', '/embed/token', { body: { site: 'shop', identity } });
    let tries = 0;
    await until(async () => {
      tries += 1;
      const identity = await signed(`by-a-key-${tries}`).setProtectedHeader({ alg: 'EdDSA' }).sign(privateKey);
      return (await embed(identity)).status === 200;
    });
    const identity = await signed('by-a-secret').setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(secret));
    expect((await embed(identity)).body.userId).toBe('shop/ann');
    await site('identity', 'shop', '--none');
    expect((await site('list', '--json')).out).toContain('"identity":{"keys":[],"rounds":[]}');
  });

  test('takes settings back, and lets a site go', async () => {
    await site('add', 'shop', '--label', 'Help', '--greeting', 'Hi', '--about', 'All hands');
    await site('set', 'shop', '--label', '', '--position', 'left', '--origin', 'https://a.example', '--origin', 'http://localhost:*');
    const shown = JSON.parse((await site('list', '--json')).out.trim().split('\n').at(-1) ?? '');
    expect(shown).toMatchObject({
      id: 'shop',
      theme: { about: 'All hands', greeting: 'Hi', position: 'left' },
      origins: ['https://a.example', 'http://localhost:*'],
    });
    expect(Object.keys(shown.theme)).not.toContain('label');
    expect(await site('remove', 'shop')).toMatchObject({ code: 0 });
    expect(await site('set', 'default', '--name', 'Ours')).toMatchObject({ code: 0 });
    expect((await site('list')).out).toMatch(/^default {2}Ours {2}.*\n$/);
    expect((await site('remove', 'default')).out).toContain('as it was from the start');
  });

  test.each([
    [['add', 'Shop'], /ID must be an id of small letters/],
    [['add', 'shop', '--origin', 'https://shop.example/path'], /--origin must be an origin such as/],
    [['add', 'shop', '--color', 'red'], /--color must be a colour/],
    [['set', 'nowhere', '--name', 'x'], /no site nowhere/],
    [['identity', 'default', '--key', '/nowhere.pem'], /no public key that can be used/],
  ])('%j is told what is wrong', async (args, why) => {
    expect(await site(...args)).toMatchObject({ code: 1, out: '', err: expect.stringMatching(why) });
  });

  test.each([[[]], [['rotate', 'shop', '--name', 'x']], [['add', 'shop', '--what']]])('%j is told how to call it', async (args) => {
    expect(await site(...args)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('npm run site -- add') });
  });

  test('tells what it can do', async () => {
    expect(await site('--help')).toMatchObject({ code: 0, err: '', out: expect.stringContaining('npm run site -- rotate') });
  });
});

describe('keys', () => {
  const keys = (...args: readonly string[]): Promise<Ran> => run('keys', args);

  test('turn while the server runs; what the old one signed stays good', async () => {
    const before = (await keys('list')).out;
    expect(before).toMatch(/^[\w-]{8} {2}signs since the start\n$/);
    const rotated = (await keys('rotate')).out.trim().split('\n');
    expect(rotated[0]).toBe(before.trim());
    expect(rotated[1]).toMatch(/will sign from \d{4}-/);
    const old = before.slice(0, 8);
    const pass = await call(server.url, 'POST', '/embed/token', { body: {} });
    expect((await keys('forget', old)).code).toBe(0);
    await until(
      async () => (await call(server.url, 'POST', '/v3/directline/conversations', { token: String(pass.body.token) })).status === 403,
    );
    // Others begin with the key that is left.
    expect((await call(server.url, 'POST', '/embed/token', { body: {} })).status).toBe(200);
    expect(statSync(join(data, 'keys/direct-line.json')).mode & 0o777).toBe(0o600);
  });

  test('say what is wrong', async () => {
    expect(await keys('forget', 'nobody')).toMatchObject({ code: 1, err: expect.stringContaining('no key nobody') });
    expect(await keys('forget')).toMatchObject({ code: 2 });
    expect(await keys('--help')).toMatchObject({ code: 0 });
    const given = await run('keys', ['rotate'], { KEEPSAKE_TOKEN_KEYS: `may:${'m'.repeat(43)}` });
    expect(given).toMatchObject({ code: 1, err: expect.stringContaining('KEEPSAKE_TOKEN_KEYS') });
  });

  test('are dropped when all that they signed has expired, and a new one waits until everybody knows it', async () => {
    const place = keyFiles(join(data, 'other'));
    const ring = keyRing(place);
    const [first] = await ring.list();
    const day = 86_400_000;
    const now = 1_800_000_000_000;
    expect(await ring.rotate(30 * day, now)).toHaveLength(2);
    expect(signer(await ring.list(), now).kid).toBe(first?.kid);
    expect(signer(await ring.list(), now + 60_000).kid).not.toBe(first?.kid);
    expect(await ring.rotate(30 * day, now + 20 * day)).toHaveLength(3);
    const later = await ring.rotate(30 * day, now + 31 * day);
    expect(later.map(({ kid }) => kid)).not.toContain(first?.kid);
    expect(later).toHaveLength(3);
  });

  test('of a setting sign in its order', () => {
    const keys = keysOfSetting(`may:${'m'.repeat(43)},april:${'a'.repeat(43)}`) ?? [];
    expect(signer(keys, 0).kid).toBe('may');
    expect(keys.map(({ kid }) => kid).toSorted()).toEqual(['april', 'may']);
    expect(keysOfSetting('')).toBeUndefined();
  });

  test('that cannot be read are told with their place', async () => {
    writeFileSync(join(data, 'keys/direct-line.json'), '{}');
    await expect(openKeys(keyFiles(join(data, 'keys')), Date.now)()).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringContaining('direct-line.json'),
    });
  });
});
