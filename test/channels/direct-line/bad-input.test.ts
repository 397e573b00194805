import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { StoreError } from '../../../bot/store/store.ts';
import { BAD_BODIES } from '../../bot/bad-input.ts';
import { call, listen, visit } from '../../bot/line-client.ts';
import { type TestServer, testServer } from '../../bot/line-house.ts';
import { sendRaw } from '../../bot/raw-http.ts';

const LOOSE = { KEEPSAKE_MESSAGES_PER_10S: '10000', KEEPSAKE_MESSAGES_PER_MINUTE: '10000', KEEPSAKE_TOKENS_PER_MINUTE: '10000' };

describe('bad input', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer(LOOSE);
  });
  afterAll(() => server.close());

  test.each(BAD_BODIES)('%s: %i', async (_what, status, body) => {
    const ann = await visit(server.url);
    const answer = await call(server.url, 'POST', `${ann.path}/activities`, { token: ann.token, body });
    expect(answer.status).toBe(status);
    if (status !== 200) expect(answer.body).toEqual({ error: { code: expect.any(String), message: expect.stringMatching(/\.$/) } });
    expect((await ann.say('and now?')).status).toBe(200);
    expect((await ann.read()).at(-2)?.text).toBe('and now?');
  });

  test('another content type is refused', async () => {
    const ann = await visit(server.url);
    const headers = { 'Content-Type': 'text/plain' };
    const answer = await call(server.url, 'POST', `${ann.path}/activities`, {
      token: ann.token,
      headers,
      body: '{"type":"message","text":"a"}',
    });
    expect(answer.status).toBe(415);
  });

  test('a long text is read whole, and kept as far as the setting says', async () => {
    const ann = await visit(server.url);
    await ann.say('x'.repeat(20_000));
    expect((await ann.read()).at(-2)?.text).toHaveLength(8_001);
  });

  test.each([
    ['POST', '/embed/token', { site: 7 }],
    ['POST', '/embed/token', { resume: {} }],
    ['POST', '/v3/directline/conversations', { user: 'me' }],
  ])('%s %s with %j: 400', async (method, path, body) => {
    const ann = await visit(server.url);
    expect((await call(server.url, method, path, { token: ann.token, body })).status).toBe(400);
  });

  test.each([
    '/%E0%A4%A',
    '//',
    '/..%2f..%2fetc/passwd',
    '/../../package.json',
    '/index.html%00',
    '/v3/directline/conversations/%2e%2e',
    '/?a=%zz',
  ])('the address %s leads nowhere, and breaks nothing', async (path) => {
    const raw = await sendRaw(server.url, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(raw).toMatch(/^HTTP\/1\.1 (?:40[0134]|503)/);
    expect(raw).not.toMatch(/root:|"keepsake"/);
  });

  test('a Host that is no host is not repeated', async () => {
    const raw = await sendRaw(server.url, 'POST /embed/token HTTP/1.1\r\nHost: a"b<c>\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}');
    expect(raw).not.toContain('a"b');
  });

  test('a body that breaks off harms nobody', async () => {
    const ann = await visit(server.url);
    await sendRaw(
      server.url,
      `POST ${ann.path}/activities HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${ann.token}\r\nContent-Length: 900\r\n\r\n{"type"`,
      30,
    );
    expect((await ann.say('hello')).status).toBe(200);
  });
});

describe('limits', () => {
  test('too many messages: 429 with when to come again; other conversations are served', async () => {
    const server = await testServer({ KEEPSAKE_MESSAGES_PER_10S: '3' });
    const [ann, bob] = [await visit(server.url), await visit(server.url)];
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await ann.say(`m${i}`)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await ann.say('again');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await bob.say('hello')).status).toBe(200);
    expect((await ann.post({ type: 'typing' })).status).toBe(200);
    expect((await ann.post({ type: 'event', name: 'page' })).status).toBe(429);
    expect(await ann.read()).toHaveLength(7);
    await server.close();
  });

  test('too many conversations from one address: 429; who comes back is let in', async () => {
    const server = await testServer({ KEEPSAKE_TOKENS_PER_MINUTE: '2', TRUST_PROXY: '1' });
    const from = (address: string, body: unknown = {}): Promise<number> =>
      call(server.url, 'POST', '/embed/token', { body, headers: { 'X-Forwarded-For': `6.6.6.6, ${address}` } }).then(
        ({ status }) => status,
      );
    const ann = await visit(server.url);
    expect([await from('1.1.1.1'), await from('1.1.1.1'), await from('1.1.1.1')]).toEqual([200, 200, 429]);
    expect(await from('2.2.2.2')).toBe(200);
    expect(await from('1.1.1.1', { resume: ann.resume })).toBe(200);
    await server.close();
  });
});

describe('when nothing can be written', () => {
  test('the person is told, nothing is half-written, and the next message works', async () => {
    const real = await testServer();
    let full = false;
    const store = {
      ...real.store,
      commitTurn: (turn: Parameters<typeof real.store.commitTurn>[0]) =>
        full ? Promise.reject(new StoreError('full', 'test')) : real.store.commitTurn(turn),
    };
    const server = await testServer({}, { store });
    const ann = await visit(server.url);
    const stream = await listen(ann.streamUrl);
    await stream.until(1);
    full = true;
    const refused = await ann.say('hello', 'k');
    expect(refused).toMatchObject({
      status: 503,
      body: { error: { code: 'Store.full', message: expect.stringContaining('disk is full') } },
    });
    expect((await stream.until(2))[1]).toMatchObject({ text: 'that went wrong', from: { role: 'bot' } });
    expect(stream.watermark()).toBe('1');
    expect(await ann.read()).toHaveLength(1);
    full = false;
    expect((await ann.say('hello', 'k')).status).toBe(200);
    expect((await stream.until(4)).map(({ text }) => text?.split('\n')[0])).toEqual(['welcome', 'that went wrong', 'hello', '1: hello']);
    stream.socket.close();
    await server.close();
    await real.close();
  });
});
