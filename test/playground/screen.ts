/** What somebody does and sees in Microsoft's client. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

/** Milliseconds between two looks, and how many looks there are. */
const PAUSE = 100;
const LOOKS = 900;

export type Screen = {
  readonly write: (words: string) => Promise<void>;
  /** Presses the newest button of this label. */
  readonly press: (label: string) => Promise<void>;
  /** Waits until this can be read. */
  readonly reads: (words: RegExp) => Promise<void>;
  /** Whether there is a button of this label now. */
  readonly offers: (label: string) => Promise<boolean>;
  /** Waits until as many buttons of this label are there. */
  readonly buttons: (label: string, count: number) => Promise<void>;
  /** How often this can be read now. */
  readonly sees: (words: RegExp) => Promise<number>;
  readonly pause: () => Promise<void>;
  readonly shoot: (name: string) => Promise<void>;
};

/** Opens the client. It never leaves this machine: whatever it wants from elsewhere fails. `shots` is a folder for pictures. */
export async function openScreen(browser: Browser, url: string, shots: string): Promise<Screen> {
  mkdirSync(shots, { recursive: true });
  const context = await browser.newContext({ viewport: { width: 1100, height: 1400 } });
  await context.route('**/*', (route) => {
    const { hostname, protocol } = new URL(route.request().url());
    return hostname === '127.0.0.1' || protocol === 'data:' ? route.continue() : route.abort();
  });
  const page = await context.newPage();
  await page.goto(url);
  return screenOf(page, shots);
}

function screenOf(page: Page, shots: string): Screen {
  const button = (label: string) => page.getByRole('button', { name: label, exact: true });
  return {
    write: async (words) => {
      await page.getByRole('textbox').first().fill(words);
      await page.getByRole('button', { name: 'Send Message' }).click();
      await page.getByText(words).last().waitFor();
    },
    press: (label) => button(label).last().click(),
    reads: (words) => page.getByText(words).last().waitFor(),
    offers: async (label) => (await button(label).count()) > 0,
    buttons: async (label, count) => {
      for (let looks = 0; (await button(label).count()) !== count; looks++) {
        if (looks >= LOOKS) throw new Error(`${await button(label).count()} buttons "${label}" and not ${count}`);
        await page.waitForTimeout(PAUSE);
      }
    },
    sees: (words) => page.getByText(words).count(),
    pause: () => page.waitForTimeout(PAUSE),
    shoot: async (name) => void (await page.screenshot({ path: join(shots, `${name}.png`) })),
  };
}
