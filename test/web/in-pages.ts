/** The built pages and a browser, for all tests of a file. */
import { afterAll, beforeAll } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../e2e/browser.ts';
import { type BuiltPages, builtPages } from './built-pages.ts';

export type Browsing = { pages: BuiltPages; browser: Browser };

/** Opens both before the first test and closes them after the last; they are there only within tests. */
export function inPages(): Browsing {
  const browsing = {} as Browsing;
  beforeAll(async () => {
    browsing.pages = builtPages();
    browsing.browser = await openBrowser();
  });
  afterAll(async () => {
    await browsing.browser.close();
    browsing.pages.remove();
  });
  return browsing;
}
