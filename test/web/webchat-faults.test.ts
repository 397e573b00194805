import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../e2e/browser.ts';
import { newDataFolder, type ServerProcess, startServer } from '../e2e/server-process.ts';
import { until } from '../until.ts';
import { type FaultyLine, startFaultyLine } from './faults.ts';
import { inWebChat, openWebChat, type WebChatPage } from './web-chat-page.ts';

const POST = /^POST .*\/activities$/;
/** The call for a new stream. */
const RECONNECT = /^GET \/v3\/directline\/conversations\/[\w-]+(?:\?.*)?$/;
const UPGRADE = /^UPGRADE /;
const KEY = randomBytes(32);
const SETTINGS = { KEEPSAKE_TOKENS_PER_MINUTE: '1000', KEEPSAKE_TOKEN_KEYS: `test:${KEY.toString('base64url')}` };
const SESSION = 'keepsake:default:conversation';

inWebChat('Web Chat on a bad line', () => {
  const data = newDataFolder();
  let server: ServerProcess;
  let browser: Browser;
  let line: FaultyLine;
  let chat: WebChatPage;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(data.path, SETTINGS), openBrowser()]);
    await server.ready;
  });

  afterAll(async () => {
    await browser.close();
    await server.stop('SIGKILL');
    data.remove();
  });

  beforeEach(async () => {
    line = await startFaultyLine(server.url);
  });

  afterEach(async () => {
    await chat.context.close();
    await line.close();
    expect(chat.complaints).toEqual([]);
  });

  /** Comes in and is greeted. */
  async function enter(): Promise<void> {
    chat = await openWebChat(browser, line.origin);
    await chat.until(1);
  }

  /** The conversation as the server has it. */
  async function log(): Promise<readonly string[]> {
    const { conversation, token } = await session();
    const address = `${server.url}/v3/directline/conversations/${conversation}/activities`;
    const { activities } = (await (await fetch(address, { headers: { Authorization: `Bearer ${token}` } })).json()) as {
      activities: { text: string }[];
    };
    return activities.map(({ text }) => plain(text));
  }

  function session(): Promise<{ conversation: string; token: string; given: number }> {
    return chat.page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? '{}'), SESSION);
  }

  /** Waits until this was answered and the page shows what the server has: nothing lost, nothing doubled, in order. */
  async function agreed(...said: readonly string[]): Promise<void> {
    for (const text of said) await chat.shows(text);
    await chat.settled();
    const [shown, kept] = await until(async () => {
      const [shown, kept] = [(await chat.texts()).map(plain), await log()];
      const last = kept.indexOf(said.at(-1) ?? '');
      const answered = last >= 0 && last < kept.length - 1;
      return answered && shown.length >= kept.length && ([shown, kept] as const);
    });
    expect(shown).toEqual(kept);
    expect(await chat.own()).toEqual(said);
    expect(await chat.page.getByText('Send failed').count()).toBe(0);
  }

  test('sockets are killed in a burst of 20: nothing is lost, nothing is doubled, the order is kept', async () => {
    await enter();
    const burst = Array.from({ length: 20 }, (_, i) => `message ${i + 1}`);
    for (const [i, text] of burst.entries()) {
      await chat.send(text);
      if (i % 6 === 5) line.killSockets();
    }
    await agreed(...burst);
    expect(line.calls.filter((call) => UPGRADE.test(call)).length).toBeGreaterThan(1);
  });

  test('a socket that is dead without knowing it is found out by the next message', async () => {
    await enter();
    line.freezeSockets();
    await chat.send('my backup is stuck');
    await agreed('my backup is stuck');
    await chat.send('on wifi');
    await agreed('my backup is stuck', 'on wifi');
  });

  test.each([403, 503, 'drop'] as const)('sockets are refused with %s: answers come by asking, until sockets work again', async (how) => {
    const fault = line.fail(UPGRADE, how === 'drop' ? { kind: 'drop' } : { kind: 'answer', status: how });
    await enter();
    await chat.send('my backup is stuck');
    await agreed('my backup is stuck');
    const polls = line.fail(/^GET .*\/activities/, { kind: 'answer', status: 503 }, 2);
    await chat.send('on wifi');
    await agreed('my backup is stuck', 'on wifi');
    expect(polls.met()).toBeGreaterThan(0);
    expect(line.sockets()).toBe(0);
    fault.end();
  });

  test.each([
    ['429, which asks to wait', { kind: 'answer', status: 429, headers: { 'Retry-After': '1' } }],
    ['500', { kind: 'answer', status: 500 }],
    ['502', { kind: 'answer', status: 502 }],
    ['503', { kind: 'answer', status: 503 }],
    ['504', { kind: 'answer', status: 504 }],
    ['a lost connection', { kind: 'drop' }],
    ['a lost answer', { kind: 'drop-after' }],
    ['502 although it was stored', { kind: 'answer-after', status: 502 }],
    ['three seconds of nothing', { kind: 'delay', ms: 3000 }],
    ['403, as to an expired token', { kind: 'answer', status: 403 }],
  ] as const)('a message meets %s: it is there once', async (_what, deed) => {
    await enter();
    const fault = line.fail(POST, deed, 1);
    await chat.send('my backup is stuck');
    await chat.send('on wifi');
    await agreed('my backup is stuck', 'on wifi');
    expect(fault.met()).toBe(1);
  });

  test.each([400, 413])('a message is refused with %i: it is said at once, and "Retry" sends the same one', async (status) => {
    await enter();
    const fault = line.fail(POST, { kind: 'answer', status });
    await chat.send('my backup is stuck');
    const retry = chat.page.getByRole('button', { name: 'Retry' });
    await retry.waitFor();
    fault.end();
    await retry.click();
    await agreed('my backup is stuck');
  });

  test('a message that was stored and refused all the same is not doubled by "Retry"', async () => {
    await enter();
    // Nobody knows of the socket's end, so the echo does not come by itself.
    line.freezeSockets();
    line.fail(POST, { kind: 'answer-after', status: 400 }, 1);
    await chat.send('my backup is stuck');
    await chat.page.getByRole('button', { name: 'Retry' }).click();
    await agreed('my backup is stuck');
  });

  test.each([
    ['403', { kind: 'answer', status: 403 }],
    ['429', { kind: 'answer', status: 429, headers: { 'Retry-After': '1' } }],
    ['500', { kind: 'answer', status: 500 }],
    ['a lost connection', { kind: 'drop' }],
  ] as const)('the way back meets %s: it comes back all the same', async (_what, deed) => {
    await enter();
    const fault = line.fail(RECONNECT, deed, deed.kind === 'answer' && deed.status === 403 ? 1 : 2);
    line.killSockets();
    await chat.send('my backup is stuck');
    await agreed('my backup is stuck');
    await until(() => line.sockets() > 0);
    expect(fault.met()).toBeGreaterThan(0);
  });

  test.each([404, 410])('%i, the conversation is gone for good: nothing more can be written, and a new one begins', async (status) => {
    await enter();
    await chat.send('my backup is stuck');
    await agreed('my backup is stuck');
    const fault = line.fail(/\/v3\/directline\/conversations\//, { kind: 'answer', status });
    line.killSockets();
    await chat.page.getByText('This conversation cannot be reached any more.').waitFor();
    await chat.page.getByRole('textbox').waitFor({ state: 'detached' });
    fault.end();
    await chat.page.getByRole('button', { name: 'Start a new conversation' }).click();
    await chat.page.getByText('my backup is stuck').first().waitFor({ state: 'detached' });
    await chat.send('restore fails');
    await agreed('restore fails');
  });

  test.each([
    ['the token with 503', /^POST \/embed\/token/, { kind: 'answer', status: 503 }],
    ['the token with 429', /^POST \/embed\/token/, { kind: 'answer', status: 429, headers: { 'Retry-After': '1' } }],
    ['the start with 500', /^POST \/v3\/directline\/conversations$/, { kind: 'answer', status: 500 }],
    ['the start with silence', /^POST \/v3\/directline\/conversations$/, { kind: 'drop-after' }],
  ] as const)('the beginning meets %s: it begins all the same, and what was already written is not lost', async (_what, on, deed) => {
    const fault = line.fail(on, deed, 2);
    chat = await openWebChat(browser, line.origin);
    await chat.send('my backup is stuck');
    await agreed('my backup is stuck');
    expect(fault.met()).toBe(2);
  });

  test('the token expired while everything slept', async () => {
    await enter();
    await chat.send('my backup is stuck');
    await agreed('my backup is stuck');
    await hold(await expired((await session()).token), Date.now());
    await chat.page.reload();
    await chat.send('on wifi');
    await agreed('my backup is stuck', 'on wifi');
  });

  test('half an hour passes in which the page sleeps with its socket', async () => {
    await enter();
    const before = await session();
    line.freezeSockets();
    await chat.page.evaluate(() => {
      const now = Date.now;
      Date.now = () => now() + 45 * 60_000;
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await chat.send('my backup is stuck');
    await agreed('my backup is stuck');
    await until(async () => (await session()).token !== before.token);
    expect((await session()).conversation).toBe(before.conversation);
  });

  async function hold(token: string, given: number): Promise<void> {
    const kept = { ...(await session()), token, given };
    await chat.page.evaluate(([key, value]) => localStorage.setItem(key, value), [SESSION, JSON.stringify(kept)] as const);
  }

  /** The same token as the server would have signed it an hour ago. */
  async function expired(token: string): Promise<string> {
    const { iat = 0, exp = 0, ...claims } = decodeJwt(token);
    const { alg, kid, typ } = decodeProtectedHeader(token);
    const old = new SignJWT({ ...claims, iat: iat - 3600, exp: exp - 3600 });
    return old.setProtectedHeader({ alg: alg ?? '', kid: kid ?? '', typ: typ ?? '' }).sign(KEY);
  }
});

/** Spaces and line breaks as the browser shows them. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
