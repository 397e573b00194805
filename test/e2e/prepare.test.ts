import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { until } from '../until.ts';

const LOCK = {
  lockfileVersion: 3,
  packages: { '': { name: 'x' }, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } },
};

/** Takes until it may go on. */
const FETCH = `import { existsSync, mkdirSync } from 'node:fs';
for (let i = 0; i < 3000 && !existsSync('go'); i++) await new Promise((wake) => setTimeout(wake, 20));
mkdirSync('dist/fetched');
`;

describe('the step before start and test', () => {
  let folder: string;
  let path: string;

  /** A project with everything in place: packages, pages newer than their sources, an npm that only says that it was called. */
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keepsake-prepare-'));
    const bin = join(folder, 'bin');
    for (const name of ['bin', 'scripts', 'web', 'dist/web', 'node_modules/.bin', 'node_modules/esbuild'])
      mkdirSync(join(folder, name), { recursive: true });
    for (const name of ['prepare.mjs', 'run.mjs', 'browsers.json'])
      cpSync(join(process.cwd(), 'scripts', name), join(folder, 'scripts', name));
    symlinkSync(process.execPath, join(folder, 'node_modules/.bin/node'));
    write('scripts/build-web.mjs', "import { writeFileSync } from 'node:fs';\nwriteFileSync('dist/web/index.html', 'built');\n");
    write('web/main.ts', '');
    write('package-lock.json', JSON.stringify(LOCK));
    write('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } }));
    write('dist/web/index.html', 'old');
    writeFileSync(join(bin, 'npm'), '#!/bin/sh\necho "npm was called: $*"\n', { mode: 0o755 });
    path = `${bin}:${process.env.PATH}`;
    for (const name of ['web/main.ts', 'scripts/build-web.mjs', 'package-lock.json']) age(name, 100);
    for (const name of ['node_modules/.package-lock.json', 'dist/web/index.html']) age(name, 50);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function write(name: string, text: string): void {
    writeFileSync(join(folder, name), text);
  }

  /** Makes a file so many seconds old. */
  function age(name: string, seconds: number): void {
    const time = Date.now() / 1000 - seconds;
    utimesSync(join(folder, name), time, time);
  }

  function prepare(env: Readonly<Record<string, string>> = {}): { readonly code: number | null; readonly said: string } {
    const { npm_execpath: _npm, npm_lifecycle_event: _event, CI: _ci, ...rest } = process.env;
    const ran = spawnSync(process.execPath, [join(folder, 'scripts/prepare.mjs')], {
      env: { ...rest, PATH: path, ...env },
      encoding: 'utf8',
    });
    return { code: ran.status, said: `${ran.stdout}${ran.stderr}` };
  }

  test('says and does nothing when there is nothing to do', () => {
    expect(prepare()).toEqual({ code: 0, said: '' });
    expect(readFileSync(join(folder, 'dist/web/index.html'), 'utf8')).toBe('old');
  });

  test('installs when nothing was installed', () => {
    rmSync(join(folder, 'node_modules/.package-lock.json'));
    expect(prepare().said).toMatch(/installing packages \(npm ci\).*\nnpm was called: ci /);
  });

  test('installs when the lockfile asks for another version', () => {
    write('package-lock.json', JSON.stringify({ ...LOCK, packages: { ...LOCK.packages, 'node_modules/a': { version: '1.0.1' } } }));
    expect(prepare().said).toContain('npm was called: ci');
  });

  test('does not install again when the lockfile is newer and says the same', () => {
    age('package-lock.json', 0);
    expect(prepare().said).toBe('');
    age('package-lock.json', 10);
    expect(prepare().said).toBe('');
  });

  test('does not miss development packages that were left out on purpose', () => {
    write(
      'package-lock.json',
      JSON.stringify({ ...LOCK, packages: { ...LOCK.packages, 'node_modules/c': { version: '3.0.0', dev: true } } }),
    );
    expect(prepare().said).toBe('');
  });

  test('builds the pages when a source is newer, or when there are none', () => {
    age('web/main.ts', 0);
    expect(prepare()).toMatchObject({ code: 0, said: expect.stringContaining('building the pages') });
    expect(readFileSync(join(folder, 'dist/web/index.html'), 'utf8')).toBe('built');
    rmSync(join(folder, 'dist'), { recursive: true });
    mkdirSync(join(folder, 'dist/web'), { recursive: true });
    prepare();
    expect(existsSync(join(folder, 'dist/web/index.html'))).toBe(true);
  });

  test('refuses an old Node, in one line', () => {
    rmSync(join(folder, 'node_modules/.bin/node'));
    writeFileSync(join(folder, 'node_modules/.bin/node'), '#!/bin/sh\necho v22.1.0\n', { mode: 0o755 });
    const { code, said } = prepare();
    expect(code).toBe(1);
    expect(said).toMatch(/^keepsake: Node 24\.16 or later is needed, v22\.1\.0 was found\..*\n$/);
  });

  test('says when pages cannot be built', () => {
    write('scripts/build-web.mjs', 'process.exit(3);\n');
    expect(prepare()).toMatchObject({ code: 1, said: expect.stringContaining('could not be built') });
  });

  test('before tests, a missing browser is told; in CI it is refused', () => {
    write('scripts/browsers.json', '[]');
    // Whoever may install one is kept from it here.
    writeFileSync(join(folder, 'bin/apt-get'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const env = { npm_lifecycle_event: 'pretest', CHROMIUM: '' };
    expect(prepare(env)).toMatchObject({ code: 0, said: expect.stringContaining('NOT RUN') });
    expect(prepare({ ...env, CI: 'true' })).toMatchObject({ code: 1, said: expect.stringContaining('in CI the browser tests must run') });
    expect(prepare({ ...env, CHROMIUM: process.execPath })).toMatchObject({ code: 0, said: '' });
  });

  test('Web Chat is fetched while the server already starts', async () => {
    write('scripts/fetch-webchat.mjs', FETCH);
    expect(prepare({ npm_lifecycle_event: 'prestart' })).toEqual({ code: 0, said: '' });
    expect(existsSync(join(folder, 'dist/fetched'))).toBe(false);
    write('go', '');
    await until(() => existsSync(join(folder, 'dist/fetched')));
  });

  test('before tests it is there, or the reason is told', () => {
    const env = { npm_lifecycle_event: 'pretest', CHROMIUM: process.execPath };
    write('scripts/fetch-webchat.mjs', FETCH);
    write('go', '');
    expect(prepare(env)).toEqual({ code: 0, said: 'keepsake: fetching Web Chat for the page /webchat …\n' });
    expect(prepare(env)).toEqual({ code: 0, said: '' });
    rmSync(join(folder, 'dist/fetched'), { recursive: true });
    write('scripts/fetch-webchat.mjs', "console.error('no registry');\nprocess.exit(1);\n");
    expect(prepare(env)).toMatchObject({ code: 0, said: expect.stringMatching(/NOT RUN; in CI they fail\.\nno registry/) });
  });

  test('goes before any other command as well, where nothing is installed yet; what that prints stays clean', () => {
    write('told.ts', "console.log(process.argv.slice(2).join('+') satisfies string);\nprocess.exitCode = 3;\n");
    const run = (): { readonly status: number | null; readonly stdout: string; readonly stderr: string } =>
      spawnSync(process.execPath, ['scripts/run.mjs', 'told.ts', '--json', 'a b'], {
        cwd: folder,
        env: { ...process.env, npm_execpath: '', PATH: path },
        encoding: 'utf8',
      });
    expect(run()).toMatchObject({ status: 3, stdout: '--json+a b\n', stderr: '' });
    rmSync(join(folder, 'node_modules/.package-lock.json'));
    expect(run()).toMatchObject({ status: 3, stdout: '--json+a b\n', stderr: expect.stringContaining('npm was called: ci') });
  });

  test('is plain JavaScript that any Node can read', () => {
    for (const name of ['prepare.mjs', 'run.mjs']) execFileSync(process.execPath, ['--check', join(process.cwd(), 'scripts', name)]);
  });
});
