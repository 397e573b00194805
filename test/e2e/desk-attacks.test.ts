/** Whoever should not get into the desk, at the doors of the real server. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { newVisitor, type Visitor } from '../bot/desk-house.ts';
import { call, visit } from '../bot/line-client.ts';
import { addAccount, deskCommand, PASSWORD } from './desk-people.ts';
import { newDataFolder, type ServerProcess, startServer } from './server-process.ts';

const data = newDataFolder();
let server: ServerProcess;
let maria: Visitor;
let csrf: { readonly 'x-keepsake-csrf': string };

beforeAll(async () => {
  server = await startServer(data.path, { KEEPSAKE_DESK_LEASE_SECONDS: '2' });
  await addAccount(data.path, 'maria', 'Maria López', 'agent');
  await server.ready;
  maria = newVisitor(server.url);
  csrf = await signIn(maria, 'maria');
});

afterAll(async () => {
  await server.stop('SIGKILL');
  data.remove();
});

async function signIn(visitor: Visitor, login: string): Promise<typeof csrf> {
  const { status, body } = await visitor.post('/desk/api/session', { login, password: PASSWORD });
  expect(status).toBe(200);
  return { 'x-keepsake-csrf': String(body.csrf) };
}

/** Somebody who asked for a person. */
async function escalated(): Promise<Awaited<ReturnType<typeof visit>>> {
  const person = await visit(server.url);
  await person.say('I want to talk to a person');
  return person;
}

/** A socket to the desk; how it went, and what it says. */
function socket(headers: Readonly<Record<string, string>>): Promise<{ readonly status: number; readonly socket: WebSocket | undefined }> {
  const opened = new WebSocket(`${server.url.replace('http', 'ws')}/desk/api/live`, { headers });
  return new Promise((resolve, reject) => {
    opened.once('open', () => resolve({ status: 101, socket: opened }));
    opened.once('unexpected-response', (_request, response) => resolve({ status: response.statusCode ?? 0, socket: undefined }));
    opened.once('error', (error) => !/Unexpected server response/.test(error.message) && reject(error));
  });
}

const carried = (visitor: Visitor): string => [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');

describe('the live connection', () => {
  test.each([
    ['nobody', {}, 401],
    ['somebody with a session that was made up', { Cookie: `keepsake-desk=${'x'.repeat(43)}` }, 401],
    ['somebody with a token of a person', { Authorization: 'Bearer person' }, 401],
  ])('%s is not let in', async (_who, headers, status) => {
    expect(await socket(headers)).toMatchObject({ status, socket: undefined });
  });

  test('a foreign page is not let in, whatever cookie its visitor carries', async () => {
    for (const Origin of ['https://evil.example', 'null', server.url.replace('127.0.0.1', 'localhost'), `${server.url}.evil.example`])
      expect(await socket({ Cookie: carried(maria), Origin })).toMatchObject({ status: 403 });
    const own = await socket({ Cookie: carried(maria), Origin: server.url });
    expect(own.status).toBe(101);
    own.socket?.terminate();
  });

  test('who is removed is cut off, and gets nothing any more', async () => {
    await addAccount(data.path, 'eve', 'Eve', 'agent');
    const eve = newVisitor(server.url);
    await signIn(eve, 'eve');
    const open = await socket({ Cookie: carried(eve), Origin: server.url });
    const closed = new Promise((resolve) => open.socket?.once('close', resolve));
    await deskCommand(data.path, ['remove', 'eve']);
    expect(await closed).toBe(4401);
    expect(await eve.get('/desk/api/queue')).toMatchObject({ status: 401 });
  });
});

describe('conversations', () => {
  test('of people who did not ask for anybody are closed to the desk, also by their id', async () => {
    const person = await visit(server.url);
    await person.say('my backup fails');
    const path = `/desk/api/conversations/${person.conversation}`;
    expect(await maria.get(path)).toMatchObject({ status: 404 });
    for (const [verb, body] of [
      ['take', {}],
      ['message', { key: 'key-12345', text: 'boo' }],
      ['note', { key: 'key-12345', text: 'boo' }],
    ] as const)
      expect(await maria.post(`${path}/${verb}`, body, csrf)).toMatchObject({ status: 404 });
    expect(JSON.stringify(await person.read())).not.toContain('boo');
  });

  test('are not opened by what a person carries, and the other way round', async () => {
    const person = await escalated();
    const asPerson = { headers: { Authorization: `Bearer ${person.token}` } };
    for (const path of ['queue', `conversations/${person.conversation}`])
      expect((await call(server.url, 'GET', `/desk/api/${path}`, asPerson)).status).toBe(401);
    const asAgent = { headers: { Cookie: carried(maria) } };
    expect((await call(server.url, 'GET', `/v3/directline/conversations/${person.conversation}/activities`, asAgent)).status).toBe(401);
  });

  test.each(['../queue', '%2e%2e%2fqueue', 'c/../../session', '%00', "' OR 1=1 --", 'x'.repeat(5000)])(
    '%j is no conversation',
    async (id) => {
      const { status } = await maria.get(`/desk/api/conversations/${encodeURIComponent(id)}`);
      expect(status).toBe(404);
    },
  );

  test('nothing changes without the token against forgery', async () => {
    const person = await escalated();
    const path = `/desk/api/conversations/${person.conversation}`;
    for (const verb of ['take', 'release', 'transfer', 'message', 'note', 'typing', 'close'])
      expect(await maria.post(`${path}/${verb}`)).toMatchObject({ status: 403 });
    expect(await maria.post('/desk/api/presence', { status: 'away' })).toMatchObject({ status: 403 });
    expect(await maria.post(`${path}/take`, {}, { ...csrf, Origin: 'https://evil.example' })).toMatchObject({ status: 403 });
    expect(await maria.get(path)).toMatchObject({ body: { state: 'waiting' } });
    expect(await maria.post(`${path}/take`, {}, csrf)).toMatchObject({ status: 200 });
    expect(await maria.get(path)).toMatchObject({ body: { state: 'taken' } });
  });
});

test('the page of the desk runs nothing but its own script, in nobody’s frame', async () => {
  const response = await fetch(`${server.url}/desk`);
  const policy = response.headers.get('content-security-policy') ?? '';
  for (const rule of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "form-action 'none'"])
    expect(policy).toContain(rule);
  expect(await response.text()).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=|javascript:|\sstyle=/i);
});
