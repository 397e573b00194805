import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { typingTask } from '../../../bot/channels/teams/jobs.ts';
import type { Said } from '../../../bot/store/store.ts';
import type { TestServer } from '../../bot/line-house.ts';
import { until } from '../../until.ts';
import { type LoopbackConnector, loopbackConnector } from './loopback-connector.ts';
import { teamsServer } from './teams-house.ts';
import { type TeamsPerson, teamsPerson, textOf } from './teams-person.ts';

const MARIA = { id: 'maria', name: 'Maria' };
const HELLO: readonly Said[] = [{ from: 'agent', agent: MARIA, text: 'Hello' }];

let connector: LoopbackConnector;
let server: TestServer;
let ann: TeamsPerson;
/** The channel's clock, which goes on only when a test says so: how long the test itself takes decides nothing. */
let now: number;

beforeEach(async () => {
  now = Date.now();
  connector = await loopbackConnector();
  server = await teamsServer({ now: () => now });
  ann = teamsPerson(() => server.url, connector);
  await ann.say('one');
  await connector.until(() => ann.seen().length === 1);
  // Now its time is written down.
  await until(async () => (await server.store.tasks.depth('outbox')).waiting === 0);
});
afterEach(async () => {
  await server.close();
  await connector.close();
});

const write = (conversation = ann.conversation): Promise<boolean> => server.store.tasks.plan(typingTask(conversation, MARIA), conversation);
const typed = () => connector.calls.filter(({ activity }) => activity.type === 'typing');

/** What is sent after it arrives only when it was dealt with. */
async function messageAfter(): Promise<void> {
  await server.desk(ann.conversation, 'desk-1', HELLO);
  await connector.until(() => ann.seen().some((activity) => textOf(activity).startsWith('Maria')));
}

/** Planned again it is new, so the one before is done and not among what was given up on. */
async function isOver(conversation = ann.conversation): Promise<void> {
  await until(() => write(conversation));
  expect(await server.store.tasks.dead('outbox', 10)).toEqual([]);
}

describe('an agent who is writing', () => {
  test('is shown once, by name, and the buttons before it still work', async () => {
    now += 5000;
    await write();
    await write();
    await messageAfter();
    expect(typed()).toMatchObject([{ method: 'POST', status: 201, activity: { from: { id: '28:keepsake', name: 'Maria' } } }]);
    await ann.press('Yes');
    await connector.until(() => connector.calls.some(({ method }) => method === 'PUT'));
    expect(textOf(ann.seen()[0] ?? {})).toMatch(/1: one[\s\S]*✓ Yes$/);
  });

  test.each([
    ['too long ago', 600_000],
    ['just after something else was sent', 0],
  ])('%s is not shown, and what comes after is', async (_what, span) => {
    now += span;
    await write();
    await messageAfter();
    expect(typed()).toEqual([]);
    await isOver();
  });

  test.each([
    ['429', { status: 429, retryAfter: '1' }],
    ['413', { status: 413 }],
    ['400', { status: 400 }],
    ['a connection that breaks', { reset: 'before' }],
  ] as const)('%s: not tried again, and nothing waits for it', async (_what, fault) => {
    now += 5000;
    connector.fail(fault);
    await write();
    await messageAfter();
    expect(typed()).toHaveLength(1);
    await isOver();
  });

  test('to somebody whom nobody can reach: nothing is given up on', async () => {
    await write('msteams/nobody');
    await isOver('msteams/nobody');
  });
});
