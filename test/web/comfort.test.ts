/** What nobody notices when it is there: what was half-written, where the new begins, when it was said, where the focus goes. */
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { inBrowser } from './browser.ts';
import { newStage, say, shot } from './stage.ts';

const MARIA = { id: 'agent-7', name: 'Maria López', role: 'bot' };
const byMaria = (text: string) => ({ from: MARIA, text, textFormat: 'plain', channelData: { agent: { id: '7', name: MARIA.name } } });
const joined = {
  from: { id: 'keepsake', name: 'Keepsake', role: 'bot' },
  text: 'Maria López has joined.',
  channelData: { system: true, notice: 'joined', agent: { id: '7', name: MARIA.name } },
};
const left = { ...joined, text: 'Maria López has left.', channelData: { ...joined.channelData, notice: 'left' } };

/** As if the person looked at another tab. */
const look = (page: Page, state: 'visible' | 'hidden'): Promise<void> =>
  page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { value: now, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);

inBrowser('comfort', () => {
  const silent = new Set(['ok', 'thanks']);
  const stage = newStage((text) => {
    if (silent.has(text)) return [];
    return [{ text: text === '' ? 'Hello, what is wrong?' : `re: ${text}`, choices: text === '' ? ['Backup fails', 'Restore fails'] : [] }];
  });

  test('what is half-written outlives a reload, is of its tab only, and goes with being sent', async () => {
    const page = await stage.visit();
    await page.fill('#field', 'half a sen');
    await page.reload();
    await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('#field')?.value === 'half a sen');
    const other = await stage.context.newPage();
    await other.goto(stage.server.origin);
    await other.waitForSelector('text=Hello, what is wrong?');
    expect(await other.inputValue('#field')).toBe('');
    await page.press('#field', 'Enter');
    await page.waitForSelector('text=re: half a sen');
    await page.reload();
    await page.waitForSelector('text=re: half a sen');
    expect(await page.inputValue('#field')).toBe('');
  });

  test('no dots pretend that somebody writes while a person leads; the bot’s come back with it', async () => {
    const page = await stage.visit();
    stage.server.push(joined);
    await page.waitForSelector('text=You are talking to Maria López');
    await say(page, 'ok');
    await page.waitForSelector('.message.user:not(:has(.state))');
    expect(await page.locator('.typing').count()).toBe(0);
    stage.server.push({ type: 'typing', from: MARIA, channelData: { agent: { name: MARIA.name } } });
    await page.waitForSelector('.typing >> text=Maria López is writing');
    stage.server.push(left);
    await page.waitForSelector('text=Backup and restore help');
    await say(page, 'thanks');
    await page.waitForSelector('.typing');
  });

  test('a line shows where the new begins: after looking away, and after coming back another day', async () => {
    const page = await stage.visit();
    await look(page, 'hidden');
    stage.server.push(byMaria('First while away'));
    stage.server.push(byMaria('Second while away'));
    await page.waitForSelector('text=Second while away');
    expect(await page.title()).toBe('(2) Keepsake');
    await look(page, 'visible');
    await page.waitForSelector('.fresh + .message >> text=First while away');
    await page.screenshot({ path: shot('new-line') });
    await say(page, 'ok');
    expect(await page.locator('.fresh').count()).toBe(0);
    const address = page.url();
    await page.goto('about:blank');
    stage.server.push(byMaria('While the page was closed'));
    await page.goto(address);
    await page.waitForSelector('.fresh + .message >> text=While the page was closed');
    expect(await page.locator('.fresh').count()).toBe(1);
    await page.reload();
    await page.waitForSelector('text=While the page was closed');
    expect(await page.locator('.fresh').count()).toBe(0);
  });

  test('the time is told where it went on later or on another day, as the person’s country writes it', async () => {
    const page = await stage.visit({ locale: 'en-GB', timezoneId: 'UTC' });
    expect(await page.locator('.day').count()).toBe(0);
    const at = (day: number, hour: number, minute: number) => new Date(Date.UTC(2024, 2, day, hour, minute)).toISOString();
    stage.server.activities.length = 0;
    for (const [index, time] of [at(3, 14, 0), at(3, 14, 5), at(3, 14, 30), at(4, 9, 0)].entries())
      stage.server.push({ ...byMaria(`word ${index}`), timestamp: time });
    await page.reload();
    await page.waitForSelector('text=word 3');
    expect(await page.locator('.day').allInnerTexts()).toEqual(['3 March 2024, 14:00', '14:30', '4 March 2024, 9:00']);
    expect(await page.locator('.day time').first().getAttribute('datetime')).toBe(at(3, 14, 0));
  });

  test('the focus is never lost with the button that had it', async () => {
    const page = await stage.visit();
    stage.server.push(byMaria('long '.repeat(500)));
    await page.getByRole('button', { name: 'Show all' }).press('Enter');
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('text');
    for (const text of ['a', 'b', 'c', 'd']) await say(page, text);
    await page.waitForSelector('text=re: d');
    await page.hover('#scroller');
    await page.mouse.wheel(0, -4000);
    await page.waitForFunction(() => document.getElementById('scroller')?.scrollTop === 0);
    stage.server.push(byMaria('far below'));
    await page.waitForSelector('#latest');
    await page.locator('#latest').press('Enter');
    await page.waitForSelector('#latest', { state: 'hidden' });
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('scroller');
    stage.server.faults.push({ on: /POST .*activities/, status: 413, times: 1 });
    await say(page, 'too much');
    await page.waitForSelector('text=this message is too long');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('field');
  });

  test('who comes back to a long conversation is at its end at once', async () => {
    const page = await stage.visit({ reducedMotion: 'no-preference' });
    for (let i = 0; i < 120; i++) stage.server.push(byMaria(`word ${i}`));
    await page.reload();
    await page.waitForSelector('text=word 119');
    const screensAway = () => {
      const { scrollHeight, scrollTop, clientHeight } = document.getElementById('scroller') as HTMLElement;
      return (scrollHeight - scrollTop) / clientHeight - 1;
    };
    // Two frames: it is there but for a last glide of at most two screens, or a ride over all of it has begun.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    expect(await page.evaluate(screensAway)).toBeLessThanOrEqual(2);
  });

  test('what was said before is not read out again when the page is loaded; what is new is', async () => {
    const page = await stage.visit();
    await say(page, 'one');
    await page.waitForSelector('text=re: one');
    await page.addInitScript(() => {
      const heard: string[] = [];
      Object.assign(globalThis, { heard });
      // As those hear it who follow a live region: what comes in while it is live.
      new MutationObserver((changes) => {
        for (const { addedNodes, target } of changes)
          if (target instanceof HTMLElement && target.id === 'log' && target.getAttribute('aria-live') === 'polite')
            heard.push(...[...addedNodes].map((node) => node.textContent ?? ''));
      }).observe(document, { childList: true, subtree: true });
    });
    await page.reload();
    await page.waitForSelector('text=re: one');
    await page.waitForSelector('#log[aria-live=polite]');
    stage.server.push(byMaria('News.'));
    await page.waitForSelector('text=News.');
    const heard = await page.evaluate(() => (globalThis as never as { heard: string[] }).heard.filter((text) => text !== ''));
    expect(heard).toHaveLength(1);
    expect(heard[0]).toContain('News.');
  });

  test('the keyboard of a phone covers neither the field nor the head of the page', async () => {
    const page = await stage.visit({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
    const cover = (height: number, scale: number): Promise<void> =>
      page.evaluate(
        ([height, scale]) => {
          Object.defineProperty(visualViewport, 'height', { get: () => height, configurable: true });
          Object.defineProperty(visualViewport, 'scale', { get: () => scale, configurable: true });
          visualViewport?.dispatchEvent(new Event('resize'));
        },
        [height, scale] as const,
      );
    const field = async () => (await page.locator('.entry').boundingBox()) ?? { y: 0, height: 0 };
    await cover(500, 1);
    const { y, height } = await field();
    expect(y + height).toBeLessThanOrEqual(500);
    expect((await page.locator('h1').boundingBox())?.y).toBeGreaterThanOrEqual(0);
    await page.screenshot({ path: shot('keyboard-phone') });
    // Who zooms in has no keyboard open.
    await cover(500, 1.7);
    expect((await field()).y).toBeGreaterThan(700);
  });

  test('a browser of early 2022 does all of it', async () => {
    const page = await stage.visit();
    await page.addInitScript(() => {
      Reflect.deleteProperty(AbortSignal, 'timeout');
      Reflect.deleteProperty(Crypto.prototype, 'randomUUID');
      for (const name of ['toSorted', 'toReversed', 'toSpliced', 'with', 'findLast']) Reflect.deleteProperty(Array.prototype, name);
    });
    stage.server.site = { site: 'default', name: 'Shop', theme: { color: '#1a66d6' } };
    await page.reload();
    await page.waitForSelector('h1 >> text=Shop');
    await say(page, 'old');
    await page.waitForSelector('text=re: old');
    expect(stage.complaints).toEqual([]);
  });
});
