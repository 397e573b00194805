/** What attackers send to get at what is not theirs, or to keep others out. Nothing of it works, and everybody else is served. */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { WebSocket } from 'ws';
import { type Answered, call, listen, type Visitor, visit } from '../../bot/line-client.ts';
import { type TestServer, testServer } from '../../bot/line-house.ts';
import { sendRaw } from '../../bot/raw-http.ts';
import { until } from '../../until.ts';

const LINE = '/v3/directline';
const SECRET = 'a-secret-of-more-than-thirty-two-characters';
const KEY = 'm'.repeat(43);
const SETTINGS = {
  DIRECTLINE_SECRET: SECRET,
  KEEPSAKE_TOKEN_KEYS: `may:${KEY},april:${'a'.repeat(43)}`,
  KEEPSAKE_TOKENS_PER_MINUTE: '10000',
};

let server: TestServer;
let ann: Visitor;
beforeAll(async () => {
  server = await testServer(SETTINGS);
});
afterAll(() => server.close());

const upgrade = (path: string, protocol: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: ${protocol}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${'A'.repeat(22)}==\r\n\r\n`;
const part = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const codeOf = ({ status, body }: Answered): unknown => [status, (body.error as { code: string } | undefined)?.code];

describe('a token', () => {
  beforeAll(async () => {
    ann = await visit(server.url);
  });
  const seconds = (): number => Math.floor(Date.now() / 1000);
  const claims = (more: object = {}) => ({
    bot: 'keepsake',
    conv: ann.conversation,
    user: 'eve',
    site: 'default',
    aud: 'token',
    jti: '1',
    exp: seconds() + 60,
    ...more,
  });
  const signed = (more: object, key: string | Uint8Array = KEY, kid = 'may', alg = 'HS256'): Promise<string> =>
    new SignJWT(claims(more)).setProtectedHeader({ alg, kid }).sign(typeof key === 'string' ? Buffer.from(key, 'base64url') : key);
  const raw = (header: object, payload: object, secret = Buffer.from(KEY, 'base64url')): string => {
    const body = `${part(header)}.${part(payload)}`;
    return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
  };
  const used = (token: string): Promise<Answered> => call(server.url, 'GET', `${ann.path}/activities`, { token });

  test('that is good opens its conversation, whichever of our keys signed it', async () => {
    expect((await used(await signed({}))).status).toBe(200);
    expect((await used(await signed({}, 'a'.repeat(43), 'april'))).status).toBe(200);
  });

  test.each<readonly [string, () => Promise<string> | string, string]>([
    ['signed with another key', () => signed({}, 'x'.repeat(43)), 'TokenInvalid'],
    ['signed with one key under the name of another', () => signed({}, KEY, 'april'), 'TokenInvalid'],
    ['of a key that we do not have', () => signed({}, KEY, 'june'), 'TokenInvalid'],
    ['without the name of its key', () => raw({ alg: 'HS256' }, claims()), 'TokenInvalid'],
    [
      'with a path for the name of its key',
      () => raw({ alg: 'HS256', kid: '../../../../dev/null' }, claims(), Buffer.alloc(0)),
      'TokenInvalid',
    ],
    [
      'with SQL for the name of its key',
      () => raw({ alg: 'HS256', kid: "x' UNION SELECT 'k'--" }, claims(), Buffer.from('k')),
      'TokenInvalid',
    ],
    [
      'that brings its own key',
      () =>
        raw({ alg: 'HS256', jwk: { kty: 'oct', k: part('mine') }, jku: 'https://evil.example', kid: 'x' }, claims(), Buffer.from('mine')),
      'TokenInvalid',
    ],
    ['of algorithm none', () => `${part({ alg: 'none', kid: 'may' })}.${part(claims())}.`, 'TokenInvalid'],
    ['of algorithm None', () => `${part({ alg: 'None', kid: 'may' })}.${part(claims())}.`, 'TokenInvalid'],
    ['of another algorithm', () => signed({}, Buffer.alloc(64, 1), 'may', 'HS512'), 'TokenInvalid'],
    ['that has expired', () => signed({ exp: seconds() - 1 }), 'TokenExpired'],
    ['that never ends', () => signed({ exp: undefined }), 'TokenInvalid'],
    ['that is to be good later', () => signed({ nbf: seconds() + 600 }), 'TokenInvalid'],
    ['for opening a stream', () => signed({ aud: 'stream' }), 'TokenInvalid'],
    ['for coming back', () => signed({ aud: 'resume' }), 'TokenInvalid'],
    ['for everything', () => signed({ aud: ['x'] }), 'TokenInvalid'],
    ['of no site that there is', () => signed({ site: 'nowhere' }), 'TokenInvalid'],
    ['of a site called __proto__', () => signed({ site: '__proto__' }), 'TokenInvalid'],
    ['whose conversation is no text', () => signed({ conv: { toString: 'x' } }), 'TokenInvalid'],
    ['of another conversation', () => signed({ conv: 'default_0123456789012345678901' }), 'WrongConversation'],
    ['with its middle exchanged', () => ann.token.replace(/\.[^.]+\./, `.${part(claims())}.`), 'TokenInvalid'],
    ['with a critical extension', () => raw({ alg: 'HS256', kid: 'may', crit: ['b64'], b64: false }, claims()), 'TokenInvalid'],
    ['of a megabyte', () => 'x'.repeat(10_000), 'TokenInvalid'],
  ])('%s opens nothing', async (_what, token, code) => {
    expect(codeOf(await used(await token()))).toEqual([403, code]);
  });

  test('in another place than the header is none', async () => {
    expect((await call(server.url, 'GET', `${ann.path}/activities?token=${ann.token}&access_token=${ann.token}`)).status).toBe(401);
    expect((await call(server.url, 'GET', `${ann.path}/activities`, { headers: { Cookie: `token=${ann.token}` } })).status).toBe(401);
    expect((await call(server.url, 'GET', `${ann.path}/activities`, { headers: { Authorization: `Basic ${ann.token}` } })).status).toBe(
      401,
    );
  });
});

describe('somebody else', () => {
  test('is nobody, by any field that a message has', async () => {
    const [eve, victim] = [await visit(server.url), await visit(server.url)];
    const forged = {
      type: 'message',
      text: 'x',
      id: `${victim.conversation}|0000001`,
      from: { id: 'keepsake', name: 'Keepsake', role: 'bot' },
      recipient: { id: 'x' },
      conversation: { id: victim.conversation },
      channelId: 'msteams',
      serviceUrl: 'https://evil.example',
      timestamp: '2001-01-01T00:00:00Z',
      replyToId: 'x',
      channelData: {
        system: true,
        agent: { name: 'Maria' },
        keepsake: { text: 'no' },
        notice: 'joined',
        state: 'accepted',
        'webchat:sequence-id': -1,
      },
    };
    await eve.post(forged);
    const echo = (await eve.read())[1];
    expect(echo).toMatchObject({ from: { role: 'user' }, channelId: 'directline', conversation: { id: eve.conversation } });
    expect(echo?.from.id).toMatch(/^dl_/);
    expect(JSON.stringify(echo)).not.toMatch(/Maria|evil|2001|Keepsake|accepted|joined|"no"/);
    expect(await victim.read()).toHaveLength(1);
  });

  test('has no way in by the path', async () => {
    const [eve, victim] = [await visit(server.url), await visit(server.url)];
    for (const path of [
      victim.path,
      `${eve.path}/../${victim.conversation}`,
      `${eve.path}%2f..%2f${victim.conversation}`,
      `/v3/directline/conversations//${victim.conversation}`,
      `/v3/directline/conversations/${victim.conversation}%00`,
      `/v3/directline/conversations/${eve.conversation};${victim.conversation}`,
    ]) {
      const answer = await sendRaw(
        server.url,
        `GET ${path}/activities HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${eve.token}\r\nConnection: close\r\n\r\n`,
      );
      expect([path, /^HTTP\/1\.1 40[034]/.test(answer)]).toEqual([path, true]);
    }
  });

  test('gets no stream with a ticket that was used, has ended, or is of other pages', async () => {
    const eve = await visit(server.url);
    const refused = (url: string, origin?: string): Promise<unknown> =>
      new Promise((resolve) => {
        const socket = new WebSocket(url, origin === undefined ? {} : { origin });
        socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
        socket.on('error', () => undefined);
        socket.on('open', () => resolve('open'));
      });
    expect(await refused(eve.streamUrl, 'https://evil.example')).toBe(403);
    const back = await call(server.url, 'GET', eve.path, { token: eve.token });
    const url = String(back.body.streamUrl);
    expect(await refused(url, server.url)).toBe('open');
    expect(await refused(url, server.url)).toBe(403);
    const late = await new SignJWT({ conv: eve.conversation, user: 'u', site: 'default', aud: 'stream', jti: '9', exp: 1 })
      .setProtectedHeader({ alg: 'HS256', kid: 'may' })
      .sign(Buffer.from(KEY, 'base64url'));
    expect(await refused(url.replace(/t=.*/, `t=${late}`))).toBe(403);
  });
});

describe('the secret', () => {
  test.each(['https://shop.example', 'null', 'file://', 'http://127.0.0.1:1'])('is refused in a page of %s', async (Origin) => {
    for (const [method, path] of [
      ['POST', `${LINE}/tokens/generate`],
      ['POST', `${LINE}/conversations`],
    ] as const) {
      const answer = await call(server.url, method, path, { token: SECRET, body: {}, headers: { Origin } });
      expect(codeOf(answer)).toEqual([403, 'WrongOrigin']);
    }
  });

  test('speaks for nobody whose name no database could look up, and sends no file that is none', async () => {
    const { body } = await call(server.url, 'POST', `${LINE}/conversations`, { token: SECRET, body: { user: { id: 'u' } } });
    const path = `${LINE}/conversations/${body.conversationId}/upload`;
    const headers = { 'Content-Type': 'text/plain' };
    const sent = async (user: string, content: string) =>
      (await call(server.url, 'POST', `${path}?userId=${user}`, { token: SECRET, headers, body: content })).status;
    expect(await sent('u'.repeat(200), 'all is well')).toBe(200);
    expect(await sent('u'.repeat(201), 'all is well')).toBe(400);
    expect(await sent('u', '')).toBe(400);
  });

  test('is in no log and in no answer', async () => {
    const answers = [
      await call(server.url, 'POST', `${LINE}/tokens/generate`, { token: SECRET, body: { user: 7 } }),
      await call(server.url, 'POST', `${LINE}/tokens/generate?secret=${SECRET}`, { token: `${SECRET}x`, body: {} }),
    ];
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toContain(SECRET);
    expect(server.logged.join('\n')).toContain('/tokens/generate');
    expect(server.logged.join('\n')).not.toContain(SECRET);
  });
});

describe('headers', () => {
  const lines = 'x\r\nSet-Cookie: evil=1\r\n\r\n<script>';

  test('cannot be added by anything that comes back', async () => {
    const eve = await visit(server.url);
    for (const answer of [
      await call(server.url, 'GET', `/embed/site?site=${encodeURIComponent(lines)}`),
      await call(server.url, 'POST', '/embed/token', { body: { site: lines } }),
      await call(server.url, 'GET', `${eve.path}?watermark=${encodeURIComponent(lines)}`, { token: eve.token }),
      await call(server.url, 'POST', `${LINE}/tokens/generate`, { token: SECRET, body: { user: { id: lines }, trustedOrigins: [lines] } }),
    ]) {
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    }
    const page = await sendRaw(server.url, `GET /embed?site=${encodeURIComponent(lines)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(page).not.toMatch(/^Set-Cookie/im);
  });

  test('with a foreign Host or a forged proxy move nothing', async () => {
    const forged = 'Host: evil.example\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 1.2.3.4';
    const answer = await sendRaw(
      server.url,
      `POST /embed/token HTTP/1.1\r\n${forged}\r\nOrigin: https://other.example\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 403/);
  });

  test('that offer another protocol are answered as if they had not', async () => {
    expect(await sendRaw(server.url, upgrade('/healthz', 'h2c'))).toMatch(/^HTTP\/1\.1 200/);
  });

  test('that are too long, or say two things, are refused', async () => {
    const long = await sendRaw(server.url, `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`);
    expect(long).toMatch(/^HTTP\/1\.1 431/);
    const two = await sendRaw(
      server.url,
      'POST /embed/token HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{}GET / HTTP/1.1\r\n\r\n',
    );
    expect(two).toMatch(/^HTTP\/1\.1 400/);
    const hosts = await sendRaw(server.url, 'GET /healthz HTTP/1.1\r\nHost: x\r\nHost: y\r\nConnection: close\r\n\r\n');
    expect(hosts).toMatch(/^HTTP\/1\.1 400/);
  });

  test('whose address has a NUL in it are refused before a database sees it', async () => {
    for (const path of ['/embed/site?site=%00', '/files/a%00/b', '/v3/directline/conversations/a/upload?userId=%00'])
      expect([path, (await call(server.url, path.includes('upload') ? 'POST' : 'GET', path)).status]).toEqual([path, 400]);
  });
});

describe('a flood', () => {
  test('of 1,000 conversations from one address ends at the token, with a time; others come in, and nobody is refused who began', async () => {
    const small = await testServer({ TRUST_PROXY: '1', KEEPSAKE_TOKENS_PER_MINUTE: '60' });
    const from = (address: string): Promise<Answered> =>
      call(small.url, 'POST', '/embed/token', { body: {}, headers: { 'X-Forwarded-For': address } });
    const all: Answered[] = [];
    for (let i = 0; i < 20; i++) all.push(...(await Promise.all(Array.from({ length: 50 }, (_, j) => from(`2001:db8::${i}:${j}`)))));
    const let_in = all.filter(({ status }) => status === 200);
    const refused = all.filter(({ status }) => status === 429);
    expect([let_in.length, refused.length]).toEqual([60, 940]);
    expect(codeOf(refused[0] as Answered)).toEqual([429, 'TooManyRequests']);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await from('9.9.9.9')).status).toBe(200);
    const begun = await Promise.all(
      let_in.map(({ body }) => call(small.url, 'POST', `${LINE}/conversations`, { token: String(body.token), body: {} })),
    );
    expect(new Set(begun.map(({ status }) => status))).toEqual(new Set([201]));
    const first = begun[0]?.body;
    const polls = await Promise.all(
      Array.from({ length: 200 }, () =>
        call(small.url, 'GET', `${LINE}/conversations/${first?.conversationId}/activities`, { token: String(first?.token) }),
      ),
    );
    expect(new Set(polls.map(({ status }) => status))).toEqual(new Set([200]));
    await small.close();
  });

  test('of sockets that never say goodbye leaves no more open than there may be', async () => {
    const eve = await visit(server.url);
    const { hostname, port } = new URL(server.url);
    const open = new Set<Socket>();
    for (let i = 0; i < 12; i++) {
      const { body } = await call(server.url, 'GET', `${LINE}/conversations/${eve.conversation}`, { token: eve.token });
      const { pathname, search } = new URL(String(body.streamUrl));
      // Reads nothing, and so answers no goodbye.
      const socket = connect(Number(port), hostname);
      open.add(socket);
      socket.on('error', () => undefined).once('close', () => open.delete(socket));
      socket.write(upgrade(pathname + search, 'websocket'));
      expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1\.1 101/);
    }
    await until(() => open.size <= 5);
    for (const socket of open) socket.destroy();
  });

  test('of refused sockets whose other half stays open keeps no server from ending', async () => {
    const small = await testServer();
    const { hostname, port } = new URL(small.url);
    const half = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
    half.on('error', () => undefined).write(upgrade('/nowhere', 'websocket'));
    const [answer] = (await once(half, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 404/);
    await small.close();
    half.destroy();
  });

  test('of frames that are too large ends its own socket only', async () => {
    const [eve, other] = [await visit(server.url), await visit(server.url)];
    const bad = await listen(eve.streamUrl);
    const good = await listen(other.streamUrl);
    bad.socket.send('x'.repeat(1_000_000));
    expect(await bad.closed).toBe(1009);
    await other.say('hello');
    await good.until(3);
    good.socket.terminate();
  });

  test('of a body too large is told so, and read no further than it has to be', async () => {
    const eve = await visit(server.url);
    const answer = await eve.post({ type: 'message', text: 'x'.repeat(300_000) });
    expect(codeOf(answer)).toEqual([413, 'MessageSizeTooBig']);
    const endless = await sendRaw(
      server.url,
      `POST ${eve.path}/activities HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${eve.token}\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n${'x'.repeat(6_000_000)}`,
    );
    expect(endless === '' || /^HTTP\/1\.1 413/.test(endless)).toBe(true);
    expect((await eve.say('and now?')).status).toBe(200);
  });

  test('of connections that send a letter now and then is cut off, and meanwhile others are served', async () => {
    const eve = await visit(server.url);
    const { hostname, port } = new URL(server.url);
    const slow = Array.from({ length: 50 }, (_, i) => {
      const socket = connect(Number(port), hostname);
      // Half of them dribble the body, half of them the files.
      const path = `${eve.path}/${i % 2 === 0 ? 'activities' : 'upload'}`;
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${eve.token}\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{`,
      );
      const drip = setInterval(() => socket.write(' '), 500);
      socket.on('error', () => undefined);
      return new Promise<void>((resolve) =>
        socket.on('close', () => {
          clearInterval(drip);
          resolve();
        }),
      );
    });
    expect((await eve.say('I am served')).status).toBe(200);
    await Promise.all(slow);
    expect((await eve.say('still')).status).toBe(200);
  });
});
