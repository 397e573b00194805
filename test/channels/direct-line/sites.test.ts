/** Sites: whose pages and servers may do what, and how soon a change of it is known. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { identityRoot, identitySecret, readPublicKey } from '../../../bot/sites/identity.ts';
import { namesOrigin, newSite, type Site, siteData, withNewSecret } from '../../../bot/sites/site.ts';
import { openSiteBook } from '../../../bot/sites/site-book.ts';
import { type Answered, call } from '../../bot/line-client.ts';
import { type TestServer, testServer } from '../../bot/line-house.ts';

const LINE = '/v3/directline';
const SECRET = 'a-secret-of-more-than-thirty-two-characters';
const KEYS = { KEEPSAKE_IDENTITY_KEY: 'k'.repeat(43), KEEPSAKE_TOKEN_KEYS: `may:${'m'.repeat(43)}` };
const LOOSE = { KEEPSAKE_TOKENS_PER_MINUTE: '10000', DIRECTLINE_SECRET: SECRET, ...KEYS };

const shop = withNewSecret({ ...newSite('shop'), name: 'The Shop', origins: ['https://shop.example', 'https://*.shop.example'] }, 0);
const ed = generateKeyPairSync('ed25519');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const SHOP: Site = {
  ...shop.site,
  theme: { color: '#1a66d6', position: 'left' },
  identity: {
    keys: [ed, rsa].map(({ publicKey }) => readPublicKey(String(publicKey.export({ format: 'pem', type: 'spki' })))),
    rounds: [7],
  },
};

let server: TestServer;
beforeAll(async () => {
  server = await testServer(LOOSE);
  for (const site of [SHOP, newSite('empty'), newSite('gone')]) await server.store.sites.write({ ...site, data: siteData(site) });
});
afterAll(() => server.close());

const embed = (body: object, headers: Record<string, string> = {}): Promise<Answered> =>
  call(server.url, 'POST', '/embed/token', { body, headers });
const start = (token: string, headers: Record<string, string> = {}): Promise<Answered> =>
  call(server.url, 'POST', `${LINE}/conversations`, { token, body: {}, headers });
const codeOf = ({ status, body }: Answered): unknown => [status, (body.error as { code: string } | undefined)?.code];

describe('a site', () => {
  test('tells its pages how the chat looks, and nothing that is secret', async () => {
    const told = await call(server.url, 'GET', '/embed/site?site=shop', { headers: { Origin: 'https://shop.example' } });
    expect(told.status).toBe(200);
    expect(told.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(told.body).toEqual({ id: 'shop', name: 'The Shop', origins: SHOP.origins, theme: SHOP.theme });
    expect(codeOf(await call(server.url, 'GET', '/embed/site?site=nowhere'))).toEqual([404, 'SiteNotFound']);
    expect((await call(server.url, 'GET', '/embed/site')).body.id).toBe('default');
  });

  test('gives its conversations to nobody who knows the secret of another one', async () => {
    const mine = await start(shop.secret);
    expect(mine.status).toBe(201);
    const path = `${LINE}/conversations/${mine.body.conversationId}`;
    expect((await call(server.url, 'GET', `${path}/activities`, { token: shop.secret })).status).toBe(200);
    for (const [method, where] of [
      ['GET', path],
      ['GET', `${path}/activities`],
      ['POST', `${path}/activities`],
    ] as const) {
      const body = method === 'POST' ? { body: { type: 'message', text: 'x', from: { id: 'u' } } } : {};
      expect(codeOf(await call(server.url, method, where, { token: SECRET, ...body }))).toEqual([403, 'WrongConversation']);
    }
  });

  test('lets the pages in that it names, ours, and programs', async () => {
    const made = await call(server.url, 'POST', `${LINE}/tokens/generate`, { token: shop.secret, body: {} });
    const token = String(made.body.token);
    const from = async (Origin?: string) => (await start(token, Origin === undefined ? {} : { Origin })).status;
    expect(await from('https://shop.example')).toBe(201);
    expect(await from('https://a.b.shop.example')).toBe(200);
    expect(await from(server.url)).toBe(200);
    expect(await from()).toBe(200);
    for (const bad of [
      'https://shop.example.evil',
      'http://shop.example',
      'https://evilshop.example',
      'https://shop.example:8443',
      'null',
    ]) {
      expect([bad, await from(bad)]).toEqual([bad, 403]);
    }
  });

  test('binds a token of our page to our page', async () => {
    const { body } = await embed({ site: 'shop' }, { Origin: server.url });
    expect((await start(String(body.token), { Origin: 'https://shop.example' })).status).toBe(403);
    expect((await start(String(body.token), { Origin: server.url })).status).toBe(201);
  });

  test('that is no more lets nobody in who had a token', async () => {
    const token = String((await embed({ site: 'gone' })).body.token);
    await server.store.sites.remove('gone');
    // Another process, which has not read of the site before.
    const other = await testServer(LOOSE, { store: { ...server.store, close: async () => undefined } });
    expect(codeOf(await call(other.url, 'POST', `${LINE}/conversations`, { token, body: {} }))).toEqual([403, 'TokenInvalid']);
    expect(codeOf(await call(other.url, 'POST', '/embed/token', { body: { site: 'gone' } }))).toEqual([404, 'SiteNotFound']);
    await other.close();
  });

  test('has two secrets while they are exchanged; the oldest of three is good no more', async () => {
    const first = withNewSecret(newSite('turning'), 1);
    const second = withNewSecret(first.site, 2);
    const third = withNewSecret(second.site, 3);
    let now = 0;
    let data = siteData(second.site);
    const sites = { all: async () => [{ id: 'turning', version: 1, data }] } as never;
    const book = openSiteBook({ sites }, '', () => now);
    expect((await book.bySecret(first.secret))?.id).toBe('turning');
    expect((await book.bySecret(second.secret))?.id).toBe('turning');
    data = siteData(third.site);
    now += 10_000;
    expect(await book.bySecret(first.secret)).toBeUndefined();
    expect((await book.bySecret(second.secret))?.id).toBe('turning');
    expect((await book.bySecret(third.secret))?.id).toBe('turning');
    expect(JSON.stringify(data)).not.toContain(third.secret);
  });

  test('is known while the store is away, and not asked for at every call', async () => {
    let now = 0;
    let asked = 0;
    let away = false;
    const all = async () => {
      asked += 1;
      if (away) throw new Error('away');
      return [{ id: 'shop', version: 1, data: siteData(SHOP) }];
    };
    const book = openSiteBook({ sites: { all } as never }, SECRET, () => now);
    for (let i = 0; i < 10; i++) await book.find('shop');
    expect(asked).toBe(1);
    away = true;
    now += 60_000;
    expect((await book.find('shop'))?.name).toBe('The Shop');
    expect((await book.bySecret(SECRET))?.id).toBe('default');
    expect(await book.find('constructor')).toBeUndefined();
  });
});

test.each([
  ['https://a.example', 'https://a.example', true],
  ['https://a.example', 'https://a.example:444', false],
  ['https://*.a.example', 'https://b.a.example', true],
  ['https://*.a.example', 'https://a.example', false],
  ['https://*.a.example', 'https://ba.example', false],
  ['https://*.a.example', 'https://b.aXexample', false],
  ['https://*.a.example', 'https://evil.example/?.a.example', false],
  ['http://localhost:*', 'http://localhost', true],
  ['http://localhost:*', 'http://localhost:80801', true],
  ['http://localhost:*', 'http://localhost:8080.evil.example', false],
  ['http://localhost:*', 'https://localhost:8080', false],
  // What servers name in "trustedOrigins" is not checked by anybody before.
  ['*', 'https://a.example', false],
  ['https://*', 'https://a.example', false],
  ['((((*', 'https://a.example', false],
  ['https://(a+)+*b', `https://${'a'.repeat(40)}`, false],
])('%s names %s: %s', (named, origin, is) => {
  expect(namesOrigin([named], origin)).toBe(is);
});

describe('an identity', () => {
  const secret = identitySecret(Buffer.from(LOOSE.KEEPSAKE_IDENTITY_KEY, 'base64url'), 'shop', 7);
  let count = 0;

  function signed(claims: Record<string, unknown> = {}, key: Parameters<SignJWT['sign']>[0] = Buffer.from(secret), alg = 'HS256') {
    count += 1;
    const seconds = Math.floor(Date.now() / 1000);
    return new SignJWT({ sub: 'ann', name: 'Ann', jti: `number-${count}`, exp: seconds + 300, ...claims })
      .setProtectedHeader({ alg })
      .sign(key);
  }
  const claimsOf = (token: unknown) => JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString());

  test.each([
    ['the secret derived for the site', async () => signed()],
    ['an Ed25519 key', async () => signed({}, ed.privateKey, 'EdDSA')],
    ['an RSA key', async () => signed({}, rsa.privateKey, 'RS256')],
  ])('signed with %s says who somebody is', async (_what, identity) => {
    const { status, body } = await embed({ site: 'shop', identity: await identity() });
    expect([status, body.userId]).toEqual([200, 'shop/ann']);
    expect(claimsOf(body.token)).toMatchObject({ user: 'shop/ann', verified: true, name: 'Ann', site: 'shop' });
  });

  test('is good once', async () => {
    const identity = await signed();
    expect((await embed({ site: 'shop', identity })).status).toBe(200);
    expect(codeOf(await embed({ site: 'shop', identity }))).toEqual([400, 'IdentityInvalid']);
  });

  test.each([
    [
      'of another site',
      async () => signed({}, Buffer.from(identitySecret(Buffer.from(LOOSE.KEEPSAKE_IDENTITY_KEY, 'base64url'), 'other', 7))),
    ],
    [
      'of a round that was given up',
      async () => signed({}, Buffer.from(identitySecret(Buffer.from(LOOSE.KEEPSAKE_IDENTITY_KEY, 'base64url'), 'shop', 6))),
    ],
    ['signed with nothing', async () => `${(await signed()).split('.').slice(0, 2).join('.')}.`],
    [
      'with the public key taken for a secret',
      async () => signed({}, Buffer.from(String(rsa.publicKey.export({ format: 'pem', type: 'spki' })))),
    ],
    ['of algorithm none', async () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await signed()).split('.')[1]}.`],
    ['that has expired', async () => signed({ exp: Math.floor(Date.now() / 1000) - 60 })],
    ['that is good for a day', async () => signed({ exp: Math.floor(Date.now() / 1000) + 86_400 })],
    ['without an end', async () => signed({ exp: undefined })],
    ['without a name for itself', async () => signed({ jti: undefined })],
    ['of nobody', async () => signed({ sub: '' })],
    ['that is none', async () => 'not.a.jwt'],
  ])('%s is refused, and says why', async (_what, identity) => {
    const answer = await embed({ site: 'shop', identity: await identity() });
    expect(codeOf(answer)).toEqual([400, 'IdentityInvalid']);
    expect((answer.body.error as { message: string }).message).toMatch(/identity|key/i);
  });

  test('means nothing for a site without keys', async () => {
    expect(codeOf(await embed({ site: 'empty', identity: await signed() }))).toEqual([400, 'IdentityInvalid']);
  });

  test('is asked for again before a conversation of somebody who signed in is shown', async () => {
    const first = await embed({ site: 'shop', identity: await signed() });
    const { resume } = first.body;
    expect(codeOf(await embed({ site: 'shop', resume }))).toEqual([401, 'IdentityNeeded']);
    const proof = await signed();
    const again = await embed({ site: 'shop', resume, identity: proof });
    expect(again.body.conversationId).toBe(first.body.conversationId);
    // A page that is loaded again has the same proof, and the handle.
    expect((await embed({ site: 'shop', resume, identity: proof })).body.conversationId).toBe(first.body.conversationId);
    const bob = await embed({ site: 'shop', resume, identity: await signed({ sub: 'bob' }) });
    expect(bob.body.userId).toBe('shop/bob');
    expect(bob.body.conversationId).not.toBe(first.body.conversationId);
  });

  test('leaves a conversation as it is that began before somebody signed in', async () => {
    const first = await embed({ site: 'shop' });
    const again = await embed({ site: 'shop', resume: first.body.resume, identity: await signed() });
    expect([again.body.conversationId, again.body.userId]).toEqual([first.body.conversationId, first.body.userId]);
  });

  test('takes no conversation along to another site', async () => {
    const { resume } = (await embed({ site: 'shop' })).body;
    expect(codeOf(await embed({ site: 'empty', resume }))).toEqual([404, 'ConversationNotFound']);
  });

  test('begins so many conversations in a day', async () => {
    const few = await testServer(
      { ...LOOSE, KEEPSAKE_CONVERSATIONS_PER_USER: '2' },
      { store: { ...server.store, close: async () => undefined } },
    );
    const wish = { token: SECRET, body: { user: { id: 'carl' } } };
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await call(few.url, 'POST', `${LINE}/tokens/generate`, wish)).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect((await call(few.url, 'POST', `${LINE}/tokens/generate`, { token: SECRET, body: { user: { id: 'dora' } } })).status).toBe(200);
    await few.close();
  });

  test('root is kept once, and never with the sites', async () => {
    const values = new Map<string, string>();
    const place = {
      called: String,
      read: async (name: string, make: () => string) => values.get(name) ?? (values.set(name, make()).get(name) as string),
      exchange: async () => false,
    };
    const root = await identityRoot(place, '');
    expect(root).toHaveLength(32);
    expect(await identityRoot(place, '')).toEqual(root);
    expect(JSON.stringify(siteData(SHOP))).not.toContain(secret);
  });

  test.each([
    ['a private key', String(ed.privateKey.export({ format: 'pem', type: 'pkcs8' })), /private key/],
    ['a private JWK', JSON.stringify(ed.privateKey.export({ format: 'jwk' })), /private key/],
    ['a short RSA key', pem(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey), /2048/],
    ['another curve', pem(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey), /Ed25519, P-256 or RSA/],
    ['no key', 'hello', /./],
  ])('%s is not taken for a public key', (_what, text, why) => {
    expect(() => readPublicKey(text)).toThrow(why);
  });
});

function pem(key: KeyObject): string {
  return String(key.export({ format: 'pem', type: 'spki' }));
}
