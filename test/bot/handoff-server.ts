import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { Channel, Door } from '../../bot/channels/channel.ts';
import { openDirectLine } from '../../bot/channels/direct-line/direct-line.ts';
import { type Config, readConfig } from '../../bot/config.ts';
import { openFiles } from '../../bot/files/files.ts';
import type { Desk } from '../../bot/handoff/desk.ts';
import type { AgentOf, DeskAgent } from '../../bot/handoff/desk-agent.ts';
import type { Conversation, LiveFrame, Queue } from '../../bot/handoff/desk-api.ts';
import { deskFiles } from '../../bot/handoff/desk-files.ts';
import { type Handoff, openHandoff } from '../../bot/handoff/open-handoff.ts';
import { NO_FILE, type Rota } from '../../bot/handoff/rota.ts';
import { openPages } from '../../bot/http/pages.ts';
import { Refusal } from '../../bot/http/refusal.ts';
import { newInOrder } from '../../bot/in-order.ts';
import { keyFiles } from '../../bot/keys/key-place.ts';
import { openSecrets } from '../../bot/keys/open-secrets.ts';
import { afterwardsOf, openLater } from '../../bot/later/open-later.ts';
import { type Log, newLog } from '../../bot/log.ts';
import { mindOf } from '../../bot/mind.ts';
import { newRecent } from '../../bot/recent.ts';
import { listen, openDoors } from '../../bot/server.ts';
import { openSiteBook } from '../../bot/sites/site-book.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import type { Store } from '../../bot/store/store.ts';
import type { House, Mind } from '../../bot/turn.ts';
import { train } from '../../dialogs/understanding/model.ts';
import { loadPack } from '../../knowledge/load.ts';
import { until } from '../until.ts';
import { saying } from './a-turn.ts';
import { type Answered, call, type SeenActivity, type Visitor, visit } from './line-client.ts';

const MIGRATIONS = join(process.cwd(), 'bot/store/migrations');

/** A whole server with people who take over, over a small pack. */
export type HandoffServer = {
  readonly url: string;
  readonly store: Store;
  readonly house: House;
  readonly logged: readonly string[];
  readonly close: () => Promise<void>;
};

export type HandoffServerParts = {
  readonly store?: Store;
  readonly rota?: Partial<Rota>;
  readonly more?: readonly Desk[];
  readonly channels?: readonly Channel[];
  /** Of who came before: another server goes on with it. */
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
};

let mind: Promise<Mind> | undefined;

/** The mind over the small pack, trained once. */
function smallMind(): Promise<Mind> {
  mind ??= learned();
  return mind;
}

async function learned(): Promise<Mind> {
  const loaded = await loadPack(join(process.cwd(), 'test/packs/printers'));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return mindOf({ pack: loaded.pack, model: train(loaded.pack), warnings: [] });
}

/** Sessions as simple as can be: the cookie says who it is. */
const agentOf: AgentOf = async (ask) => {
  const [, id, role] = /agent=(\w+)\.(agent|lead)/.exec(ask.header('cookie') ?? '') ?? [];
  if (id === undefined) throw new Refusal('Unauthorized', 'Nobody is signed in.');
  return { id, name: id.charAt(0).toUpperCase() + id.slice(1), role: role as DeskAgent['role'] };
};

/** Starts it. */
export async function handoffServer(parts: HandoffServerParts = {}): Promise<HandoffServer> {
  const folder = parts.folder ?? mkdtempSync(join(tmpdir(), 'keepsake-handoff-'));
  const store = parts.store ?? (await openSqlite(join(folder, 'keepsake.db'), MIGRATIONS));
  const config = configOf({ PORT: '0', KEEPSAKE_DATA: folder, KEEPSAKE_TOKENS_PER_MINUTE: '100000', ...parts.env });
  const logged: string[] = [];
  const log = newLog('debug', 'json', (line) => logged.push(line));
  const channels: Channel[] = [...(parts.channels ?? [])];
  const { promise: house, resolve } = Promise.withResolvers<House>();
  const sites = openSiteBook(store, config.secret, Date.now);
  const secrets = await openSecrets(config, keyFiles(join(folder, 'keys')), Date.now);
  const thread = join(process.cwd(), 'bot/files/picture-thread.ts');
  const files = openFiles({ config, store, keys: secrets.keys, mask: hide, thread, now: Date.now });
  const rota = { ...NO_FILE, ...parts.rota };
  const handoff = openHandoff({
    config,
    rota,
    store,
    house,
    channels: () => channels,
    agentOf,
    files: deskFiles(files),
    more: parts.more ?? [],
    now: Date.now,
    log,
  });
  resolve(houseOf(config, store, log, channels, handoff, await smallMind()));
  const failed = (error: unknown): void => log.error('stream', { error: String(error) });
  channels.push(openDirectLine({ config, ...secrets, sites, files, store, house, now: Date.now, failed }));
  const listener = await listen(config);
  const doors: readonly Door[] = [...channels, ...handoff.doors];
  const pages = openPages(join(folder, 'no-pages'), async () => ({}));
  const stop = openDoors(listener, {
    config,
    channels: doors,
    routes: files.routes,
    pages,
    unready: () => undefined,
    leaving: () => false,
    version: '1',
    log,
  });
  const later = openLater({ config, house, channels, handoff, now: Date.now, log });
  await later.ready;
  return {
    url: `http://127.0.0.1:${listener.port}`,
    store,
    house: await house,
    logged,
    close: async () => {
      await stop();
      await later.stop();
      await files.close();
      await store.close();
      if (parts.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Takes out the one secret there is in these tests. */
function hide(text: string): string {
  return text.replaceAll('hunter2', '[password]');
}

function houseOf(config: Config, store: Store, log: Log, channels: readonly Channel[], handoff: Handoff, own: Mind): House {
  const later = afterwardsOf(config, () => channels);
  return {
    store,
    mind: own,
    masking: { text: hide, json: (value) => JSON.parse(hide(JSON.stringify(value))), most: config.textLength },
    inOrder: newInOrder(),
    recent: newRecent(),
    trouble: () => saying('that went wrong'),
    broken: (error) => log.error('broken', { error: String(error) }),
    afterwards: (made) => [...later(made), ...handoff.tasks(made)],
    standing: handoff.standing,
    leaseOf: handoff.leaseOf,
    typing: handoff.typing,
  };
}

function configOf(env: Readonly<Record<string, string>>): Config {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.config;
}

/** Somebody at the desk, as their page would call. */
export type DeskClient = {
  readonly id: string;
  readonly get: (path: string) => Promise<Answered>;
  readonly post: (path: string, body?: unknown) => Promise<Answered>;
  readonly queue: () => Promise<Queue>;
  readonly look: (conversation: string, after?: number) => Promise<Conversation>;
  readonly act: (conversation: string, deed: string, body?: unknown) => Promise<Answered>;
  readonly live: () => Promise<LivePage>;
};

type LivePage = { readonly frames: LiveFrame[]; readonly socket: WebSocket; readonly close: () => Promise<void> };

/** Signs somebody in, in as far as there is anything to sign in to. */
export function deskClient(url: string, id: string, role: DeskAgent['role'] = 'agent'): DeskClient {
  const headers = { cookie: `agent=${id}.${role}`, 'x-keepsake-csrf': 'yes' };
  const get = (path: string): Promise<Answered> => call(url, 'GET', `/desk/api${path}`, { headers });
  const post = (path: string, body: unknown = {}): Promise<Answered> => call(url, 'POST', `/desk/api${path}`, { headers, body });
  return {
    id,
    get,
    post,
    queue: async () => (await get('/queue')).body as unknown as Queue,
    look: async (conversation, after = 0) =>
      (await get(`/conversations/${encodeURIComponent(conversation)}?after=${after}`)).body as unknown as Conversation,
    act: (conversation, deed, body) => post(`/conversations/${encodeURIComponent(conversation)}/${deed}`, body),
    live: () => openLive(url, headers.cookie),
  };
}

async function openLive(url: string, cookie: string): Promise<LivePage> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/desk/api/live`, { headers: { cookie } });
  const frames: LiveFrame[] = [];
  socket.on('message', (data) => frames.push(JSON.parse(String(data))));
  socket.on('error', () => undefined);
  await new Promise((opened, failed) => {
    socket.once('open', opened);
    socket.once('close', failed);
  });
  const close = (): Promise<void> =>
    new Promise((closed) => {
      socket.once('close', () => closed());
      socket.close();
    });
  return { frames, socket, close };
}

/** Somebody who has asked for a person. */
export async function handedOver(url: string, text = 'I want to talk to a human'): Promise<Visitor> {
  const person = await visit(url);
  const said = await person.say(text);
  if (said.status !== 200) throw new Error(`${said.status} ${JSON.stringify(said.body)}`);
  return person;
}

/** What the person sees, in order, from everybody but themselves. */
export async function seen(person: Visitor): Promise<readonly SeenActivity[]> {
  return (await person.read()).filter(({ from }) => from.role !== 'user');
}

/** Texts of the notices that the person sees, by kind. */
export async function notices(person: Visitor): Promise<readonly (readonly [string, string])[]> {
  return (await seen(person)).flatMap(({ channelData, text }) =>
    channelData?.notice === undefined ? [] : [[String(channelData.notice), text ?? '']],
  );
}

/** Waits until the person is in the list of the desk. */
export function waitsAt(desk: DeskClient, { conversation }: Pick<Visitor, 'conversation'>): Promise<unknown> {
  return until(async () => (await desk.queue()).waiting.some((one) => one.conversation === conversation));
}
