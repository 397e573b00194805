import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TestServer } from '../../bot/line-house.ts';
import { type LoopbackConnector, loopbackConnector } from './loopback-connector.ts';
import { teamsServer } from './teams-house.ts';
import { teamsPerson } from './teams-person.ts';

/** Activities that are generated. */
const RUNS = 10_000;
/** Sent at once. */
const TOGETHER = 20;

let connector: LoopbackConnector;
let server: TestServer;
beforeAll(async () => {
  connector = await loopbackConnector();
  server = await teamsServer({}, {}, { LOG_LEVEL: 'error' });
});
afterAll(async () => {
  await server.close();
  await connector.close();
});

const anything = fc.oneof(
  { depthSize: 'small', withCrossShrink: true },
  fc.jsonValue(),
  fc.string(),
  fc.constantFrom(null, undefined, '', 0, -1, [], {}),
);
const types = fc.constantFrom(
  ...'message messageUpdate messageDelete messageReaction invoke conversationUpdate installationUpdate typing event endOfConversation trace suggestion'.split(
    ' ',
  ),
);
/** Mostly as it should be. */
const mostly = (good: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: good, weight: 14 }, { arbitrary: anything, weight: 1 });
const some = (keys: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<unknown> => fc.record(keys, { requiredKeys: [] });
const few = (item: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => mostly(fc.array(item, { maxLength: 3 }));
const name = fc.string({ minLength: 1, maxLength: 40 });

const account = mostly(fc.record({ id: mostly(name), name: mostly(name), role: mostly(fc.constantFrom('user', 'bot')) }));
const pressed = some({ pick: mostly(name), label: mostly(name), card: mostly(fc.constant('abcdefghijklmnopabcdefgh')) });
const FIELDS = {
  type: mostly(types),
  id: mostly(name),
  text: mostly(fc.string({ unit: 'binary', maxLength: 300 })),
  name: mostly(fc.constantFrom('adaptiveCard/action', 'signin/verifyState')),
  value: fc.oneof(pressed, fc.record({ action: fc.record({ data: pressed }) }), anything),
  action: mostly(fc.constantFrom('add', 'remove')),
  deliveryMode: mostly(fc.constantFrom('expectReplies', 'normal')),
  channelId: mostly(fc.constantFrom('msteams', 'webchat', 'sms', 'AseChannel')),
  serviceUrl: mostly(fc.constantFrom('http://127.0.0.1:9/', 'https://127.0.0.1/', 'http://127.0.0.1:9/%', 'http://[::1]:1')),
  conversation: mostly(
    fc.record({ id: mostly(fc.string({ minLength: 1, maxLength: 500 })), conversationType: mostly(name), isGroup: mostly(fc.boolean()) }),
  ),
  from: account,
  recipient: account,
  membersAdded: few(account),
  membersRemoved: few(account),
  entities: few(some({ type: mostly(fc.constant('mention')), text: mostly(name), mentioned: account })),
  attachments: few(some({ contentType: mostly(name), name: mostly(name) })),
  channelData: mostly(fc.constant({ eventType: 'editMessage' })),
  locale: mostly(fc.constantFrom('en-US', 'de', 'xx', 'zz-ZZ-nonsense')),
  timestamp: mostly(fc.constant('2026-01-05T10:00:00.000Z')),
  replyToId: mostly(name),
};
/** A good activity of which some fields are anything, or gone; and now and then no activity at all. */
const bodies = fc.oneof({ arbitrary: some(FIELDS), weight: 12 }, { arbitrary: anything, weight: 1 });

describe('whatever is sent', () => {
  test(`is taken or refused, never broken by: ${RUNS} activities`, async () => {
    const ann = teamsPerson(() => server.url, connector);
    const good = { ...ann.base, id: 'x', text: 'hello', type: 'message' };
    const seen = new Map<number, number>();
    const send = async (body: unknown): Promise<void> => {
      const whole = typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...good, ...body } : body;
      const response = await fetch(`${server.url}/api/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(whole) ?? 'undefined',
      });
      const answer = await response.text();
      seen.set(response.status, (seen.get(response.status) ?? 0) + 1);
      // The body tells what broke it.
      expect({ status: response.status, whole }).not.toMatchObject({ status: 500 });
      expect([2, 4]).toContain(Math.floor(response.status / 100));
      expect(answer).not.toMatch(/\bat .+:\d+:\d+|node_modules|node:|\.ts\b/);
    };
    await fc.assert(
      fc.asyncProperty(fc.array(bodies, { minLength: TOGETHER, maxLength: TOGETHER }), async (together) => {
        await Promise.all(together.map(send));
      }),
      { numRuns: RUNS / TOGETHER },
    );
    expect([...seen.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(RUNS);
    // It is worth nothing if nearly all is refused at the door.
    expect(seen.get(200) ?? 0).toBeGreaterThan(RUNS / 20);
    expect(seen.get(400) ?? 0).toBeGreaterThan(RUNS / 20);
    expect(server.logged.filter((line) => line.includes('request failed'))).toEqual([]);
  }, 300_000);
});
