import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readRegistration } from '../../../bot/channels/teams/registration.ts';
import { type Config, type Environment, readConfig } from '../../../bot/config.ts';

const APP = '11111111-2222-3333-4444-555555555555';
const TENANT = '99999999-2222-3333-4444-555555555555';
const NOW = Date.now();

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keepsake-certificate-'));
  for (const name of ['one', 'other']) {
    const subject = ['-subj', `/CN=${name}`, '-days', '30', '-keyout', join(folder, `${name}.key`), '-out', join(folder, `${name}.crt`)];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject], { stdio: 'ignore' });
  }
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  writeFileSync(join(folder, 'good.pem'), read('one.crt') + read('one.key'));
  writeFileSync(join(folder, 'key-first.pem'), read('one.key') + read('one.crt'));
  writeFileSync(join(folder, 'mixed.pem'), read('one.crt') + read('other.key'));
  writeFileSync(join(folder, 'no-key.pem'), read('one.crt'));
  writeFileSync(join(folder, 'nonsense.pem'), 'hello');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function configOf(env: Environment): Config {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.config;
}

const read = (env: Environment, now = NOW) => readRegistration(configOf(env), now);

function problems(env: Environment, now = NOW): readonly string[] {
  const result = read(env, now);
  return result.kind === 'wrong' ? result.problems : [];
}

const SINGLE = { MICROSOFT_APP_ID: APP, MICROSOFT_APP_TENANT_ID: TENANT, MICROSOFT_APP_PASSWORD: 'a-secret-value' };
const MULTI = { MICROSOFT_APP_ID: APP, MICROSOFT_APP_TYPE: 'MultiTenant', MICROSOFT_APP_PASSWORD: 'a-secret-value' };
const MANAGED = { MICROSOFT_APP_ID: APP, MICROSOFT_APP_TYPE: 'UserAssignedMSI', MICROSOFT_APP_TENANT_ID: TENANT };

describe('a registration', () => {
  test('of one tenant, of many, and of a managed identity', () => {
    expect(read(SINGLE)).toEqual({
      kind: 'open',
      registration: {
        kind: 'registered',
        appId: APP,
        type: 'SingleTenant',
        tenant: TENANT,
        cloud: 'public',
        proof: { kind: 'secret', secret: 'a-secret-value' },
      },
    });
    expect(read(MULTI)).toMatchObject({ registration: { type: 'MultiTenant', tenant: '' } });
    expect(read({ ...MANAGED, MICROSOFT_CLOUD: 'usgov' })).toMatchObject({
      registration: { type: 'UserAssignedMSI', tenant: TENANT, cloud: 'usgov', proof: { kind: 'managed-identity' } },
    });
  });

  test('with a certificate, whatever comes first in its file', () => {
    const { MICROSOFT_APP_PASSWORD: _, ...rest } = SINGLE;
    for (const file of ['good.pem', 'key-first.pem']) {
      expect(read({ ...rest, MICROSOFT_APP_CERTIFICATE: join(folder, file) })).toMatchObject({
        registration: { proof: { kind: 'certificate', thumbprint: expect.stringMatching(/^[0-9A-F]{40}$/) } },
      });
    }
  });

  test('that is not there closes the door, and is no mistake', () => {
    expect(read({})).toEqual({ kind: 'closed', why: 'MICROSOFT_APP_ID is not set' });
  });

  test.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1'])('may be left out on %s, when that is said', (HOST) => {
    expect(read({ ALLOW_ANONYMOUS: '1', HOST })).toEqual({ kind: 'open', registration: { kind: 'anonymous' } });
  });

  test.each(['0.0.0.0', '::', '192.168.1.5', 'bot.example.com', '127.0.0.1.example.com'])('may not be left out on %s', (HOST) => {
    expect(problems({ ALLOW_ANONYMOUS: '1', HOST })).toEqual([expect.stringMatching(/^ALLOW_ANONYMOUS=1 .*HOST is .*MICROSOFT_APP_ID/)]);
  });
});

describe('what is wrong is named', () => {
  const pem = (name: string): Environment => ({
    MICROSOFT_APP_ID: APP,
    MICROSOFT_APP_TENANT_ID: TENANT,
    MICROSOFT_APP_CERTIFICATE: join(folder, name),
  });
  test.each<readonly [string, () => Environment, RegExp]>([
    ['a tenant that is missing', () => ({ ...SINGLE, MICROSOFT_APP_TENANT_ID: '' }), /^MICROSOFT_APP_TENANT_ID is missing/],
    [
      'a tenant that is missing for a managed identity',
      () => ({ ...MANAGED, MICROSOFT_APP_TENANT_ID: '' }),
      /^MICROSOFT_APP_TENANT_ID is missing/,
    ],
    ['a tenant too many', () => ({ ...MULTI, MICROSOFT_APP_TENANT_ID: TENANT }), /^MICROSOFT_APP_TENANT_ID must be empty/],
    ['no proof', () => ({ ...SINGLE, MICROSOFT_APP_PASSWORD: '' }), /^MICROSOFT_APP_PASSWORD or MICROSOFT_APP_CERTIFICATE is missing/],
    ['two proofs', () => ({ ...SINGLE, ...pem('good.pem') }), /^MICROSOFT_APP_PASSWORD and MICROSOFT_APP_CERTIFICATE are both set/],
    [
      'a secret with a managed identity',
      () => ({ ...MANAGED, MICROSOFT_APP_PASSWORD: 'a-secret-value' }),
      /^MICROSOFT_APP_PASSWORD must be empty/,
    ],
    [
      'an ID that is missing',
      () => ({ MICROSOFT_APP_PASSWORD: 'a-secret-value' }),
      /^MICROSOFT_APP_PASSWORD mean nothing without MICROSOFT_APP_ID/,
    ],
    ['everybody let in besides', () => ({ ...SINGLE, ALLOW_ANONYMOUS: '1' }), /^ALLOW_ANONYMOUS=1 would let in everybody/],
    ['a file that is not there', () => pem('nowhere.pem'), /^MICROSOFT_APP_CERTIFICATE cannot be used: ENOENT/],
    ['a file with something else', () => pem('nonsense.pem'), /^MICROSOFT_APP_CERTIFICATE cannot be used/],
    ['a certificate without its key', () => pem('no-key.pem'), /^MICROSOFT_APP_CERTIFICATE cannot be used/],
    ['the key of another certificate', () => pem('mixed.pem'), /^MICROSOFT_APP_CERTIFICATE cannot be used: the private key is not that/],
  ])('%s', (_what, env, problem) => {
    expect(problems(env())).toEqual([expect.stringMatching(problem)]);
    expect(problems(env()).join()).not.toContain('a-secret-value');
  });

  test('a certificate that has expired', () => {
    expect(problems(pem('good.pem'), NOW + 40 * 86_400_000)).toEqual([expect.stringContaining('the certificate expired on')]);
  });

  test('every one of them', () => {
    expect(problems({ MICROSOFT_APP_ID: APP })).toHaveLength(2);
  });
});

describe('each setting by itself', () => {
  test.each([
    [
      'MICROSOFT_APP_ID',
      'my bot',
      'MICROSOFT_APP_ID must be an ID such as 00000000-0000-0000-0000-000000000000, or nothing. It is "my bot".',
    ],
    ['MICROSOFT_APP_TYPE', 'Both', 'MICROSOFT_APP_TYPE must be SingleTenant, MultiTenant or UserAssignedMSI. It is "Both".'],
    ['MICROSOFT_APP_PASSWORD', 'with a space', 'MICROSOFT_APP_PASSWORD must be the value of the client secret, without spaces.'],
    ['MICROSOFT_CLOUD', 'mine', 'MICROSOFT_CLOUD must be public or usgov. It is "mine".'],
    ['ALLOW_ANONYMOUS', 'yes', 'ALLOW_ANONYMOUS must be 0 or 1. It is "yes".'],
  ])('%s=%s', (name, value, line) => {
    const result = readConfig({ [name]: value });
    expect(result.ok ? [] : result.problems).toEqual([line]);
  });
});
