/** The first start on somebody's own machine: from the console to the desk. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { visit } from '../bot/line-client.ts';
import { until } from '../until.ts';
import { axe } from '../web/axe.ts';
import { inBrowser } from '../web/browser.ts';
import { openBrowser } from './browser.ts';
import { PASSWORD } from './desk-people.ts';
import { newDataFolder } from './server-process.ts';

/** Somebody looks elsewhere, and hears what the browser is asked to show. */
const LISTEN = `globalThis.told = [];
  document.hasFocus = () => false;
  globalThis.Notification = class extends Notification {
    constructor(title, options) { super(title, options); told.push(title + ': ' + options.body); }
  };`;
const SHOTS = join(process.cwd(), 'dist/test');

inBrowser('the first start', () => {
  const data = newDataFolder();
  let browser: Browser;
  let desk: Page;
  let server: ChildProcess | undefined;

  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser.close();
    await stopped();
    data.remove();
  });

  /** Starts it as people do, and resolves with what the console says until it says how to stop. */
  function started(): Promise<string> {
    const env = { ...process.env, KEEPSAKE_DATA: data.path, PORT: '0', LOG_FORMAT: 'pretty', DATABASE_URL: '' };
    const child = spawn(process.execPath, ['bot/main.ts'], { env });
    server = child;
    let said = '';
    return new Promise((resolve, reject) => {
      child.stdout.on('data', (chunk) => {
        said += chunk;
        if (said.includes('Ctrl+C')) resolve(said);
      });
      child.once('close', () => reject(new Error(`it ended: ${said}`)));
    });
  }

  async function stopped(): Promise<void> {
    const child = server;
    if (child === undefined) return;
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  const linkIn = (said: string): string => /http:\/\/\S+\/desk#link=[\w-]+/.exec(said)?.[0] ?? '';

  test('the console shows a way in; it makes the first account, and is gone from the address', async () => {
    const link = linkIn(await started());
    const page = await (await browser.newContext({ locale: 'en-US', permissions: ['notifications'] })).newPage();
    await page.addInitScript(LISTEN);
    await page.goto(link);
    desk = page;
    await page.getByRole('heading', { name: 'Set up your desk' }).waitFor();
    expect(page.url()).toBe(link.split('#')[0]);
    await page.getByLabel('Your name').fill('Ánna Kovács');
    expect(await page.getByLabel('Sign-in name').inputValue()).toBe('anna');
    await page.getByLabel('New password').fill('password123');
    await page.getByRole('button', { name: 'Open the desk' }).click();
    await page.getByRole('alert').filter({ hasText: 'too easy to guess' }).waitFor();
    await page.screenshot({ path: join(SHOTS, 'desk-first.png') });
    expect(await axe(page)).toEqual([]);
    await page.getByLabel('New password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Open the desk' }).click();
    await page.getByText('Nobody waits').waitFor();
    await page.getByText('Ánna Kovács (you)').waitFor();
    const late = await (await browser.newContext({ locale: 'en-US' })).newPage();
    await late.goto(link);
    await late.getByText('This link was used, or is too old.').waitFor();
    expect(await axe(late)).toEqual([]);
    await late.getByRole('button', { name: 'Sign in to the desk' }).click();
    await late.getByLabel('Sign-in name').waitFor();
  });

  test('messages of the browser are shown when they were asked for, and never before', async () => {
    const told = () => desk.evaluate('told') as Promise<readonly string[]>;
    const escalate = async (): Promise<void> => {
      const person = await visit(new URL(desk.url()).origin);
      await person.say('I want to talk to a person');
    };
    await escalate();
    const rows = desk.locator('section[aria-labelledby=waiting] .person');
    await rows.first().waitFor();
    expect(await told()).toEqual([]);
    const button = desk.getByRole('button', { name: 'Notify me' });
    expect(await button.getAttribute('aria-pressed')).toBe('false');
    await button.click();
    await desk.getByRole('button', { name: 'Notifying' }).waitFor();
    await escalate();
    await rows.nth(1).waitFor();
    await desk.waitForFunction(`document.title.startsWith('(2) ')`);
    await until(async () => (await told()).length > 0);
    expect(await told()).toEqual([expect.stringMatching(/^Keepsake desk: Somebody waits: /)]);
  });

  test('the next start only says where the desk is; who was signed in still is', async () => {
    await stopped();
    const said = await started();
    expect(linkIn(said)).toBe('');
    expect(said).toMatch(/Help people yourself at http:\/\/127\.0\.0\.1:\d+\/desk\n/);
  });
});
