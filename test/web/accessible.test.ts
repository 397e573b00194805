import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '../until.ts';
import { axe } from './axe.ts';
import { inBrowser } from './browser.ts';
import { hostPage, startHostSite } from './host-site.ts';
import { PICTURE } from './scripted-server.ts';
import { newStage, say, shot } from './stage.ts';

const BOT = { id: 'keepsake', name: 'Keepsake', role: 'bot' };
const AGENT = { id: 'agent-7', name: 'Maria López', role: 'bot' };
const helper = { agent: { id: '7', name: AGENT.name } };
const rating = [5, 4, 3, 2, 1].map((n) => ({ label: `${n} ★`, pick: `rate:is=${n}` }));
const CARD = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text: 'A few words', weight: 'bolder', size: 'medium', style: 'heading', wrap: true },
    { type: 'TextBlock', text: 'See [our page](https://support.example.com/) first.', isSubtle: true, wrap: true },
    { type: 'Input.Text', id: 'comment', label: 'What happened?', isMultiline: true },
    {
      type: 'Input.ChoiceSet',
      id: 'when',
      label: 'When?',
      style: 'expanded',
      choices: [
        { title: 'Today', value: 'today' },
        { title: 'Before', value: 'before' },
      ],
    },
    { type: 'Input.Toggle', id: 'call', title: 'Call me back' },
    { type: 'FactSet', facts: [{ title: 'Case', value: '17' }] },
  ],
  actions: [
    { type: 'Action.Submit', title: 'Send', style: 'positive' },
    { type: 'Action.OpenUrl', title: 'Read on', url: 'https://support.example.com/' },
  ],
};

inBrowser('for everybody', () => {
  const stage = newStage((text) => {
    if (text === 'steps')
      return [
        {
          text: 'Try another cable.',
          steps: ['Unplug it.', 'See https://support.example.com/x'],
          close: 'Did that work?',
          choices: ['Yes', 'No'],
        },
      ];
    return [{ text: text === '' ? 'Hello, what is wrong?' : `re: ${text}`, choices: text === '' ? ['Backup fails', 'Restore fails'] : [] }];
  });

  /** Everything that a conversation may show, in one. */
  async function fill(page: Page): Promise<void> {
    await page.click('text=Backup fails');
    await say(page, 'steps');
    await page.getByRole('checkbox').first().check();
    const push = stage.server.push;
    push({ from: BOT, text: 'Maria López joined.', channelData: { system: true, notice: 'joined', ...helper } });
    push({ from: AGENT, text: 'Look at **this**:\n\n1. one\n2. two\n\n> and `that`', textFormat: 'markdown', channelData: helper });
    push({
      from: AGENT,
      text: 'The file.',
      textFormat: 'plain',
      channelData: helper,
      attachments: [
        { name: 'a.png', contentType: 'image/png', contentUrl: '/files/a.png' },
        { name: 'm.pdf', contentType: 'application/pdf', contentUrl: '/files/m.pdf' },
      ],
    });
    push({ from: BOT, attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: CARD }] });
    push({ from: BOT, text: 'How was it?', textFormat: 'plain', channelData: { keepsake: { text: 'How was it?', choices: rating } } });
    await page.waitForSelector('.star');
    await page.waitForFunction(() => [...document.images].every((one) => one.complete));
  }

  test.each([
    ['desktop', {}],
    ['dark', { colorScheme: 'dark' }],
    ['phone', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }],
    ['rtl', { locale: 'ar', viewport: { width: 390, height: 844 } }],
    ['narrow', { viewport: { width: 320, height: 568 } }],
    ['contrast', { forcedColors: 'active' }],
  ] as const)('%s: axe finds nothing in a conversation, before and after it is answered', async (name, options) => {
    const page = await stage.visit(options);
    expect(await axe(page)).toEqual([]);
    await fill(page);
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.screenshot({ path: shot(`chat-${name}`) });
    await page.setViewportSize({ width: options && 'viewport' in options ? options.viewport.width : 1000, height: 2400 });
    await page.screenshot({ path: shot(`chat-${name}-whole`) });
    await page.getByRole('button', { name: 'Send', exact: true }).first().click();
    await page.getByRole('button', { name: '4 stars of 5' }).click();
    await page.waitForSelector('text=re: 4 ★');
    expect(await axe(page)).toEqual([]);
    await small(page);
  });

  test('axe finds nothing while something is out of the ordinary', async () => {
    const page = await stage.visit();
    await page.click('#menu');
    expect(await axe(page)).toEqual([]);
    await page.click('text=Start over');
    expect(await axe(page)).toEqual([]);
    await page.click('text=Stay here');
    await page.setInputFiles('#files', [
      { name: 'screen.png', mimeType: 'image/png', buffer: PICTURE },
      { name: 'run.exe', mimeType: 'application/x-msdownload', buffer: PICTURE },
    ]);
    stage.server.faults.push({ on: /upload/, status: 413, times: 1 });
    expect(await axe(page)).toEqual([]);
    await page.click('#send-it');
    await page.waitForSelector('text=the files are too large together');
    await stage.context.setOffline(true);
    await page.waitForSelector('text=You are offline');
    expect(await axe(page)).toEqual([]);
    await page.screenshot({ path: shot('chat-trouble') });
    await stage.context.setOffline(false);
    stage.server.push({ type: 'endOfConversation' });
    await page.waitForSelector('text=This conversation has ended.');
    expect(await axe(page)).toEqual([]);
  });

  test.each(['light', 'dark'] as const)('any colour of a site can be read, %s', async (colorScheme) => {
    for (const color of ['#ffe000', '#000000']) {
      stage.server.site = { name: 'Site', theme: { color } };
      const page = await stage.visit({ colorScheme });
      await page.waitForSelector('h1 >> text=Site');
      await fill(page);
      expect(await axe(page)).toEqual([]);
    }
  });

  test.each(['/demo', '/snippet'])('axe finds nothing in %s', async (path) => {
    const page = await stage.browser.newPage({ viewport: { width: 1100, height: 800 } });
    stage.watch(page);
    await page.goto(stage.server.origin + path);
    await page.waitForLoadState('networkidle');
    expect(await axe(page)).toEqual([]);
    await page.screenshot({ path: shot(path.slice(1)) });
    expect(stage.complaints).toEqual([]);
    await page.close();
  });

  test('axe finds nothing in the launcher: closed, open, with something unread', async () => {
    const site = await startHostSite(stage.server.origin);
    site.page = hostPage(
      `<script src="/open.js" data-home="${stage.server.origin}" data-label="Help with backups" data-position="left"></script>`,
    );
    const page = await stage.browser.newPage({ viewport: { width: 1000, height: 760 } });
    await page.goto(site.origin);
    const button = page.getByRole('button', { name: 'Help with backups' });
    expect(await axe(page)).toEqual([]);
    await page.screenshot({ path: shot('launcher') });
    await button.click();
    const chat = await until(() => page.frames()[1]);
    await chat.waitForSelector('text=Hello, what is wrong?');
    expect(await axe(page)).toEqual([]);
    await page.screenshot({ path: shot('launcher-open') });
    await page.getByRole('button', { name: 'Close the chat' }).click();
    stage.server.say({ text: 'one more thing' });
    await page.getByRole('button', { name: 'Help with backups 1 unread' }).waitFor();
    expect(await axe(page)).toEqual([]);
    await page.screenshot({ path: shot('launcher-unread') });
    await page.close();
    await site.close();
  });
});

/** Everything that can be pressed is large enough: 24 pixels at least, 44 where it matters. */
async function small(page: Page): Promise<void> {
  const boxes = await page
    .locator('button:visible, input:visible:not([type=file]), .file:visible')
    .evaluateAll((all) => all.map((one) => ({ what: one.outerHTML.slice(0, 80), ...one.getBoundingClientRect().toJSON() })));
  expect(boxes.filter(({ width, height }) => Math.min(width, height) < 24)).toEqual([]);
  expect(boxes.filter(({ what, width, height }) => what.startsWith('<button') && Math.min(width, height) < 44)).toEqual([]);
}
