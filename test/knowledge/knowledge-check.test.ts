/** The command that people run after each change. */

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';

type Ran = { readonly out: string; readonly err: string; readonly code: number | null };

function run(...args: readonly string[]): Ran {
  return runWith({}, ...args);
}

function runWith(settings: Readonly<Record<string, string>>, ...args: readonly string[]): Ran {
  const env = { ...process.env, ...settings };
  const done = spawnSync(process.execPath, ['bot/cli/knowledge-check.ts', ...args], { encoding: 'utf8', env });
  return { out: done.stdout, err: done.stderr, code: done.status };
}

describe('knowledge:check', () => {
  test('a sound pack: counts, and 0', () => {
    const { out, code } = run('test/packs/printers');
    expect(code).toBe(0);
    expect(out).toMatch(/^Printers at home \(printers 1, [0-9a-f]{12}\)$/m);
    expect(out).toMatch(/^ +3 {2}checks$/m);
    expect(out).toMatch(/^0 errors, 1 warning$/m);
  });

  test('the pack of the server is the one that is meant', () => {
    expect(runWith({ KEEPSAKE_PACK: 'test/packs/printers' }).out).toMatch(/^Printers at home/m);
  });

  test('names what rests on a source that nobody has read yet', () => {
    expect(run('test/packs/printers').out).not.toMatch(/not read yet/);
    expect(run('test/packs/printers', '--sources').out).toMatch(/^not read yet: (?:code|fix|guide) [a-z0-9-]+: ./m);
  });

  test('warnings can be left out', () => {
    expect(run('test/packs/printers', '--quiet').out).not.toMatch(/warning:/);
  });

  test('a broken pack: every problem with a path that can be opened from here, and 1', () => {
    const folder = mkdtempSync(join(tmpdir(), 'check-'));
    cpSync('test/packs/printers', folder, { recursive: true });
    const file = join(folder, 'causes.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('paper: { jammed', 'papre: { jammed'));
    const { out, code } = run(folder);
    expect(code).toBe(1);
    expect(out).toContain(`${relative(process.cwd(), file)}:8:5: there is no check \`papre\`; did you mean \`paper\`?`);
    rmSync(folder, { recursive: true });
  });

  test('help, and what is not understood', () => {
    expect(run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('npm run --silent knowledge:check') });
    expect(run('--hlep')).toMatchObject({ code: 2, err: expect.stringContaining('not understood: --hlep') });
    expect(run('a', 'b')).toMatchObject({ code: 2, err: expect.stringContaining('not understood: b') });
  });
});
