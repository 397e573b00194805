import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
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

type Page = { readonly type: string; readonly bytes: Buffer; readonly packed: Buffer; readonly tag: string; readonly forever: boolean };

/**
 * Answers for the built pages of a folder. They are few and small: read once, so no path from outside ever meets the disk.
 * `shieldOf` says what the page that is asked for may do.
 */
export function openPages(folder: string, shieldOf: (ask: Ask) => Promise<Shield>): (ask: Ask) => Promise<Answer> {
  const pages = new Map(filesOf(folder).map((file) => [`/${relative(folder, file).split(sep).join('/')}`, page(file)]));
  return async (ask) => {
    const found = pages.get(ask.path) ?? pages.get(`${ask.path.replace(/\/$/, '')}/index.html`);
    if (found !== undefined) return answer(found, ask, await shieldOf(ask));
    if (ask.path === '/') return unbuilt();
    throw new Refusal('NotFound', 'There is nothing here.');
  };
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
  return { type: TYPES[extname(file)] ?? 'application/octet-stream', bytes, packed: gzipSync(bytes, { level: 9 }), tag, forever };
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
  const packed = /\bgzip\b/.test(ask.header('accept-encoding') ?? '') && found.packed.length < found.bytes.length;
  if (packed) return { status: 200, body: found.packed, headers: { ...headers, 'Content-Encoding': 'gzip' } };
  return { status: 200, body: found.bytes, headers };
}

function unbuilt(): Answer {
  const body = 'The pages are not built yet. Run: node scripts/build-web.mjs\n';
  return { status: 503, body, headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' } };
}
