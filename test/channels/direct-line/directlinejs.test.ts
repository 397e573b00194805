/** Microsoft's own client, as a page of another origin loads it, against this server: what it calls, and how it takes the answers. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { call } from '../../bot/line-client.ts';
import { type TestServer, testServer } from '../../bot/line-house.ts';
import { openBrowser } from '../../e2e/browser.ts';
import { inBrowser } from '../../web/browser.ts';
import { png } from './pictures.ts';

const SECRET = 'a-secret-of-more-than-thirty-two-characters';
const LOOSE = { KEEPSAKE_MESSAGES_PER_10S: '10000', KEEPSAKE_MESSAGES_PER_MINUTE: '10000', DIRECTLINE_SECRET: SECRET };
const CLIENT = require.resolve('botframework-directlinejs/dist/directline.js');

/** What runs in the page: the client, and all that it tells. Written as text, for it is compiled for nobody else. */
const PAGE = `<!doctype html><meta charset="utf-8"><script src="/client.js"></script><script>
  const seen = { activities: [], statuses: [], posted: [], errors: [] };
  let line;
  function begin(options) {
    line = new DirectLine.DirectLine(options);
    line.connectionStatus$.subscribe((status) => seen.statuses.push(status));
    line.activity$.subscribe((activity) => seen.activities.push(activity), (error) => seen.errors.push(String(error)));
  }
  function post(activity) {
    return new Promise((resolve) => line.postActivity(activity).subscribe(
      (id) => { seen.posted.push(id); resolve(id); },
      (error) => resolve('refused ' + error.status)));
  }
  const RealSocket = WebSocket;
  const sockets = [];
  WebSocket = function (...args) { const socket = new RealSocket(...args); sockets.push(socket); return socket; };
  Object.assign(WebSocket, RealSocket);
</script>`;

type Activity = {
  readonly id: string;
  readonly type: string;
  readonly text?: string;
  readonly from: { id: string; role: string };
  readonly [field: string]: unknown;
};
type SeenInPage = {
  readonly activities: readonly Activity[];
  readonly statuses: readonly number[];
  readonly posted: readonly string[];
  readonly errors: readonly string[];
};

inBrowser('directlinejs', () => {
  let browser: Browser;
  let pages: Server;
  let elsewhere: string;
  let server: TestServer;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    const client = readFileSync(CLIENT);
    pages = createServer((request, response) => {
      response.setHeader('Content-Type', request.url === '/client.js' ? 'text/javascript' : 'text/html');
      response.end(request.url === '/client.js' ? client : PAGE);
    });
    await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
    elsewhere = `http://localhost:${(pages.address() as AddressInfo).port}`;
    server = await testServer(LOOSE);
  });
  afterAll(async () => {
    await browser.close();
    pages.close();
    await server.close();
  });
  beforeEach(async () => {
    page = await browser.newPage();
    await page.goto(elsewhere);
  });
  afterEach(() => page.close());

  const seen = (): Promise<SeenInPage> => page.evaluate('seen');
  const texts = async (): Promise<readonly string[]> =>
    (await seen()).activities.flatMap(({ text }) => (text ?? '').split('\n').slice(0, 1));
  const until = (what: string): Promise<unknown> => page.waitForFunction(what);
  const post = (activity: object): Promise<string> => page.evaluate(`post(${JSON.stringify(activity)})`);
  const say = (text: string, key = text): Promise<string> =>
    post({ type: 'message', text, from: { id: 'me' }, channelData: { clientActivityID: key } });

  async function begin(options: object = {}, user?: object): Promise<string> {
    const made = await call(server.url, 'POST', '/v3/directline/tokens/generate', {
      token: SECRET,
      body: { user, trustedOrigins: [elsewhere] },
    });
    await page.evaluate(`begin(${JSON.stringify({ domain: `${server.url}/v3/directline`, token: made.body.token, ...options })})`);
    await until('seen.statuses.includes(2)');
    return String(made.body.conversationId);
  }

  for (const webSocket of [true, false]) {
    const how = webSocket ? 'by socket' : 'by asking';
    const options = { webSocket, pollingInterval: 200 };

    test(`${how}: a conversation, each message once, with its echo and the id that was promised`, async () => {
      await begin(options);
      const ids = [await say('one'), await say('two')];
      await until('seen.activities.length >= 5');
      expect(await texts()).toEqual(['welcome', 'one', '1: one', 'two', '2: two']);
      const { activities, statuses } = await seen();
      expect(activities.filter(({ from }) => from.role === 'user').map(({ id }) => id)).toEqual(ids);
      expect(statuses).toEqual([0, 1, 2]);
    });

    test(`${how}: who somebody is comes from the token, whoever they say they are`, async () => {
      await begin(options, { id: 'ann' });
      await post({ type: 'message', text: 'x', from: { id: 'eve', role: 'bot' } });
      await until('seen.activities.length >= 3');
      expect((await seen()).activities[1]?.from).toEqual({ id: 'ann', role: 'user' });
    });

    test(`${how}: a file arrives, and the page may read it back`, async () => {
      await begin(options);
      const file = `data:image/png;base64,${png(4, 3).toString('base64')}`;
      const id = await post({
        type: 'message',
        text: 'look',
        from: { id: 'me' },
        attachments: [{ contentType: 'image/png', contentUrl: file, name: 'shot.png', thumbnailUrl: file }],
      });
      await until('seen.activities.length >= 3');
      const echo = (await seen()).activities[1];
      expect(echo?.id).toBe(id);
      const [shown] = (echo?.attachments ?? []) as readonly { contentUrl: string; name: string }[];
      expect(shown?.name).toBe('shot.png');
      const size = await page.evaluate(
        `fetch(${JSON.stringify(shown?.contentUrl)}).then((r) => r.blob()).then(createImageBitmap).then((b) => [b.width, b.height])`,
      );
      expect(size).toEqual([4, 3]);
    });

    test(`${how}: coming back with a token and the name of the conversation shows what was said`, async () => {
      const conversationId = await begin(options);
      await say('one');
      await until('seen.activities.length >= 3');
      const token = await page.evaluate('line.token');
      await page.goto(elsewhere);
      await page.evaluate(`begin(${JSON.stringify({ ...options, domain: `${server.url}/v3/directline`, token, conversationId })})`);
      await until('seen.activities.length >= 3');
      expect(await texts()).toEqual(['welcome', 'one', '1: one']);
      await say('two');
      await until('seen.activities.length >= 5');
      expect((await seen()).errors).toEqual([]);
    });
  }

  test('a socket that is killed in a burst of twenty: nothing lost, nothing doubled, order kept', async () => {
    await begin();
    const all = page.evaluate(
      'Promise.all(Array.from({ length: 20 }, (_, i) => post({ type: "message", text: "m" + i, from: { id: "me" }, channelData: { clientActivityID: "k" + i } })))',
    );
    await until('seen.activities.length >= 8');
    await page.evaluate('sockets.forEach((socket) => socket.close())');
    await all;
    await until('seen.activities.length >= 41');
    const ids = (await seen()).activities.map(({ id }) => Number(id.split('|')[1]));
    expect(ids).toEqual(Array.from({ length: 41 }, (_, i) => i + 1));
  });

  test('a delivery that comes again is the same message', async () => {
    await begin();
    expect(await say('one', 'k')).toBe(await say('one', 'k'));
    await until('seen.activities.length >= 3');
    await say('two');
    await until('seen.activities.length >= 5');
    expect(await texts()).toEqual(['welcome', 'one', '1: one', 'two', '2: two']);
  });

  test('somebody who types is taken, an end that a client declares ends nothing', async () => {
    await begin();
    expect(await post({ type: 'typing', from: { id: 'me' } })).toContain('|');
    expect(await post({ type: 'endOfConversation', from: { id: 'me' } })).toContain('|');
    await say('one');
    await until('seen.activities.length >= 3');
    expect((await seen()).statuses).toEqual([0, 1, 2]);
  });

  test('buttons and their parts arrive as clients know them', async () => {
    await begin();
    await say('one');
    await until('seen.activities.length >= 3');
    const reply = (await seen()).activities[2];
    expect(reply?.suggestedActions).toMatchObject({
      actions: [{ type: 'messageBack', title: 'Yes', value: { pick: 'test:a=yes' } }, { title: 'No' }],
    });
    await post({ type: 'message', text: 'Yes', value: { pick: 'test:a=yes' }, from: { id: 'me' } });
    await until('seen.activities.length >= 5');
    expect((await texts()).at(-1)).toBe('2: test:a=yes');
  });

  test('the token is refreshed, and the session asked for, without a word of trouble', async () => {
    await begin();
    const fresh = await page.evaluate(
      'new Promise((resolve) => line.refreshToken().subscribe(resolve, (error) => resolve("refused " + error.status)))',
    );
    expect(String(fresh)).toMatch(/^ey/);
    expect(
      await page.evaluate(
        'new Promise((resolve) => line.getSessionId().subscribe(resolve, (error) => resolve("refused " + error.status)))',
      ),
    ).toBe('');
  });

  test('a token for other pages opens nothing here', async () => {
    const made = await call(server.url, 'POST', '/v3/directline/tokens/generate', {
      token: SECRET,
      body: { trustedOrigins: ['https://shop.example'] },
    });
    await page.evaluate(`begin(${JSON.stringify({ domain: `${server.url}/v3/directline`, token: made.body.token })})`);
    await until('seen.statuses.includes(4)');
    expect((await seen()).activities).toEqual([]);
  });

  test('the secret opens nothing in a page', async () => {
    await page.evaluate(`begin(${JSON.stringify({ domain: `${server.url}/v3/directline`, secret: SECRET })})`);
    await until('seen.statuses.includes(4)');
  });
});
