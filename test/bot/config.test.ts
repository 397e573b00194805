import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Config, type Environment, environment, readConfig, SETTINGS } from '../../bot/config.ts';

function configOf(env: Environment): Config {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.config;
}

function problemsOf(env: Environment): readonly string[] {
  const read = readConfig(env);
  return read.ok ? [] : read.problems;
}

describe('settings', () => {
  test('have defaults that are valid, and only this machine can reach them', () => {
    expect(configOf({})).toMatchObject({ host: '127.0.0.1', port: 3978, data: '.keepsake', trustProxy: 0, secret: '', bodyKb: 256 });
  });

  test('are read from the environment; an empty one is not set', () => {
    expect(configOf({ PORT: '8080', HOST: '0.0.0.0', LOG_LEVEL: '', PUBLIC_URL: 'https://help.example.com/' })).toMatchObject({
      port: 8080,
      host: '0.0.0.0',
      logLevel: 'info',
      publicUrl: 'https://help.example.com',
    });
  });

  test.each([
    ['https://Help.Example.com:443/', 'https://help.example.com'],
    ['HTTP://localhost:3978', 'http://localhost:3978'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    ['https://hilfe.müller.example', 'https://hilfe.xn--mller-kva.example'],
  ])('PUBLIC_URL=%s is kept as browsers write it', (written, origin) => {
    expect(configOf({ PUBLIC_URL: written }).publicUrl).toBe(origin);
  });

  test.each([
    ['PORT', 'eighty', 'PORT must be a whole number from 0 to 65535. It is "eighty".'],
    ['PORT', '70000', 'PORT must be a whole number from 0 to 65535. It is "70000".'],
    ['PORT', '-1', 'PORT must be a whole number from 0 to 65535. It is "-1".'],
    ['PORT', '80.5', 'PORT must be a whole number from 0 to 65535. It is "80.5".'],
    ['HOST', 'a b', 'HOST must be an address or a host name, such as 127.0.0.1 or 0.0.0.0. It is "a b".'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of debug, info, warn, error, silent. It is "loud".'],
    [
      'PUBLIC_URL',
      'help.example.com',
      'PUBLIC_URL must be an address such as https://help.example.com, without a path. It is "help.example.com".',
    ],
    [
      'PUBLIC_URL',
      'https://a.example/chat',
      'PUBLIC_URL must be an address such as https://help.example.com, without a path. It is "https://a.example/chat".',
    ],
    [
      'PUBLIC_URL',
      'https://a.example:99999',
      'PUBLIC_URL must be an address such as https://help.example.com, without a path. It is "https://a.example:99999".',
    ],
    ['DIRECTLINE_SECRET', 'short', 'DIRECTLINE_SECRET must be at least 32 characters without spaces, or nothing.'],
    ['KEEPSAKE_BODY_KB', '1', 'KEEPSAKE_BODY_KB must be a whole number from 16 to 10240. It is "1".'],
  ])('%s=%s is one clear line', (name, value, line) => {
    expect(problemsOf({ [name]: value })).toEqual([line]);
  });

  test('all wrong ones are named at once', () => {
    expect(problemsOf({ PORT: 'x', HOST: ' a b ', LOG_LEVEL: 'y' })).toHaveLength(3);
  });

  test('an unknown one is a warning with what was meant', () => {
    const read = readConfig({ KEEPSAKE_DTA: '/x', OTHER: '1' });
    expect(read).toMatchObject({ ok: true, warnings: ['KEEPSAKE_DTA is no setting; did you mean `KEEPSAKE_DATA`?'] });
  });

  test('are all in .env.example, with their defaults and meanings', () => {
    const example = readFileSync(join(process.cwd(), '.env.example'), 'utf8');
    const told = [...example.matchAll(/^# (.+)\n# ([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(([, about, name, unset]) => ({ name, unset, about }));
    expect(told).toEqual(Object.values(SETTINGS).map(({ name, unset, about }) => ({ name, unset, about })));
  });

  test('come from a .env file, where the environment does not say otherwise', () => {
    const folder = mkdtempSync(join(tmpdir(), 'keepsake-env-'));
    const file = join(folder, '.env');
    writeFileSync(file, 'KEEPSAKE_TEST_ONE=from file\nKEEPSAKE_TEST_TWO=from file\n');
    process.env.KEEPSAKE_TEST_TWO = 'from outside';
    expect(environment(file)).toMatchObject({ KEEPSAKE_TEST_ONE: 'from file', KEEPSAKE_TEST_TWO: 'from outside' });
    expect(environment(join(folder, 'missing'))).toBe(process.env);
    for (const name of ['KEEPSAKE_TEST_ONE', 'KEEPSAKE_TEST_TWO']) delete process.env[name];
    rmSync(folder, { recursive: true });
  });
});
