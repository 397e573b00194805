import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { Answer, Ask } from './exchange.ts';
import { Refusal } from './refusal.ts';
import { type Shield, shieldHeaders } from './shield.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
};

/** Packings that browsers know, the smallest first, and how a file ends that holds one. */
const PACKINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

type Packed = { readonly coding: string; readonly bytes: Buffer };
type Page = {
  readonly type: string;
  readonly bytes: Buffer;
  readonly packed: readonly Packed[];
  readonly tag: string;
  readonly forever: boolean;
};

/**
 * Answers for the built pages of a folder. They are few and small: read once, so no path from outside ever meets the disk.
 * `shieldOf` says what the page that is asked for may do; `later` is a folder that may come while the server runs, as a whole.
 */
export function openPages(folder: string, shieldOf: (ask: Ask) => Promise<Shield>, later?: string): (ask: Ask) => Promise<Answer> {
  const pages = new Map(pagesOf(folder));
  let awaited = later;
  const find = (path: string): Page | undefined => pages.get(path) ?? pages.get(`${path.replace(/\/$/, '')}/index.html`);
  const look = (): void => {
    if (awaited === undefined || !existsSync(awaited)) return;
    for (const [name, late] of pagesOf(awaited)) pages.set(name, late);
    awaited = undefined;
  };
  return async (ask) => {
    if (find(ask.path) === undefined) look();
    const found = find(ask.path);
    if (found !== undefined) return answer(found, ask, await shieldOf(ask));
    if (ask.path === '/') return unbuilt();
    throw new Refusal('NotFound', 'There is nothing here.');
  };
}

function pagesOf(folder: string): readonly (readonly [string, Page])[] {
  return filesOf(folder).map((file) => [`/${relative(folder, file).split(sep).join('/')}`, page(file)]);
}

function filesOf(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && TYPES[extname(entry.name)] !== undefined);
    return files.map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}

function page(file: string): Page {
  const bytes = readFileSync(file);
  const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  // A name that carries a hash of the content never means anything else.
  const forever = /-(?:[0-9a-f]{10}|[0-9A-Z]{8})\.\w+$/.test(file);
  return { type: TYPES[extname(file)] ?? 'application/octet-stream', bytes, packed: packedOf(file), tag, forever };
}

/** What the build packed and put beside the file. */
function packedOf(file: string): readonly Packed[] {
  return PACKINGS.flatMap(([coding, ending]) => (existsSync(file + ending) ? [{ coding, bytes: readFileSync(file + ending) }] : []));
}

function answer(found: Page, ask: Ask, shield: Shield): Answer {
  const headers = {
    'Content-Type': found.type,
    'Cache-Control': found.forever ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: found.tag,
    Vary: 'Accept-Encoding',
    ...shieldHeaders(shield, ask.home),
  };
  if (ask.header('if-none-match') === found.tag) return { status: 304, headers };
  const packed = found.packed.find(({ coding }) => takes(ask.header('accept-encoding') ?? '', coding));
  if (packed !== undefined) return { status: 200, body: packed.bytes, headers: { ...headers, 'Content-Encoding': packed.coding } };
  return { status: 200, body: found.bytes, headers };
}

/** Whether who says this in Accept-Encoding can unpack it. */
export function takes(accepted: string, coding: string): boolean {
  return accepted.split(',').some((one) => one.trim().split(';')[0] === coding && !/;\s*q=0(?:\.0+)?\s*$/.test(one));
}

function unbuilt(): Answer {
  const body = 'The pages are not built yet. Run: node scripts/build-web.mjs\n';
  return { status: 503, body, headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' } };
}
