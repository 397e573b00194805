import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Said } from '../../../bot/store/store.ts';
import { aTurn } from '../../bot/a-turn.ts';
import type { TestServer } from '../../bot/line-house.ts';
import { until as untilIt } from '../../until.ts';
import { type Fault, type LoopbackConnector, loopbackConnector } from './loopback-connector.ts';
import { teamsServer } from './teams-house.ts';
import { buttonsIn, type TeamsPerson, teamsPerson, textOf } from './teams-person.ts';

let folder: string;
let connector: LoopbackConnector;
let server: TestServer;
let ann: TeamsPerson;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keepsake-outbox-'));
  server = await teamsServer({}, { folder });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  connector = await loopbackConnector();
  ann = teamsPerson(() => server.url, connector);
});
afterEach(() => connector.close());

const firstLines = (person = ann): readonly string[] => person.seen().map((activity) => textOf(activity).split('\n')[0] ?? '');
const until = (count: number, person = ann): Promise<void> => connector.until(() => person.seen().length >= count);
const agent = (text: string): readonly Said[] => [{ from: 'agent', agent: { id: 'maria', name: 'Maria' }, text }];

async function waiting(): Promise<readonly string[]> {
  const dead = await server.store.tasks.dead('outbox', 100);
  return dead.filter(({ conversation }) => conversation === ann.conversation).map(({ why }) => why);
}

/** Resolves when so many of this conversation's tasks were given up on. */
async function givenUp(count: number): Promise<readonly string[]> {
  return untilIt(async () => {
    const why = await waiting();
    return why.length >= count && why;
  });
}

describe('when the service fails', () => {
  test.each<readonly [string, Fault]>([
    ['429 without Retry-After', { status: 429 }],
    ['412', { status: 412, code: 'PreconditionFailed' }],
    ['502', { status: 502 }],
    ['503', { status: 503 }],
    ['504', { status: 504 }],
    ['500', { status: 500 }],
    ['401, as with a token that was just revoked', { status: 401 }],
    ['a connection that breaks before it was taken', { reset: 'before' }],
  ])('%s: everything arrives, once, in order, with one call for each try', async (_what, fault) => {
    connector.fail(fault);
    await ann.say('one');
    await ann.say('two');
    await until(2);
    expect(firstLines()).toEqual(['1: one', '2: two']);
    // The failed one, the two messages, and the buttons of the first taken away before the second.
    expect(connector.calls.map(({ method, status }) => [method, status])).toEqual([
      ['POST', fault.status ?? 0],
      ['POST', 201],
      ['PUT', 200],
      ['POST', 201],
    ]);
  });

  test.each([
    ['seconds', 2000, () => '2'],
    // A date has whole seconds: three of them are more than two.
    ['a date', 2000, () => new Date(Date.now() + 3000).toUTCString()],
  ])('429 with Retry-After as %s: not before that', async (_what, least, retryAfter) => {
    connector.fail({ status: 429, retryAfter });
    await ann.say('one');
    await until(1);
    const [first, second] = connector.calls;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(least);
    expect(firstLines()).toEqual(['1: one']);
  });

  test('a slow service is waited for, and nothing is sent twice', async () => {
    connector.fail({ delay: 1500 });
    await ann.say('one');
    await ann.say('two');
    await until(2);
    expect(firstLines()).toEqual(['1: one', '2: two']);
  });

  test('an answer that is lost after the message was taken doubles it: that cannot be known', async () => {
    connector.fail({ reset: 'after' });
    await ann.say('one');
    await until(2);
    expect(firstLines()).toEqual(['1: one', '1: one']);
  });

  test('a conversation that fails holds up nobody else', async () => {
    connector.met(({ conversation }) => (conversation === ann.id ? { status: 502 } : undefined));
    const bob = teamsPerson(() => server.url, connector);
    await ann.say('one');
    await bob.say('me too');
    await until(1, bob);
    expect(firstLines(bob)).toEqual(['1: me too']);
    connector.met(() => undefined);
    await until(1);
  });
});

describe('a service that takes for ever', () => {
  test.each<readonly [string, Fault]>([
    ['to begin its answer', { status: 502, delay: 5000 }],
    ['to end its answer', { status: 502, stall: true }],
  ])('%s is not waited for without end', async (_what, fault) => {
    const hasty = await teamsServer({ patience: 300 });
    const bob = teamsPerson(() => hasty.url, connector);
    connector.fail(fault);
    await bob.say('one');
    await until(1, bob);
    expect(firstLines(bob)).toEqual(['1: one']);
    await hasty.close();
  });
});

describe('when the person is gone', () => {
  test.each(['BotNotInConversationRoster', 'ConversationBlockedByUser'])(
    '403 %s ends the address, until they are heard of again',
    async (code) => {
      connector.fail({ status: 403, code });
      await ann.say('one');
      await server.desk(ann.conversation, 'desk-1', agent('Are you there?'));
      expect((await givenUp(2)).join()).toMatch(new RegExp(`${code}.*,.*${code}`));
      // What was given up on was not even tried a second time.
      expect(connector.calls).toHaveLength(1);
      expect((await server.store.addresses.read(ann.conversation))?.ended).toContain(code);
      await ann.say('two');
      await until(1);
      expect(firstLines()).toEqual(['2: two']);
      // And what was kept can be sent now.
      for (const { id } of await server.store.tasks.dead('outbox', 100)) await server.store.tasks.revive('outbox', id);
      await until(3);
      expect(firstLines().toSorted()).toEqual(['1: one', '2: two', 'Maria']);
    },
  );

  test('what the service will never take is given up on, and hinders nothing after it', async () => {
    connector.fail({ status: 403, code: 'Forbidden' }, { status: 400, code: 'BadSyntax' });
    for (const word of ['one', 'two', 'three']) await ann.say(word);
    await until(1);
    expect(firstLines()).toEqual(['3: three']);
    expect(await waiting()).toEqual([expect.stringContaining('403 Forbidden'), expect.stringContaining('400 BadSyntax')]);
    expect((await server.store.addresses.read(ann.conversation))?.ended).toBeUndefined();
  });

  test('a bot that was removed says nothing more; installed again, it does', async () => {
    await ann.arrive();
    await until(1);
    await ann.post({ type: 'installationUpdate', action: 'remove' });
    await server.desk(ann.conversation, 'desk-1', agent('Hello?'));
    expect(await givenUp(1)).toEqual(['the bot was removed from the conversation']);
    await ann.post({ type: 'installationUpdate', action: 'add' });
    await server.desk(ann.conversation, 'desk-2', agent('Hello again'));
    await until(2);
    expect(firstLines()).toEqual(['welcome', 'Maria']);
  });

  test('somebody who never wrote cannot be written to, which is said', async () => {
    const payload = { kind: 'notice', notice: { kind: 'note', text: 'Hello?' } };
    const { conversation } = ann;
    await server.store.commitTurn(aTurn({ conversation, tasks: [{ queue: 'outbox', key: 'a', kind: 'teams', payload }] }));
    expect(await givenUp(1)).toEqual(['nobody knows where this conversation is']);
  });

  test('a task that makes no sense is given up on', async () => {
    await ann.say('one');
    const { conversation } = ann;
    const { version } = await server.store.read(conversation);
    const task = { queue: 'outbox', key: 'b', kind: 'teams', payload: { kind: 'dance' } } as const;
    await server.store.commitTurn(aTurn({ conversation, version, tasks: [task] }));
    expect(await givenUp(1)).toEqual(['this task is not readable']);
  });
});

describe('what is too large for one call', () => {
  const LONG = Array.from({ length: 4000 }, (_, i) => `Line ${i} of what she says, “quoted” 🙂.`).join('\n');

  test('is sent in pieces of at most 80 KB, in order, whole', async () => {
    await ann.say('one');
    await server.desk(ann.conversation, 'desk-1', agent(LONG));
    await connector.until(() => ann.seen().map(textOf).join('').includes('Line 3999'));
    const pieces = ann.seen().slice(1);
    expect(pieces.map(textOf).join('')).toBe(`Maria: ${LONG}`);
    expect(pieces.length).toBeGreaterThan(2);
    for (const piece of pieces) expect(Buffer.byteLength(JSON.stringify(piece))).toBeLessThan(81 * 1024);
  });

  test('413 makes the pieces smaller until they fit', async () => {
    connector.met(({ activity }) => (JSON.stringify(activity).length > 9000 ? { status: 413, code: 'MessageSizeTooBig' } : undefined));
    await ann.say('one');
    const text = LONG.slice(0, 40_000);
    await server.desk(ann.conversation, 'desk-1', agent(text));
    await connector.until(() => ann.seen().slice(1).map(textOf).join('').length >= text.length);
    expect(ann.seen().slice(1).map(textOf).join('')).toBe(`Maria: ${text}`);
  });

  test('buttons come with the last piece, and work', async () => {
    connector.met(({ activity }) => (JSON.stringify(activity).length > 9000 ? { status: 413 } : undefined));
    await ann.say(`${'w '.repeat(7000)}end`);
    await connector.until(() => ann.buttons().length > 0);
    expect(ann.seen().slice(0, -1).map(textOf).join('')).toContain('w end');
    await ann.press('No');
    await connector.until(() => ann.seen().some((activity) => textOf(activity).startsWith('2: test:a=no')));
  });
});

describe('deliveries', () => {
  test('that come again after others are no second turn', async () => {
    await ann.say('one', 'id-1');
    await ann.say('two', 'id-2');
    await ann.say('one', 'id-1');
    await ann.say('three', 'id-3');
    await until(3);
    expect(firstLines()).toEqual(['1: one', '2: two', '3: three']);
  });

  test('that come in another order than they were written are all answered', async () => {
    await ann.post({ type: 'message', text: 'second', id: 'b', timestamp: '2026-01-05T10:00:02.000Z' });
    await ann.post({ type: 'message', text: 'first', id: 'a', timestamp: '2026-01-05T10:00:01.000Z' });
    await until(2);
    expect(firstLines()).toEqual(['1: second', '2: first']);
  });
});

describe('the pace', () => {
  test('is never above 7 in one second or 8 in two, retries and updates counted', async () => {
    connector.met(({ at }) => (at % 5 === 0 ? { status: 502 } : undefined));
    await Promise.all(Array.from({ length: 8 }, (_, i) => ann.say(`word ${i}`)));
    await until(8);
    const times = connector.calls.map(({ at }) => at);
    const most = (within: number): number =>
      Math.max(...times.map((at) => times.filter((other) => other >= at && other < at + within).length));
    expect(most(1000)).toBeLessThanOrEqual(7);
    expect(most(2000)).toBeLessThanOrEqual(8);
  });
});

describe('after a restart', () => {
  test('what could not be sent is sent, and people are reached who say nothing', async () => {
    connector.met(() => ({ status: 502 }));
    await ann.say('one');
    await connector.until(() => connector.calls.length > 0);
    await server.close();
    connector.met(() => undefined);
    server = await teamsServer({}, { folder });
    await server.desk(ann.conversation, 'desk-1', agent('Still there?'));
    await until(2);
    expect(firstLines()).toEqual(['1: one', 'Maria']);
  });
});

describe('a card that was answered', () => {
  const CARD = 0;
  const textAt = (index: number): string => textOf(ann.seen()[index] ?? {});
  const labels = (index: number): readonly string[] => buttonsIn(ann.seen()[index] ?? {}).map(({ title }) => title);

  test('by a button shows which, and has no buttons any more', async () => {
    await ann.say('one');
    await until(1);
    expect(labels(CARD)).toEqual(['Yes', 'No']);
    await ann.press('Yes');
    await until(2);
    expect(labels(CARD)).toEqual([]);
    expect(textAt(CARD)).toMatch(/1: one[\s\S]*✓ Yes$/);
  });

  test('by words has no buttons any more', async () => {
    await ann.say('one');
    await until(1);
    await ann.say('two');
    await until(2);
    expect(labels(CARD)).toEqual([]);
    expect(textAt(CARD)).not.toContain('✓');
    expect(labels(1)).toEqual(['Yes', 'No']);
  });

  test('keeps its buttons where the service updates nothing, and the conversation goes on', async () => {
    connector.met(({ method }) => (method === 'PUT' ? { status: 405, code: 'NotSupported' } : undefined));
    await ann.say('one');
    await until(1);
    await ann.press('Yes', 'submit');
    await until(2);
    expect(firstLines()).toEqual(['1: one', '2: test:a=yes']);
    expect(await waiting()).toEqual([]);
  });
});
