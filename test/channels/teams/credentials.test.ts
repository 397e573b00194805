/** How the bot proves itself: the SDK's own factory, against an authority on this machine. Never run against Azure. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestOptions, request, type Server } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { importX509, jwtVerify } from 'jose';
import { callService } from '../../../bot/channels/teams/connector.ts';
import { credentialsOf, openDoor } from '../../../bot/channels/teams/door.ts';
import { type Registration, readRegistration } from '../../../bot/channels/teams/registration.ts';
import { type Environment, readConfig } from '../../../bot/config.ts';
import { newLog } from '../../../bot/log.ts';
import { loopbackConnector } from './loopback-connector.ts';

const TENANT = '99999999-2222-3333-4444-555555555555';
const SCOPE = 'https://api.botframework.com';
const LOGIN = 'https://login.microsoftonline.com/botframework.com';

type Asked = { readonly path: string; readonly form: URLSearchParams; readonly headers: IncomingMessage['headers'] };

let folder: string;
let authority: Server;
let port: number;
let asked: Asked[];
let answer: { readonly status: number; readonly body: object };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keepsake-credentials-'));
  const files = ['-keyout', join(folder, 'bot.key'), '-out', join(folder, 'bot.crt')];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=bot', '-days', '30', ...files], {
    stdio: 'ignore',
  });
  execFileSync('sh', ['-c', 'cat bot.crt bot.key > bot.pem'], { cwd: folder });
  authority = createServer(async (incoming, response) => {
    let body = '';
    for await (const chunk of incoming) body += chunk;
    asked.push({ path: incoming.url ?? '', form: new URLSearchParams(body), headers: incoming.headers });
    response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => authority.listen(0, '127.0.0.1', resolve));
  port = (authority.address() as AddressInfo).port;
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  authority.closeAllConnections();
  await new Promise((resolve) => authority.close(resolve));
});

const environment = { ...process.env };
beforeEach(() => {
  asked = [];
  answer = { status: 200, body: { token_type: 'Bearer', expires_in: 3600, ext_expires_in: 3600, access_token: 'a-token' } };
  // The SDK asks Microsoft's own address whatever it is told, so its calls are led here; nothing leaves this machine.
  jest
    .spyOn(https, 'request')
    .mockImplementation(((options: RequestOptions) =>
      request({ ...options, protocol: 'http:', hostname: '127.0.0.1', port })) as typeof https.request);
});
afterEach(() => {
  jest.restoreAllMocks();
  process.env = { ...environment };
});

function registered(env: Environment): Registration {
  const config = readConfig(env);
  if (!config.ok) throw new Error(config.problems.join('\n'));
  const read = readRegistration(config.config, Date.now());
  if (read.kind !== 'open') throw new Error(JSON.stringify(read));
  return read.registration;
}

let last = 0;
/** Every test has a bot of its own: the SDK keeps tokens for the whole process. */
function newId(): string {
  last += 1;
  return `11111111-2222-3333-4444-${String(last).padStart(12, '0')}`;
}

async function tokenOf(registration: Registration, appId: string): Promise<string> {
  const credentials = await credentialsOf(registration).createCredentials(appId, SCOPE, LOGIN, true);
  return (credentials as unknown as { getToken: () => Promise<string> }).getToken();
}

describe('the SDK asks for a token', () => {
  test.each([
    ['SingleTenant', TENANT, TENANT],
    ['MultiTenant', '', 'botframework.com'],
  ])('%s with a secret', async (type, tenant, path) => {
    const appId = newId();
    const env = {
      MICROSOFT_APP_ID: appId,
      MICROSOFT_APP_TYPE: type,
      MICROSOFT_APP_TENANT_ID: tenant,
      MICROSOFT_APP_PASSWORD: 'the-secret-value',
    };
    expect(await tokenOf(registered(env), appId)).toBe('a-token');
    const call = asked.find(({ path: at }) => at.endsWith('/token') || at.includes('/token?'));
    expect(call?.path).toContain(`/${path}/`);
    expect(Object.fromEntries(call?.form ?? [])).toMatchObject({
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: 'the-secret-value',
      scope: `${SCOPE}/.default`,
    });
  });

  test('with a certificate, by a statement that its key has signed', async () => {
    const appId = newId();
    const env = { MICROSOFT_APP_ID: appId, MICROSOFT_APP_TENANT_ID: TENANT, MICROSOFT_APP_CERTIFICATE: join(folder, 'bot.pem') };
    expect(await tokenOf(registered(env), appId)).toBe('a-token');
    const form = asked.find(({ path }) => path.includes('/token'))?.form;
    const key = await importX509(readFileSync(join(folder, 'bot.crt'), 'utf8'), 'RS256', { extractable: true });
    // The SDK rounds the second from which it holds, so it may lie a little ahead; authorities allow for more.
    const options = { algorithms: ['RS256', 'PS256'], clockTolerance: 5 };
    const { payload, protectedHeader } = await jwtVerify(form?.get('client_assertion') ?? '', key, options);
    expect(payload).toMatchObject({ iss: appId, sub: appId });
    expect(protectedHeader.x5t ?? protectedHeader['x5t#S256']).toEqual(expect.any(String));
    expect(form?.has('client_secret')).toBe(false);
  });

  test('as a managed identity, of the machine that it runs on', async () => {
    const appId = newId();
    process.env.IDENTITY_ENDPOINT = `http://127.0.0.1:${port}/identity`;
    process.env.IDENTITY_HEADER = 'vouched';
    const expires = String(Math.floor(Date.now() / 1000) + 3600);
    answer = { status: 200, body: { access_token: 'a-token', token_type: 'Bearer', resource: SCOPE, expires_on: expires } };
    const env = { MICROSOFT_APP_ID: appId, MICROSOFT_APP_TYPE: 'UserAssignedMSI', MICROSOFT_APP_TENANT_ID: TENANT };
    expect(await tokenOf(registered(env), appId)).toBe('a-token');
    const call = asked.find(({ path }) => path.startsWith('/identity'));
    expect(call?.headers['x-identity-header']).toBe('vouched');
    expect(new URLSearchParams(call?.path.split('?')[1]).get('client_id')).toBe(appId);
  });

  test('and says why it gets none, without the secret', async () => {
    const appId = newId();
    answer = { status: 401, body: { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret provided.' } };
    const env = { MICROSOFT_APP_ID: appId, MICROSOFT_APP_TENANT_ID: TENANT, MICROSOFT_APP_PASSWORD: 'the-secret-value' };
    const failure = await tokenOf(registered(env), appId).catch((error: unknown) => error);
    expect(String(failure)).toContain('AADSTS7000215');
    expect(`${failure} ${JSON.stringify(failure)}`).not.toContain('the-secret-value');
  });

  test('and sends what it gets along with every message', async () => {
    const connector = await loopbackConnector();
    const appId = newId();
    const env = { MICROSOFT_APP_ID: appId, MICROSOFT_APP_TENANT_ID: TENANT, MICROSOFT_APP_PASSWORD: 'the-secret-value' };
    const door = openDoor(
      registered(env),
      newLog('silent', 'json', () => undefined),
    );
    const send = () =>
      callService(
        door.connector(connector.url),
        { kind: 'send', conversation: 'c', activity: { type: 'message', text: 'hi' } },
        new AbortController().signal,
      );
    for (let i = 0; i < 3; i++) expect(await send()).toMatchObject({ kind: 'sent' });
    expect(connector.calls.map(({ authorization }) => authorization)).toEqual(Array(3).fill('Bearer a-token'));
    expect(asked.filter(({ path }) => path.includes('/token'))).toHaveLength(1);
    await connector.close();
  });
});
