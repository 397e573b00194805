import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { inBrowser } from './browser.ts';
import { PAYLOADS } from './payloads.ts';
import { newStage, say } from './stage.ts';
import { WAYS } from './ways-in.ts';

inBrowser('nothing runs that others write', () => {
  const stage = newStage(() => [{ text: 'Hello, what is wrong?' }]);

  async function armed(): Promise<Page> {
    const page = await stage.visit();
    await page.evaluate(() => Object.assign(window, { pwned: () => (document.title = 'PWNED'), alert: () => (document.title = 'PWNED') }));
    await page.exposeFunction('told', () => undefined);
    return page;
  }

  test(`${PAYLOADS.length} payloads are enough`, () => {
    expect(new Set(PAYLOADS).size).toBeGreaterThanOrEqual(60);
  });

  test.each(Object.keys(WAYS))('%s', async (way) => {
    const page = await armed();
    const strange: string[] = [];
    page.on(
      'request',
      (request) =>
        !request.url().startsWith(stage.server.origin) &&
        !/^(?:data|blob):/.test(request.url()) &&
        strange.push(`${request.resourceType()} ${request.url()}`),
    );
    page.on('framenavigated', (frame) => strange.push(`navigated to ${frame.url()}`));
    page.on('popup', (popup) => strange.push(`opened ${popup.url()}`));
    for (const payload of PAYLOADS) stage.server.push(WAYS[way]?.(payload) ?? {});
    stage.server.say({ text: 'the last one' });
    await page.waitForSelector('text=the last one');
    await provoke(page);
    await page.waitForFunction(() => [...document.images].every((one) => one.complete));
    expect(await page.title()).not.toBe('PWNED');
    expect(strange).toEqual([]);
    const forbidden =
      'script, iframe, object, embed, style, link, base, meta, form, template, [onerror], [onload], [onclick], [onfocus], [style*="url("]';
    expect(await page.locator('#log').locator(forbidden).count()).toBe(0);
    const schemes = await page.locator('#log a').evaluateAll((all) => [...new Set(all.map((one) => (one as HTMLAnchorElement).protocol))]);
    expect(schemes.filter((scheme) => !['https:', 'http:', 'mailto:', 'tel:'].includes(scheme))).toEqual([]);
    // The policy never had to step in: nothing of it was markup in the first place.
    expect(stage.complaints.filter((line) => /Content Security Policy/.test(line))).toEqual([]);
    expect(await page.locator('#field').isVisible()).toBe(true);
  });

  test('what the person types, and the name of the file they send', async () => {
    const page = await armed();
    for (const payload of PAYLOADS.slice(0, 12)) await say(page, payload.replaceAll('\n', ' '));
    await page.setInputFiles('#files', { name: '<img src=x onerror=top.pwned()>.png', mimeType: 'image/png', buffer: Buffer.from('x') });
    await page.click('#send-it');
    await page.waitForFunction(
      () => document.querySelectorAll('.message.user .state').length === 0 && document.querySelectorAll('.message.user').length === 13,
    );
    await provoke(page);
    expect(await page.title()).not.toBe('PWNED');
    expect(await page.locator('#log script, #log [onerror]').count()).toBe(0);
  });

  test('settings of a site, and of the address', async () => {
    for (const payload of PAYLOADS.slice(0, 3)) {
      stage.server.site = { name: payload, theme: { about: payload, greeting: payload, color: payload, scheme: payload, locale: payload } };
      const page = await stage.visit({}, `/?site=${encodeURIComponent(payload)}#from=${encodeURIComponent(payload)}`);
      await page.evaluate(() => Object.assign(window, { pwned: () => (document.title = 'PWNED') }));
      await page.waitForFunction((text) => document.querySelector('h1')?.textContent === text, payload);
      expect(await page.locator('#greeting').textContent()).toBe(payload);
      expect(await page.locator('h1 *, #about *, #greeting *').count()).toBe(0);
    }
  });
});

/** Presses and touches whatever the payloads may have made. */
async function provoke(page: Page): Promise<void> {
  await page.locator('#log *').evaluateAll((all) => {
    const events = ['pointerenter', 'mouseover', 'focus', 'error', 'load', 'toggle'];
    for (const one of all) for (const what of events) one.dispatchEvent(new Event(what));
  });
  await page.locator('#log a[href]:not([href^="http"])').evaluateAll((all) => {
    for (const link of all as HTMLAnchorElement[]) link.click();
  });
}
