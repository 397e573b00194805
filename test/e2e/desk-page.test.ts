/** The page of the desk for who sits there all day: their language, links, one look at what matters, and nothing lost by a slip. */
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { until } from '../until.ts';
import { inBrowser } from '../web/browser.ts';
import { openBrowser } from './browser.ts';
import { addAccount, type Helper, newHelper, newPerson, PASSWORD, type Person } from './desk-people.ts';
import { newDataFolder, type ServerProcess, startServer } from './server-process.ts';

const SHOTS = 'dist/test';

inBrowser('the page of the desk', () => {
  const data = newDataFolder();
  let server: ServerProcess;
  let browser: Browser;
  let maria: Helper;
  let ann: Person;

  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    server = await startServer(data.path);
    await addAccount(data.path, 'maria', 'Maria López', 'lead');
    await server.ready;
    browser = await openBrowser();
    maria = await newHelper(browser, server.url, SHOTS);
    await maria.signIn('maria');
    ann = await newPerson(browser, server.url);
    await ann.say('I want to talk to a person');
    await maria.openFirst();
    await maria.take();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    data.remove();
  });

  test('addresses of colleagues can be followed, those of people are only read', async () => {
    await maria.write('See https://support.example.com/x.');
    await ann.reads('support.example.com/x');
    await ann.say('I am at https://evil.example/y');
    await maria.reads('I am at https://evil.example/y');
    const links = maria.page.locator('.log a');
    expect(await links.allInnerTexts()).toEqual(['support.example.com/x']);
    expect(await links.first().getAttribute('href')).toBe('https://support.example.com/x');
    expect(await links.first().getAttribute('rel')).toBe('noopener noreferrer');
  });

  test('who goes on speaking is named once', async () => {
    await maria.write('One.');
    await maria.write('Two.');
    const line = maria.page.locator('.line.agent.goes-on', { hasText: 'Two.' });
    await line.waitFor();
    // Those who listen still hear whose it is.
    expect(await line.textContent()).toContain('Maria López');
  });

  test('a wrong old password is told, and signs nobody out', async () => {
    const { page } = maria;
    await page.getByRole('button', { name: /Your account/ }).click();
    await page.getByLabel('Old password').fill('not the right one');
    await page.getByLabel('New password').fill('seven quiet boats');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByRole('alert').getByText('The old password is not right.').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(1);
  });

  test('it speaks German and Spanish as a whole, at once, and still does after a reload', async () => {
    const { page } = maria;
    await page.getByLabel('Language').selectOption('de');
    await page.getByRole('button', { name: 'Fertig', exact: true }).click();
    await page.getByRole('heading', { name: 'Was bekannt ist' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    await maria.isFine('german');
    await page.reload();
    await page.getByRole('button', { name: 'Abschließen' }).waitFor();
    await page.getByRole('button', { name: /Dein Konto/ }).click();
    await page.getByLabel('Sprache').selectOption('es');
    await page.getByRole('button', { name: 'Salir' }).click();
    await page.getByRole('heading', { name: 'Entrar en el puesto' }).waitFor();
    await page.getByLabel('Nombre de usuario').fill('maria');
    await page.getByLabel('Contraseña').fill('not the right one');
    await page.keyboard.press('Enter');
    await page.getByText('El nombre o la contraseña no son correctos.').waitFor();
    await page.getByLabel('Contraseña').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Contigo' }).waitFor();
    await maria.isFine('spanish');
    expect(maria.complaints).toEqual([]);
  });

  test.each(['de-AT', 'es-MX'])('somebody whose browser speaks %s is spoken to in that language from the first word', async (locale) => {
    const helper = await newHelper(browser, server.url, SHOTS, { locale });
    await helper.page.getByRole('heading', { name: locale === 'de-AT' ? 'Am Desk anmelden' : 'Entrar en el puesto' }).waitFor();
    await helper.context.close();
  });

  test('on a tablet what is known lies over the conversation when it is asked for, and the focus comes back', async () => {
    const { page } = maria;
    await page.setViewportSize({ width: 768, height: 1024 });
    await page.locator('section[aria-labelledby=mine] .person').click();
    await page.locator('#know').press('Enter');
    await page.locator('#known:focus').waitFor();
    expect(await page.locator('#know').getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('Escape');
    await page.locator('#know:focus').waitFor();
    await page.setViewportSize({ width: 320, height: 568 });
    // Nothing is pushed out of a small phone, also where words are long.
    await page.locator('#know[aria-expanded=false]').waitFor();
    const beyond = `[...document.querySelectorAll('.bar button, .bar label, .talk button, .talk textarea')].filter((one) => {
      const { left, right, width } = one.getBoundingClientRect();
      return width > 0 && (left < 0 || right > innerWidth);
    }).map((one) => one.outerHTML)`;
    await until(async () => ((await page.evaluate(beyond)) as readonly string[]).length === 0);
    await maria.isFine('phone');
  });
});
