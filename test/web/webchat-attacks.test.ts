import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { inPages } from './in-pages.ts';
import { PAYLOADS } from './payloads.ts';
import { type ScriptedServer, startScripted } from './scripted-server.ts';
import { WAYS } from './ways-in.ts';
import { inWebChat, openWebChat, type WebChatPage } from './web-chat-page.ts';

inWebChat('nothing runs in Web Chat that others write', () => {
  const browsing = inPages();
  let server: ScriptedServer;
  let chat: WebChatPage;

  beforeEach(async () => {
    server = await startScripted(() => [{ text: 'Hello' }], browsing.pages.serve);
    chat = await openWebChat(browsing.browser, server.origin);
    await chat.until(1);
    await chat.page.evaluate(() =>
      Object.assign(window, { pwned: () => (document.title = 'PWNED'), alert: () => (document.title = 'PWNED') }),
    );
  });

  afterEach(async () => {
    await chat.context.close();
    await server.close();
  });

  test.each(Object.keys(WAYS))('%s', async (way) => {
    for (const payload of PAYLOADS) server.push(WAYS[way]?.(payload) ?? {});
    server.say({ text: 'the last one' });
    await chat.shows('the last one');
    await chat.page.locator('.webchat__basic-transcript *').evaluateAll((all) => {
      const events = ['pointerenter', 'mouseover', 'focus', 'error', 'load', 'toggle'];
      for (const one of all) for (const what of events) one.dispatchEvent(new Event(what));
    });
    expect(await chat.page.title()).toBe('Keepsake in Web Chat');
    const made =
      'script, iframe, object, embed, base, meta, [onerror], [onload], [onclick], [onfocus], a[href^="javascript" i], a[href^="data" i]';
    expect(
      await chat.page
        .locator('.webchat__basic-transcript')
        .locator(made)
        .evaluateAll((all) => all.map((one) => one.outerHTML)),
    ).toEqual([]);
    // Neither was anything asked of others, nor had the page's policy to refuse it.
    expect(chat.complaints).toEqual([]);
  });
});
