import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { BrowserContextOptions, Frame, Page } from 'playwright-core';
import { until } from '../until.ts';
import { inBrowser } from './browser.ts';
import { type HostSite, hostPage, startHostSite } from './host-site.ts';
import { newStage, say, shot } from './stage.ts';

type Keepsake = { [name: string]: (...given: unknown[]) => unknown };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

inBrowser('the chat in a page of another site', () => {
  const stage = newStage((text) => [
    { text: text === '' ? 'Hello, what is wrong?' : `re: ${text}`, choices: text === '' ? ['Backup fails'] : [] },
  ]);
  let site: HostSite;
  beforeEach(async () => {
    site = await startHostSite(stage.server.origin);
  });
  afterEach(() => site.close());

  async function arrive(options: BrowserContextOptions = {}): Promise<Page> {
    stage.context = await stage.browser.newContext({ viewport: { width: 1000, height: 760 }, reducedMotion: 'reduce', ...options });
    const page = await stage.context.newPage();
    stage.watch(page);
    await load(page);
    return page;
  }

  async function load(page: Page, path = '/'): Promise<void> {
    await page.goto(site.origin + path);
    await page.waitForFunction(() => !Array.isArray((window as never as { Keepsake: unknown }).Keepsake) && 'Keepsake' in window);
  }

  afterEach(() => stage.context.close());

  const call = (page: Page, name: string, ...given: unknown[]): Promise<unknown> =>
    page.evaluate(([name, given]) => (window as never as { Keepsake: Keepsake }).Keepsake[name as string]?.(...(given as unknown[])), [
      name,
      given,
    ] as const);
  const press = (page: Page): Promise<void> => page.mouse.click(950, 710);

  const frameOf = (page: Page, address: RegExp): Promise<Frame> => until(() => page.frames().find((one) => address.test(one.url())));

  const chatIn = (page: Page): Promise<Frame> => frameOf(page, /\/embed\?site=default#from=.*localhost/);

  async function openChat(page: Page): Promise<Frame> {
    await call(page, 'open');
    const chat = await chatIn(page);
    await chat.waitForSelector('text=Hello, what is wrong?');
    return chat;
  }

  test('is one request before it is opened, and at most 5 KB', async () => {
    const asked: string[] = [];
    stage.context = await stage.browser.newContext();
    const page = await stage.context.newPage();
    page.on('request', (request) => request.url().startsWith(stage.server.origin) && asked.push(request.url()));
    await load(page);
    await page.waitForLoadState('networkidle');
    expect(asked).toEqual([`${stage.server.origin}/embed.js`]);
    expect(statSync(join(stage.pages.folder, 'embed.js.br')).size).toBeLessThanOrEqual(5000);
  });

  test('a site that its address names looks as it is set before anybody has opened it', async () => {
    const asked: string[] = [];
    stage.server.site = { site: 'lefty', name: 'Shop', theme: { position: 'left' } };
    site.page = hostPage(`<script async src="${stage.server.origin}/embed.js?site=lefty"></script>`);
    stage.context = await stage.browser.newContext({ viewport: { width: 1000, height: 760 } });
    const page = await stage.context.newPage();
    page.on('request', (request) => request.url().startsWith(stage.server.origin) && asked.push(request.url()));
    await load(page);
    await page.screenshot({ path: shot('launcher-left') });
    expect(asked).toEqual([`${stage.server.origin}/embed.js?site=lefty`]);
    await page.mouse.click(50, 710);
    const chat = await frameOf(page, /\/embed\?site=lefty#from=/);
    await chat.waitForSelector('text=Hello, what is wrong?');
    expect(await (await chat.frameElement()).boundingBox()).toMatchObject({ x: 21 });
  });

  test('weighs at most 70 KB when it is opened, and then shows what is asked', async () => {
    const page = await arrive();
    let bytes = 0;
    const session = await stage.context.newCDPSession(page);
    await session.send('Network.enable');
    session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await openChat(page);
    const assets = asked.filter((path) => path.startsWith('/assets/')).map((path) => statSync(join(stage.pages.folder, `${path}.br`)).size);
    const html = statSync(join(stage.pages.folder, 'embed/index.html.br')).size;
    expect(assets.reduce((sum, size) => sum + size, html)).toBeLessThanOrEqual(70_000);
    expect(assets.length).toBeGreaterThan(2);
    expect(bytes).toBeLessThanOrEqual(70_000);
  });

  test('is opened by its button under hostile styles and a strict policy, and a conversation is had there', async () => {
    const page = await arrive();
    await press(page);
    const chat = await chatIn(page);
    await chat.click('text=Backup fails');
    await chat.waitForSelector('text=re: Backup fails');
    await say(chat, 'thank you');
    await chat.waitForSelector('text=re: thank you');
    const frame = await chat.frameElement();
    expect(await frame.boundingBox()).toMatchObject({ width: 398, height: 638 });
    const look = await frame.evaluate((one) => {
      const { direction, opacity, filter, transform, letterSpacing, visibility } = getComputedStyle(one as Element);
      return { direction, opacity, filter, transform, letterSpacing, visibility };
    });
    expect(look).toEqual({
      direction: 'ltr',
      opacity: '1',
      filter: 'none',
      transform: 'none',
      letterSpacing: 'normal',
      visibility: 'visible',
    });
    expect(stage.complaints).toEqual([]);
  });

  test('Escape closes it from within, and the focus goes back to where it came from', async () => {
    const page = await arrive();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('keepsake-chat');
    await page.keyboard.press('Enter');
    const chat = await chatIn(page);
    await chat.waitForFunction(() => document.activeElement?.id === 'field' && document.hasFocus());
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.localName === 'keepsake-chat');
    await page.keyboard.press('Enter');
    await chat.waitForFunction(() => document.activeElement?.id === 'field' && document.hasFocus());
    await page.keyboard.press('Escape');
    await page.focus('#link');
    await call(page, 'open');
    await chat.waitForFunction(() => document.hasFocus());
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.id === 'link');
  });

  test('Escape first closes what is open in the chat', async () => {
    const page = await arrive();
    const chat = await openChat(page);
    await chat.click('#menu');
    await page.keyboard.press('Escape');
    expect(await chat.locator('#menu-list').isVisible()).toBe(false);
    expect(await (await chat.frameElement()).isVisible()).toBe(true);
    await chat.click('#close');
    await page.waitForFunction(() => document.activeElement?.localName === 'keepsake-chat');
  });

  test('calls that were made before it came are made up for; calls before it is opened wait', async () => {
    site.page = hostPage(`<script src="/calls.js"></script><script async src="${stage.server.origin}/embed.js"></script>`);
    const page = await arrive();
    await call(page, 'setContext', { device: 'Fon 3', page: 'Backups' });
    const jwt = `${btoa('{}')}.${btoa('{"sub":"u 1"}')}.x`;
    await call(page, 'identify', { id: 'u 1' }, jwt);
    await call(page, 'open');
    const chat = await chatIn(page);
    await chat.waitForSelector('text=Hello, what is wrong?');
    expect(await page.title()).toBe('ready');
    expect(await chat.locator('html').getAttribute('lang')).toBe('de');
    expect(stage.server.wishes).toEqual([{ site: 'default', identity: jwt }]);
    await say(chat, 'hallo');
    await chat.waitForSelector('text=re: hallo');
    expect(stage.server.activities.find(({ text }) => text === 'hallo')).toMatchObject({
      channelData: { context: { device: 'Fon 3', page: 'Backups' } },
    });
    await call(page, 'setLocale', 'es');
    await chat.waitForSelector('html[lang=es]');
    expect(await chat.locator('.privacy').textContent()).toContain('contraseñas');
    expect(await chat.locator('.message').count()).toBe(3);
  });

  test('a token for somebody else is refused at once; one that the server does not believe leaves an anonymous person', async () => {
    const page = await arrive();
    const jwt = `${btoa('{}')}.${btoa('{"sub":"ann"}')}.x`;
    await expect(call(page, 'identify', { id: 'bob' }, jwt)).rejects.toThrow('signed for another user');
    stage.server.faults.push({ on: /embed\/token/, status: 403, times: 1 });
    await page.evaluate(() =>
      (window as never as { Keepsake: Keepsake }).Keepsake.on?.('identity-refused', () => (document.title = 'refused')),
    );
    await call(page, 'identify', { id: 'ann' }, jwt);
    await openChat(page);
    await page.waitForFunction(() => document.title === 'refused');
    expect(stage.server.wishes).toEqual([{ site: 'default', identity: jwt }, { site: 'default' }]);
  });

  test('everybody has a conversation of their own', async () => {
    const page = await arrive();
    const chat = await openChat(page);
    await say(chat, 'anonymous words');
    await chat.waitForSelector('text=re: anonymous words');
    await chat.fill('#field', 'half a sen');
    const known = async (id: string): Promise<void> => {
      await call(page, 'identify', { id }, `${btoa('{}')}.${btoa(JSON.stringify({ sub: id }))}.x`);
      await chat.waitForFunction(() => document.querySelectorAll('#log .message:not(.typing)').length === 1);
    };
    await known('ann');
    expect(stage.server.wishes).toHaveLength(2);
    // It is still the same person who writes; the next one is somebody else.
    expect(await chat.inputValue('#field')).toBe('half a sen');
    await say(chat, 'words of Ann');
    await chat.waitForSelector('text=re: words of Ann');
    await chat.fill('#field', 'half a sentence of Ann');
    await known('bob');
    expect(await chat.inputValue('#field')).toBe('');
    expect(stage.server.wishes).toHaveLength(3);
  });

  test('while it is closed, what was not read is counted; on the next page too, which connects only because there is a conversation', async () => {
    const page = await arrive();
    const chat = await openChat(page);
    await call(page, 'close');
    await page.evaluate(() =>
      (window as never as { Keepsake: Keepsake }).Keepsake.on?.('unread', (count: unknown) => (document.title = `${count}`)),
    );
    stage.server.say({ text: 'one more thing' });
    await page.waitForFunction(() => document.title === '1');
    await call(page, 'open');
    await page.waitForFunction(() => document.title === '0');
    await chat.waitForSelector('text=one more thing');
    site.page = hostPage(`<script src="/calls.js"></script><script async src="${stage.server.origin}/embed.js"></script>`);
    await load(page, '/other');
    const later = await chatIn(page);
    await later.waitForSelector('text=one more thing', { state: 'attached' });
    await page.evaluate(() =>
      (window as never as { Keepsake: Keepsake }).Keepsake.on?.('unread', (count: unknown) => (document.title = `${count}`)),
    );
    // What was said before is no message that comes now.
    expect(await page.evaluate(() => (window as never as { told: string[] }).told)).toEqual([]);
    stage.server.say({ text: 'and another' });
    await page.waitForFunction(() => document.title === '1');
    await page.waitForFunction(() => (window as never as { told: string[] }).told.join() === 'bot');
    expect(stage.server.wishes).toHaveLength(1);
  });

  test('signing out forgets the conversation, also one that was not opened on this page', async () => {
    const page = await arrive();
    const chat = await openChat(page);
    await say(chat, 'secret');
    await chat.waitForSelector('text=re: secret');
    await load(page, '/other');
    const gone = page.evaluate(
      () => new Promise((resolve) => (window as never as { Keepsake: Keepsake }).Keepsake.on?.('shutdown', () => resolve(true))),
    );
    await call(page, 'shutdown');
    await gone;
    expect(await page.locator('keepsake-chat').count()).toBe(0);
    expect(page.frames()).toHaveLength(1);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    const fresh = await openChat(page);
    expect(await fresh.locator('text=secret').count()).toBe(0);
    expect(stage.server.wishes).toHaveLength(2);
  });

  test('nothing is believed that others post, and nothing is told to others', async () => {
    const page = await arrive();
    const chat = await openChat(page);
    await page.evaluate(() => window.postMessage({ keepsake: { kind: 'close' } }, '*'));
    await chat.evaluate(() => window.postMessage({ keepsake: { kind: 'forget' } }, '*'));
    await page.evaluate((origin) => {
      const heard: unknown[] = [];
      Object.assign(window, { heard });
      addEventListener('message', ({ data }) => heard.push(data));
      // A page that claims to be another one in the address of the frame.
      const liar = document.createElement('iframe');
      liar.src = `${origin}/embed?site=default#from=${encodeURIComponent('https://bank.example')}`;
      document.documentElement.append(liar);
    }, stage.server.origin);
    const liar = await frameOf(page, /bank/);
    await liar.waitForSelector('#title', { state: 'attached' });
    await liar.waitForFunction(() => document.documentElement.classList.contains('framed'));
    const chatWindow = await chat.frameElement();
    expect(await chatWindow.isVisible()).toBe(true);
    expect(await chat.locator('text=Hello, what is wrong?').count()).toBe(1);
    const heard = await page.evaluate(() => (window as never as { heard: { keepsake?: { kind: string } }[] }).heard);
    expect(heard.filter(({ keepsake }) => keepsake?.kind === 'ready')).toEqual([]);
  });

  test('an element of the page that happens to be called Keepsake does not stand in its way', async () => {
    site.page = hostPage(`<div id="Keepsake"></div><script async src="${stage.server.origin}/embed.js" data-site="default"></script>`);
    const page = await arrive();
    await page.waitForFunction(() => 'open' in (window as never as { Keepsake: object }).Keepsake);
    await openChat(page);
  });

  test('where the browser denies the frame a storage, the conversation is there on the next page all the same', async () => {
    const page = await arrive();
    await stage.context.addInitScript(() => {
      if (window.top === window) return;
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    });
    await load(page);
    const chat = await openChat(page);
    await say(chat, 'remember me');
    await chat.waitForSelector('text=re: remember me');
    await load(page, '/other');
    await call(page, 'open');
    await (await chatIn(page)).waitForSelector('text=re: remember me');
    expect(stage.server.wishes).toHaveLength(1);
  });

  test('on a phone it takes the part of the screen that the keyboard leaves, and keeps the focus', async () => {
    const page = await arrive(PHONE);
    const chat = await openChat(page);
    const frame = await chat.frameElement();
    expect(await frame.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    await page.evaluate(() => {
      Object.defineProperty(visualViewport, 'height', { get: () => 500, configurable: true });
      Object.defineProperty(visualViewport, 'offsetTop', { get: () => 20, configurable: true });
      visualViewport?.dispatchEvent(new Event('resize'));
    });
    expect(await frame.boundingBox()).toEqual({ x: 0, y: 20, width: 390, height: 500 });
    expect(await chat.locator('#field').isVisible()).toBe(true);
    await page.evaluate(() => document.getElementById('box')?.focus());
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('keepsake-chat');
    expect(await page.evaluate(() => document.documentElement.style.overflow)).toBe('hidden');
    await chat.click('#close');
    await page.waitForFunction(() => document.documentElement.style.overflow === '');
  });
});
