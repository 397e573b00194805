import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { nameOf } from '../../../bot/channels/teams/names.ts';
import { mask, maskDeep } from '../../../bot/masking.ts';
import type { JsonObject, Logged } from '../../../bot/store/store.ts';
import type { TestServer } from '../../bot/line-house.ts';
import { until as untilIt } from '../../until.ts';
import { type LoopbackConnector, loopbackConnector } from './loopback-connector.ts';
import { teamsServer } from './teams-house.ts';
import { buttonsIn, pressing, type TeamsPerson, teamsPerson, textOf } from './teams-person.ts';

let connector: LoopbackConnector;
let server: TestServer;
let ann: TeamsPerson;

beforeAll(async () => {
  connector = await loopbackConnector();
  server = await teamsServer();
});
afterAll(async () => {
  await server.close();
  await connector.close();
});
beforeEach(() => {
  ann = teamsPerson(() => server.url, connector);
});

const until = (count: number): Promise<void> => connector.until(() => ann.seen().length >= count);
/** Waits until so much is seen, and the bot has written down which card that is. */
async function known(count: number): Promise<void> {
  await until(count);
  await untilIt(async () => (await server.store.tasks.depth('outbox')).waiting === 0);
}
const log = (): Promise<readonly Logged[]> => server.store.after(ann.conversation, 0, 100);
const firstLines = (): readonly string[] => ann.seen().map((activity) => textOf(activity).split('\n')[0] ?? '');
async function heard(): Promise<readonly string[]> {
  return (await log()).flatMap(({ said }) => (said.from === 'user' ? [said.text] : []));
}

describe('coming in', () => {
  const BOT = { id: '28:keepsake', name: 'Keepsake' };

  test('is greeted once, however often and in whatever way it is told', async () => {
    await ann.arrive();
    await ann.post({ type: 'installationUpdate', action: 'add' });
    await ann.post({ type: 'conversationUpdate', membersAdded: [{ id: 'somebody' }] });
    await ann.arrive();
    await ann.say('hello');
    await until(2);
    expect(firstLines()).toEqual(['welcome', '1: hello']);
  });

  test('a group is greeted when the bot comes, not whenever somebody does', async () => {
    for (const scope of ['groupChat', 'channel'] as const) {
      ann = teamsPerson(() => server.url, connector, { scope });
      await ann.post({ type: 'conversationUpdate', membersAdded: [{ id: '29:new' }] });
      expect(await log()).toEqual([]);
      await ann.post({ type: 'conversationUpdate', membersAdded: [BOT] });
      await until(1);
      expect(firstLines()).toEqual(['welcome']);
    }
  });

  test('somebody who leaves, and changes of names and tabs, are no reason to speak', async () => {
    await ann.post({ type: 'conversationUpdate', membersRemoved: [{ id: '29:other' }] });
    await ann.post({ type: 'conversationUpdate', channelData: { eventType: 'channelRenamed' } });
    expect(await log()).toEqual([]);
  });

  test('a person has one state for each conversation', async () => {
    const elsewhere = teamsPerson(() => server.url, connector, { scope: 'groupChat' });
    await ann.say('here');
    await elsewhere.post({ type: 'message', text: 'there', from: ann.base.from ?? null });
    await connector.until(() => ann.seen().length + elsewhere.seen().length >= 2);
    expect(textOf(elsewhere.seen()[0] ?? {})).toMatch(/^1: there/);
    expect(await server.store.upkeep.eraseUser(String((ann.base.from as JsonObject).aadObjectId))).toBe(2);
    expect(await server.store.addresses.read(ann.conversation)).toBeUndefined();
  });
});

describe('words', () => {
  const at = (id: string, name: string): JsonObject => ({ type: 'mention', text: `<at>${name}</at>`, mentioned: { id, name } });

  test('lose the mention of the bot, and no other', async () => {
    const entities = [at('28:keepsake', 'Keepsake'), at('29:bob', 'Bob')];
    await ann.post({ type: 'message', text: '<at>Keepsake</at>&nbsp;the phone of <at>Bob</at> says error 9\n', entities });
    expect(await heard()).toEqual(['the phone of Bob says error 9']);
  });

  test('never grow, whatever the people are called that they mention', async () => {
    const entities = Array.from({ length: 20 }, () => ({ type: 'mention', text: '$`$&', mentioned: { id: '29:bob' } }));
    expect((await ann.post({ type: 'message', text: '$`$& lost $`$& his photos', entities })).status).toBe(200);
    expect(await heard()).toEqual(['$`$& lost $`$& his photos']);
  });

  test('that only look like a mention stay', async () => {
    await ann.post({ type: 'message', text: '<at>Keepsake</at> hello', entities: [{ type: 'clientInfo', locale: 'en-US' }] });
    expect(await heard()).toEqual(['<at>Keepsake</at> hello']);
  });

  test('come with files, whose names are kept; the second form of the text is none', async () => {
    const attachments = [
      { contentType: 'text/html', content: '<p>look</p>' },
      { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'screen.png', contentUrl: 'https://x.test/1' },
    ];
    await ann.post({ type: 'message', text: 'look', attachments });
    const said = (await log())[0]?.said;
    expect(said).toMatchObject({ extra: { attachments: [{ name: 'screen.png' }] } });
    expect(JSON.stringify(said)).not.toContain('https://x.test');
  });

  test('without a name are taken as well, each as a new one', async () => {
    for (let i = 0; i < 2; i++) await ann.post({ type: 'message', text: 'again', id: null });
    expect(await heard()).toEqual(['again', 'again']);
  });

  test('of the bot itself, which some channels send back, are not answered', async () => {
    await ann.post({ type: 'message', text: 'echo', from: BOTH });
    await ann.post({ type: 'message', text: 'echo', from: { id: 'x', role: 'bot' } });
    expect(await log()).toEqual([]);
  });
  const BOTH = { id: '28:keepsake' };
});

describe('an edit', () => {
  const edit = (id: string, text: string, more: JsonObject = {}) =>
    ann.post({ type: 'messageUpdate', id, text, channelData: { eventType: 'editMessage' }, ...more });

  test('of the newest message is understood anew, once', async () => {
    await ann.say('eror 9', 'm1');
    const timestamp = '2026-01-05T10:00:00.000Z';
    await edit('m1', 'error 9', { timestamp });
    await edit('m1', 'error 9', { timestamp });
    expect(await heard()).toEqual(['eror 9', 'error 9']);
    await edit('m1', 'error 10', { timestamp: '2026-01-05T10:01:00.000Z' });
    expect(await heard()).toEqual(['eror 9', 'error 9', 'error 10']);
  });

  test('of an older one, of one never seen, and a deletion change nothing', async () => {
    await ann.say('one', 'm1');
    await ann.say('two', 'm2');
    await edit('m1', 'one!');
    await edit('m9', 'nine');
    await ann.post({ type: 'messageDelete', id: 'm2', channelData: { eventType: 'softDeleteMessage' } });
    await ann.post({ type: 'messageUpdate', id: 'm2', channelData: { eventType: 'undeleteMessage' }, text: 'two' });
    expect(await heard()).toEqual(['one', 'two']);
  });

  test('is known by a name that no mask takes for a secret', () => {
    const extra = { message: nameOf('1485983408511'), card: nameOf('a', 'b') };
    expect(maskDeep(extra)).toEqual(extra);
    expect(mask(extra.message)).toBe(extra.message);
  });
});

describe('a button', () => {
  test('that calls the bot shows the card as answered, and is one turn', async () => {
    await ann.say('one');
    await known(1);
    const answer = await ann.press('No');
    expect(answer).toMatchObject({ status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' } });
    expect(textOf({ attachments: [{ content: answer.body.value as JsonObject }] })).toMatch(/1: one[\s\S]*✓ No$/);
    expect(buttonsIn({ id: '', attachments: [{ content: answer.body.value as JsonObject }] })).toEqual([]);
    await until(2);
    expect(firstLines()).toEqual(['1: one', '2: test:a=no']);
  });

  test('pressed again, or after another one of its card, changes nothing and says what was answered', async () => {
    await ann.say('one');
    await known(1);
    const [yes, no] = ann.buttons();
    await ann.post(pressing(yes!, 'execute'));
    for (const button of [yes, no]) {
      const again = await ann.post(pressing(button!, 'execute'));
      expect(JSON.stringify(again.body)).toContain('✓ Yes');
    }
    expect(await heard()).toEqual(['one', 'Yes']);
  });

  test('that sends a message: pressed twice is one answer, another one of its card is answered kindly', async () => {
    await ann.say('one');
    await known(1);
    const [yes, no] = ann.buttons();
    for (let i = 0; i < 3; i++) expect((await ann.post(pressing(yes!, 'submit'))).status).toBe(200);
    expect(await heard()).toEqual(['one', 'Yes']);
    expect((await ann.post(pressing(no!, 'submit'))).status).toBe(200);
    // This mind says what it hears: a button that no question has.
    await until(3);
    expect(firstLines()).toEqual(['1: one', '2: test:a=yes', '3: over:is=go']);
  });

  test('of a card that is long gone is answered without a card', async () => {
    await ann.say('one');
    await known(1);
    const [yes] = ann.buttons();
    await ann.say('two');
    await known(2);
    const late = await ann.post(pressing(yes!, 'execute'));
    expect(late.body).toEqual({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: '✓ Yes' });
  });

  test.each<readonly [string, unknown]>([
    ['nothing', undefined],
    ['no action', {}],
    ['no pick', { action: { data: {} } }],
    ['a pick that is a number', { action: { data: { pick: 7 } } }],
    ['a pick without end', { action: { data: { pick: 'x'.repeat(201) } } }],
  ])('that carries %s is refused', async (_what, value) => {
    const answer = await ann.post({
      type: 'invoke',
      name: 'adaptiveCard/action',
      ...(value === undefined ? {} : { value: value as JsonObject }),
    });
    expect(answer.status).toBe(400);
  });
});

describe('who asks for the replies in the answer', () => {
  const expectReplies = { deliveryMode: 'expectReplies' };

  test('gets them there and nowhere else, also when asking again', async () => {
    const hello = { type: 'message', text: 'hello', id: 'm1', ...expectReplies };
    const first = await ann.post(hello);
    const activities = first.body.activities as readonly JsonObject[];
    expect(activities.map((activity) => textOf(activity).split('\n')[0])).toEqual(['1: hello']);
    expect(activities[0]).toMatchObject({ type: 'message', replyToId: 'm1', from: { id: '28:keepsake' }, conversation: { id: ann.id } });
    expect((await ann.post(hello)).body).toEqual(first.body);
    const pressed = await ann.post({ ...pressing(buttonsIn(activities[0] ?? {})[1]!, 'submit'), ...expectReplies });
    expect(textOf((pressed.body.activities as readonly JsonObject[])[0] ?? {})).toMatch(/^2: test:a=no/);
    expect((await ann.post({ type: 'conversationUpdate', membersAdded: [{ id: '29:x' }], ...expectReplies })).body).toEqual({});
    const { aadObjectId } = ann.base.from as JsonObject;
    for await (const kept of server.store.upkeep.exportUser(String(aadObjectId))) expect(kept.tasks).toEqual([]);
    expect(ann.seen()).toEqual([]);
  });

  test('gets the greeting as well', async () => {
    const { body } = await ann.post({ type: 'conversationUpdate', membersAdded: [{ id: '28:keepsake' }], ...expectReplies });
    expect((body.activities as readonly JsonObject[]).map(textOf)).toEqual(['welcome']);
  });
});

describe('what asks for nothing', () => {
  test.each<readonly [string, JsonObject]>([
    ['a reaction', { type: 'messageReaction', reactionsAdded: [{ type: 'like' }], replyToId: '1:1' }],
    ['a reaction taken back', { type: 'messageReaction', reactionsRemoved: [{ type: 'like' }] }],
    ['typing', { type: 'typing' }],
    ['an event', { type: 'event', name: 'application/vnd.microsoft.readReceipt', value: {} }],
    ['the state of a hand-over', { type: 'event', name: 'handoff.status', value: { state: 'completed' } }],
    ['the end of the conversation', { type: 'endOfConversation' }],
    ['something not thought of yet', { type: 'brandNew' }],
  ])('%s is taken, and nothing is said', async (_what, activity) => {
    expect((await ann.post(activity)).status).toBe(200);
    expect(await log()).toEqual([]);
    expect(await server.store.addresses.read(ann.conversation)).toBeUndefined();
  });

  test('typing is told to whoever helps, and trouble with it is none', async () => {
    const told: string[] = [];
    const typing = async (conversation: string): Promise<void> => {
      told.push(conversation);
      throw new Error('nobody is there');
    };
    const watched = await teamsServer({ typing });
    const bob = teamsPerson(() => watched.url, connector);
    expect((await bob.post({ type: 'typing' })).status).toBe(200);
    expect(told).toEqual([bob.conversation]);
    await watched.close();
  });

  test('an invoke that nobody knows is refused', async () => {
    const answer = await ann.post({ type: 'invoke', name: 'composeExtension/query', value: {} });
    expect(answer).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining('composeExtension/query') } } });
  });
});
