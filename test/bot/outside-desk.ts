/** A desk of somebody else's: a real server that takes signed calls, goes wrong on demand, and calls back. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signatureOf } from '../../bot/handoff/hooks/signature.ts';

export const SECRET = 'a-secret-of-at-least-32-characters';

/** What it answers to a call instead of 200: a status, or silence. */
type Fault = { readonly status: number; readonly retryAfter?: string } | 'silence' | 'cut';

export type Call = { readonly delivery: string; readonly body: Readonly<Record<string, unknown>> };

export type OutsideDesk = {
  readonly url: string;
  /** Calls that it accepted, each delivery once, as a careful desk keeps them. */
  readonly calls: () => readonly Call[];
  /** All that reached it, refused or not. */
  readonly attempts: () => number;
  /** Goes wrong so many times. */
  readonly fail: (fault: Fault, times: number) => void;
  /** Calls back, signed; `changes` spoil it. */
  readonly send: (server: string, path: string, body: unknown, changes?: { secret?: string; timestamp?: string }) => Promise<number>;
  readonly close: () => Promise<void>;
};

function goWrong(fault: Fault, request: IncomingMessage, response: ServerResponse): void {
  if (fault === 'silence') return;
  if (fault === 'cut') request.socket.destroy();
  else response.writeHead(fault.status, fault.retryAfter === undefined ? {} : { 'Retry-After': fault.retryAfter }).end();
}

/** Starts it. */
export async function outsideDesk(): Promise<OutsideDesk> {
  const accepted = new Map<string, Call>();
  const faults: Fault[] = [];
  let attempts = 0;
  const take = (request: IncomingMessage, body: string, response: ServerResponse): void => {
    attempts += 1;
    const fault = faults.shift();
    if (fault !== undefined) goWrong(fault, request, response);
    else accept(request, body, response);
  };
  const accept = (request: IncomingMessage, body: string, response: ServerResponse): void => {
    const timestamp = String(request.headers['x-keepsake-timestamp']);
    const right = request.headers['x-keepsake-signature'] === signatureOf(SECRET, timestamp, body);
    const delivery = String(request.headers['x-keepsake-delivery']);
    if (right && !accepted.has(delivery)) accepted.set(delivery, { delivery, body: JSON.parse(body) });
    response.writeHead(right ? 200 : 401).end('{}');
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    take(request, Buffer.concat(chunks).toString('utf8'), response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    calls: () => [...accepted.values()],
    attempts: () => attempts,
    fail: (fault, times) => faults.push(...Array.from({ length: times }, () => fault)),
    send: async (to, path, body, { secret = SECRET, timestamp = String(Math.floor(Date.now() / 1000)) } = {}) => {
      const text = JSON.stringify(body);
      const headers = {
        'Content-Type': 'application/json',
        'X-Keepsake-Timestamp': timestamp,
        'X-Keepsake-Signature': signatureOf(secret, timestamp, text),
      };
      return (await fetch(to + path, { method: 'POST', headers, body: text })).status;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
