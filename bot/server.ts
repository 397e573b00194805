import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Door } from './channels/channel.ts';
import type { Config } from './config.ts';
import { errorStack } from './error-code.ts';
import { readBytes, readObject } from './http/body.ts';
import { type Answer, type Ask, addressOf, homeOf, type Route } from './http/exchange.ts';
import { readParts } from './http/multipart.ts';
import { oneByOne } from './http/one-by-one.ts';
import { Refusal } from './http/refusal.ts';
import { asAnswer, crossOrigin, send } from './http/respond.ts';
import { newRouter, type Router } from './http/router.ts';
import { type Log, loggable } from './log.ts';

/** What the server opens its doors to. */
export type Doors = {
  readonly config: Config;
  /** Of the channels, and of the desks. */
  readonly channels: readonly Door[];
  /** What is of neither. */
  readonly routes?: readonly Route[];
  readonly pages: (ask: Ask) => Promise<Answer>;
  /** Undefined when everything works; else what does not, yet or any more. */
  readonly unready: () => string | undefined;
  /** Whether callers had better come back by another connection, which may lead to another process. */
  readonly leaving: () => boolean;
  readonly version: string;
  readonly log: Log;
};

/** A port that is ours. What comes in waits until the doors are opened in the same tick. */
export type Listener = { readonly server: Server; readonly host: string; readonly port: number };

/** Milliseconds that a request may take to arrive: files over a slow line. Other bodies have their own patience. */
const SLOWEST_BODY = 300_000;

/** Milliseconds for which a connection stays whose request was answered already, to send the rest of it or to read the answer. */
const LINGER = 10_000;
/** Milliseconds that connections are waited for which nobody needs any more. */
const IMPATIENCE = 3000;

/** Milliseconds after which a connection is cut off on which nothing moves: somebody asked and does not read. */
const STALLED = 120_000;
/** Milliseconds between two looks for requests that never end. */
const LOOK = 5000;

/** Takes the port; rejects with the error of the system when it cannot be had (EADDRINUSE, EACCES …). */
export function listen({ host, port }: Pick<Config, 'host' | 'port'>): Promise<Listener> {
  const server = createServer({
    requestTimeout: SLOWEST_BODY,
    headersTimeout: 10_000,
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: LOOK,
    // Programs also offer to speak HTTP/2, which is passed over: they are answered as if they had not.
    shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
  });
  server.setTimeout(STALLED);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve({ server, host, port: (server.address() as AddressInfo).port });
    });
  });
}

/** Answers whoever comes; returns how to stop, which finishes what was begun. */
export function openDoors({ server }: Listener, doors: Doors): () => Promise<void> {
  const router = newRouter([...health(doors), ...(doors.routes ?? []), ...doors.channels.flatMap(({ routes }) => routes)]);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4096, perMessageDeflate: false });
  const upgraded = new Set<Duplex>();
  let shut = false;
  server.on(
    'request',
    oneByOne((request, response) => serve(doors, router, request, response)),
  );
  server.on('upgrade', (request, socket, head) => {
    upgraded.add(socket.once('close', () => upgraded.delete(socket)));
    void upgrade({ doors, sockets, shut: () => shut }, request, socket, head);
  });
  return () => {
    shut = true;
    return closing(server, doors.channels, upgraded);
  };
}

/** `upgraded`: connections that the server has handed on, and does not know any more. */
async function closing(server: Server, channels: readonly Door[], upgraded: ReadonlySet<Duplex>): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await Promise.all(channels.map((channel) => channel.close()));
  // Whoever still holds a connection after all work is done only keeps it warm.
  const impatience = setTimeout(() => {
    server.closeAllConnections();
    for (const socket of upgraded) socket.destroy();
  }, IMPATIENCE);
  await closed;
  clearTimeout(impatience);
}

function health({ unready, version }: Doors): readonly Route[] {
  const ready = async (): Promise<Answer> => {
    const why = unready();
    return why === undefined ? { status: 200, json: { ready: true } } : { status: 503, json: { ready: false, why } };
  };
  const alive = async (): Promise<Answer> => ({ status: 200, json: { ok: true, version } });
  return [
    { method: 'GET', path: '/healthz', open: false, answer: alive },
    { method: 'GET', path: '/readyz', open: false, answer: ready },
  ];
}

async function serve(doors: Doors, router: Router, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const began = performance.now();
  const path = pathOf(request);
  const answer = await answered(doors, router, request, path).catch((error: unknown) => failed(doors.log, path, error));
  const origin = router.isOpen(path) ? crossOrigin(request.headers.origin) : {};
  send(response, answer, doors.leaving() ? { ...origin, Connection: 'close' } : origin);
  if (!request.complete) linger(request);
  const ms = Math.round(performance.now() - began);
  doors.log.debug('request', { method: request.method, url: loggable(request.url ?? ''), status: answer.status, ms });
}

/** Who was answered before all was sent has a moment to finish, or would never read the answer; and no longer. */
function linger(request: IncomingMessage): void {
  const timer = setTimeout(() => request.socket.destroy(), LINGER).unref();
  request.once('close', () => clearTimeout(timer));
  request.resume();
}

async function answered(doors: Doors, router: Router, request: IncomingMessage, path: string): Promise<Answer> {
  // To HEAD node sends the headers of the answer and no body.
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
  const found = router.find(method, path);
  if (method === 'OPTIONS' && found !== undefined) return { status: 204, headers: { Allow: 'GET, POST, OPTIONS' } };
  const ask = asked(doors.config, request, found?.params ?? {});
  if (found !== undefined) return found.route.answer(ask);
  if (method !== 'GET') throw new Refusal('NotFound', 'There is nothing here.');
  return doors.pages(ask);
}

function failed(log: Log, path: string, error: unknown): Answer {
  const answer = asAnswer(error);
  // What is refused on purpose, because much is going on, is no news, and would fill the log just then.
  if (answer.status >= 500 && !(error instanceof Refusal)) log.error('request failed', { path, error: errorStack(error) });
  return answer;
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?')[0] ?? '/';
}

function asked(config: Config, request: IncomingMessage, params: Ask['params']): Ask {
  const url = urlOf(request);
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    params,
    query: url.searchParams,
    header: (name) => request.headers[name]?.toString(),
    address: addressOf(request, config.trustProxy),
    home: homeOf(request, config),
    json: () => readObject(request, config.bodyKb * 1024),
    parts: (limits) => readParts(request, limits),
    bytes: (limit) => readBytes(request, limit),
  };
}

/** Throws Refusal for an address that cannot be meant: with a NUL, which no database keeps, or of two hosts at once. */
function urlOf(request: IncomingMessage): URL {
  const url = URL.parse(`http://here${request.url ?? '/'}`);
  if (url === null || /%00/.test(url.href) || (request.headersDistinct.host?.length ?? 0) > 1)
    throw new Refusal('BadArgument', 'The address is not readable.');
  return url;
}

type Entry = { readonly doors: Doors; readonly sockets: WebSocketServer; readonly shut: () => boolean };

async function upgrade({ doors, sockets, shut }: Entry, request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
  // A caller who leaves in the middle of it is nobody's trouble.
  socket.on('error', () => socket.destroy());
  try {
    const enter = await entrance(doors, request);
    // Whoever came in now would miss the goodbyes, and the server would wait for them for ever.
    if (shut()) throw new Refusal('Unavailable', 'The server restarts.');
    sockets.handleUpgrade(request, socket, head, (opened) => enter(opened));
  } catch (error) {
    const { status, json } = failed(doors.log, pathOf(request), error);
    const body = JSON.stringify(json);
    const head = `HTTP/1.1 ${status} Refused\r\nContent-Type: application/json\r\nCache-Control: no-store\r\nConnection: close`;
    socket.end(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    // Who keeps the other half open all the same is not waited for.
    const timer = setTimeout(() => socket.destroy(), LINGER).unref();
    socket.once('close', () => clearTimeout(timer)).resume();
  }
}

async function entrance(doors: Doors, request: IncomingMessage): Promise<(socket: WebSocket) => void> {
  const url = urlOf(request);
  for (const channel of doors.channels) {
    const enter = await channel.socket?.(request, url);
    if (enter !== undefined) return enter;
  }
  throw new Refusal('NotFound', 'No stream is here.');
}
