import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Registration } from '../../../bot/channels/teams/registration.ts';
import type { JsonObject } from '../../../bot/store/store.ts';
import { type Answered, call } from '../../bot/line-client.ts';
import type { TestServer } from '../../bot/line-house.ts';
import { type LoopbackAuthority, loopbackAuthority, type Wish } from './loopback-authority.ts';
import { type LoopbackConnector, loopbackConnector } from './loopback-connector.ts';
import { teamsServer } from './teams-house.ts';
import { type TeamsPerson, teamsPerson } from './teams-person.ts';

const APP = '11111111-2222-3333-4444-555555555555';
const REGISTRATION: Registration = {
  kind: 'registered',
  appId: APP,
  type: 'MultiTenant',
  tenant: '',
  cloud: 'public',
  proof: { kind: 'secret', secret: 'not-a-real-secret' },
};

let connector: LoopbackConnector;
let authority: LoopbackAuthority;
let server: TestServer;
let ann: TeamsPerson;
let logged: string[];
let printed: jest.SpiedFunction<typeof console.error>;

beforeAll(async () => {
  // The SDK prints what it refuses; what it prints is looked at below.
  printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  connector = await loopbackConnector();
  await open();
});
afterAll(async () => {
  await close();
  await connector.close();
  printed.mockRestore();
});
beforeEach(() => {
  ann = teamsPerson(() => server.url, connector);
});

async function open(): Promise<void> {
  logged = [];
  authority = await loopbackAuthority(APP, connector.url);
  server = await teamsServer({ registration: REGISTRATION, cloud: authority.cloud, log: (line) => logged.push(line) });
}

async function close(): Promise<void> {
  await server.close();
  await authority.close();
}

/** A server that has not seen any key yet. */
async function openAnew(): Promise<void> {
  await close();
  await open();
}

const HELLO: JsonObject = { type: 'message', text: 'hello' };

async function send(token: string | undefined, activity: JsonObject = HELLO): Promise<Answered> {
  const body = { ...ann.base, id: `f:${Math.random()}`, ...activity };
  return call(server.url, 'POST', '/api/messages', { body, ...(token !== undefined && { token }) });
}

async function lines(): Promise<number> {
  return (await server.store.after(ann.conversation, 0, 100)).length;
}

describe('what the Bot Framework signed', () => {
  test('comes in, and the same token again', async () => {
    const token = await authority.token();
    expect((await send(token)).status).toBe(200);
    expect((await send(token)).status).toBe(200);
    expect(await lines()).toBe(4);
  });

  test('comes in when the clocks differ a little', async () => {
    const exp = Math.floor(Date.now() / 1000) - 60;
    expect((await send(await authority.token({ claims: { exp } }))).status).toBe(200);
  });

  test('is one turn, though the same activity comes again: 200, no second reply', async () => {
    const token = await authority.token();
    for (let i = 0; i < 3; i++) expect((await send(token, { ...HELLO, id: 'same' })).status).toBe(200);
    expect(await lines()).toBe(2);
  });
});

describe('what is not the Bot Framework', () => {
  const now = Math.floor(Date.now() / 1000);
  const BAD: readonly (readonly [what: string, wish: Wish])[] = [
    ['a token that has expired', { claims: { exp: now - 3600 } }],
    ['a token that is not valid yet', { claims: { nbf: now + 3600 } }],
    ['a token without an end', { claims: { exp: undefined } as never }],
    ['a token for another bot', { claims: { aud: '99999999-2222-3333-4444-555555555555' } }],
    ['a token for nobody', { claims: { aud: undefined } as never }],
    ['a token for this bot and another', { claims: { aud: [APP, 'other'] } }],
    ['a token of another issuer', { claims: { iss: 'https://evil.test' } }],
    [
      'a token of an emulator',
      { claims: { iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/', appid: APP, ver: '1.0' } },
    ],
    ['a token of another service', { claims: { serviceurl: 'https://evil.test/' } }],
    ['a token of no service', { claims: { serviceurl: undefined } }],
    ['a token signed by a stranger who names our key', { key: 'stranger' }],
    ['a token signed with the public key as if it were a secret', { key: 'public-as-secret' }],
    ['a token with an unknown key', { kid: 'key-2' }],
  ];

  test.each(BAD)('%s: 401', async (_what, wish) => {
    const { status, body } = await send(await authority.token(wish));
    expect({ status, code: (body.error as JsonObject).code }).toEqual({ status: 401, code: 'Unauthorized' });
    expect(await lines()).toBe(0);
  });

  test('no token, an empty one, one of another kind: 401, and nothing is fetched for them', async () => {
    await openAnew();
    for (const headers of [
      {},
      { Authorization: '' },
      { Authorization: 'Bearer' },
      { Authorization: 'Basic YTpi' },
      { Authorization: 'Bearer x' },
    ]) {
      const answer = await call(server.url, 'POST', '/api/messages', { body: { ...ann.base, ...HELLO }, headers });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
    expect(authority.fetched()).toBe(0);
  });

  test('a token that says that it needs no signature: 401', async () => {
    const [, payload = ''] = (await authority.token()).split('.');
    for (const alg of ['none', 'None', 'NONE']) {
      const header = Buffer.from(JSON.stringify({ alg, kid: 'key-1', typ: 'JWT' })).toString('base64url');
      for (const signature of ['', 'x']) expect((await send(`${header}.${payload}.${signature}`)).status).toBe(401);
    }
    expect(await lines()).toBe(0);
  });

  test('a token whose words were changed after signing: 401', async () => {
    const [header = '', , signature = ''] = (await authority.token()).split('.');
    const [, payload = ''] = (await authority.token({ claims: { serviceurl: 'https://evil.test/' } })).split('.');
    expect((await send(`${header}.${payload}.${signature}`, { ...HELLO, serviceUrl: 'https://evil.test/' })).status).toBe(401);
  });

  test('a good token, but the answer would go elsewhere: 401', async () => {
    expect((await send(await authority.token(), { ...HELLO, serviceUrl: 'https://evil.test/' })).status).toBe(401);
  });

  test('a good token, but for channels that its key is not endorsed for: 401', async () => {
    expect((await send(await authority.token(), { ...HELLO, channelId: 'slack' })).status).toBe(401);
    expect((await send(await authority.token(), { ...HELLO, channelId: 'AseChannel' })).status).toBe(401);
  });

  test.each([undefined, null, '', 7, 'not an address', 'ftp://x.test/', 'http://x.test/', 'https://user:word@x.test/'])(
    'a good token, and %p in place of an address: 400',
    async (serviceUrl) => {
      expect((await send(await authority.token(), { ...HELLO, serviceUrl: serviceUrl as string })).status).toBe(400);
    },
  );

  test('fifty unknown keys at once: the keys are fetched once', async () => {
    await openAnew();
    const tokens = await Promise.all(Array.from({ length: 50 }, (_, i) => authority.token({ kid: `unknown-${i}` })));
    const answers = await Promise.all(tokens.map((token) => send(token)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    expect(authority.fetched()).toBe(2);
    expect((await send(await authority.token())).status).toBe(200);
    expect(authority.fetched()).toBe(2);
  });

  test('is told why in the log, without the token, and not without end', async () => {
    await openAnew();
    const token = await authority.token({ kid: 'unknown' });
    for (let i = 0; i < 20; i++) await send(token);
    const told = logged.filter((line) => line.includes('bot framework refused'));
    expect(told).toHaveLength(5);
    expect(logged.join('\n')).not.toContain(token.split('.')[1]);
    expect(JSON.stringify(printed.mock.calls)).not.toContain(token.split('.')[2]);
  });
});

describe('when the keys cannot be had', () => {
  test('nobody comes in: 503, and later again', async () => {
    await openAnew();
    authority.answer(500);
    const { status, headers } = await send(await authority.token());
    expect([status, headers.get('retry-after')]).toEqual([503, '5']);
    authority.answer(200);
    expect((await send(await authority.token())).status).toBe(200);
  });
});

describe('without an app ID, on this machine', () => {
  let bare: TestServer;
  beforeAll(async () => {
    bare = await teamsServer();
  });
  afterAll(() => bare.close());

  const post = (changes: JsonObject, headers: Record<string, string> = {}): Promise<Answered> =>
    call(bare.url, 'POST', '/api/messages', { body: { ...ann.base, ...HELLO, ...changes }, headers });

  test('programs are believed', async () => {
    expect((await post({})).status).toBe(200);
    expect((await post({}, { Authorization: 'Bearer garbage' })).status).toBe(200);
  });

  test('answers go nowhere but to this machine', async () => {
    expect((await post({ serviceUrl: 'https://evil.test/' })).status).toBe(400);
    expect((await post({ serviceUrl: 'https://127.0.0.1.evil.test/' })).status).toBe(400);
  });

  test('no page in a browser comes in', async () => {
    expect((await post({}, { Origin: 'https://evil.test' })).status).toBe(403);
    expect((await post({}, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
  });
});
