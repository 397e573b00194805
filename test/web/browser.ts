import { test } from '@jest/globals';
import { CHROMIUM } from '../e2e/browser.ts';

/** Declares tests that need a browser. Without one they are reported as not run; that CI does not accept. */
export function inBrowser(name: string, declare: () => void): void {
  if (CHROMIUM !== undefined) declare();
  else test(`${name}: NOT RUN, no Chromium found`, () => undefined);
}
