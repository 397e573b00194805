/** People at both ends of a handover, as they use their pages. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { until } from '../until.ts';
import { axe } from '../web/axe.ts';
import { complaintsOf } from './browser.ts';

export const PASSWORD = 'three green ladders';

/** Makes an account the way whoever runs the desk does. */
export function addAccount(data: string, login: string, name: string, role: 'agent' | 'lead'): Promise<void> {
  return deskCommand(data, ['add', login, '--name', name, '--role', role], PASSWORD);
}

/** `npm run desk` beside the server that runs on this folder; `typed` is what is entered when it asks. */
export function deskCommand(data: string, args: readonly string[], typed = ''): Promise<void> {
  const env = { ...process.env, KEEPSAKE_DATA: data, DATABASE_URL: '' };
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, ['bot/cli/desk.ts', ...args], { env }, (error) =>
      error === null ? resolve() : reject(error),
    );
    child.stdin?.end(`${typed}\n`);
  });
}

/** The browser's own words for a server that is away. */
const AWAY = /ERR_CONNECTION|ERR_EMPTY|WebSocket connection|net::|status of (?:401|409|503)/;

/** Somebody in trouble, in the chat page. */
export type Person = {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: readonly string[];
  readonly say: (text: string) => Promise<void>;
  /** Waits until all that was written is sent. Who is told that it was not, as after a server was away for long, tries again. */
  readonly insists: () => Promise<void>;
  /** Waits until this is to be read. */
  readonly reads: (text: string | RegExp) => Promise<void>;
  readonly count: (text: string) => Promise<number>;
  readonly texts: () => Promise<readonly string[]>;
};

export async function newPerson(browser: Browser, url: string): Promise<Person> {
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  const complaints = complaintsOf(page, AWAY);
  await page.goto(url);
  await page.locator('#log .message:not(.typing)').first().waitFor();
  return personOn(page, complaints);
}

/** The same person on a page that shows their conversation. */
export function personOn(page: Page, complaints: readonly string[] = complaintsOf(page, AWAY)): Person {
  return {
    page,
    context: page.context(),
    complaints,
    say: async (text) => {
      await page.getByRole('textbox').fill(text);
      await page.keyboard.press('Enter');
    },
    insists: () => insists(page),
    reads: (text) => page.locator('#log').getByText(text).first().waitFor(),
    count: (text) => page.locator('#log').getByText(text, { exact: true }).count(),
    texts: () => page.locator('#log .message .text').allInnerTexts(),
  };
}

async function insists(page: Page): Promise<void> {
  await until(async () => {
    const again = page.locator('#log').getByRole('button', { name: 'Try again' });
    if ((await again.count()) > 0) await again.first().dispatchEvent('click');
    return (await page.locator('#log .message.user .state').count()) === 0;
  });
}

/** Somebody at the desk. */
export type Helper = {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: readonly string[];
  readonly signIn: (login: string, password?: string) => Promise<void>;
  readonly waiting: () => ReturnType<Page['locator']>;
  readonly openFirst: () => Promise<void>;
  readonly take: () => Promise<void>;
  readonly write: (text: string) => Promise<void>;
  readonly reads: (text: string | RegExp) => Promise<void>;
  readonly count: (text: string) => Promise<number>;
  /** Nothing in this state keeps anybody out; and how it looks, for who wants to see. */
  readonly isFine: (state: string) => Promise<void>;
};

export async function newHelper(browser: Browser, url: string, shots: string, options: BrowserContextOptions = {}): Promise<Helper> {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1360, height: 850 }, ...options });
  const page = await context.newPage();
  const complaints = complaintsOf(page, AWAY);
  await page.goto(`${url}/desk`);
  const log = page.locator('.log');
  return {
    page,
    context,
    complaints,
    signIn: async (login, password = PASSWORD) => {
      await page.getByLabel('Sign-in name').fill(login);
      await page.getByLabel('Password').fill(password);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Waiting' }).waitFor();
    },
    waiting: () => page.locator('section[aria-labelledby=waiting] .person'),
    openFirst: () => page.locator('section[aria-labelledby=waiting] .person').first().click(),
    take: async () => {
      await page.getByRole('button', { name: 'Take', exact: true }).click();
      await page.getByLabel('Write to the person').waitFor();
    },
    write: async (text) => {
      await page.getByLabel('Write to the person').fill(text);
      await page.keyboard.press('Enter');
    },
    reads: (text) => log.getByText(text).first().waitFor(),
    count: (text) => log.getByText(text, { exact: true }).count(),
    isFine: async (state) => {
      await page.screenshot({ path: join(shots, `desk-${state}.png`) });
      expect(await axe(page)).toEqual([]);
    },
  };
}
