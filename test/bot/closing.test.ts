/** A server that stops, with somebody just at the door. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import type { Door } from '../../bot/channels/channel.ts';
import { readConfig } from '../../bot/config.ts';
import { openPages } from '../../bot/http/pages.ts';
import { newLog } from '../../bot/log.ts';
import { listen, openDoors } from '../../bot/server.ts';
import { until } from '../until.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keepsake-closing-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A server with this door alone; `stop` resolves when it has ended. */
async function opened(door: Door): Promise<{ readonly port: number; readonly stop: () => Promise<void> }> {
  const read = readConfig({ PORT: '0', KEEPSAKE_DATA: folder });
  if (!read.ok) throw new Error(read.problems.join());
  const listener = await listen(read.config);
  const stop = openDoors(listener, {
    config: read.config,
    channels: [door],
    pages: openPages(join(folder, 'no-pages'), async () => ({})),
    unready: () => undefined,
    leaving: () => true,
    version: '1',
    log: newLog('silent', 'json', () => undefined),
  });
  return { port: listener.port, stop };
}

test('a socket that is let in only after the goodbyes is sent away, and the server ends', async () => {
  const { promise: checked, resolve: check } = Promise.withResolvers<void>();
  let [knocked, entered, closed] = [false, false, false];
  const slow: Door = {
    routes: [],
    socket: async () => {
      knocked = true;
      // As long as a ticket is looked up.
      await checked;
      return () => {
        entered = true;
      };
    },
    close: async () => {
      closed = true;
    },
  };
  const { port, stop } = await opened(slow);
  const socket = new WebSocket(`ws://127.0.0.1:${port}/stream`);
  const refused = new Promise((resolve) => socket.once('unexpected-response', (_request, response) => resolve(response.statusCode)));
  await until(() => knocked);
  const stopped = stop();
  await until(() => closed);
  check();
  expect(await Promise.race([refused, stopped.then(() => 'ended')])).toBe(503);
  await stopped;
  expect(entered).toBe(false);
});

test('who was refused a socket and does not hang up keeps no server from ending', async () => {
  const { port, stop } = await opened({ routes: [], close: async () => undefined });
  const caller = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  caller.on('error', () => undefined);
  caller.write('GET /nowhere HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
  expect(String(await once(caller, 'data'))).toMatch(/^HTTP\/1\.1 404/);
  await stop();
  caller.destroy();
});
