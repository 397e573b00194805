import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { colourIcon, outlineIcon } from '../../../bot/channels/teams/package/icons.ts';
import type { JsonObject } from '../../../bot/store/store.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keepsake-package-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const GOOD = {
  MICROSOFT_APP_ID: '11111111-2222-3333-4444-555555555555',
  PUBLIC_URL: 'https://bot.acme.example',
  TEAMS_NAME: 'Backup help',
  TEAMS_COMPANY: 'Acme IT',
  TEAMS_WEBSITE: 'https://acme.example',
  TEAMS_PRIVACY: 'https://acme.example/privacy',
  TEAMS_TERMS: 'https://acme.example/terms',
};

type Ran = { readonly code: number; readonly out: string; readonly err: string };

function run(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const { PATH = '' } = process.env;
    execFile(process.execPath, ['bot/cli/teams-package.ts', ...args], { env: { PATH, ...env } }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
}

/** The files in a ZIP file, read from its directory at the end, checksums checked. */
function unzipped(file: string): Readonly<Record<string, Buffer>> {
  const zip = readFileSync(file);
  const end = zip.length - 22;
  expect(zip.readUInt32LE(end)).toBe(0x06054b50);
  const files: Record<string, Buffer> = {};
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < zip.readUInt16LE(end + 10); i++) {
    expect(zip.readUInt32LE(at)).toBe(0x02014b50);
    const [sum, size, length, local] = [
      zip.readUInt32LE(at + 16),
      zip.readUInt32LE(at + 24),
      zip.readUInt16LE(at + 28),
      zip.readUInt32LE(at + 42),
    ];
    const name = zip.toString('utf8', at + 46, at + 46 + length);
    expect(zip.readUInt32LE(local)).toBe(0x04034b50);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(start, start + size);
    expect(crc32(bytes)).toBe(sum);
    files[name] = bytes;
    at += 46 + length;
  }
  return files;
}

/** Width, height, and the colours of a PNG of ours. */
function pictureOf(png: Uint8Array): { readonly size: number; readonly at: (x: number, y: number) => readonly number[] } {
  const bytes = Buffer.from(png);
  const size = bytes.readUInt32BE(16);
  expect(bytes.readUInt32BE(20)).toBe(size);
  const length = bytes.readUInt32BE(33);
  const rows = inflateSync(bytes.subarray(41, 41 + length));
  return { size, at: (x, y) => [...rows.subarray(y * (size * 4 + 1) + 1 + x * 4).subarray(0, 4)] };
}

describe('the app package', () => {
  test('holds a manifest that Microsoft takes, and two icons', async () => {
    const file = join(folder, 'good.zip');
    expect(await run(GOOD, '--out', file)).toMatchObject({ code: 0, out: expect.stringContaining('good.zip is ready') });
    const files = unzipped(file);
    expect(Object.keys(files)).toEqual(['manifest.json', 'color.png', 'outline.png']);
    const manifest = JSON.parse(String(files['manifest.json'])) as JsonObject;
    expect(manifest).toMatchObject({
      manifestVersion: '1.22',
      id: GOOD.MICROSOFT_APP_ID,
      name: { short: 'Backup help' },
      developer: { name: 'Acme IT', privacyUrl: 'https://acme.example/privacy' },
      bots: [{ botId: GOOD.MICROSOFT_APP_ID, scopes: ['personal', 'team', 'groupChat'] }],
      validDomains: ['bot.acme.example'],
    });
  });

  test('is the same whenever it is built', async () => {
    for (const name of ['one.zip', 'two.zip']) await run(GOOD, '--out', join(folder, name));
    expect(readFileSync(join(folder, 'one.zip'))).toEqual(readFileSync(join(folder, 'two.zip')));
  });

  test('is not built without what it needs: every missing setting is named', async () => {
    const { code, err } = await run({}, '--out', join(folder, 'none.zip'));
    expect(code).toBe(1);
    for (const name of ['MICROSOFT_APP_ID', 'TEAMS_COMPANY', 'TEAMS_WEBSITE', 'TEAMS_PRIVACY', 'TEAMS_TERMS'])
      expect(err).toContain(`${name} is missing`);
    expect(existsSync(join(folder, 'none.zip'))).toBe(false);
  });

  test('tells how it is called', async () => {
    expect(await run({}, '--help')).toMatchObject({ code: 0, out: expect.stringContaining('--out FILE') });
    expect((await run({}, '--nonsense')).code).toBe(2);
  });
});

describe('the icons', () => {
  test('in colour has 192 points, filled to its edges', () => {
    const { size, at } = pictureOf(colourIcon());
    expect(size).toBe(192);
    for (const [x, y] of [
      [0, 0],
      [191, 0],
      [0, 191],
      [191, 191],
    ] as const)
      expect(at(x, y)).toEqual([0x1f, 0x5f, 0x5b, 255]);
    expect(at(60, 60)).toEqual([255, 255, 255, 255]);
  });

  test('in outline has 32 points, white on nothing', () => {
    const { size, at } = pictureOf(outlineIcon());
    expect(size).toBe(32);
    const points = Array.from({ length: 32 * 32 }, (_, i) => at(i % 32, Math.floor(i / 32)));
    expect(new Set(points.map(([r, g, b]) => `${r},${g},${b}`))).toEqual(new Set(['255,255,255']));
    expect(at(0, 0)[3]).toBe(0);
    expect(points.filter(([, , , alpha = 0]) => alpha > 200).length).toBeGreaterThan(60);
  });
});
