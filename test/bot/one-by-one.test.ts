import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { oneByOne } from '../../bot/http/one-by-one.ts';
import { until } from '../until.ts';

let server: Server;
let socket: Socket;
let begun: string[];
let answers: ServerResponse[];

beforeEach(async () => {
  [begun, answers] = [[], []];
  const serve = async ({ url = '' }: IncomingMessage, response: ServerResponse): Promise<void> => {
    begun.push(url);
    answers.push(response);
  };
  server = createServer().on('request', oneByOne(serve));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  socket = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
});

afterEach(async () => {
  socket.destroy();
  await new Promise((closed) => server.close(closed));
});

const asked = (...paths: readonly string[]): string => paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`).join('');

test('what a connection asks ahead is begun when the answer before it was taken', async () => {
  socket.write(asked('/1', '/2', '/3'));
  await until(() => begun.length > 0);
  // A round trip, in which the others would have begun.
  await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/beside`, { signal: AbortSignal.timeout(100) }).catch(
    () => undefined,
  );
  expect(begun).toEqual(['/1', '/beside']);
  answers[0]?.end('one');
  await until(() => begun.includes('/2'));
  expect(begun).not.toContain('/3');
  answers[2]?.end('two');
  await until(() => begun.includes('/3'));
});

test('who does not read the answer gets no second one begun', async () => {
  socket.pause();
  socket.write(asked('/1', '/2'));
  await until(() => begun.length > 0);
  answers[0]?.end(Buffer.alloc(64 * 1_048_576));
  await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/beside`, { signal: AbortSignal.timeout(100) }).catch(
    () => undefined,
  );
  expect(begun).toEqual(['/1', '/beside']);
  socket.resume();
  await until(() => begun.includes('/2'));
});

test('who asks for more ahead than anybody needs is cut off', async () => {
  socket.write(asked(...Array.from({ length: 17 }, (_, i) => `/${i}`)));
  await until(() => socket.destroyed || socket.readableEnded || socket.closed);
  expect(begun.length).toBeLessThanOrEqual(1);
});

test('after a connection was left in the middle, and after one that failed, others are served', async () => {
  socket.write(asked('/1', '/2'));
  await until(() => begun.length > 0);
  socket.destroy();
  const fresh = connect((server.address() as AddressInfo).port, '127.0.0.1', () => fresh.write(asked('/3')));
  await until(() => begun.includes('/3'));
  fresh.destroy();
});
