import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Answer, Ask } from './exchange.ts';
import { Refusal } from './refusal.ts';

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

/** Answers for the built pages of a folder. They are few and small: read once, so no path from outside ever meets the disk. */
export function openPages(folder: string): (ask: Ask) => Answer {
  const pages = new Map(filesOf(folder).map((file) => [`/${relative(folder, file).split(sep).join('/')}`, page(file)]));
  return (ask) => {
    const found = pages.get(ask.path) ?? pages.get(`${ask.path.replace(/\/$/, '')}/index.html`);
    if (found !== undefined) return answer(found, ask);
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

function answer(found: Page, ask: Ask): Answer {
  const headers = {
    'Content-Type': found.type,
    'Cache-Control': found.forever ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: found.tag,
    Vary: 'Accept-Encoding',
    ...shield(ask.home),
  };
  if (ask.header('if-none-match') === found.tag) return { status: 304, headers };
  const packed = /\bgzip\b/.test(ask.header('accept-encoding') ?? '') && found.packed.length < found.bytes.length;
  if (packed) return { status: 200, body: found.packed, headers: { ...headers, 'Content-Encoding': 'gzip' } };
  return { status: 200, body: found.bytes, headers };
}

/** What a page of ours may do: load its own parts and talk to this server, nothing else, and in nobody's frame. */
function shield(home: string): Readonly<Record<string, string>> {
  const sockets = home.replace(/^http/, 'ws');
  const allowed = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self' ${sockets}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'Content-Security-Policy': allowed.join('; '),
    'X-Frame-Options': 'DENY',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
}

function unbuilt(): Answer {
  const body = 'The pages are not built yet. Run: node scripts/build-web.mjs\n';
  return { status: 503, body, headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' } };
}
