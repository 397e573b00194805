import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { freePort } from '../../bench/load/http.ts';
import { call } from '../bot/line-client.ts';
import { openBrowser } from '../e2e/browser.ts';
import { newDataFolder, type ServerProcess, startServer } from '../e2e/server-process.ts';
import { until } from '../until.ts';
import { inTab, inWebChat, openWebChat, type WebChatPage } from './web-chat-page.ts';

/** One red point. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');

inWebChat('Web Chat on the real server', () => {
  const data = newDataFolder();
  let server: ServerProcess;
  let browser: Browser;
  let ann: WebChatPage;

  beforeAll(async () => {
    // A port that stays free while the server is away.
    [server, browser] = await Promise.all([startServer(data.path, { PORT: String(await freePort()) }), openBrowser()]);
    await server.ready;
  });

  afterAll(async () => {
    await browser.close();
    await server.stop('SIGKILL');
    data.remove();
  });

  /** Says or presses something, and waits until it is answered. */
  async function ask(chat: WebChatPage, text: string): Promise<string> {
    const before = (await chat.texts()).length;
    const button = chat.button(text);
    if ((await button.count()) > 0) await button.click();
    else await chat.send(text);
    await chat.until(before + 2);
    await chat.settled();
    // What is said in several messages comes in several, and a message of several lines in several paragraphs.
    await until(async () => (await chat.messages()) === (await kept(chat)));
    return (await chat.texts()).slice(before + 1).join('\n');
  }

  /** Messages of the conversation that the server has. */
  async function kept({ page }: WebChatPage): Promise<number> {
    const { conversation, token } = await page.evaluate(() => JSON.parse(localStorage.getItem('keepsake:default:conversation') ?? '{}'));
    const { body } = await call(server.url, 'GET', `/v3/directline/conversations/${conversation}/activities`, { token });
    return (body.activities as readonly unknown[]).length;
  }

  test('a whole conversation: asked, led through a fix, solved, rated', async () => {
    ann = await openWebChat(browser, server.url);
    await ann.until(1);
    expect(await ask(ann, 'hey my ipone says error 9 when i updte it on my windows laptop')).toContain('screen show');
    await ann.picture('desktop');
    expect(await ask(ann, 'the cable screen')).toContain('up to date');
    expect(await ask(ann, 'its all up to date')).toContain('cable');
    expect(await ask(ann, 'Good cable, straight in')).toMatch(/1\. .*\n2\. /);
    expect(await ask(ann, 'yes worked!! thank you')).toMatch(/good news/);
    expect(await ask(ann, '5 ★')).toMatch(/\w/);
    expect(ann.complaints).toEqual([]);
  });

  test('secrets are shown as the server keeps them, and markup as text', async () => {
    await ask(ann, '<img src=x onerror="document.title=1"> my password is Zebra-Quilt-77');
    const [mine] = (await ann.own()).slice(-1);
    expect(mine).toContain('<img src=x');
    expect(mine).not.toContain('Zebra');
    expect(await ann.page.title()).not.toBe('1');
  });

  test('a picture is sent, drawn anew by the server, and shown; what may not be sent is refused', async () => {
    // Web Chat reads a file before it goes with the next message, and ticks its clip when it has.
    const attach = async (file: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }) => {
      await ann.page.locator('input[type="file"]').setInputFiles(file);
      await ann.page.locator('.webchat__attachment-icon--checked').waitFor();
    };
    await attach({ name: 'screen.png', mimeType: 'image/png', buffer: PNG });
    await ann.send('this is what I see');
    await ann.shows('this is what I see');
    await ann.settled();
    const shown = ann.page.locator('.webchat__bubble--from-user img').last();
    await shown.waitFor();
    expect(await shown.evaluate((image: HTMLImageElement) => [image.complete, image.naturalWidth])).toEqual([true, 1]);
    await ann.picture('upload');
    await attach({ name: 'run.html', mimeType: 'text/html', buffer: Buffer.from('<script>1</script>') });
    await ann.send('and this');
    await ann.page.getByRole('button', { name: 'Retry' }).waitFor();
    await ann.page.reload();
    await ann.shows('this is what I see');
    expect(await ann.page.getByText('and this').count()).toBe(0);
    await ann.page.locator('.webchat__bubble--from-user img').last().waitFor();
    expect(ann.complaints).toEqual([]);
  });

  test('a reload comes back to the same conversation, a second tab joins it', async () => {
    const before = await ann.texts();
    await ann.page.reload();
    await ann.until(before.length);
    expect(await ann.texts()).toEqual(before);
    const tab = await inTab(ann.context, server.url);
    await tab.until(before.length);
    await ask(tab, 'my backup is stuck');
    await ann.until((await tab.texts()).length);
    expect(await ann.texts()).toEqual(await tab.texts());
    expect(tab.complaints).toEqual([]);
    await tab.page.close();
  });

  test('the server restarts, and the conversation goes on', async () => {
    const before = await ann.texts();
    await server.stop('SIGKILL');
    await ann.send('are you there?');
    await ann.page.getByText('The connection is lost').waitFor();
    server = await startServer(data.path, { PORT: String(server.port) });
    await ann.until(before.length + 2);
    await ann.settled();
    const after = await ann.texts();
    expect(after.slice(0, before.length + 1)).toEqual([...before, 'are you there?']);
    await ann.page.getByText('The connection is lost').waitFor({ state: 'hidden' });
  });

  test('"start over" begins anew', async () => {
    await ann.page.getByRole('button', { name: 'Start over' }).click();
    await ann.page.getByText('are you there?').waitFor({ state: 'detached' });
    await ann.until(1);
    expect((await ann.texts()).length).toBe(1);
    await ask(ann, 'restore fails');
    expect(ann.complaints).toEqual([]);
  });

  test.each([
    ['phone', { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true }],
    ['dark', { viewport: { width: 1000, height: 760 }, colorScheme: 'dark' }],
  ] as const)('%s', async (name, options) => {
    const chat = await openWebChat(browser, server.url, options);
    await chat.until(1);
    await ask(chat, 'my backup fails with error 4013');
    await chat.picture(name);
    expect(await chat.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(chat.complaints).toEqual([]);
    await chat.context.close();
  });
});
