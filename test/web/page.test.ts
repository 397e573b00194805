import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '../until.ts';
import { inBrowser } from './browser.ts';
import type { Scripted } from './scripted-server.ts';
import { newStage, say } from './stage.ts';

const STEPS: Scripted = {
  text: 'Try another cable.',
  steps: ['Unplug the phone.', 'Use another cable.', 'See https://support.example.com/x for a picture.'],
  close: 'Did that work?',
  choices: ['Yes, it worked', 'No, same error'],
};
const ANSWERS: Record<string, Scripted[]> = {
  '': [{ text: 'Hello, what is wrong?', choices: ['Backup fails', 'Restore fails'] }],
  'Backup fails': [STEPS],
  long: [{ text: 'word '.repeat(900) }],
  silence: [],
};

inBrowser('the chat page', () => {
  const stage = newStage((text) => ANSWERS[text] ?? [{ text: `re: ${text}` }]);
  const { visit, complaints } = stage;

  test('a conversation by mouse: buttons, steps, an answer in own words', async () => {
    const page = await visit();
    await page.click('text=Backup fails');
    await page.waitForSelector('text=Did that work?');
    expect(await page.locator('.steps li').allInnerTexts()).toEqual([
      'Unplug the phone.',
      'Use another cable.',
      'See support.example.com/x for a picture.',
    ]);
    expect(await page.locator('.steps a').getAttribute('rel')).toBe('noopener noreferrer');
    await say(page, 'it works now');
    await page.waitForSelector('text=re: it works now');
    expect(stage.server.activities.find(({ text }) => text === 'Backup fails')).toMatchObject({ value: { pick: 'slot:x=Backup fails' } });
    expect(complaints).toEqual([]);
  });

  test('answered buttons stay to be read and do nothing more; the chosen one is marked', async () => {
    const page = await visit();
    await page.click('text=Backup fails');
    await page.waitForSelector('text=Did that work?');
    const other = page.getByRole('button', { name: 'Restore fails' });
    expect(await other.getAttribute('aria-disabled')).toBe('true');
    await other.click({ force: true });
    expect(await page.getByRole('button', { name: 'Backup fails (chosen)' }).count()).toBe(1);
    expect(stage.server.activities.filter(({ text }) => text === 'Restore fails')).toEqual([]);
  });

  test('a conversation by keyboard alone', async () => {
    const page = await visit();
    expect(await focused(page)).toBe('field');
    await page.keyboard.press('Shift+Tab');
    expect(await focused(page)).toBe('attach');
    await page.keyboard.press('Shift+Tab');
    expect(await focused(page)).toBe('Restore fails');
    await page.keyboard.press('Shift+Tab');
    expect(await focused(page)).toBe('Backup fails');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=Did that work?');
    // The focus stays at the chosen button: the next answers come after it, and what was not chosen is passed by.
    expect(await focused(page)).toContain('Backup fails');
    const next: string[] = [];
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press('Tab');
      next.push(await focused(page));
    }
    const steps = ['Unplug the phone.', 'Use another cable.', 'See support.example.com/x for a picture.', 'support.example.com/x'];
    expect(next).toEqual([...steps, 'Yes, it worked', 'No, same error', 'attach', 'field']);
    await page.keyboard.type('one');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('two');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=re: one');
    expect(stage.server.activities.some(({ text }) => text === 'one\ntwo')).toBe(true);
  });

  test('names, roles and live regions are there for those who listen', async () => {
    const page = await visit();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Keepsake');
    expect(await page.getByRole('textbox', { name: 'Your message' }).count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Send', exact: true }).count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Menu' }).getAttribute('aria-expanded')).toBe('false');
    expect(await page.getByRole('button', { name: 'Close the chat' }).count()).toBe(0);
    expect(await page.getByRole('log', { name: 'Messages' }).getAttribute('aria-live')).toBe('polite');
    expect(await page.getByRole('group', { name: 'Answers to choose from' }).getByRole('button').count()).toBe(2);
    expect(await page.locator('.message.bot .bubble').first().textContent()).toBe('Keepsake: Hello, what is wrong?');
    expect(
      await page.evaluate(
        () => document.querySelectorAll('[id]').length - new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size,
      ),
    ).toBe(0);
  });

  test('the page shows what the server kept: secrets are masked', async () => {
    const page = await visit();
    await say(page, 'my password is hunter2');
    await page.waitForSelector('text=re: my');
    expect(await page.locator('.user .text').textContent()).toBe('my password is [password]');
  });

  test('markup that people or bots write stays text', async () => {
    const page = await visit();
    const attack = '<img src=x onerror="document.title=1"><b>bold</b><script>document.title=2</script>';
    await say(page, attack);
    await page.waitForSelector('text=re: <img');
    expect(await page.locator('.user .text').textContent()).toBe(attack);
    expect(await page.locator('#log img, #log b, #log script').count()).toBe(0);
    expect(await page.title()).toContain('Keepsake');
  });

  test('after a reload the conversation is still there, and its answered buttons are still answered', async () => {
    const page = await visit();
    await page.click('text=Backup fails');
    await page.waitForSelector('text=Did that work?');
    await page.reload();
    await page.waitForSelector('text=Did that work?');
    expect(await page.locator('.message').count()).toBe(3);
    expect(await page.locator('#log .choice:not([aria-disabled])').allInnerTexts()).toEqual(['Yes, it worked', 'No, same error']);
  });

  test('a new conversation begins after asking, Escape stays, and the focus comes back', async () => {
    const page = await visit();
    await say(page, 'hello');
    await page.waitForSelector('text=re: hello');
    await page.click('#menu');
    await page.click('text=Start over');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.id === 'menu');
    expect(await page.locator('text=re: hello').count()).toBe(1);
    await page.click('#menu');
    await page.click('text=Start over');
    await page.click('text=Start anew');
    await page.waitForFunction(() => document.querySelectorAll('#log .message:not(.typing)').length === 1);
    expect(await focused(page)).toBe('field');
  });

  test('who writes before the greeting is there says it once', async () => {
    const page = await stage.visit();
    const held: (() => Promise<void>)[] = [];
    await page.route('**/v3/directline/conversations', (route) => void held.push(() => route.continue()));
    await page.click('#menu');
    await page.click('text=Start over');
    await page.click('text=Start anew');
    await page.waitForSelector('.message.bot:not(.typing)', { state: 'detached' });
    await say(page, 'in a hurry');
    await until(() => held.length > 0);
    await held[0]?.();
    await page.waitForSelector('text=re: in a hurry');
    expect(await page.locator('.message.user').count()).toBe(1);
    expect(await page.locator('.state.waiting').count()).toBe(0);
    expect(stage.server.calls.filter((call) => /^POST .*\/activities$/.test(call))).toHaveLength(1);
  });

  test('a message that cannot be sent says so, and can be tried again without doubling', async () => {
    const page = await visit();
    await page.clock.install();
    stage.server.faults.push({ on: /POST .*\/activities$/, status: 503, headers: { 'Retry-After': '30' }, times: 1 });
    await say(page, 'hello');
    await page.waitForSelector('text=Not sent.');
    await page.click('text=Try again');
    await page.waitForSelector('text=re: hello');
    expect(await page.locator('.user').count()).toBe(1);
    expect(await page.locator('.state').count()).toBe(0);
  });

  test('a message that is too long is refused in words', async () => {
    const page = await visit();
    stage.server.faults.push({ on: /POST .*\/activities$/, status: 413, times: 1 });
    await say(page, 'very long');
    await page.waitForSelector('text=this message is too long');
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    // The question is as open as it was.
    stage.server.faults.push({ on: /POST .*\/activities$/, status: 400, times: 1 });
    await page.click('text=Backup fails');
    await page.waitForSelector('text=the server did not take it');
    expect(await page.locator('#log .choice:not([aria-disabled])').allInnerTexts()).toEqual(['Backup fails', 'Restore fails']);
    await page.click('#log .choice >> text=Backup fails');
    await page.waitForSelector('text=Did that work?');
  });

  test('offline is said, and what was written meanwhile is sent afterwards', async () => {
    const page = await visit();
    await stage.context.setOffline(true);
    await page.waitForSelector('text=You are offline');
    await say(page, 'written offline');
    await page.waitForSelector('text=Sending');
    await stage.context.setOffline(false);
    await page.waitForSelector('text=re: written offline');
    await page.waitForSelector('text=You are offline', { state: 'hidden' });
    expect(stage.server.activities.filter(({ text }) => text === 'written offline')).toHaveLength(1);
  });

  test('a conversation that is no more gives way to a new one on load, and is said to be gone while it is read', async () => {
    const page = await visit();
    await say(page, 'hello');
    await page.waitForSelector('text=re: hello');
    stage.server.forgetAll();
    await say(page, 'anybody there?');
    await page.waitForSelector('text=This conversation cannot be reached any more.');
    expect(await page.locator('#composer').isVisible()).toBe(false);
    await page.reload();
    await page.waitForSelector('text=Hello, what is wrong?');
    expect(await page.locator('#composer').isVisible()).toBe(true);
  });

  test('the end of a conversation locks the field and offers a new one', async () => {
    const page = await visit();
    stage.server.push({ type: 'endOfConversation' });
    await page.waitForSelector('text=This conversation has ended.');
    await page.click('text=Start a new conversation');
    await page.waitForSelector('text=Hello, what is wrong?');
    expect(await page.locator('#field').isVisible()).toBe(true);
  });

  test('a long answer is folded and can be unfolded', async () => {
    const page = await visit();
    await say(page, 'long');
    await page.click('text=Show all');
    expect(await page.locator('.folded').count()).toBe(0);
  });

  test('somebody who reads further up is not pulled away, and finds the way back', async () => {
    const page = await visit({ viewport: { width: 600, height: 400 } });
    for (const text of ['a', 'b', 'c', 'd', 'e', 'f']) await say(page, text);
    await page.waitForSelector('text=re: f');
    await page.hover('#scroller');
    // The last reply may just be scrolling into sight.
    await until(async () => {
      await page.mouse.wheel(0, -2000);
      return page.evaluate(() => document.getElementById('scroller')?.scrollTop === 0);
    });
    stage.server.say({ text: 'something new' });
    await page.click('#latest');
    await page.waitForFunction(() => document.getElementById('latest')?.hidden);
    expect(await page.locator('text=something new').isVisible()).toBe(true);
  });

  test.each([
    ['320 pixels', { viewport: { width: 320, height: 568 } }],
    ['200 % zoom of a small window', { viewport: { width: 400, height: 300 }, deviceScaleFactor: 2 }],
    ['a phone', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }],
  ])('%s: nothing runs out of the page, targets are large enough', async (_name, options) => {
    const page = await visit(options);
    await page.click('text=Backup fails');
    await page.waitForSelector('text=Did that work?');
    await say(page, `https://example.com/${'x'.repeat(300)}`);
    await page.waitForSelector('text=re: example.com');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(
      await page.evaluate(
        () => (document.getElementById('scroller')?.scrollWidth ?? 0) <= (document.getElementById('scroller')?.clientWidth ?? 0),
      ),
    ).toBe(true);
    expect(await page.locator('#field').isVisible()).toBe(true);
    for (const box of await page.locator('button:visible').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()))) {
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
    }
  });

  test.each(['light', 'dark'] as const)('%s: every text stands out from its ground by 4.5 to 1', async (colorScheme) => {
    const page = await visit({ colorScheme, reducedMotion: 'reduce' });
    await page.click('text=Backup fails');
    await page.waitForSelector('text=Did that work?');
    stage.server.faults.push({ on: /POST .*\/activities$/, status: 413, times: 1 });
    await say(page, 'very long');
    await page.waitForSelector('text=too long');
    expect(await page.evaluate(faint)).toEqual([]);
  });

  test('the focus is always to be seen', async () => {
    const page = await visit();
    for (let i = 0; i < 6; i++) {
      await page.keyboard.press('Tab');
      const seen = await page.evaluate(() => {
        const on = document.activeElement;
        const around = on?.closest('.entry') ?? on;
        return [on, around].some(
          (one) => one !== null && one !== document.body && getComputedStyle(one as Element).outlineStyle !== 'none',
        );
      });
      expect(seen || (await page.evaluate(() => document.activeElement === document.body))).toBe(true);
    }
  });

  test('without JavaScript the page says what it needs', async () => {
    const context = await stage.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(stage.server.origin);
    expect(await page.locator('noscript').textContent()).toContain('needs JavaScript');
    expect(await page.locator('#composer').isVisible()).toBe(false);
    await context.close();
  });
});

function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const on = document.activeElement;
    return on?.id || ((on instanceof HTMLInputElement ? on.closest('label') : on)?.textContent ?? '').trim();
  });
}

/** Runs in the page: texts whose colour is too near to what is behind them. */
function faint(): string[] {
  const rgb = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const light = (colour: number[]): number => {
    const [r = 0, g = 0, b = 0] = colour.slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (one: Element | null): number[] => {
    for (let at = one; at !== null; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || (colour[3] ?? 0) > 0.5) return colour;
    }
    return [255, 255, 255];
  };
  const texts = [...document.querySelectorAll('body *')].filter((one) => {
    const own = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '');
    return own && one.getClientRects().length > 0 && one.closest('.sr, noscript') === null;
  });
  return texts.flatMap((one) => {
    const [a, b] = [light(rgb(getComputedStyle(one).color)), light(ground(one))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    return contrast >= 4.5 ? [] : [`${one.className || one.tagName}: ${contrast.toFixed(2)}`];
  });
}
