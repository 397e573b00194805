/** The example in the guide does what the guide says: it is run as it stands there, but for its addresses. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { freePort } from '../../bench/load/http.ts';
import type { DeskLine } from '../../bot/handoff/rota.ts';
import { until } from '../until.ts';
import { handedOver, handoffServer, seen } from './handoff-server.ts';
import { SECRET } from './outside-desk.ts';

test('the desk of the guide in Node answers a person', async () => {
  const guide = readFileSync(join(process.cwd(), 'docs/handoff.md'), 'utf8');
  const example = /```js\n(.*?)```/s.exec(guide)?.[1] ?? '';
  const port = await freePort();
  const desk: DeskLine = { name: 'north', kind: 'webhook', url: `http://127.0.0.1:${port}`, secret: SECRET, seconds: 8 };
  const server = await handoffServer({ rota: { desks: [desk] } });
  const folder = mkdtempSync(join(tmpdir(), 'keepsake-guide-'));
  const file = join(folder, 'desk.mjs');
  writeFileSync(
    file,
    example
      .replace('https://help.example.com', server.url)
      .replace('listen(8080)', `listen(${port}, '127.0.0.1', () => console.log('here'))`),
  );
  const child = spawn(process.execPath, [file], { env: { ...process.env, KEEPSAKE_SECRET: SECRET }, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((here) => child.stdout.once('data', here));
  const person = await handedOver(server.url);
  await until(async () => (await seen(person)).some(({ text }) => text === 'Hello, I have read everything. One moment.'));
  const joined = (await seen(person)).filter(({ channelData }) => channelData?.notice === 'joined');
  expect(joined).toMatchObject([{ text: expect.stringContaining('Maria') }]);
  child.kill();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});
