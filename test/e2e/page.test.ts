import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { inBrowser } from '../web/browser.ts';
import { openBrowser } from './browser.ts';
import { newDataFolder, type ServerProcess, startServer } from './server-process.ts';

// A real browser and a real server take what they take on a busy machine.
jest.setTimeout(120_000);

inBrowser('the page on the real server', () => {
  const data = newDataFolder();
  let server: ServerProcess;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(data.path), openBrowser()]);
    context = await browser.newContext();
    page = await context.newPage();
    // The browser itself reports lost connections; anything else is ours.
    page.on(
      'console',
      (message) =>
        message.type() === 'error' && !/ERR_CONNECTION|WebSocket connection/.test(message.text()) && complaints.push(message.text()),
    );
    page.on('pageerror', (error) => complaints.push(error.message));
  });

  afterAll(async () => {
    await browser.close();
    await server.stop('SIGKILL');
    data.remove();
  });

  async function say(text: string): Promise<void> {
    const said = (await bubbles()).length;
    await page.getByRole('textbox', { name: 'Your message' }).fill(text);
    await page.keyboard.press('Enter');
    await answered(said);
  }

  /** Waits until what was sent is delivered and the last word is the bot's. */
  async function answered(before: number): Promise<void> {
    await page.locator(`#log .message:not(.typing) >> nth=${before + 1}`).waitFor();
    await page.locator('#log .message.typing').waitFor({ state: 'detached' });
    await page.locator('#log .state.waiting').waitFor({ state: 'detached' });
    await page.locator('#log .message.bot >> nth=-1').waitFor();
  }

  function bubbles(): Promise<readonly string[]> {
    return page.locator('#log .message:not(.typing) .bubble').allInnerTexts();
  }

  test('greets, and answers what is written', async () => {
    await page.goto(server.url);
    await page.locator('#log .message.bot:not(.typing)').first().waitFor();
    await say('my backup fails with error 4013');
    const [greeting, mine, ...replies] = await bubbles();
    expect(greeting).toMatch(/\w/);
    expect(mine).toContain('my backup fails with error 4013');
    expect(replies.join()).toContain('4013');
  });

  test('takes a pressed button', async () => {
    const before = (await bubbles()).length;
    const button = page.locator('#log button.choice:not([aria-disabled="true"])').first();
    const label = (await button.textContent())?.trim();
    await button.click();
    await answered(before);
    expect((await bubbles())[before]).toContain(label);
  });

  test('shows what was written as text, never as markup, and hides secrets', async () => {
    await say('<img src=x onerror="document.title=1"> my password is Zebra-Quilt-77');
    expect(await page.locator('#log img').count()).toBe(0);
    expect(await page.title()).not.toBe('1');
    expect((await bubbles()).join()).not.toContain('Zebra');
  });

  test('is where it was after a reload, and after a restart of the server', async () => {
    const before = await bubbles();
    await page.reload();
    await page.locator(`#log .message:not(.typing) >> nth=${before.length - 1}`).waitFor();
    expect(await bubbles()).toEqual(before);
    await server.stop('SIGKILL');
    server = await startServer(data.path, { PORT: String(server.port) });
    await say('are you still there?');
    expect((await bubbles()).slice(0, before.length)).toEqual(before);
  });

  test('had nothing to complain of', () => {
    expect(complaints).toEqual([]);
  });
});
