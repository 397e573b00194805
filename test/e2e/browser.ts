import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { PATIENCE } from '../until.ts';

const PLACES: readonly string[] = JSON.parse(readFileSync(join(process.cwd(), 'scripts/browsers.json'), 'utf8'));

/** Where a Chromium is; undefined when this machine has none, which CI does not accept. */
export const CHROMIUM = [process.env.CHROMIUM ?? '', ...PLACES].find((place) => place !== '' && existsSync(place));

if (CHROMIUM === undefined && process.env.CI === 'true') throw new Error('no Chromium: in CI the browser tests must run');

/** A real browser that talks to nobody but this machine. */
export async function openBrowser(): Promise<Browser> {
  const args = [
    'no-sandbox',
    'disable-gpu',
    'disable-quic',
    'no-first-run',
    'disable-background-networking',
    'disable-component-update',
    'disable-sync',
  ];
  const browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: args.map((arg) => `--${arg}`) });
  browser.on('context', (context) => context.setDefaultTimeout(PATIENCE));
  return browser;
}

/** What a page complains of from now on; `passing` says which of the browser's own words a test expects, of lost connections say. */
export function complaintsOf(page: Page, passing = /^$/, complaints: string[] = []): readonly string[] {
  page.on('console', (line) => line.type() === 'error' && !passing.test(line.text()) && complaints.push(line.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}
