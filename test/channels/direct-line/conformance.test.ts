/** What Direct Line 3.0 asks of a server and what its clients make of the answers, row by row, over plain HTTP and WebSocket. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { StoreError } from '../../../bot/store/store.ts';
import { type Answered, call, listen, visit } from '../../bot/line-client.ts';
import { type TestServer, testServer } from '../../bot/line-house.ts';

const LINE = '/v3/directline';
const SECRET = 'a-secret-of-more-than-thirty-two-characters';
const LOOSE = { KEEPSAKE_MESSAGES_PER_10S: '10000', KEEPSAKE_MESSAGES_PER_MINUTE: '10000', KEEPSAKE_TOKENS_PER_MINUTE: '10000' };

let server: TestServer;
beforeAll(async () => {
  server = await testServer({ ...LOOSE, DIRECTLINE_SECRET: SECRET });
});
afterAll(() => server.close());

const post = (path: string, token: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answered> =>
  call(server.url, 'POST', `${LINE}${path}`, { token, headers, ...(body !== undefined && { body }) });
const claimsOf = (token: unknown) => JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString());
const codeOf = ({ body }: Answered): unknown => (body.error as { code: string } | undefined)?.code;

describe('POST tokens/generate', () => {
  test('takes a user and the pages they may come from, and says how long the token lives', async () => {
    const { status, body } = await post('/tokens/generate', SECRET, { user: { id: 'dl_x', name: 'Ann' }, trustedOrigins: ['https://s'] });
    expect([status, body.expires_in]).toEqual([200, 1800]);
    expect(claimsOf(body.token)).toMatchObject({ user: 'dl_x', name: 'Ann', origins: ['https://s'], conv: body.conversationId });
  });

  test('takes the spelling of old clients', async () => {
    const { body } = await post('/tokens/generate', SECRET, { User: { Id: 'dl_old', Name: 'Old' }, TrustedOrigins: ['https://s'] });
    expect(claimsOf(body.token)).toMatchObject({ user: 'dl_old', name: 'Old', origins: ['https://s'] });
  });

  test('needs no body, and makes a user whom nobody can guess', async () => {
    const { body } = await post('/tokens/generate', SECRET);
    expect(claimsOf(body.token).user).toMatch(/^dl_[\w-]{22}$/);
  });

  test('is for the secret only', async () => {
    const ann = await visit(server.url);
    expect((await post('/tokens/generate', ann.token)).status).toBe(401);
  });

  test('shows the name beside what its user says', async () => {
    const { body } = await post('/tokens/generate', SECRET, { user: { id: 'ann', name: 'Ann' } });
    const token = String(body.token);
    await post('/conversations', token);
    await post(`/conversations/${body.conversationId}/activities`, token, {
      type: 'message',
      text: 'hi',
      from: { id: 'x', name: 'The Boss' },
    });
    const read = await call(server.url, 'GET', `${LINE}/conversations/${body.conversationId}/activities`, { token });
    expect((read.body.activities as { from: object }[])[1]?.from).toEqual({ id: 'ann', name: 'Ann', role: 'user' });
  });
});

describe('POST tokens/refresh', () => {
  test('gives the same conversation with the same claims', async () => {
    const made = await post('/tokens/generate', SECRET, { user: { id: 'ann', name: 'Ann' }, trustedOrigins: ['https://s'] });
    const fresh = await post('/tokens/refresh', String(made.body.token), undefined, { Origin: 'https://s' });
    expect(fresh.body.conversationId).toBe(made.body.conversationId);
    const { iat: _, exp: __, jti: ___, ...claims } = claimsOf(fresh.body.token);
    expect(claimsOf(made.body.token)).toMatchObject(claims);
  });
});

describe('POST conversations', () => {
  test('with the secret is always a new one, of the user that is named', async () => {
    const one = await post('/conversations', SECRET, { user: { id: 'ann' } });
    const two = await post('/conversations', SECRET, { user: { id: 'ann' } });
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(one.body.conversationId).not.toBe(two.body.conversationId);
    expect(claimsOf(one.body.token).user).toBe('ann');
  });

  test('always gives a token and a stream, also the second time', async () => {
    const ann = await visit(server.url);
    const again = await post('/conversations', ann.token, {});
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({
      token: expect.any(String),
      expires_in: 1800,
      streamUrl: expect.stringMatching(/^ws:.*\/stream\?watermark=\d+&t=/),
    });
  });

  test('lets nobody name another user than that of the token', async () => {
    const pass = await call(server.url, 'POST', '/embed/token', { body: {} });
    const started = await post('/conversations', String(pass.body.token), { user: { id: 'eve' } });
    expect(claimsOf(started.body.token).user).toBe(pass.body.userId);
  });

  test.each([7, { x: 'test' }, 'x'.repeat(100), null])(
    'begins also with %j for a locale, because clients do not try again',
    async (locale) => {
      const pass = await call(server.url, 'POST', '/embed/token', { body: {} });
      expect((await post('/conversations', String(pass.body.token), { locale })).status).toBe(201);
    },
  );

  test('is never refused for coming too often', async () => {
    const ann = await visit(server.url);
    const all = await Promise.all(Array.from({ length: 300 }, () => post('/conversations', ann.token, {})));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
  });
});

describe('GET conversations/:id', () => {
  test('puts the watermark into the address of the stream, for clients never do', async () => {
    const ann = await visit(server.url);
    await ann.say('one');
    for (const [asked, baked] of [
      ['?watermark=2', '2'],
      ['?watermark=999', '3'],
      ['?watermark=', '0'],
      ['', '0'],
      ['?watermark=x', '0'],
    ]) {
      const back = await call(server.url, 'GET', `${ann.path}${asked}`, { token: ann.token });
      expect([asked, new URL(String(back.body.streamUrl)).searchParams.get('watermark')]).toEqual([asked, baked]);
      expect(back.body).toMatchObject({ conversationId: ann.conversation, token: expect.any(String), expires_in: 1800 });
    }
  });

  test('says 404 of a conversation that never was', async () => {
    const pass = await call(server.url, 'POST', '/embed/token', { body: {} });
    const token = String(pass.body.token);
    const answer = await call(server.url, 'GET', `${LINE}/conversations/${pass.body.conversationId}`, { token });
    expect([answer.status, codeOf(answer)]).toEqual([404, 'ConversationNotFound']);
  });
});

describe('GET activities', () => {
  test('gives a watermark also when there is nothing', async () => {
    const ann = await visit(server.url);
    const read = await call(server.url, 'GET', `${ann.path}/activities?watermark=1`, { token: ann.token });
    expect(read.body).toEqual({ activities: [], watermark: '1' });
  });

  test('is answered 200 while the store is away, for who polls gives up at the first refusal', async () => {
    const away = new StoreError('unreachable', 'test');
    let gone = false;
    const real = await testServer(LOOSE);
    const store = {
      ...real.store,
      read: (name: string) => (gone ? Promise.reject(away) : real.store.read(name)),
      close: async () => undefined,
    };
    const shaky = await testServer(LOOSE, { store });
    const ann = await visit(shaky.url);
    gone = true;
    const read = await call(shaky.url, 'GET', `${ann.path}/activities?watermark=1`, { token: ann.token });
    expect([read.status, read.body]).toEqual([200, { activities: [], watermark: '1' }]);
    gone = false;
    expect(await ann.read()).toHaveLength(1);
    await shaky.close();
    await real.close();
  });

  test('is never refused for coming too often', async () => {
    const ann = await visit(server.url);
    const all = await Promise.all(
      Array.from({ length: 300 }, () => call(server.url, 'GET', `${ann.path}/activities`, { token: ann.token })),
    );
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
  });
});

describe('POST activities', () => {
  test('typing is taken, and neither kept nor numbered', async () => {
    const ann = await visit(server.url);
    const typing = await ann.post({ type: 'typing' });
    expect([typing.status, typeof typing.body.id]).toEqual([200, 'string']);
    await ann.say('hello');
    expect((await ann.read()).map(({ id }) => Number(id.split('|')[1]))).toEqual([1, 2, 3]);
  });

  test('the submit of a card has no text, and its value comes back', async () => {
    const ann = await visit(server.url);
    const value = { action: 'csat', rating: '5', comment: 'very good' };
    expect((await ann.post({ type: 'message', value, channelData: { postBack: true, clientActivityID: 'c1' } })).status).toBe(200);
    expect((await ann.read())[1]).toMatchObject({ value, channelData: { postBack: true, clientActivityID: 'c1' } });
  });

  test.each([
    ['endOfConversation', { type: 'endOfConversation', code: 'completedSuccessfully' }],
    ['handoff.status', { type: 'event', name: 'handoff.status', value: { state: 'accepted' } }],
    ['handoff.initiate', { type: 'event', name: 'handoff.initiate', value: {} }],
  ])('%s of a client is heard and shown to nobody', async (_what, activity) => {
    const ann = await visit(server.url);
    const stream = await listen(ann.streamUrl);
    await stream.until(1);
    expect((await ann.post(activity)).status).toBe(200);
    await ann.post({ type: 'event', name: 'webchat/join' });
    const seen = await stream.until(2);
    expect(seen.map(({ type, name }) => name ?? type)).toEqual(['message', 'webchat/join']);
    stream.socket.terminate();
  });

  test.each(['conversationUpdate', 'invoke', 'contactRelationUpdate', 'trace', ''])('a %p is refused', async (type) => {
    const ann = await visit(server.url);
    expect((await ann.post({ type, name: 'x' })).status).toBe(400);
    expect(await ann.read()).toHaveLength(1);
  });

  test('no activity names another one that clients would wait for', async () => {
    const ann = await visit(server.url);
    await ann.post({ type: 'message', text: 'x', replyToId: 'nowhere|0000001' });
    for (const activity of await ann.read()) expect(Object.keys(activity)).not.toContain('replyToId');
  });

  test('every activity says whose it is, and buttons are for everybody in the conversation', async () => {
    const ann = await visit(server.url);
    await ann.say('x');
    const read = await ann.read();
    expect(read.map(({ from }) => from.role)).toEqual(['bot', 'user', 'bot']);
    expect(Object.keys(read[2]?.suggestedActions ?? {})).toEqual(['actions']);
    for (const { channelId, conversation } of read) expect([channelId, conversation]).toEqual(['directline', { id: ann.conversation }]);
  });

  test('with the secret speaks only in conversations that are', async () => {
    const pass = await call(server.url, 'POST', '/embed/token', { body: {} });
    const answer = await post(`/conversations/${pass.body.conversationId}/activities`, SECRET, {
      type: 'message',
      text: 'x',
      from: { id: 'u' },
    });
    expect([answer.status, codeOf(answer)]).toEqual([404, 'ConversationNotFound']);
  });

  test('what was stored is found again by whoever never got the answer', async () => {
    const ann = await visit(server.url);
    const posts = await Promise.all([ann.say('x', 'k'), ann.say('x', 'k')]);
    expect(posts[0]?.body).toEqual(posts[1]?.body);
    expect(await ann.read()).toHaveLength(3);
  });
});

describe('the stream', () => {
  test('takes the empty frames with which clients say that they are there', async () => {
    const ann = await visit(server.url);
    const stream = await listen(ann.streamUrl);
    stream.socket.send('');
    await ann.say('hello');
    await stream.until(3);
    expect(stream.socket.readyState).toBe(stream.socket.OPEN);
    stream.socket.send(Buffer.from([1]));
    expect(await stream.closed).toBe(1003);
  });

  test('has no compression, which costs memory for each socket', async () => {
    const ann = await visit(server.url);
    const stream = await listen(ann.streamUrl);
    expect(stream.socket.extensions).toBe('');
    stream.socket.terminate();
  });

  test('with a watermark from nowhere goes on with what comes', async () => {
    const ann = await visit(server.url);
    const stream = await listen(ann.streamUrl.replace(/watermark=\d+/, 'watermark=99999'));
    await ann.say('hello');
    expect((await stream.until(2)).map(({ text }) => text?.split('\n')[0])).toEqual(['hello', '1: hello']);
    stream.socket.terminate();
  });

  test('says on every frame up to where it has come', async () => {
    const ann = await visit(server.url);
    const stream = await listen(ann.streamUrl);
    const frames: string[] = [];
    stream.socket.on('message', (data) => frames.push(JSON.parse(String(data)).watermark));
    await ann.say('hello');
    await ann.post({ type: 'event', name: 'x' });
    await stream.until(4);
    expect(frames.every((watermark) => /^\d+$/.test(watermark))).toBe(true);
    expect(frames.at(-1)).toBe('3');
    stream.socket.terminate();
  });
});

describe('other calls', () => {
  test('getsessionid is answered, with no session', async () => {
    const { status, body, headers } = await call(server.url, 'GET', `${LINE}/session/getsessionid`, { headers: { Origin: 'https://s' } });
    expect([status, body]).toEqual([200, { sessionId: '' }]);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    expect(headers.get('access-control-allow-origin')).toBe('https://s');
  });

  test.each([
    `${LINE}/tokens/refresh`,
    `${LINE}/conversations`,
    `${LINE}/conversations/x`,
    `${LINE}/conversations/x/activities`,
    `${LINE}/conversations/x/upload`,
    '/files/x/y',
  ])('%s may be called by other pages, after asking', async (path) => {
    const headers = { Origin: 'https://s', 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'authorization' };
    const asked = await call(server.url, 'OPTIONS', path, { headers });
    expect(asked.status).toBe(204);
    expect(Object.fromEntries(asked.headers)).toMatchObject({
      'access-control-allow-origin': 'https://s',
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': 'authorization,content-type,x-ms-bot-agent,x-requested-with',
      'access-control-max-age': '86400',
      'access-control-expose-headers': 'Retry-After',
      'cache-control': 'no-store',
      vary: 'Origin',
    });
  });

  test('HEAD is GET without a body', async () => {
    const ann = await visit(server.url);
    const head = await fetch(`${server.url}${ann.path}/activities`, { method: 'HEAD', headers: { Authorization: `Bearer ${ann.token}` } });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  test('no answer is ever kept by a cache, whatever it is', async () => {
    const calls: readonly (readonly [string, string])[] = [
      ['POST', `${LINE}/tokens/generate`],
      ['POST', `${LINE}/conversations`],
      ['GET', `${LINE}/conversations/x`],
      ['PUT', `${LINE}/conversations`],
      ['POST', '/embed/token'],
      ['GET', `${LINE}/nothing`],
    ];
    for (const [method, path] of calls) {
      expect([path, (await call(server.url, method, path)).headers.get('cache-control')]).toEqual([path, 'no-store']);
    }
  });
});
