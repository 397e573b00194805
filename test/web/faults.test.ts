import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WebSocket, WebSocketServer } from 'ws';
import { until } from '../until.ts';
import { type FaultyLine, startFaultyLine } from './faults.ts';

let server: Server;
let line: FaultyLine;
/** What the server was asked to do, and did. */
let done: string[];

beforeEach(async () => {
  done = [];
  server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += String(part);
    done.push(`${request.method} ${request.url} ${body}`);
    response.writeHead(201, { 'X-Host': request.headers.host ?? '' }).end(`did ${body}`);
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) =>
    sockets.handleUpgrade(request, socket, head, (opened) => {
      opened.on('message', (data) => opened.send(`re: ${data}`));
      opened.on('error', () => undefined);
    }),
  );
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  line = await startFaultyLine(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

afterEach(async () => {
  await line.close();
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

const post = (body: string): Promise<Response> => fetch(`${line.origin}/a?b=1`, { method: 'POST', body });

function socket(): Promise<WebSocket> {
  const opening = new WebSocket(`${line.origin.replace('http', 'ws')}/stream`);
  return new Promise((resolve, reject) => opening.on('open', () => resolve(opening)).on('error', reject));
}

const next = (from: WebSocket, event: string): Promise<unknown> => new Promise((resolve) => from.once(event, resolve));

test('with no fault, everything passes, and the server is told the address that clients use', async () => {
  const response = await post('x');
  expect([response.status, response.headers.get('x-host'), await response.text()]).toEqual([201, new URL(line.origin).host, 'did x']);
  const open = await socket();
  open.send('hello');
  expect(String(await next(open, 'message'))).toBe('re: hello');
  expect(line.calls).toEqual(['POST /a?b=1', 'UPGRADE /stream']);
  open.terminate();
});

test('a fault meets the calls that it is for, as often as it was told', async () => {
  const fault = line.fail(/^POST/, { kind: 'answer', status: 429, headers: { 'Retry-After': '3' } }, 2);
  const told = [await post('1'), await post('2'), await fetch(line.origin), await post('3')];
  expect(told.map(({ status }) => status)).toEqual([429, 429, 201, 201]);
  expect(told[0]?.headers.get('retry-after')).toBe('3');
  expect(fault.met()).toBe(2);
  expect(done).toEqual(['GET / ', 'POST /a?b=1 3']);
});

test('what tells that somebody writes is no POST', async () => {
  const fault = line.fail(/^POST/, { kind: 'answer', status: 500 }, 1);
  expect((await post('{"type":"typing"}')).status).toBe(201);
  expect((await post('{"type":"message"}')).status).toBe(500);
  expect([fault.met(), line.calls]).toEqual([1, ['TYPING /a?b=1', 'POST /a?b=1']]);
});

test('before: the server never saw it; after: it did it, and the other side does not know', async () => {
  line.fail(/./, { kind: 'drop' }, 1);
  await expect(post('1')).rejects.toThrow('fetch failed');
  expect(done).toEqual([]);
  line.fail(/./, { kind: 'drop-after' }, 1);
  await expect(post('2')).rejects.toThrow('fetch failed');
  line.fail(/./, { kind: 'answer-after', status: 502 }, 1);
  expect((await post('3')).status).toBe(502);
  expect(done).toEqual(['POST /a?b=1 2', 'POST /a?b=1 3']);
});

test('what is held goes on when the fault ends', async () => {
  const fault = line.fail(/./, { kind: 'hold' });
  const held = post('1');
  await until(() => fault.met() > 0);
  expect(done).toEqual([]);
  fault.end();
  expect((await held).status).toBe(201);
  expect((await post('2')).status).toBe(201);
});

test('sockets: refused, killed, frozen', async () => {
  const fault = line.fail(/^UPGRADE/, { kind: 'answer', status: 503 });
  await expect(socket()).rejects.toThrow('503');
  fault.end();
  const killed = await socket();
  const closed = next(killed, 'close');
  line.killSockets();
  expect(await closed).toBe(1006);
  const frozen = await socket();
  line.freezeSockets();
  const heard: unknown[] = [];
  frozen.on('message', (data) => heard.push(data));
  frozen.send('hello');
  const other = await socket();
  other.send('hello');
  await next(other, 'message');
  expect([heard, frozen.readyState, line.sockets()]).toEqual([[], WebSocket.OPEN, 2]);
});

test('a server that is gone is a broken connection, not an answer', async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  await expect(post('1')).rejects.toThrow('fetch failed');
  await expect(socket()).rejects.toThrow(/hang up|ECONNRESET/);
});
