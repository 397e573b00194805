/** The whole server, as it is started: with Teams, without, and with settings that contradict each other. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { call } from '../../bot/line-client.ts';
import { newDataFolder, runServer, type ServerProcess, startServer } from '../../e2e/server-process.ts';

let data: { readonly path: string; readonly remove: () => void };
let note: string;
beforeAll(() => {
  data = newDataFolder();
  note = join(data.path, 'sdk.txt');
});
afterAll(() => data.remove());

const HELLO = {
  type: 'message',
  id: '1',
  text: 'hello',
  channelId: 'msteams',
  serviceUrl: 'http://127.0.0.1:9/',
  conversation: { id: 'a:1' },
  from: { id: '29:ann' },
  recipient: { id: '28:bot' },
};

async function started(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const hook = pathToFileURL(join(process.cwd(), 'test/channels/teams/note-sdk.mjs')).href;
  rmSync(note, { force: true });
  return startServer(data.path, { NODE_OPTIONS: `--import ${hook}`, NOTE_SDK: note, LOG_LEVEL: 'debug', ...env });
}

describe('a server with web chat alone', () => {
  test('loads nothing of the SDK, has no door for it, and says so', async () => {
    const server = await started({});
    await server.ready;
    expect((await call(server.url, 'POST', '/api/messages', { body: HELLO })).status).toBe(404);
    expect(server.output()).toMatch(/"teams is closed","why":"MICROSOFT_APP_ID is not set"/);
    await server.stop();
    expect(existsSync(note)).toBe(false);
  });
});

describe('a server with Teams', () => {
  test('loads the SDK, and takes what comes', async () => {
    const server = await started({ ALLOW_ANONYMOUS: '1' });
    await server.ready;
    expect((await call(server.url, 'POST', '/api/messages', { body: HELLO })).status).toBe(200);
    expect(server.output()).toMatch(/"teams is open","path":"\/api\/messages","anonymous":true/);
    await server.stop();
    expect(readFileSync(note, 'utf8')).toContain('botbuilder-core');
  });

  test('with an ID takes nothing without a token', async () => {
    const env = {
      MICROSOFT_APP_ID: '11111111-2222-3333-4444-555555555555',
      MICROSOFT_APP_TYPE: 'MultiTenant',
      MICROSOFT_APP_PASSWORD: 'not-a-real-secret',
    };
    const server = await started(env);
    await server.ready;
    expect((await call(server.url, 'POST', '/api/messages', { body: HELLO })).status).toBe(401);
    expect(server.output()).toMatch(/"teams is open","path":"\/api\/messages","anonymous":false/);
    expect(server.output()).not.toContain('not-a-real-secret');
    await server.stop();
  });
});

describe('settings that contradict each other', () => {
  test.each<readonly [string, Readonly<Record<string, string>>, RegExp]>([
    ['everybody let in from everywhere', { ALLOW_ANONYMOUS: '1', HOST: '0.0.0.0' }, /keepsake: ALLOW_ANONYMOUS=1 .*HOST is 0\.0\.0\.0/],
    [
      'an ID and nothing else',
      { MICROSOFT_APP_ID: '11111111-2222-3333-4444-555555555555' },
      /MICROSOFT_APP_TENANT_ID is missing[\s\S]*MICROSOFT_APP_PASSWORD or/,
    ],
  ])('%s: nothing starts, and the setting is named', async (_what, env, words) => {
    const { code, err } = await runServer({ KEEPSAKE_DATA: data.path, ...env });
    expect(code).toBe(1);
    expect(err).toMatch(words);
  });
});
