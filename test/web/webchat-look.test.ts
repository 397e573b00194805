import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { inPages } from './in-pages.ts';
import { type ScriptedServer, startScripted } from './scripted-server.ts';
import { inWebChat, openWebChat, type WebChatPage } from './web-chat-page.ts';

const MARIA = { id: 'agent-7', name: 'Maria Lopez', role: 'bot' };
const CARD = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'Input.Text', id: 'comment', label: 'What helped?' }],
  actions: [{ type: 'Action.Submit', title: 'Send', data: { action: 'csat', cardId: 'card-1' } }],
};

inWebChat('what Web Chat shows', () => {
  const browsing = inPages();
  let server: ScriptedServer;
  let chat: WebChatPage;

  beforeEach(async () => {
    server = await startScripted((text) => [{ text: text === '' ? 'Hello' : `re: ${text}` }], browsing.pages.serve);
    chat = await openWebChat(browsing.browser, server.origin);
    await chat.until(1);
  });

  afterEach(async () => {
    await chat.context.close();
    await server.close();
    expect(chat.complaints).toEqual([]);
  });

  function agentSays(text: string, agent: object = {}): void {
    server.push({ from: MARIA, text, textFormat: 'plain', channelData: { agent: { id: '7', name: MARIA.name, ...agent } } });
  }

  test('people who help have their names and pictures; what happens around them stands between the bubbles', async () => {
    const picture =
      'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
    server.push({ from: { id: 'keepsake', role: 'bot' }, text: 'Maria joined', channelData: { system: true, notice: 'joined' } });
    agentSays('Hi, I am Maria.');
    agentSays('I look at it now.');
    await chat.until(3);
    expect(await chat.page.locator('.notice').allInnerTexts()).toEqual(['Maria joined']);
    expect(await chat.texts()).toEqual(['Hello', 'Hi, I am Maria.', 'I look at it now.']);
    expect(await chat.page.locator('.speaker').allInnerTexts()).toEqual(['Maria Lopez']);
    expect(await chat.page.locator('.agent').allInnerTexts()).toEqual(['ML']);
    await chat.picture('agent');
    await chat.send('thank you');
    agentSays('With a picture.', { avatarUrl: picture });
    await chat.shows('With a picture.');
    expect(await chat.page.locator('.agent img').getAttribute('src')).toBe(picture);
  });

  test('who listens hears who speaks', async () => {
    agentSays('Hi, I am Maria.');
    await chat.until(2);
    const heard = chat.page.locator('[id^="webchat__basic-transcript__active-descendant-label"]');
    expect(await heard.allInnerTexts()).toEqual(['Keepsake: Hello', 'Keepsake: Maria Lopez: Hi, I am Maria.']);
  });

  test('who writes is named while writing', async () => {
    server.push({ type: 'typing', from: MARIA });
    await chat.page.getByText('Maria Lopez is writing').waitFor();
    agentSays('Done.');
    await chat.page.getByText('Maria Lopez is writing').waitFor({ state: 'detached' });
  });

  test('a card is answered once, however often its button is pressed', async () => {
    server.push({
      from: { id: 'keepsake', role: 'bot' },
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: CARD }],
    });
    await chat.page.getByRole('textbox', { name: 'What helped?' }).fill('the cable');
    const submit = chat.page.getByRole('button', { name: 'Send', exact: true }).first();
    await submit.click();
    await submit.click();
    await chat.until(2);
    await chat.picture('card');
    // Also after a reload the card is alive.
    await chat.page.reload();
    await chat.page.getByRole('textbox', { name: 'What helped?' }).fill('again');
    await chat.page.getByRole('button', { name: 'Send', exact: true }).first().click();
    await chat.send('and more');
    await chat.shows('re: and more');
    const answers = server.activities.filter(({ value }) => value !== undefined);
    expect(answers.map(({ value }) => value)).toEqual([{ action: 'csat', cardId: 'card-1', comment: 'the cable' }]);
    expect(await chat.page.getByText('Send failed').count()).toBe(0);
  });

  test('markup in texts is text; Markdown may emphasise and link, and loads nothing from elsewhere', async () => {
    const wild =
      '**bold** <b>b</b><img src=x onerror="document.title=1"> ![i](https://tracker.example/i.png) [l](javascript:document.title=1)';
    server.push({ from: { id: 'keepsake', role: 'bot' }, text: wild, textFormat: 'markdown' });
    server.push({ from: { id: 'keepsake', role: 'bot' }, text: wild, textFormat: 'plain' });
    agentSays(wild, { name: '<img src=x onerror="document.title=1">', avatarUrl: 'https://tracker.example/a.png' });
    server.push({ from: { id: 'keepsake', role: 'bot' }, text: wild, channelData: { system: true, notice: 'note' } });
    await chat.send(wild);
    await chat.shows(/^re: /);
    expect(await chat.page.locator('.webchat__basic-transcript strong').allInnerTexts()).toEqual(['bold']);
    expect(await chat.page.locator('.webchat__basic-transcript :is(b, a[href^="javascript"], [onerror])').count()).toBe(0);
    expect(await chat.page.title()).toBe('Keepsake in Web Chat');
  });

  test('a conversation that was ended cannot be written into; a new one can be begun', async () => {
    server.push({ type: 'endOfConversation', from: { id: 'keepsake', role: 'bot' }, code: 'completedSuccessfully' });
    await chat.page.getByText('This conversation has ended.').waitFor();
    await chat.page.getByRole('textbox').waitFor({ state: 'detached' });
    await chat.page.getByRole('button', { name: 'Start a new conversation' }).click();
    await chat.send('hello again');
    await chat.shows('re: hello again');
  });

  test('nothing listens: no microphone is offered', async () => {
    expect(await chat.page.getByRole('button', { name: /speak|microphone/i }).count()).toBe(0);
  });
});
