/** The figures of the desk, as a lead sees them: nothing yet, then a day with people, on a wide screen, on a phone and in the dark. */
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { until } from '../until.ts';
import { inBrowser } from '../web/browser.ts';
import { openBrowser } from './browser.ts';
import { addAccount, type Helper, newHelper, newPerson } from './desk-people.ts';
import { newDataFolder, type ServerProcess, startServer } from './server-process.ts';

const SHOTS = 'dist/test';
const STRANGE = 'colourless green ideas sleep furiously';

inBrowser('the figures of the desk', () => {
  const data = newDataFolder();
  let server: ServerProcess;
  let browser: Browser;
  let lena: Helper;

  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    server = await startServer(data.path);
    await addAccount(data.path, 'lena', 'Lena', 'lead');
    await addAccount(data.path, 'tom', 'Tom', 'agent');
    await server.ready;
    browser = await openBrowser();
    lena = await newHelper(browser, server.url, SHOTS, { permissions: ['clipboard-read', 'clipboard-write'] });
    await lena.signIn('lena');
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    data.remove();
  });

  const figures = (page: Page) => page.getByRole('dialog', { name: 'Figures' });

  test('say so when there is nothing yet', async () => {
    const { page } = lena;
    await page.getByRole('button', { name: 'Figures' }).click();
    await figures(page).getByText('Nobody has written in these days.').waitFor();
    await figures(page).getByText('Everything was understood.').waitFor();
    await lena.isFine('insight-empty');
    await page.keyboard.press('Escape');
    await figures(page).waitFor({ state: 'hidden' });
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('Figures');
  });

  test('tell what people came with and what was not understood, to copy as examples', async () => {
    const ann = await newPerson(browser, server.url);
    await ann.say('my icloud storage is full');
    await ann.reads('my icloud storage is full');
    await ann.insists();
    const bob = await newPerson(browser, server.url);
    await bob.say(STRANGE);
    await bob.insists();
    const { page } = lena;
    await page.getByRole('button', { name: 'Figures' }).click();
    const row = figures(page).getByRole('row', { name: /Storage is full/ });
    await row.waitFor();
    expect(await row.getByRole('cell').first().textContent()).toBe('1');
    await figures(page).getByText(STRANGE).waitFor();
    await figures(page).getByRole('button', { name: 'Copy them as examples' }).click();
    await figures(page).getByText('Copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(`  - "${STRANGE}"`);
    await lena.isFine('insight');
  });

  test('are of as many days as one wishes', async () => {
    const { page } = lena;
    await figures(page).getByLabel('7 days').check();
    // The bars of the days that were shown before stand until those come.
    await until(async () => (await figures(page).locator('.day-bars svg g').count()) === 7);
  });

  test('that cannot be read say why, and are read again', async () => {
    const { page } = lena;
    await page.route('**/desk/api/insight?*', (route) => route.abort());
    await figures(page).getByLabel('90 days').check();
    await figures(page).getByRole('alert').getByText('The server cannot be reached.').waitFor();
    await page.unroute('**/desk/api/insight?*');
    await figures(page).getByRole('alert').getByRole('button', { name: 'Try again' }).click();
    await figures(page)
      .getByRole('row', { name: /Storage is full/ })
      .waitFor();
  });

  test('fit on a phone and in the dark, in German', async () => {
    const phone = await newHelper(browser, server.url, SHOTS, { viewport: { width: 360, height: 740 }, colorScheme: 'dark' });
    await phone.signIn('lena');
    await phone.page.getByRole('button', { name: /Your account/ }).click();
    await phone.page.getByLabel('Language').selectOption('de');
    await phone.page.getByRole('button', { name: 'Fertig', exact: true }).click();
    await phone.page.getByRole('button', { name: 'Zahlen' }).click();
    const opened = phone.page.getByRole('dialog', { name: 'Zahlen' });
    await opened.getByText(STRANGE).waitFor();
    await opened.locator('.tiles').waitFor();
    expect(await opened.evaluate((own) => own.scrollWidth <= own.clientWidth)).toBe(true);
    await phone.isFine('insight-phone');
    await phone.context.close();
  });

  test('are for leads', async () => {
    const tom = await newHelper(browser, server.url, SHOTS);
    await tom.signIn('tom');
    expect(await tom.page.getByRole('button', { name: 'Figures' }).count()).toBe(0);
    await tom.context.close();
    expect(lena.complaints).toEqual([]);
  });
});
