import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const SCRIPT = join(process.cwd(), 'scripts/fetch-webchat.mjs');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keepsake-fetch-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs it in a folder of its own, with an npm that does what these lines of shell say; "$4" is where it should put the package. */
function fetchWith(npm: string): { readonly code: number | null; readonly said: string } {
  writeFileSync(join(folder, 'npm'), `#!/bin/sh\n${npm}\n`, { mode: 0o755 });
  const { npm_execpath: _npm, ...env } = process.env;
  const ran = spawnSync(process.execPath, [SCRIPT], { cwd: folder, encoding: 'utf8', env: { ...env, PATH: `${folder}:${env.PATH}` } });
  return { code: ran.status, said: `${ran.stdout}${ran.stderr}` };
}

function kept(): readonly string[] {
  return existsSync(join(folder, 'dist')) ? readdirSync(join(folder, 'dist')) : [];
}

test('what npm says when it cannot is passed on, with a way out', () => {
  const { code, said } = fetchWith('echo "network is down" >&2; exit 1');
  expect(code).toBe(1);
  expect(said).toMatch(
    /^keepsake: npm could not fetch botframework-webchat@4\.18\.1; it says:\nnetwork is down\n.*copy dist\/fetched from a machine/,
  );
  expect(kept()).toEqual([]);
});

test('a package that is not byte for byte the known one is refused and leaves nothing behind', () => {
  const { code, said } = fetchWith('echo junk > "$4/x.tgz"; echo \'[{"filename":"x.tgz"}]\'');
  expect(code).toBe(1);
  expect(said).toMatch(/^keepsake: The registry gave another botframework-webchat@4\.18\.1 .*It is not used\./);
  expect(kept()).toEqual([]);
});

test('nothing is asked for when it is there', () => {
  mkdirSync(join(folder, 'dist/fetched'), { recursive: true });
  expect(fetchWith('exit 1')).toEqual({ code: 0, said: '' });
});

test('the page names the file under which it is served, and the name is of the pinned package', () => {
  const script = readFileSync(SCRIPT, 'utf8');
  const served = /'webchat\.js': '([^']+)'/.exec(script)?.[1] ?? '';
  const pinned = /SHA512 = '([^']+)'/.exec(script)?.[1] ?? '';
  expect(served).toBe(`botframework-webchat-4.18.1-${Buffer.from(pinned, 'base64').toString('hex').slice(0, 10)}.js`);
  expect(readFileSync(join(process.cwd(), 'web/webchat/index.html'), 'utf8')).toContain(`src="/webchat/${served}"`);
});
