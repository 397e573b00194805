import { join } from 'node:path';
import { WebSocket } from 'ws';
import { newAccount } from '../../bot/handoff/account-names.ts';
import type { Queue } from '../../bot/handoff/desk-api.ts';
import { newSessions } from '../../bot/handoff/sessions.ts';
import { openPostgres } from '../../bot/store/postgres.ts';
import type { Caller } from '../load/http.ts';

/** Somebody at the desk, signed in, at one of the servers. */
export type Agent = { readonly name: string; readonly url: string; readonly headers: Readonly<Record<string, string>> };

/** Makes so many accounts with a session each, spread over the servers. */
export async function hire(database: string, urls: readonly string[], count: number): Promise<readonly Agent[]> {
  const settings = { url: database, listenUrl: '', connections: 4, timeout: 10_000, patience: 10_000 };
  const store = await openPostgres(settings, join(process.cwd(), 'bot/store/migrations'), () => undefined);
  const sessions = newSessions(store.accounts, { deskIdleMinutes: 60, deskHours: 12 });
  const agents: Agent[] = [];
  for (let i = 0; i < count; i++) {
    const url = urls[i % urls.length] ?? '';
    const account = newAccount(`agent${i}`, `Agent ${i}`, 'agent', 'no password opens this');
    await store.accounts.add(account);
    const begun = await sessions.begin({ method: 'POST', header: () => undefined, home: url }, account);
    if (begun === undefined) throw new Error('no session');
    const headers = { Cookie: begun.cookie.split(';')[0] ?? '', 'x-keepsake-csrf': begun.csrf };
    agents.push({ name: account.name, url, headers });
  }
  await store.close();
  return agents;
}

/** An open page of the desk, as a browser keeps it: at every sign that the queue changed it fetches it. */
export type Page = { readonly close: () => void };

/** Opens it; `seen` hears of each conversation the first time that it is in the list. */
export async function openPage(caller: Caller, agent: Agent, seen: (conversation: string) => void): Promise<Page> {
  const socket = new WebSocket(`${agent.url.replace('http', 'ws')}/desk/api/live`, { headers: agent.headers });
  const known = new Set<string>();
  const look = async (): Promise<void> => {
    const fresh = (await queueOf(caller, agent)).waiting.filter(({ conversation }) => !known.has(conversation));
    for (const { conversation } of fresh) {
      known.add(conversation);
      seen(conversation);
    }
  };
  let told = 0;
  let reading = false;
  const read = async (): Promise<void> => {
    told += 1;
    if (reading) return;
    reading = true;
    for (let done = 0; done < told; ) {
      done = told;
      await look();
    }
    reading = false;
  };
  socket.on('message', (data) => {
    if (JSON.parse(String(data)).kind === 'queue') void read();
  });
  socket.on('error', () => undefined);
  await new Promise((opened, failed) => {
    socket.once('open', opened);
    socket.once('close', failed);
  });
  return { close: () => socket.terminate() };
}

/** Takes whoever waits, until nobody does; says whom it got. */
export async function work(caller: Caller, agent: Agent, random: () => number): Promise<readonly string[]> {
  const mine: string[] = [];
  for (;;) {
    const { waiting } = await queueOf(caller, agent);
    // Everybody looks at the same few at the top.
    const one = waiting[Math.floor(random() * Math.min(5, waiting.length))];
    if (one === undefined) return mine;
    const path = `/desk/api/conversations/${encodeURIComponent(one.conversation)}/take`;
    const answer = await caller.call(agent.url, 'POST', path, { headers: agent.headers, body: {} });
    if (answer?.status === 200) mine.push(one.conversation);
    else if (answer?.status !== 409) throw new Error(`take: ${answer?.status} ${JSON.stringify(answer?.body)}`);
  }
}

async function queueOf(caller: Caller, agent: Agent): Promise<Queue> {
  const answer = await caller.call(agent.url, 'GET', '/desk/api/queue', { headers: agent.headers });
  if (answer?.status !== 200) throw new Error(`queue: ${answer?.status} ${JSON.stringify(answer?.body)}`);
  return answer.body as unknown as Queue;
}
