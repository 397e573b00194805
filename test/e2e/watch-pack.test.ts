/** The pack is written while people chat: what is right counts from the next message on, what is wrong is told and changes nothing. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { seen } from '../bot/handoff-server.ts';
import { type Visitor, visit } from '../bot/line-client.ts';
import { until } from '../until.ts';
import { newDataFolder, type ServerProcess, startServer } from './server-process.ts';

const data = newDataFolder();
let pack: string;
let server: ServerProcess;

beforeAll(async () => {
  pack = mkdtempSync(join(tmpdir(), 'keepsake-pack-'));
  cpSync('test/packs/printers', pack, { recursive: true });
  server = await startServer(data.path, { KEEPSAKE_PACK: pack, KEEPSAKE_WATCH_PACK: '1' });
  await server.ready;
});
afterAll(async () => {
  await server?.stop();
  data.remove();
  rmSync(pack, { recursive: true, force: true });
});

function write(file: string, from: string, to: string): void {
  const path = join(pack, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(path, text.replace(from, to));
}

async function last(person: Visitor): Promise<string> {
  return (await seen(person)).at(-1)?.text ?? '';
}

const learnt = (times: number): Promise<unknown> => until(() => server.output().split('the pack is learnt anew').length > times);

test('a change counts from the next message on, in conversations that are under way as well', async () => {
  const person = await visit(server.url);
  await person.say('nothing comes out of my printer');
  write('fixes.yaml', 'title: Take the stuck sheet out', 'title: Pull the crumpled sheet out');
  await learnt(1);
  await person.say('the paper is stuck');
  await person.say('it is connected');
  expect(await last(person)).toContain('Pull the crumpled sheet out');
  // What was said before the change is still known.
  expect((await seen(person)).filter(({ text }) => text?.includes('connected?'))).toHaveLength(1);
});

test('a slip is told with its line, and everything goes on with what was right', async () => {
  write('fixes.yaml', 'Pull the crumpled sheet out', 'Careful: pull it out');
  await until(() => server.output().includes('the pack has an error and is not used'));
  expect(server.output()).toMatch(/fixes\.yaml:\d+:\d+: a text with a colon in it goes in \\"quotes\\"/);
  const person = await visit(server.url);
  for (const text of ['nothing comes out of my printer', 'the paper is stuck', 'it is connected']) await person.say(text);
  expect(await last(person)).toContain('Pull the crumpled sheet out');
  write('fixes.yaml', 'Careful: pull it out', 'Pull it out with care');
  await learnt(2);
});
