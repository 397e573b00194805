/** A proxy on loopback that does what bad networks, balancers and busy servers do, when a test says so; otherwise nobody notices it. */
import { createServer, type IncomingMessage, request as open, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** An answer that the server never gave. */
type Said = { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };

/**
 * What happens to a call. answer, drop: the server never sees it. answer-after, drop-after: the server did it, but the other side is
 * told something else, or nothing. delay: it waits, then goes through. hold: it waits until the fault ends.
 */
type Deed =
  | ({ readonly kind: 'answer' } & Said)
  | ({ readonly kind: 'answer-after' } & Said)
  | { readonly kind: 'drop' | 'drop-after' | 'hold' }
  | { readonly kind: 'delay'; readonly ms: number };

/** A fault that was asked for. */
type Fault = {
  /** How many calls it met. */
  readonly met: () => number;
  /** Lets everything through again; what was held goes on. */
  readonly end: () => void;
};

type Planned = { readonly on: RegExp; readonly deed: Deed; left: number; met: number; readonly held: Set<() => void> };

export type FaultyLine = {
  /** Where clients connect. */
  readonly origin: string;
  /**
   * All calls so far: `GET /v3/directline/conversations/c1?watermark=3`; sockets that were asked for as `UPGRADE /v3/…`, and as
   * `TYPING /v3/…` what only tells that somebody writes, since it comes when it likes.
   */
  readonly calls: readonly string[];
  /** Does this to the next calls whose line matches; to all of them when no number is given. The fault that was planned last comes first. */
  readonly fail: (on: RegExp, deed: Deed, times?: number) => Fault;
  /** Cuts all open sockets without a goodbye. */
  readonly killSockets: () => void;
  /** Open sockets stay open and nothing passes them any more, as after a change of networks or a night's sleep. */
  readonly freezeSockets: () => void;
  /** How many sockets are open. */
  readonly sockets: () => number;
  readonly close: () => Promise<void>;
};

type Pair = { readonly client: Duplex; readonly server: Duplex };
type State = { readonly target: URL; readonly planned: Planned[]; readonly pairs: Set<Pair>; readonly calls: string[] };

/** Stands before the server at this origin, on a free port. The server may go and come back there. */
export async function startFaultyLine(target: string): Promise<FaultyLine> {
  const state: State = { target: new URL(target), planned: [], pairs: new Set(), calls: [] };
  const server = createServer((request, response) => void pass(state, request, response));
  server.on('upgrade', (request, client: Duplex, head: Buffer) => void passSocket(state, request, client, head));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const killSockets = (): void => {
    for (const { client, server } of state.pairs) {
      client.destroy();
      server.destroy();
    }
  };
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: state.calls,
    fail: (on, deed, times = Number.POSITIVE_INFINITY) => plan(state.planned, on, deed, times),
    killSockets,
    freezeSockets: () => {
      for (const { client, server } of state.pairs) {
        client.unpipe(server).pause();
        server.unpipe(client).pause();
      }
    },
    sockets: () => state.pairs.size,
    close: async () => {
      for (const { held } of state.planned) release(held);
      killSockets();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function plan(planned: Planned[], on: RegExp, deed: Deed, times: number): Fault {
  const one: Planned = { on, deed, left: times, met: 0, held: new Set() };
  planned.unshift(one);
  return {
    met: () => one.met,
    end: () => {
      one.left = 0;
      release(one.held);
    },
  };
}

function release(held: Set<() => void>): void {
  for (const go of held) go();
  held.clear();
}

/** What happens to this call; what only takes time has happened when this resolves. */
async function deedFor(state: State, call: string): Promise<Deed | undefined> {
  state.calls.push(call);
  const found = state.planned.find(({ on, left }) => left > 0 && on.test(call));
  if (found === undefined) return undefined;
  found.left -= 1;
  found.met += 1;
  const { deed } = found;
  if (deed.kind === 'delay') await new Promise((wake) => setTimeout(wake, deed.ms));
  if (deed.kind === 'hold') await new Promise<void>((go) => found.held.add(go));
  return deed;
}

async function pass(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request).catch(() => undefined);
  // Whoever asked has left.
  if (body === undefined) return;
  const method = /"type":"typing"/.test(body.toString('latin1')) ? 'TYPING' : request.method;
  const deed = await deedFor(state, `${method} ${request.url}`);
  if (deed?.kind === 'drop') return void request.socket.destroy();
  if (deed?.kind === 'answer') return answer(request, response, deed);
  const { hostname, port } = state.target;
  // The Host header stays as it came, so that the server tells addresses that lead here.
  const upstream = open({ hostname, port, method: request.method, path: request.url, headers: request.headers, agent: false });
  upstream.on('error', () => request.socket.destroy());
  upstream.on('response', (said) => {
    said.on('error', () => request.socket.destroy());
    if (deed?.kind !== 'drop-after' && deed?.kind !== 'answer-after') return relay(said, response);
    said.resume().on('end', () => (deed.kind === 'answer-after' ? answer(request, response, deed) : request.socket.destroy()));
  });
  response.on('close', () => upstream.destroy());
  upstream.end(body);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function relay(said: IncomingMessage, response: ServerResponse): void {
  response.writeHead(said.statusCode ?? 502, said.headers);
  said.pipe(response);
}

/** As our server would: pages of other origins may read it, caches may not keep it. */
function answer({ headers }: IncomingMessage, response: ServerResponse, said: Said): void {
  const origin = headers.origin === undefined ? {} : { 'Access-Control-Allow-Origin': headers.origin };
  response.writeHead(said.status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...origin, ...said.headers });
  response.end(said.body ?? JSON.stringify({ error: { code: 'Planned', message: 'A test wanted this.' } }));
}

async function passSocket(state: State, request: IncomingMessage, client: Duplex, head: Buffer): Promise<void> {
  client.on('error', () => client.destroy());
  const deed = await deedFor(state, `UPGRADE ${request.url}`);
  if (deed?.kind === 'answer') return void client.end(`HTTP/1.1 ${deed.status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  if (deed?.kind === 'drop') return void client.destroy();
  const server = connect(Number(state.target.port), state.target.hostname);
  const pair: Pair = { client, server };
  state.pairs.add(pair);
  server.on('error', () => client.destroy());
  server.on('close', () => client.destroy());
  client.on('close', () => {
    server.destroy();
    state.pairs.delete(pair);
  });
  server.write(handshake(request));
  server.write(head);
  server.pipe(client).pipe(server);
}

function handshake({ method, url, rawHeaders }: IncomingMessage): string {
  const lines = rawHeaders.flatMap((name, i) => (i % 2 === 0 ? [`${name}: ${rawHeaders[i + 1]}`] : []));
  return [`${method} ${url} HTTP/1.1`, ...lines, '', ''].join('\r\n');
}
