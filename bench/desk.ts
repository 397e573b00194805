/**
 * The built-in desk at work: real servers on one PostgreSQL, people who ask for a person at any of them, agents with open
 * pages at any of them. How long until somebody is in the queue page of another process, and whether each conversation is
 * taken by exactly one.
 *
 *     npm run bench:desk [-- --people 500] [--agents 50] [--servers 3] [--at-once 10]
 */
import { parseArgs } from 'node:util';
import { rowsOf } from '../test/bot/postgres-server.ts';
import { newDataFolder, startServer } from '../test/e2e/server-process.ts';
import { hire, openPage, work } from './desk/crew.ts';
import { type Caller, newCaller } from './load/http.ts';
import { startPostgres } from './load/postgres.ts';
import { seeded } from './random.ts';

const { values: options } = parseArgs({
  options: {
    people: { type: 'string', default: '500' },
    agents: { type: 'string', default: '50' },
    servers: { type: 'string', default: '3' },
    'at-once': { type: 'string', default: '10' },
  },
});
const people = Number(options.people);
const postgres = await startPostgres();
const folders = Array.from({ length: Number(options.servers) }, newDataFolder);
const env = { DATABASE_URL: postgres.url, KEEPSAKE_TOKENS_PER_MINUTE: '1000000', LOG_LEVEL: 'warn' };
const servers = await Promise.all(folders.map(({ path }) => startServer(path, { ...env, LOG_LEVEL: 'info' })));
const caller = newCaller();
try {
  await Promise.all(servers.map(({ ready }) => ready));
  await run(servers.map(({ url }) => url));
} finally {
  caller.close();
  for (const server of servers) await server.stop('SIGKILL');
  await postgres.remove();
  for (const { remove } of folders) remove();
}

async function run(urls: readonly string[]): Promise<void> {
  const agents = await hire(postgres.url, urls, Number(options.agents));
  const asked = new Map<string, { readonly at: number; readonly server: number }>();
  const delays: number[] = [];
  const seenBy = (server: number) => (conversation: string) => {
    const one = asked.get(conversation);
    if (one !== undefined && one.server !== server) delays.push(performance.now() - one.at);
  };
  const pages = await Promise.all(agents.map((agent, i) => openPage(caller, agent, seenBy(i % urls.length))));
  const escalating = performance.now();
  await inTurns(people, Number(options['at-once']), async (i) => {
    const server = i % urls.length;
    const person = await arrive(urls[server] ?? '');
    asked.set(person.conversation, { at: performance.now(), server });
    await person.say('I want to talk to a human');
  });
  const wanted = agents.reduce((sum, _, page) => sum + [...asked.values()].filter(({ server }) => server !== page % urls.length).length, 0);
  while (delays.length < wanted) await new Promise((wake) => setTimeout(wake, 20));
  const escalated = (performance.now() - escalating) / 1000;
  const claiming = performance.now();
  const taken = (await Promise.all(agents.map((agent, i) => work(caller, agent, seeded(i + 1))))).flat();
  const claimed = (performance.now() - claiming) / 1000;
  // Until now an open page kept up what its agent has.
  for (const page of pages) page.close();
  await report(delays, taken, escalated, claimed);
}

async function report(delays: number[], taken: readonly string[], escalated: number, claimed: number): Promise<void> {
  delays.sort((a, b) => a - b);
  const quantile = (q: number): string => (delays[Math.min(delays.length - 1, Math.floor(q * delays.length))] ?? 0).toFixed(0);
  const joined = await rowsOf(
    postgres.url,
    `SELECT count(*)::int AS n FROM activity WHERE from_role = 'notice' AND payload LIKE '%"joined"%'`,
  );
  console.log(`${people} people at ${servers.length} servers in ${escalated.toFixed(1)} s; ${options.agents} open pages`);
  console.log(
    `from asking to the queue page of another process: median ${quantile(0.5)} ms, 95 % ${quantile(0.95)} ms, all ${quantile(1)} ms`,
  );
  const once = new Set(taken).size === taken.length && taken.length === people && joined[0]?.n === people;
  console.log(
    `${taken.length} conversations taken in ${claimed.toFixed(1)} s, ${once ? 'each by exactly one' : 'NOT each by exactly one'}`,
  );
  if (!once) process.exitCode = 1;
}

type Person = { readonly conversation: string; readonly say: (text: string) => Promise<void> };

async function arrive(url: string): Promise<Person> {
  const pass = await good(caller, url, '/embed/token', { body: { site: 'default' } });
  const started = await good(caller, url, '/v3/directline/conversations', { token: String(pass.token), body: {} });
  const token = String(started.token);
  const conversation = String(started.conversationId);
  const path = `/v3/directline/conversations/${conversation}/activities`;
  return { conversation, say: async (text) => void (await good(caller, url, path, { token, body: { type: 'message', text } })) };
}

async function good(
  by: Caller,
  url: string,
  path: string,
  asked: Parameters<Caller['call']>[3],
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await by.call(url, 'POST', path, asked);
  if (answer === undefined || answer.status >= 300) throw new Error(`${path}: ${answer?.status} ${JSON.stringify(answer?.body)}`);
  return answer.body;
}

/** So many works, so many of them at once. */
async function inTurns(count: number, atOnce: number, work: (i: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
