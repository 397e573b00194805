/** Several processes on one database: people escalate at any of them, agents sit at any of them. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openPostgres } from '../../bot/store/postgres.ts';
import { until } from '../until.ts';
import { type DeskClient, deskClient, type HandoffServer, handedOver, handoffServer, notices, seen, waitsAt } from './handoff-server.ts';
import { listen, type Visitor } from './line-client.ts';
import { type PostgresServer, rowsOf, startPostgres } from './postgres-server.ts';

const MIGRATIONS = join(process.cwd(), 'bot/store/migrations');

let database: PostgresServer;
let url: string;
let servers: HandoffServer[];

beforeAll(async () => {
  database = await startPostgres();
});
afterAll(() => database.stop());
beforeEach(async () => {
  url = await database.database();
  servers = await Promise.all([start(), start(), start()]);
});
afterEach(() => Promise.all(servers.map((server) => server.close())));

/** `lease` in seconds. */
async function start(lease = 60): Promise<HandoffServer> {
  const settings = { url, listenUrl: '', connections: 6, timeout: 20_000, patience: 60_000 };
  return handoffServer({
    store: await openPostgres(settings, MIGRATIONS, () => undefined),
    env: { KEEPSAKE_DESK_LEASE_SECONDS: String(lease) },
  });
}

const at = (i: number): HandoffServer => servers[i % servers.length]!;

/** Takes whoever waits longest, until nobody waits; taking again what one has is no harm. */
async function work(agent: DeskClient): Promise<readonly string[]> {
  const mine = new Set<string>();
  for (;;) {
    const first = (await agent.queue()).waiting[0];
    if (first === undefined) return [...mine];
    if ((await agent.act(first.conversation, 'take')).status === 200) mine.add(first.conversation);
  }
}

test('many agents at many processes: every conversation is taken by exactly one', async () => {
  const people = await Promise.all(Array.from({ length: 24 }, (_, i) => handedOver(at(i).url)));
  await until(async () => (await deskClient(at(0).url, 'look').queue()).waiting.length === people.length);
  const agents = Array.from({ length: 9 }, (_, i) => deskClient(at(i).url, `agent${i}`));
  const taken = (await Promise.all(agents.map(work))).flat();
  expect(taken.toSorted()).toEqual(people.map(({ conversation }) => conversation).toSorted());
  expect(await rowsOf(url, `SELECT count(*)::int AS n FROM handoff WHERE state = 'taken'`)).toEqual([{ n: people.length }]);
  expect(await rowsOf(url, `SELECT count(*)::int AS n FROM activity WHERE from_role = 'notice' AND payload LIKE '%"joined"%'`)).toEqual([
    { n: people.length },
  ]);
});

test('who escalates at one process is seen at the pages of the others, and they talk across', async () => {
  const page = await deskClient(at(1).url, 'maria').live();
  const person = await handedOver(at(0).url);
  await until(
    async () => page.frames.some(({ kind }) => kind === 'queue') && (await deskClient(at(1).url, 'maria').queue()).waiting.length === 1,
  );
  const maria = deskClient(at(1).url, 'maria');
  await maria.act(person.conversation, 'take');
  const stream = await listen(person.streamUrl);
  await until(async () => {
    await maria.act(person.conversation, 'typing');
    return stream.seen.some(({ type }) => type === 'typing');
  });
  await until(async () => {
    await person.post({ type: 'typing' });
    return page.frames.some(({ kind }) => kind === 'typing');
  });
  await maria.act(person.conversation, 'message', { key: 'message-1', text: 'Hello from afar' });
  await until(async () => stream.seen.some(({ text }) => text === 'Hello from afar'));
  stream.socket.close();
  await page.close();
});

test('a process ends in the middle: the conversation goes on at the others, nothing lost, nothing doubled', async () => {
  const person = await handedOver(at(0).url);
  const maria = deskClient(at(1).url, 'maria');
  await waitsAt(maria, person);
  await maria.act(person.conversation, 'take');
  const page = await maria.live();
  await maria.act(person.conversation, 'message', { key: 'message-1', text: 'one' });
  await person.say('two', 'two');
  await servers[1]!.close();
  servers[1] = await start();
  const again = deskClient(at(1).url, 'maria');
  const back = await again.live();
  expect((await again.act(person.conversation, 'message', { key: 'message-1', text: 'one' })).status).toBe(200);
  await again.act(person.conversation, 'message', { key: 'message-2', text: 'three' });
  await person.say('two', 'two');
  await until(async () => (await texts(person)).includes('three'));
  expect((await texts(person)).filter((text) => ['one', 'two', 'three'].includes(text))).toEqual(['one', 'two', 'three']);
  expect(await comings(person)).toEqual(['joined']);
  page.socket.terminate();
  await back.close();
});

async function texts(person: Visitor): Promise<readonly string[]> {
  return (await person.read()).map(({ text }) => text ?? '');
}

test('an agent whose process and browser are gone gives back what they had, once', async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = await Promise.all([start(4), start(4), start(4)]);
  const person = await handedOver(at(0).url);
  const tom = deskClient(at(1).url, 'tom');
  await waitsAt(tom, person);
  await tom.act(person.conversation, 'take');
  await servers[1]!.close();
  await waitsAt(deskClient(at(2).url, 'maria'), person);
  expect(await comings(person)).toEqual(['joined', 'left']);
  expect((await seen(person)).filter(({ text }) => /had to leave/.test(text ?? ''))).toHaveLength(1);
  servers[1] = await start();
});

/** Who came and went. */
async function comings(person: Visitor): Promise<readonly string[]> {
  return (await notices(person)).map(([kind]) => kind).filter((kind) => kind !== 'queued');
}
