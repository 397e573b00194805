/** A real browser for tests of pages: Debian's Chromium, or the one that CHROMIUM names. */
import { existsSync } from 'node:fs';
import { test } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';

const PLACES = [process.env.CHROMIUM ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(
    ' ',
  );

/** Where a browser is, if there is one. */
export const browserPath = PLACES.find((place) => place !== '' && existsSync(place));

/** Starts the browser. Throws when there is none. */
export function openBrowser(): Promise<Browser> {
  if (browserPath === undefined) throw new Error('no Chromium found: install chromium, or name one in CHROMIUM');
  return chromium.launch({ executablePath: browserPath, args: FLAGS });
}

/** Declares tests that need a browser. Without one they are reported as not run; under CI that is a failure. */
export function inBrowser(name: string, declare: () => void): void {
  if (browserPath !== undefined) {
    declare();
    return;
  }
  test(`${name}: NOT RUN, no Chromium found`, () => {
    if (process.env.CI === 'true') throw new Error('CI needs a browser: install chromium');
  });
}
