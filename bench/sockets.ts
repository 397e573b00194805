/**
 * Sockets that wait: what one costs in memory, and how long one message takes to reach all who watch a conversation. The
 * real server on SQLite, its memory measured from outside, after its garbage was collected.
 *
 *     npm run bench:sockets [-- --idle 5000] [--watchers 1000] [--json]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { WebSocket } from 'ws';
import { pause } from './load/http.ts';
import { cpuOf, startSubject } from './load/subject.ts';

const { values: options } = parseArgs({
  options: {
    idle: { type: 'string', default: '5000' },
    watchers: { type: 'string', default: '1000' },
    json: { type: 'boolean', default: false },
  },
});
const IDLE = Number(options.idle);
const WATCHERS = Number(options.watchers);
/** Calls that are on their way at once. */
const AT_ONCE = 50;
/** Milliseconds in which memory settles. */
const SETTLE = 3000;
/** Share of the memory that may move in that time. */
const STILL = 0.002;

type Server = ReturnType<typeof startSubject>;
type Pass = { readonly conversation: string; readonly token: string; readonly streamUrl: string };
type Figures = {
  readonly sockets: number;
  readonly bytesEach: number;
  readonly watchers: number;
  /** Milliseconds from the message being sent until all of them had it and its answer, and of CPU. */
  readonly fanout: { readonly all: number; readonly cpu: number };
};

async function call(url: string, token?: string, body?: object): Promise<Record<string, string>> {
  const headers = { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) };
  const response = await fetch(url, { method: body === undefined ? 'GET' : 'POST', headers, ...(body && { body: JSON.stringify(body) }) });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Record<string, string>;
}

async function enter(url: string): Promise<Pass> {
  const pass = await call(`${url}/embed/token`, undefined, {});
  const started = await call(`${url}/v3/directline/conversations`, pass.token, {});
  return { conversation: started.conversationId ?? '', token: started.token ?? '', streamUrl: started.streamUrl ?? '' };
}

/** The same for each of so many, a few at once. */
async function each<T>(count: number, work: (i: number) => Promise<T>): Promise<readonly T[]> {
  const done: T[] = [];
  for (let i = 0; i < count; i += AT_ONCE) {
    done.push(...(await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - i) }, (_, j) => work(i + j)))));
  }
  return done;
}

function opened(streamUrl: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(streamUrl, { perMessageDeflate: false });
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Resolves when the socket has had so many activities. */
function hasHad(socket: WebSocket, activities: number): Promise<void> {
  let had = 0;
  return new Promise((resolve) => {
    socket.on('message', (frame) => {
      had += (JSON.parse(String(frame)) as { activities: unknown[] }).activities.length;
      if (had >= activities) resolve();
    });
  });
}

/** A socket on a conversation that was begun before, by a fresh address. */
async function joined(url: string, { conversation, token }: Pass, watermark: number): Promise<WebSocket> {
  return opened((await call(`${url}/v3/directline/conversations/${conversation}?watermark=${watermark}`, token)).streamUrl ?? '');
}

/** Memory once it no longer moves: what starting needed is given back little by little. */
async function settled(server: Server): Promise<number> {
  for (let last = Number.POSITIVE_INFINITY; ; ) {
    await pause(SETTLE);
    const { rss } = await server.probe();
    if (Math.abs(rss - last) < STILL * rss) return rss;
    last = rss;
  }
}

async function measure(url: string, server: Server): Promise<Figures> {
  // Begun before, so that what a conversation costs is no part of it. Both measurements see sockets, for the first few are dear.
  const passes = await each(IDLE, () => enter(url));
  const first = await each(Math.min(AT_ONCE, IDLE), (i) => joined(url, passes[i] as Pass, 1));
  const before = await settled(server);
  const rest = await each(IDLE - first.length, (i) => joined(url, passes[first.length + i] as Pass, 1));
  const after = await settled(server);
  for (const socket of [...first, ...rest]) socket.terminate();
  return {
    sockets: rest.length,
    bytesEach: Math.round((after - before) / rest.length),
    watchers: WATCHERS,
    fanout: await fanout(url, server.pid),
  };
}

async function fanout(url: string, pid: number): Promise<Figures['fanout']> {
  const pass = await enter(url);
  const watchers = await each(WATCHERS, () => joined(url, pass, 1));
  await pause(SETTLE);
  const all = Promise.all(watchers.map((socket) => hasHad(socket, 2)));
  const cpu = cpuOf([pid]);
  const began = performance.now();
  const path = `${url}/v3/directline/conversations/${pass.conversation}/activities`;
  await call(path, pass.token, { type: 'message', text: 'my backup does not work' });
  await all;
  const took = performance.now() - began;
  for (const socket of watchers) socket.terminate();
  return { all: Math.round(took), cpu: Math.round((cpuOf([pid]) - cpu) / 1000) };
}

const folder = mkdtempSync(join(tmpdir(), 'keepsake-sockets-'));
const loose = { KEEPSAKE_TOKENS_PER_MINUTE: '1000000', KEEPSAKE_SOCKETS: '1000' };
const start = (): Server =>
  startSubject('--expose-gc', ['bot/main.ts'], { PORT: '0', KEEPSAKE_DATA: folder, LOG_FORMAT: 'json', ...loose });
// The first start learns, which leaves much garbage behind; the second one reads what was learned.
const learner = start();
await learner.says(/.*"ready".*/);
await learner.stop();
const server = start();
try {
  const url = /"url":"([^"]+)\/"/.exec(await server.says(/.*"listening".*/))?.[1] ?? '';
  await server.says(/.*"ready".*/);
  const figures = await measure(url, server);
  const { sockets, bytesEach, watchers, fanout: told } = figures;
  if (options.json) console.log(JSON.stringify(figures));
  else
    console.log(
      `${sockets} idle sockets: ${(bytesEach / 1024).toFixed(1)} KB each\none message to ${watchers} sockets: ${told.all} ms, ${told.cpu} ms CPU`,
    );
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
