/** The chat on the real server, over a line that fails as a test says. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { freePort } from '../../bench/load/http.ts';
import type { Said } from '../../bot/store/store.ts';
import { type TestServer, testServer } from '../bot/line-house.ts';
import { inBrowser } from './browser.ts';
import { type FaultyLine, startFaultyLine } from './faults.ts';
import { inPages } from './in-pages.ts';
import { PICTURE } from './scripted-server.ts';
import { say } from './stage.ts';

const LOOSE = { KEEPSAKE_MESSAGES_PER_10S: '10000', KEEPSAKE_MESSAGES_PER_MINUTE: '10000' };
const POST = /^POST .*\/activities$/;
const numbered = (count: number): string[] => Array.from({ length: count }, (_, i) => `line ${i + 1}`);

inBrowser('the chat on a bad line', () => {
  const browsing = inPages();
  let folder: string;
  let server: TestServer;
  let line: FaultyLine;
  let context: BrowserContext;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'keepsake-real-line-'));
    // A port that stays free while the server is away.
    server = await testServer({ ...LOOSE, PORT: String(await freePort()) }, { folder, pages: browsing.pages.folder });
    line = await startFaultyLine(server.url);
    context = await browsing.browser.newContext({ viewport: { width: 900, height: 700 }, reducedMotion: 'reduce' });
  });
  afterEach(async () => {
    await context.close();
    await line.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function visit(ready = true): Promise<Page> {
    const page = await context.newPage();
    await page.goto(line.origin);
    if (ready) await page.waitForSelector('.message.bot:not(.typing)');
    return page;
  }

  const own = (page: Page): Promise<string[]> => page.locator('.message.user .text').allTextContents();
  const byAgents = (page: Page): Promise<string[]> => page.locator('.message.agent .text').allTextContents();
  const settled = (page: Page): Promise<unknown> =>
    page.waitForFunction(() => document.querySelector('.message.user .state, .message.typing') === null);
  const conversationOf = (page: Page): Promise<string> =>
    page.evaluate(() => JSON.parse(localStorage.getItem('keepsake:default:conversation') ?? '{}').conversation);

  async function agentSays(page: Page, ...texts: readonly string[]): Promise<void> {
    const conversation = await conversationOf(page);
    for (const text of texts) {
      const said: Said = { from: 'agent', agent: { id: '7', name: 'Maria' }, text };
      await server.desk(conversation, text, [said]);
    }
  }

  test('sockets that die in a burst of 20 lose nothing, double nothing and keep the order', async () => {
    const page = await visit();
    const conversation = await conversationOf(page);
    for (const [i, text] of numbered(20).entries()) {
      await server.desk(conversation, text, [{ from: 'agent', agent: { id: '7', name: 'Maria' }, text }]);
      if (i % 6 === 4) line.killSockets();
    }
    await page.waitForSelector('text=line 20');
    expect(await byAgents(page)).toEqual(numbered(20));
  });

  test('what is written while sockets die, answers get lost and calls fail is there once, in order', async () => {
    const page = await visit();
    line.fail(POST, { kind: 'drop-after' }, 2);
    line.fail(POST, { kind: 'answer', status: 503 }, 2);
    line.fail(POST, { kind: 'answer-after', status: 502 }, 2);
    for (const [i, text] of numbered(10).entries()) {
      await say(page, text);
      if (i % 3 === 1) line.killSockets();
    }
    await settled(page);
    expect(await own(page)).toEqual(numbered(10));
    await page.locator('.message.bot:not(.typing) >> nth=10').waitFor();
    await settled(page);
    expect(await page.locator('.message.bot').count()).toBe(11);
  });

  test('the server goes and comes back in the middle of the conversation', async () => {
    const page = await visit();
    await say(page, 'before');
    await settled(page);
    const { port } = new URL(server.url);
    await server.close();
    await say(page, 'meanwhile');
    await page.waitForSelector('text=The connection is lost. Trying again…');
    server = await testServer({ ...LOOSE, PORT: port }, { folder, pages: browsing.pages.folder });
    await settled(page);
    await page.waitForSelector('#status', { state: 'hidden' });
    await agentSays(page, 'line 1');
    await page.waitForSelector('text=line 1');
    expect(await own(page)).toEqual(['before', 'meanwhile']);
  });

  test('two tabs are one conversation, also when one of them starts over', async () => {
    const [one, two] = [await visit(), await visit()];
    await say(one, 'from one');
    await two.waitForSelector('.user >> text=from one');
    await say(two, 'from two');
    await one.waitForSelector('.user >> text=from two');
    expect(await own(one)).toEqual(await own(two));
    await one.click('#menu');
    await one.click('text=Start over');
    await one.click('text=Start anew');
    await two.waitForFunction(() => document.querySelectorAll('.message.user').length === 0);
    await say(one, 'anew');
    await two.waitForSelector('.user >> text=anew');
    expect(await conversationOf(one)).toBe(await conversationOf(two));
  });

  test('a page that slept until its token had expired goes on where it was', async () => {
    const page = await visit();
    await say(page, 'before the night');
    await settled(page);
    await page.clock.install();
    line.freezeSockets();
    await page.clock.fastForward('10:00:00');
    await say(page, 'in the morning');
    await page.clock.runFor(5000);
    await page.waitForSelector('.bot >> text=in the morning');
    expect(await own(page)).toEqual(['before the night', 'in the morning']);
  });

  test('a token that the server no longer takes is changed for one of the same conversation', async () => {
    const page = await visit();
    const before = await conversationOf(page);
    line.fail(POST, { kind: 'answer', status: 403 }, 1);
    await say(page, 'hello');
    await settled(page);
    expect(await own(page)).toEqual(['hello']);
    expect(await conversationOf(page)).toBe(before);
  });

  test.each([
    ['dropped', { kind: 'drop' }],
    ['refused', { kind: 'answer', status: 503 }],
  ] as const)('where sockets are %s, answers come by asking, whatever one of the calls does', async (_how, deed) => {
    line.fail(/^UPGRADE/, deed);
    line.fail(/^GET .*\/activities/, { kind: 'answer', status: 500 }, 1);
    const page = await visit();
    await say(page, 'by asking');
    await page.waitForSelector('.bot >> text=by asking');
    await agentSays(page, 'line 1');
    await page.waitForSelector('text=line 1');
    expect(await page.locator('#status').isVisible()).toBe(false);
  });

  test('who has to wait to be let in is told how long, and is then let in', async () => {
    const limit = line.fail(/embed\/token/, { kind: 'answer', status: 429, headers: { 'Retry-After': '40' } }, 1);
    const page = await visit(false);
    await page.waitForSelector('text=You are let in in about 40 seconds; you need not do anything.');
    expect(limit.met()).toBe(1);
    await say(page, 'written while waiting');
    await page.clock.install();
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.waitForSelector('.bot >> text=written while waiting');
    await page.waitForSelector('#status', { state: 'hidden' });
  });

  test('answers that take long are waited for; the message is not sent twice', async () => {
    const page = await visit();
    const slow = line.fail(POST, { kind: 'hold' }, 1);
    await say(page, 'slow');
    await page.waitForSelector('text=Sending…');
    slow.end();
    await settled(page);
    expect(await own(page)).toEqual(['slow']);
  });

  test('what could not be sent is kept over a reload, and sent once', async () => {
    const page = await visit();
    const broken = line.fail(POST, { kind: 'drop' });
    await say(page, 'first');
    await say(page, 'second');
    await page.waitForSelector('.state >> nth=1', { state: 'attached' });
    await page.reload();
    await page.waitForSelector('.user >> text=second');
    broken.end();
    await settled(page);
    expect(await own(page)).toEqual(['first', 'second']);
    await page.reload();
    await page.waitForSelector('.user >> text=second');
    expect(await own(page)).toEqual(['first', 'second']);
    expect(await page.evaluate(() => localStorage.getItem('keepsake:default:unsent'))).toBe('[]');
  });

  test('a picture goes with its message once, whatever the line does, and comes back from the server', async () => {
    const page = await visit();
    line.fail(/^POST .*\/upload/, { kind: 'drop-after' }, 1);
    await page.setInputFiles('#files', { name: 'screen.png', mimeType: 'image/png', buffer: PICTURE });
    await say(page, 'look at this');
    await settled(page);
    const picture = page.locator('.user .picture img');
    await picture.waitFor();
    const shown = (one: HTMLImageElement): readonly unknown[] => [new URL(one.src).pathname.startsWith('/files/'), one.naturalWidth];
    // Until the server's is there, it is the one that was chosen.
    await page.waitForFunction(() => [...document.images].every((one) => one.complete && !one.src.startsWith('blob:')));
    expect(await picture.evaluate(shown)).toEqual([true, 1]);
    await page.reload();
    await picture.waitFor();
    expect(await own(page)).toEqual(['look at this']);
    expect(await picture.count()).toBe(1);
  });

  test('a file that is not what its name says is refused in words, and the conversation goes on', async () => {
    const page = await visit();
    await page.setInputFiles('#files', { name: 'fake.png', mimeType: 'image/png', buffer: Buffer.from('<svg onload=alert(1)>') });
    await page.click('#send-it');
    await page.waitForSelector('text=Not sent: the server takes no such file.');
    await say(page, 'never mind');
    await page.waitForSelector('.bot >> text=never mind');
  });

  test('who helps and what becomes of it, from the log of the server', async () => {
    const page = await visit();
    const agent = { id: '7', name: 'Maria López' };
    await server.desk(await conversationOf(page), 'k', [
      { from: 'notice', notice: { kind: 'joined', text: 'Maria López joined.', agent, state: 'accepted' } },
      { from: 'agent', agent, text: 'Hello <b>you</b>' },
      { from: 'notice', notice: { kind: 'ended', text: 'Maria López left.', agent, state: 'completed' } },
    ]);
    await page.waitForSelector('text=Maria López left.');
    expect(await page.locator('#log .aside, #log .agent .bubble').allTextContents()).toEqual([
      'Maria López joined.',
      'Maria López: Hello <b>you</b>',
      'Maria López left.',
    ]);
    expect(await page.locator('#log .agent .bubble b').count()).toBe(0);
  });
});
