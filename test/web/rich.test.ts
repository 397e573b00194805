import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { inBrowser } from './browser.ts';
import { PICTURE } from './scripted-server.ts';
import { newStage, say } from './stage.ts';

const AGENT = { id: 'agent-7', name: 'Maria López', role: 'bot' };
const byAgent = (text: string, more: object = {}) => ({
  from: AGENT,
  text,
  textFormat: 'plain',
  channelData: { agent: { id: '7', name: AGENT.name } },
  ...more,
});
const notice = (kind: string, text: string) => ({
  from: { id: 'keepsake', name: 'Keepsake', role: 'bot' },
  text,
  channelData: { system: true, notice: kind, agent: { id: '7', name: AGENT.name } },
});
const RATING = {
  text: 'How was it?',
  extra: {
    channelData: {
      keepsake: { text: 'How was it?', steps: [], choices: [5, 4, 3, 2, 1].map((n) => ({ label: `${n} ★`, pick: `rate:is=${n}` })) },
    },
  },
};
const card = (body: object[], actions: object[] = []) => ({
  from: { id: 'keepsake', name: 'Keepsake', role: 'bot' },
  attachments: [
    { contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard', version: '1.5', body, actions } },
  ],
});
const FORM = card(
  [
    { type: 'TextBlock', text: 'Tell us **more**', wrap: true },
    { type: 'Input.Text', id: 'comment', label: 'What happened?' },
  ],
  [
    { type: 'Action.Submit', title: 'Send it', data: { form: 'f1' } },
    { type: 'Action.OpenUrl', title: 'Read on', url: 'https://support.example.com/' },
    { type: 'Action.OpenUrl', title: 'Trap', url: 'javascript:document.title=1' },
  ],
);

inBrowser('what a bubble may hold', () => {
  const stage = newStage((text) => {
    if (text === 'steps') return [{ text: 'Do this.', steps: ['One.', 'Two.', 'Three.'], close: 'Did it help?' }];
    if (text === 'rate') return [RATING];
    return [{ text: text === '' ? 'Hello, what is wrong?' : `re: ${text}` }];
  });

  test('steps are ticked as they are done, and stay so after a reload', async () => {
    const page = await stage.visit();
    await say(page, 'steps');
    await page.getByRole('checkbox', { name: 'Two.' }).press('Space');
    await page.locator('label', { hasText: 'Three.' }).click();
    await page.reload();
    const boxes = page.getByRole('list', { name: 'Steps, tick what is done' }).getByRole('checkbox');
    await boxes.nth(2).waitFor();
    expect(await Promise.all([0, 1, 2].map((i) => boxes.nth(i).isChecked()))).toEqual([false, true, true]);
    await startOver(page);
    await say(page, 'steps');
    await boxes.nth(2).waitFor();
    expect(await boxes.nth(1).isChecked()).toBe(false);
  });

  test('a rating is given in stars, by keyboard, and once', async () => {
    const page = await stage.visit();
    await say(page, 'rate');
    const stars = page.getByRole('group', { name: 'Rating from 1 to 5' }).getByRole('button');
    await stars.nth(4).waitFor();
    expect(await stars.allTextContents()).toEqual(['1 star of 5', '2 stars of 5', '3 stars of 5', '4 stars of 5', '5 stars of 5']);
    await stars.nth(3).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '4 stars of 5 (chosen)' }).waitFor();
    await page.waitForSelector('text=re: 4 ★');
    expect(await full(stars)).toEqual([true, true, true, true, false]);
    await stars.nth(0).click({ force: true });
    expect(stage.server.activities.filter(({ value }) => (value as { pick?: string } | undefined)?.pick?.startsWith('rate:'))).toHaveLength(
      1,
    );
    await page.reload();
    await page.getByRole('button', { name: '4 stars of 5 (chosen)' }).waitFor();
  });

  test('who helps is named once for what they say in a row, with a picture of this server or their letters', async () => {
    const page = await stage.visit();
    const picture = `${stage.server.origin}/files/maria.png`;
    stage.server.push(notice('joined', 'Maria López joined.'));
    stage.server.push(byAgent('Good morning.'));
    stage.server.push(byAgent('I have read it all.'));
    await page.waitForSelector('text=I have read it all.');
    expect(await page.locator('.sender:visible').allInnerTexts()).toEqual(['ML\nMaria López']);
    expect(await page.locator('#about').textContent()).toBe('You are talking to Maria López');
    expect(await page.locator('.aside').textContent()).toBe('Maria López joined.');
    expect(await page.locator('.agent .bubble').first().textContent()).toBe('Maria López: Good morning.');
    const tracker = 'https://tracker.example/maria.png';
    for (const [id, avatarUrl] of Object.entries({ a: picture, b: tracker })) {
      stage.server.push(
        byAgent(`picture ${id}`, { from: { ...AGENT, id, name: id }, channelData: { agent: { id, name: id, avatarUrl } } }),
      );
    }
    await page.waitForSelector('text=picture b');
    expect(await page.locator('.sender img').evaluateAll((all) => all.map((one) => (one as HTMLImageElement).src))).toEqual([picture]);
    stage.server.push(notice('ended', 'Maria López has closed it.'));
    await page.waitForFunction(() => document.getElementById('about')?.textContent === 'Backup and restore help');
  });

  test('somebody who writes is named; that the person writes is told only when there is somebody', async () => {
    const page = await stage.visit();
    await page.locator('#field').pressSequentially('ab');
    stage.server.push(notice('joined', 'Maria joined.'));
    await page.waitForSelector('.aside');
    const typed = page.waitForResponse((response) => response.request().postData()?.includes('"typing"') ?? false);
    await page.locator('#field').pressSequentially('cd');
    await typed;
    expect(stage.server.calls.filter((call) => call.endsWith('/activities') && call.startsWith('POST'))).toHaveLength(1);
    stage.server.push({ type: 'typing', from: AGENT, channelData: { agent: { name: 'Maria' } } });
    await page.waitForSelector('.typing >> text=Maria is writing');
  });

  test('Markdown of who helps is shown, without markup, pictures or links that lead astray; what the person writes stays as written', async () => {
    const page = await stage.visit();
    const text =
      '**Bold** and [a link](https://support.example.com/a)\n\n- one\n- two\n\n![seen](https://tracker.example/x.png) <b>no</b> [x](javascript:alert(1))';
    stage.server.push(byAgent(text, { textFormat: 'markdown' }));
    const bubble = page.locator('.agent .marked');
    await bubble.waitFor();
    expect(await bubble.locator('strong, li').allTextContents()).toEqual(['Bold', 'one', 'two']);
    expect(await bubble.locator('a').evaluateAll((all) => all.map((one) => [one.getAttribute('href'), one.getAttribute('rel')]))).toEqual([
      ['https://support.example.com/a', 'noopener noreferrer'],
    ]);
    expect(await bubble.locator('img, b').count()).toBe(0);
    expect(await bubble.textContent()).toContain('seen <b>no</b> [x](javascript:alert(1))');
    await say(page, '**mine**');
    await page.waitForSelector('text=re: **mine**');
    expect(await page.locator('.user .text').textContent()).toBe('**mine**');
    expect(stage.complaints).toEqual([]);
  });

  test('a card is sent once, however often it is pressed, and stays sent after a reload', async () => {
    const page = await stage.visit();
    stage.server.push(FORM);
    await page.getByLabel('What happened?').fill('it stopped');
    const send = page.getByRole('button', { name: 'Send it' });
    await send.evaluate((button: HTMLButtonElement) => {
      button.click();
      button.click();
    });
    await page.waitForSelector('text=Sent.');
    await page.reload();
    await page.waitForSelector('.card.settled');
    await send.click({ force: true });
    const sent = () => stage.server.activities.filter(({ value }) => (value as { form?: string } | undefined)?.form === 'f1');
    expect(sent()).toHaveLength(1);
    expect(sent()[0]).toMatchObject({ value: { form: 'f1', comment: 'it stopped' }, channelData: { postBack: true } });
    expect(await page.locator('.card a, .card button').allTextContents()).toEqual(['Send it', 'Read on']);
    expect(stage.complaints).toEqual([]);
  });

  test('the renderer of cards comes with the first card, and one that cannot be shown says so', async () => {
    const page = await stage.visit();
    const loaded = (): Promise<string[]> => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    expect((await loaded()).filter((name) => /card-view|markdown/.test(name))).toEqual([]);
    await page.route(/card-view/, (route) => route.abort());
    stage.server.push(FORM);
    await page.waitForSelector('text=This part of the message cannot be shown here.');
    await page.unroute(/card-view/);
    await page.reload();
    await page.waitForSelector('.card');
    expect((await loaded()).some((name) => name.includes('card-view'))).toBe(true);
  });

  test('pictures and files are seen before they go, go with their message, and are shown from the server', async () => {
    const page = await stage.visit();
    await page.setInputFiles('#files', [
      { name: 'screen.png', mimeType: 'image/png', buffer: PICTURE },
      { name: 'screen.png', mimeType: 'image/png', buffer: PICTURE },
      { name: 'log.txt', mimeType: 'text/plain', buffer: Buffer.from('lines') },
    ]);
    await page.locator('.waiting-file >> nth=2').waitFor();
    expect(await page.locator('.waiting-file').allInnerTexts()).toEqual(['screen.png', 'screen.png', 'log.txt']);
    await page.getByRole('button', { name: 'Remove log.txt' }).click();
    await say(page, 'look');
    await page.waitForSelector('text=re: look');
    const addresses = await page.locator('.user .picture img').evaluateAll((all) => all.map((one) => (one as HTMLImageElement).src));
    expect(addresses).toEqual(['screen.png', 'screen%20(2).png'].map((name) => `${stage.server.origin}/files/${name}`));
    expect(await page.locator('.user').count()).toBe(1);
    expect(await page.locator('#waiting-files').isVisible()).toBe(false);
  });

  test('what cannot be sent is told at once, and a refusal of the server in words', async () => {
    const page = await stage.visit();
    await page.setInputFiles('#files', { name: 'run.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') });
    await page.locator('#file-trouble', { hasText: /^run\.exe cannot be sent\. Pictures, PDF and text files can\.$/ }).waitFor();
    stage.server.faults.push({ on: /upload/, status: 415, times: 1 });
    await page.setInputFiles('#files', { name: 'a.png', mimeType: 'image/png', buffer: PICTURE });
    await page.click('#send-it');
    await page.waitForSelector('text=Not sent: the server takes no such file.');
  });

  test('a picture is pasted, and another dropped', async () => {
    const page = await stage.visit();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(['x'], 'pasted.png', { type: 'image/png' }));
      document.getElementById('field')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
      const dropped = new DataTransfer();
      dropped.items.add(new File(['y'], 'dropped.png', { type: 'image/png' }));
      document.getElementById('log')?.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
    });
    await page.locator('.waiting-file >> nth=1').waitFor();
    expect(await page.locator('.waiting-file').allInnerTexts()).toEqual(['pasted.png', 'dropped.png']);
  });

  test('the transcript has who said what, with steps, files and notices', async () => {
    const page = await stage.visit();
    await say(page, 'steps');
    await page.waitForSelector('text=Did it help?');
    stage.server.push(notice('joined', 'Maria López joined.'));
    stage.server.push(byAgent('Here I am.', { attachments: [{ name: 'manual.pdf', contentType: 'application/pdf' }] }));
    await page.waitForSelector('text=Here I am.');
    await page.click('#menu');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
    expect(download.suggestedFilename()).toMatch(/^keepsake-\d{4}-\d\d-\d\d\.txt$/);
    const text = readFileSync(await download.path(), 'utf8').replace(/ \([^)]*\d{4}[^)]*\)/g, '');
    expect(text.split('\n').slice(1).join('\n')).toBe(
      `
Keepsake
Hello, what is wrong?

You
steps

Keepsake
Do this.
1. One.
2. Two.
3. Three.
Did it help?

— Maria López joined.

Maria López
Here I am.
[manual.pdf]
`,
    );
  });

  test.each([
    ['de', 'Schreib, was nicht geht', 'ltr'],
    ['es-MX', 'Escribe qué falla', 'ltr'],
    ['fr', 'Write what is wrong', 'ltr'],
    ['ar', 'Write what is wrong', 'rtl'],
  ])('a browser that speaks %s', async (locale, placeholder, dir) => {
    const page = await stage.visit({ locale });
    expect(await page.locator('#field').getAttribute('placeholder')).toBe(placeholder);
    expect(await page.locator('html').getAttribute('dir')).toBe(dir);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await page.getByRole('button').evaluateAll((all) => all.filter((one) => one.textContent === '' && !one.ariaLabel).length)).toBe(
      0,
    );
  });

  test('what the site is set to: name, greeting, colours that can be read, scheme', async () => {
    stage.server.site = {
      name: 'Harbour Phones',
      theme: { color: '#ffe000', scheme: 'dark', about: 'All hands', greeting: 'Ahoy!', locale: 'de' },
    };
    const page = await stage.visit();
    await page.waitForSelector('h1 >> text=Harbour Phones');
    expect(await page.locator('#about').textContent()).toBe('All hands');
    expect(await page.locator('#greeting').textContent()).toBe('Ahoy!');
    expect(await page.locator('html').getAttribute('data-scheme')).toBe('dark');
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(ground).toBe('rgb(11, 16, 14)');
  });
});

async function startOver(page: Page): Promise<void> {
  await page.click('#menu');
  await page.click('text=Start over');
  await page.click('text=Start anew');
  await page.waitForFunction(() => document.querySelectorAll('#log .message:not(.typing)').length === 1);
}

/** Which stars are full. */
function full(stars: Locator): Promise<boolean[]> {
  return stars.evaluateAll((all) => all.map((one) => getComputedStyle(one.querySelector('.icon') as Element).fill !== 'none'));
}
