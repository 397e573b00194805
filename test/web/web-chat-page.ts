import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '@jest/globals';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { complaintsOf } from '../e2e/browser.ts';
import { inBrowser } from './browser.ts';
import { FETCHED } from './built-pages.ts';

/** Pictures of how it looked, for whoever wants to see; nothing reads them. */
const PICTURES = join(process.cwd(), 'dist/test');

/** Declares tests that need a browser and Web Chat. Without them they are reported as not run; that CI does not accept. */
export function inWebChat(name: string, declare: () => void): void {
  if (existsSync(FETCHED)) inBrowser(name, declare);
  else if (process.env.CI === 'true') throw new Error('no Web Chat: in CI its tests must run; "npm run webchat" fetches it');
  else test(`${name}: NOT RUN, "npm run webchat" was not run`, () => undefined);
}

/** Microsoft's Web Chat in a browser, as its user sees it. */
export type WebChatPage = {
  readonly page: Page;
  /** What the browser complained of, lost connections left out: those are what the tests are about. */
  readonly complaints: readonly string[];
  /** How many messages it shows. */
  readonly messages: () => Promise<number>;
  /** Texts of the bubbles, from the oldest on; each line of a message by itself. */
  readonly texts: () => Promise<readonly string[]>;
  /** Texts of the person's own bubbles. */
  readonly own: () => Promise<readonly string[]>;
  /** Writes and sends, and does not wait for anything. */
  readonly send: (text: string) => Promise<void>;
  /** The button that is offered under this name; of the last message only. */
  readonly button: (name: string) => Locator;
  /** Waits for so many bubbles. */
  readonly until: (count: number) => Promise<void>;
  /** Waits for a bubble, or anything else in the page, with this text. */
  readonly shows: (text: string | RegExp) => Promise<void>;
  /** Waits until nothing is on its way. */
  readonly settled: () => Promise<void>;
  readonly picture: (name: string) => Promise<void>;
  readonly context: BrowserContext;
};

const BUBBLES = '.webchat__basic-transcript .webchat__bubble .webchat__text-content';

/** Opens the page of this server, in a browser of nobody. */
export async function openWebChat(browser: Browser, origin: string, options: BrowserContextOptions = {}): Promise<WebChatPage> {
  return inTab(await browser.newContext({ locale: 'en-GB', ...options }), origin);
}

/** Another tab of the same browser. */
export async function inTab(context: BrowserContext, origin: string): Promise<WebChatPage> {
  const page = await context.newPage();
  const complaints: string[] = [];
  complaintsOf(page, LOST, complaints);
  page.on('request', (request) => strange(request.url(), origin) && complaints.push(`asked ${request.url()}`));
  await page.goto(`${origin}/webchat`);
  const field = page.getByRole('textbox', { name: 'Message input box' });
  await field.waitFor();
  return {
    page,
    context,
    complaints,
    messages: () => page.locator('.webchat__basic-transcript__activity').count(),
    texts: () => page.locator(BUBBLES).allInnerTexts(),
    own: () => page.locator(`.webchat__bubble--from-user .webchat__text-content`).allInnerTexts(),
    send: async (text) => {
      await field.fill(text);
      await field.press('Enter');
    },
    button: (name) => page.getByRole('toolbar', { name: 'Suggested actions' }).getByRole('button', { name, exact: true }),
    until: async (count) => page.locator(`${BUBBLES} >> nth=${count - 1}`).waitFor({ state: 'attached' }),
    shows: async (text) => page.getByText(text).last().waitFor({ state: 'attached' }),
    settled: async () => page.locator('.webchat__activity-status--sending').first().waitFor({ state: 'detached' }),
    picture: async (name) => {
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: join(PICTURES, `webchat-${name}.png`) });
    },
  };
}

/** How a browser tells that a connection was lost or refused, and Web Chat that a message failed. */
const LOST = /ERR_|WebSocket connection|status of (?:4|5)\d\d|Failed to post activity/;

function strange(url: string, origin: string): boolean {
  return !url.startsWith(`${origin}/`) && !url.startsWith(`blob:${origin}/`) && !url.startsWith('data:');
}
