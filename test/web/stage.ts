/** What every browser test of the chat needs: the built pages, a scripted server behind them, a browser, and somebody who visits. */
import { afterEach, beforeEach } from '@jest/globals';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { complaintsOf } from '../e2e/browser.ts';
import { type Browsing, inPages } from './in-pages.ts';
import { type Scripted, type ScriptedServer, startScripted } from './scripted-server.ts';

export type Stage = Browsing & {
  server: ScriptedServer;
  context: BrowserContext;
  /** What the browser complained of. */
  readonly complaints: string[];
  /** Opens a page in a browser of its own, and waits for the greeting. */
  readonly visit: (options?: BrowserContextOptions, path?: string) => Promise<Page>;
  /** Hears what a page complains of. */
  readonly watch: (page: Page) => void;
};

/** Sets it up for the tests of a file; `answer` says what is replied to whom. */
export function newStage(answer: (text: string, pick: string | undefined) => Scripted[]): Stage {
  const stage = Object.assign(inPages(), { complaints: [] as string[] }) as Stage;
  const contexts: BrowserContext[] = [];
  beforeEach(async () => {
    stage.complaints.length = 0;
    stage.server = await startScripted(answer, stage.pages.serve);
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    await stage.server.close();
  });
  const watch = (page: Page): void => void complaintsOf(page, undefined, stage.complaints);
  const visit: Stage['visit'] = async (options = {}, path = '/') => {
    stage.context = await stage.browser.newContext({ viewport: { width: 1000, height: 760 }, reducedMotion: 'reduce', ...options });
    contexts.push(stage.context);
    const page = await stage.context.newPage();
    watch(page);
    await page.goto(stage.server.origin + path);
    await page.waitForSelector('.message.bot:not(.typing)');
    return page;
  };
  return Object.assign(stage, { visit, watch });
}

/** Writes into the field and sends it. */
export async function say(page: Pick<Page, 'fill' | 'press'>, text: string): Promise<void> {
  await page.fill('#field', text);
  await page.press('#field', 'Enter');
}

/** Where a person would look at it afterwards; git ignores it. */
export function shot(name: string): string {
  return `dist/test/${name}.png`;
}
