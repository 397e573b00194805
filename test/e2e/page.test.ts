import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { freePort } from '../../bench/load/http.ts';
import { call } from '../bot/line-client.ts';
import { until } from '../until.ts';
import { inBrowser } from '../web/browser.ts';
import { complaintsOf, openBrowser } from './browser.ts';
import { newDataFolder, type ServerProcess, startServer } from './server-process.ts';

inBrowser('the page on the real server', () => {
  const data = newDataFolder();
  let server: ServerProcess;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    // A port that stays free while the server is away.
    [server, browser] = await Promise.all([startServer(data.path, { PORT: String(await freePort()) }), openBrowser()]);
    context = await browser.newContext();
    page = await context.newPage();
    // The browser itself reports lost connections; anything else is ours.
    complaintsOf(page, /ERR_CONNECTION|WebSocket connection/, complaints);
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
    // What is said in several messages comes in several.
    await until(async () => (await bubbles()).length === (await kept()));
  }

  /** Messages of the conversation that the server has. */
  async function kept(): Promise<number> {
    const { conversation, token } = await page.evaluate(() => JSON.parse(localStorage.getItem('keepsake:default:conversation') ?? '{}'));
    const { body } = await call(server.url, 'GET', `/v3/directline/conversations/${conversation}/activities`, { token });
    return (body.activities as readonly unknown[]).length;
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
    // Before it has learned, a message could wait longer than the page is patient.
    await server.ready;
    await say('are you still there?');
    expect((await bubbles()).slice(0, before.length)).toEqual(before);
  });

  test('leads by keyboard alone from what is wrong to "it worked" and a rating', async () => {
    await page.goto(server.url);
    await page.locator('#menu').press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    // The gentler choice has the focus; the other one is next.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('#log .message >> nth=1').waitFor({ state: 'detached' });
    await page.locator('#field:focus').waitFor();
    await page.keyboard.type('my iphone restore stops with error 9');
    await pressed();
    for (let turns = 0; (await worked().count()) === 0; turns++) {
      expect(turns).toBeLessThan(15);
      await reach(page.locator('#log .message.bot >> nth=-1').locator('.choice:not([aria-disabled])').first());
      await pressed();
    }
    const steps = page.getByRole('checkbox');
    await reach(steps.first());
    await page.keyboard.press('Space');
    expect(await steps.first().isChecked()).toBe(true);
    await reach(worked().last());
    await pressed();
    for (let turns = 0; (await stars().count()) === 0; turns++) {
      expect(turns).toBeLessThan(5);
      await reach(page.locator('#log .message.bot >> nth=-1').locator('.choice:not([aria-disabled])').first());
      await pressed();
    }
    await reach(stars().nth(4));
    await pressed();
    expect(await page.getByRole('button', { name: '5 stars of 5 (chosen)' }).count()).toBe(1);
  });

  const worked = (): Locator => page.locator('#log .choice:not([aria-disabled])[data-pick^="fix:"][data-pick$="=worked"]');
  const stars = (): Locator => page.locator('#log .star:not([aria-disabled])');

  /** Goes there as somebody does who has no mouse. */
  async function reach(there: Locator): Promise<void> {
    for (let steps = 0; (await there.and(page.locator(':focus')).count()) === 0; steps++) {
      expect(steps).toBeLessThan(60);
      await page.keyboard.press('Shift+Tab');
    }
  }

  async function pressed(): Promise<void> {
    const said = (await bubbles()).length;
    await page.keyboard.press('Enter');
    await answered(said);
  }

  test('had nothing to complain of', () => {
    expect(complaints).toEqual([]);
  });
});
