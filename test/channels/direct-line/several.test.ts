/** Several processes over one database: whatever one of them gave out, each of the others takes, and once means once. */

import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newSite, siteData, withNewSecret } from '../../../bot/sites/site.ts';
import { openPostgres } from '../../../bot/store/postgres.ts';
import { call, listen, visit } from '../../bot/line-client.ts';
import { type TestServer, testServer } from '../../bot/line-house.ts';
import { type PostgresServer, startPostgres } from '../../bot/postgres-server.ts';
import { until } from '../../until.ts';
import { png } from './pictures.ts';
import { fetched, shownOf, upload } from './upload-client.ts';

const MIGRATIONS = join(process.cwd(), 'bot/store/migrations');
const SETTINGS = {
  KEEPSAKE_TOKENS_PER_MINUTE: '10000',
  KEEPSAKE_TOKEN_KEYS: `may:${'m'.repeat(43)}`,
  KEEPSAKE_IDENTITY_KEY: 'i'.repeat(43),
};

let database: PostgresServer;
let one: TestServer;
let two: TestServer;
beforeAll(async () => {
  database = await startPostgres();
  const url = await database.database();
  const opened = () => openPostgres({ url, listenUrl: '', connections: 5, timeout: 20_000, patience: 60_000 }, MIGRATIONS, () => undefined);
  one = await testServer(SETTINGS, { store: await opened() });
  two = await testServer(SETTINGS, { store: await opened() });
});
afterAll(async () => {
  await one.close();
  await two.close();
  await database.stop();
});

const elsewhere = (url: string): string =>
  url.replace(one.url.replace('http', 'ws'), two.url.replace('http', 'ws')).replace(one.url, two.url);

test('a conversation goes on at another process: token, stream, and what is said meanwhile', async () => {
  const ann = await visit(one.url);
  const stream = await listen(elsewhere(ann.streamUrl));
  await ann.say('hello');
  expect((await stream.until(3)).map(({ text }) => text?.split('\n')[0])).toEqual(['welcome', 'hello', '1: hello']);
  const said = await call(two.url, 'POST', `${ann.path}/activities`, { token: ann.token, body: { type: 'message', text: 'and here' } });
  expect(said.status).toBe(200);
  expect((await ann.read()).at(-1)?.text).toMatch(/^2: and here/);
  stream.socket.terminate();
});

test('a ticket that one of them took is good at none of the others', async () => {
  const ann = await visit(one.url);
  const stream = await listen(elsewhere(ann.streamUrl));
  await expect(listen(ann.streamUrl)).rejects.toThrow('403');
  stream.socket.terminate();
});

test('a file that came to one of them is shown by the others', async () => {
  const ann = await visit(one.url);
  expect((await upload(one.url, ann, [{ name: 'a.png', bytes: png(3, 2) }])).status).toBe(200);
  const [shown] = await shownOf(ann);
  const { response, bytes } = await fetched(elsewhere(shown?.contentUrl ?? ''));
  expect([response.status, bytes.readUInt32BE(16)]).toEqual([200, 3]);
});

test('a site that was added beside them is soon known to all, and its conversations to its secret at each', async () => {
  const { secret, site } = withNewSecret(newSite('shop'), Date.now());
  await one.store.sites.write({ id: 'shop', version: 0, data: siteData(site) });
  const start = (url: string) => call(url, 'POST', '/v3/directline/conversations', { token: secret, body: {} });
  for (const { url } of [one, two]) await until(async () => (await start(url)).status === 201);
  const begun = await start(one.url);
  const read = await call(two.url, 'GET', `/v3/directline/conversations/${begun.body.conversationId}/activities`, { token: secret });
  expect(read.status).toBe(200);
});
