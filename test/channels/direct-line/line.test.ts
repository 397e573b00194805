import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { call, listen, visit } from '../../bot/line-client.ts';
import { type TestServer, testServer } from '../../bot/line-house.ts';

const LINE = '/v3/directline';
const SECRET = 'a-secret-of-more-than-thirty-two-characters';
const LOOSE = { KEEPSAKE_MESSAGES_PER_10S: '10000', KEEPSAKE_MESSAGES_PER_MINUTE: '10000', KEEPSAKE_TOKENS_PER_MINUTE: '10000' };

let server: TestServer;
beforeAll(async () => {
  server = await testServer({ ...LOOSE, DIRECTLINE_SECRET: SECRET });
});
afterAll(() => server.close());

describe('a conversation', () => {
  test('starts once with a greeting: 201, then 200', async () => {
    const ann = await visit(server.url);
    const again = await call(server.url, 'POST', `${LINE}/conversations`, { token: ann.token });
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ conversationId: ann.conversation, expires_in: 1800 });
    expect((await ann.read()).map(({ text }) => text)).toEqual(['welcome']);
  });

  test('takes a message and answers it, in order, with ids and rising times', async () => {
    const ann = await visit(server.url);
    const posted = await ann.say('hello', 'key-1');
    expect(posted.status).toBe(200);
    const [welcome, echo, reply] = await ann.read();
    expect(posted.body.id).toBe(echo?.id);
    expect([welcome?.id, echo?.id, reply?.id]).toEqual(['1', '2', '3'].map((n) => `${ann.conversation}|000000${n}`));
    expect(echo).toMatchObject({
      type: 'message',
      text: 'hello',
      channelId: 'directline',
      channelData: { clientActivityID: 'key-1' },
      from: { role: 'user' },
    });
    expect(echo?.from.id).toMatch(/^dl_/);
    expect(Date.parse(reply?.timestamp ?? '')).toBeGreaterThan(Date.parse(echo?.timestamp ?? ''));
  });

  test('gives replies as plain text with buttons for any client, and in parts for our page', async () => {
    const ann = await visit(server.url);
    await ann.say('hi');
    const reply = (await ann.read()).at(-1);
    expect(reply).toMatchObject({
      from: { id: 'keepsake', role: 'bot' },
      text: '1: hi\n\n1. look\n2. press\n\nDid it?',
      textFormat: 'plain',
      suggestedActions: { actions: [{ type: 'messageBack', title: 'Yes', text: 'Yes', value: { pick: 'test:a=yes' } }, { title: 'No' }] },
      channelData: {
        keepsake: {
          text: '1: hi',
          steps: ['look', 'press'],
          close: 'Did it?',
          choices: [{ label: 'Yes', pick: 'test:a=yes' }, { label: 'No' }],
        },
      },
    });
  });

  test('takes a pressed button', async () => {
    const ann = await visit(server.url);
    await ann.post({ type: 'message', text: 'Yes', value: { pick: 'test:a=yes' } });
    expect((await ann.read()).at(-1)?.channelData).toMatchObject({ keepsake: { text: '1: test:a=yes' } });
    expect((await ann.read()).at(-2)).toMatchObject({ text: 'Yes', value: { pick: 'test:a=yes' } });
  });

  test('keeps what a client says of itself, and lets it say nothing of us', async () => {
    const ann = await visit(server.url);
    await ann.post({
      type: 'message',
      text: 'hi',
      id: 'x',
      timestamp: '1999-01-01T00:00:00Z',
      from: { id: 'somebody-else', role: 'bot', name: 'The Boss' },
      recipient: { id: 'eve' },
      conversation: { id: 'other' },
      serviceUrl: 'https://evil.example',
      localTimezone: 'Europe/Berlin',
      entities: [{ type: 'ClientCapabilities' }],
      channelData: {
        clientActivityID: 'k',
        system: true,
        agent: { name: 'Maria' },
        keepsake: { text: 'no' },
        'webchat:sequence-id': 1,
        mine: 2,
      },
    });
    const echo = (await ann.read()).at(-2);
    expect(echo).toMatchObject({
      localTimezone: 'Europe/Berlin',
      entities: [{ type: 'ClientCapabilities' }],
      channelData: { clientActivityID: 'k', mine: 2 },
    });
    expect(Object.keys(echo?.channelData ?? {})).toEqual(['clientActivityID', 'mine']);
    expect(echo).toMatchObject({ from: { role: 'user' }, conversation: { id: ann.conversation } });
    expect(JSON.stringify(echo)).not.toMatch(/somebody-else|Boss|eve|evil|1999/);
  });

  test('carries only masked text after the border', async () => {
    const ann = await visit(server.url);
    await ann.post({ type: 'message', text: 'my password is hunter2', channelData: { note: 'hunter2' } });
    const stored = JSON.stringify([await ann.read(), await server.store.read(ann.conversation), server.logged]);
    expect(stored).toContain('[password]');
    expect(stored).not.toContain('hunter2');
  });

  test('is not silent when the mind breaks: the message is kept, and the next one works', async () => {
    const ann = await visit(server.url);
    expect((await ann.say('boom')).status).toBe(200);
    expect((await ann.say('better')).status).toBe(200);
    expect((await ann.read()).map(({ text }) => text?.split('\n')[0])).toEqual([
      'welcome',
      'boom',
      'that went wrong',
      'better',
      '1: better',
    ]);
    expect(server.logged.join()).toContain('the mind broke');
  });
});

describe('repeats and order', () => {
  test('the same delivery twelve times at once is one turn, and all get its id', async () => {
    const ann = await visit(server.url);
    const posts = await Promise.all(Array.from({ length: 12 }, () => ann.say('once', 'same')));
    expect(new Set(posts.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    expect((await ann.read()).map(({ text }) => text?.split('\n')[0])).toEqual(['welcome', 'once', '1: once']);
  });

  test.each([
    ['clientActivityID', { channelData: { clientActivityID: 'same' } }],
    ['clientActivityId', { channelData: { clientActivityId: 'same' } }],
    ['the id of the activity', { id: 'same' }],
  ])('a repeat is known by %s', async (_by, fields) => {
    const ann = await visit(server.url);
    const first = await ann.post({ type: 'message', text: 'once', ...fields });
    const again = await ann.post({ type: 'message', text: 'once', ...fields });
    expect(again.body).toEqual(first.body);
    expect(await ann.read()).toHaveLength(3);
  });

  test('without a name, the same text twice is two messages', async () => {
    const ann = await visit(server.url);
    await ann.say('again');
    await ann.say('again');
    expect(await ann.read()).toHaveLength(5);
  });

  test('fifty messages at once are all answered, each after its question', async () => {
    const ann = await visit(server.url);
    const posts = await Promise.all(Array.from({ length: 50 }, (_, i) => ann.say(`m${i}`, `k${i}`)));
    expect(posts.map(({ status }) => status)).toEqual(posts.map(() => 200));
    const said = (await ann.read('1')).map(({ text, id }) => [text?.split('\n')[0], id] as const);
    expect(said).toHaveLength(100);
    for (let turn = 0; turn < 50; turn++) {
      expect(said[turn * 2 + 1]?.[0]).toBe(`${turn + 1}: ${said[turn * 2]?.[0]}`);
      expect(Number(said[turn * 2]?.[1].split('|')[1])).toBe(turn * 2 + 2);
    }
  });
});

describe('the watermark', () => {
  test('reads on, and is given also when there is nothing', async () => {
    const ann = await visit(server.url);
    await ann.say('one');
    const read = await call(server.url, 'GET', `${ann.path}/activities?watermark=1`, { token: ann.token });
    expect(read.body).toMatchObject({ watermark: '3', activities: [{ text: 'one' }, {}] });
    const more = await call(server.url, 'GET', `${ann.path}/activities?watermark=3`, { token: ann.token });
    expect(more.body).toEqual({ activities: [], watermark: '3' });
  });

  test.each(['', '999999', 'abc', '-1', '1e9', '99999999999999999999999'])('%p is never an error', async (watermark) => {
    const ann = await visit(server.url);
    const read = await call(server.url, 'GET', `${ann.path}/activities?watermark=${watermark}`, { token: ann.token });
    expect(read.status).toBe(200);
    expect(read.body.watermark).toBe('1');
    expect((await call(server.url, 'GET', `${ann.path}?watermark=${watermark}`, { token: ann.token })).status).toBe(200);
  });

  test('none shows the last 200 lines, however long the past', async () => {
    const ann = await visit(server.url);
    for (let i = 0; i < 120; i++) await ann.say(`m${i}`);
    const shown = await ann.read();
    expect(shown).toHaveLength(200);
    expect(shown.at(-1)?.channelData).toMatchObject({ keepsake: { text: '120: m119' } });
  });
});

describe('the stream', () => {
  test('sends the past after its watermark, then what comes, each frame with a watermark', async () => {
    const ann = await visit(server.url);
    const stream = await listen(ann.streamUrl);
    await stream.until(1);
    await ann.say('hello', 'k');
    const seen = await stream.until(3);
    expect(seen.map(({ id }) => id)).toEqual((await ann.read()).map(({ id }) => id));
    expect(stream.watermark()).toBe('3');
    stream.socket.close();
  });

  test('goes on where a lost socket was: nothing lost, nothing twice, in a burst of twenty', async () => {
    const ann = await visit(server.url);
    const first = await listen(ann.streamUrl);
    const posts = Array.from({ length: 20 }, (_, i) => ann.say(`m${i}`, `k${i}`));
    await first.until(7);
    first.socket.terminate();
    const had = [...first.seen];
    const back = await call(server.url, 'GET', `${ann.path}?watermark=${first.watermark()}`, { token: ann.token });
    const second = await listen(String(back.body.streamUrl));
    await Promise.all(posts);
    await second.until(41 - had.length);
    expect([...had, ...second.seen].map(({ id }) => Number(id.split('|')[1]))).toEqual(Array.from({ length: 41 }, (_, i) => i + 1));
    second.socket.close();
  });

  test('two tabs see the same', async () => {
    const ann = await visit(server.url);
    const back = await call(server.url, 'GET', ann.path, { token: ann.token });
    const tabs = await Promise.all([listen(ann.streamUrl), listen(String(back.body.streamUrl))]);
    await ann.say('hello');
    const [left, right] = await Promise.all(tabs.map((tab) => tab.until(3)));
    expect(left).toEqual(right);
    for (const tab of tabs) tab.socket.close();
  });

  test('of too many tabs the oldest gives way', async () => {
    const ann = await visit(server.url);
    const first = await listen(ann.streamUrl);
    for (let i = 0; i < 5; i++) {
      const back = await call(server.url, 'GET', ann.path, { token: ann.token });
      await listen(String(back.body.streamUrl));
    }
    expect(await first.closed).toBe(1008);
  });

  test('its ticket is good once, and for its own conversation', async () => {
    const [ann, bob] = [await visit(server.url), await visit(server.url)];
    await expect(listen(bob.streamUrl.replace(bob.conversation, ann.conversation))).rejects.toThrow('403');
    const stream = await listen(ann.streamUrl);
    await expect(listen(ann.streamUrl)).rejects.toThrow('403');
    await expect(listen(ann.streamUrl.replace(/t=.*/, `t=${ann.token}`))).rejects.toThrow('403');
    await expect(listen(ann.streamUrl.replace(/&t=.*/, ''))).rejects.toThrow('403');
    await expect(listen(`${server.url.replace('http', 'ws')}/elsewhere`)).rejects.toThrow('404');
    stream.socket.close();
  });

  test('takes signs of life, and closes on what is too big or no text', async () => {
    const ann = await visit(server.url);
    const stream = await listen(ann.streamUrl);
    stream.socket.send('');
    await ann.say('hello');
    await stream.until(3);
    stream.socket.send('x'.repeat(5000));
    expect(await stream.closed).toBe(1009);
  });

  test('no ticket ever reaches the log', () => {
    expect(server.logged.join()).not.toMatch(/[?&]t=ey/);
  });
});

describe('tokens', () => {
  const claims = { bot: 'keepsake', conv: 'c', user: 'u', site: 'default' };
  const forged = (key: Uint8Array): Promise<string> =>
    new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'x' }).setAudience('token').setExpirationTime('1h').setJti('1').sign(key);

  test('name their user where clients look for it', async () => {
    const ann = await visit(server.url);
    const payload = JSON.parse(Buffer.from(ann.token.split('.')[1] ?? '', 'base64url').toString());
    expect(payload).toMatchObject({ conv: ann.conversation, user: expect.stringMatching(/^dl_.{22}$/) });
  });

  test('are refreshed for the same conversation', async () => {
    const ann = await visit(server.url);
    const fresh = await call(server.url, 'POST', `${LINE}/tokens/refresh`, { token: ann.token });
    expect(fresh.body).toMatchObject({ conversationId: ann.conversation, expires_in: 1800, token: expect.any(String) });
    expect((await call(server.url, 'GET', `${ann.path}/activities`, { token: String(fresh.body.token) })).status).toBe(200);
  });

  test('come again for a conversation of days ago', async () => {
    const ann = await visit(server.url);
    const back = await call(server.url, 'POST', '/embed/token', { body: { site: 'default', resume: ann.resume } });
    expect(back.body).toMatchObject({ conversationId: ann.conversation });
    expect((await call(server.url, 'GET', `${ann.path}/activities`, { token: String(back.body.token) })).status).toBe(200);
    const lost = await call(server.url, 'POST', '/embed/token', { body: { resume: ann.token } });
    expect(lost).toMatchObject({ status: 404, body: { error: { code: 'ConversationNotFound' } } });
  });

  test('that are missing, forged, unsigned or of another purpose open nothing', async () => {
    const ann = await visit(server.url);
    const [, payload] = ann.token.split('.');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    const ticket = new URL(ann.streamUrl).searchParams.get('t') ?? '';
    const status = async (token?: string): Promise<number> =>
      (await call(server.url, 'GET', `${ann.path}/activities`, token === undefined ? {} : { token })).status;
    expect(await status()).toBe(401);
    const bad = [await forged(new Uint8Array(32)), none, `${ann.token.slice(0, -3)}abc`, 'garbage', ticket, ann.resume, `${SECRET}x`];
    expect(await Promise.all(bad.map(status))).toEqual(bad.map(() => 403));
  });

  test('of one conversation do not open another', async () => {
    const [ann, bob] = [await visit(server.url), await visit(server.url)];
    for (const [method, path] of [
      ['GET', bob.path],
      ['GET', `${bob.path}/activities`],
      ['POST', `${bob.path}/activities`],
    ] as const) {
      const answer = await call(server.url, method, path, {
        token: ann.token,
        ...(method === 'POST' && { body: { type: 'message', text: 'x' } }),
      });
      expect(answer).toMatchObject({ status: 403, body: { error: { code: 'WrongConversation' } } });
    }
    expect(await bob.read()).toHaveLength(1);
  });

  test('for our page go to our page only', async () => {
    const from = (headers: Record<string, string>): Promise<number> =>
      call(server.url, 'POST', '/embed/token', { body: {}, headers }).then(({ status }) => status);
    expect(await from({ Origin: 'https://evil.example' })).toBe(403);
    expect(await from({ Origin: server.url })).toBe(200);
    expect(await from({ Origin: 'https://help.example.com', 'Sec-Fetch-Site': 'same-origin' })).toBe(200);
    expect((await call(server.url, 'POST', '/embed/token', { body: { site: 'nowhere' } })).status).toBe(404);
  });
});

describe('the secret', () => {
  test('fetches tokens for named users, who may speak only from trusted pages', async () => {
    const body = { User: { Id: 'customer-7' }, trustedOrigins: ['https://shop.example'] };
    const made = await call(server.url, 'POST', `${LINE}/tokens/generate`, { token: SECRET, body });
    expect(made.status).toBe(200);
    const token = String(made.body.token);
    const start = (headers: Record<string, string>): Promise<number> =>
      call(server.url, 'POST', `${LINE}/conversations`, { token, headers }).then(({ status }) => status);
    expect(await start({ Origin: 'https://evil.example' })).toBe(403);
    expect(await start({ Origin: 'https://shop.example' })).toBe(201);
    const path = `${LINE}/conversations/${made.body.conversationId}/activities`;
    await call(server.url, 'POST', path, { token, body: { type: 'message', text: 'hi', from: { id: 'forged' } } });
    const read = await call(server.url, 'GET', path, { token });
    expect(read.body).toMatchObject({ activities: [{}, { from: { id: 'customer-7' } }, {}] });
  });

  test('speaks for users in conversations of its own', async () => {
    const made = await call(server.url, 'POST', `${LINE}/conversations`, { token: SECRET, body: { user: { id: 'u1' } } });
    expect(made.status).toBe(201);
    const path = `${LINE}/conversations/${made.body.conversationId}/activities`;
    expect((await call(server.url, 'POST', path, { token: SECRET, body: { type: 'message', text: 'hi' } })).status).toBe(400);
    expect(
      (await call(server.url, 'POST', path, { token: SECRET, body: { type: 'message', text: 'hi', from: { id: 'u1' } } })).status,
    ).toBe(200);
  });

  test('is refused in a browser, and does not replace a token', async () => {
    const wish = { token: SECRET, body: {}, headers: { Origin: 'https://shop.example' } };
    expect((await call(server.url, 'POST', `${LINE}/tokens/generate`, wish)).status).toBe(403);
    const ann = await visit(server.url);
    expect((await call(server.url, 'POST', `${LINE}/tokens/generate`, { token: ann.token, body: {} })).status).toBe(401);
    expect((await call(server.url, 'POST', `${LINE}/tokens/refresh`, { token: SECRET })).status).toBe(401);
  });
});

describe('what every answer carries', () => {
  test('nothing is kept by caches, errors included', async () => {
    const ann = await visit(server.url);
    for (const path of [ann.path, `${ann.path}/activities`, `${LINE}/conversations/nowhere`, `${LINE}/nowhere`, '/readyz']) {
      const { headers } = await call(server.url, 'GET', path, { token: ann.token });
      expect([path, headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual([path, 'no-store', 'nosniff']);
    }
  });

  test('other pages may call, also before they are told no', async () => {
    const headers = { Origin: 'https://shop.example' };
    const asked = await call(server.url, 'OPTIONS', `${LINE}/conversations/x/activities`, { headers });
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-headers')).toBe('authorization,content-type,x-ms-bot-agent,x-requested-with');
    const refused = await call(server.url, 'POST', `${LINE}/conversations/x/activities`, { headers, body: {} });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(refused.headers.get('access-control-allow-credentials')).toBeNull();
    const own = await call(server.url, 'POST', '/embed/token', { headers, body: {} });
    expect(own.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('another method is named, another address is not found', async () => {
    const wrong = await call(server.url, 'PUT', `${LINE}/conversations`);
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
    expect(await call(server.url, 'POST', '/nowhere', { body: {} })).toMatchObject({ status: 404, body: { error: { code: 'NotFound' } } });
  });
});
