/** embed.js for one site: the file as it was built, and before it how the site is set, so that the button looks right before the chat is opened. */
import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Theme } from '../sites/site.ts';
import type { Answer, Ask } from './exchange.ts';
import { takes } from './pages.ts';

type Pages = (ask: Ask) => Promise<Answer>;

const PATH = '/embed.js';
/** Scripts kept ready, each for one theme and packing. */
const MOST = 200;
/** What browsers say that they can unpack, in the order in which we like it. */
const PACKINGS = [
  ['br', (bytes: Buffer) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })],
  ['gzip', (bytes: Buffer) => gzipSync(bytes)],
] as const;

/** The same pages, but `/embed.js?site=ID` says at its beginning how that site is set. `themeOf` may be undefined for who is unknown. */
export function withThemes(pages: Pages, themeOf: (site: string) => Promise<Theme | undefined>): Pages {
  const ready = new Map<string, Ready>();
  return async (ask) => {
    if (ask.path !== PATH) return pages(ask);
    const theme = await themeFor(ask, themeOf);
    if (theme === undefined) return forAll(await pages(ask));
    const plain = await pages({ ...ask, header: (name) => (DECIDING.has(name) ? undefined : ask.header(name)) });
    const coding = PACKINGS.find(([name]) => takes(ask.header('accept-encoding') ?? '', name));
    return forAll(answer(ask, plain, scriptOf(ready, plain, JSON.stringify(theme), coding)));
  };
}

/** What decides how the file is sent, which is decided here. */
const DECIDING = new Set(['accept-encoding', 'if-none-match']);

type Ready = { readonly bytes: Buffer; readonly tag: string; readonly coding?: string };

/** Undefined where nothing is set, nothing can be found out, or nobody is named: then the chat tells it when it is opened. */
async function themeFor(ask: Ask, themeOf: (site: string) => Promise<Theme | undefined>): Promise<Theme | undefined> {
  const site = ask.query.get('site');
  const theme = site === null ? undefined : await themeOf(site).catch(() => undefined);
  return theme !== undefined && Object.keys(theme).length > 0 ? theme : undefined;
}

function scriptOf(ready: Map<string, Ready>, plain: Answer, theme: string, coding: (typeof PACKINGS)[number] | undefined): Ready {
  const key = `${plain.headers?.ETag} ${coding?.[0]} ${theme}`;
  const before = ready.get(key);
  if (before !== undefined) return before;
  const bytes = Buffer.concat([
    Buffer.from(`"use strict";(document.currentScript||{}).keepsake=${theme};\n`),
    Buffer.from(plain.body ?? ''),
  ]);
  const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  const made = coding === undefined ? { bytes, tag } : { bytes: coding[1](bytes), tag, coding: coding[0] };
  if (ready.size >= MOST) ready.clear();
  ready.set(key, made);
  return made;
}

function answer(ask: Ask, { headers }: Answer, { bytes, tag, coding }: Ready): Answer {
  const told = { ...headers, ETag: tag };
  if (ask.header('if-none-match') === tag) return { status: 304, headers: told };
  return { status: 200, body: bytes, headers: coding === undefined ? told : { ...told, 'Content-Encoding': coding } };
}

/** Pages that shut themselves off from others (COEP) still load it. */
function forAll(given: Answer): Answer {
  return { ...given, headers: { ...given.headers, 'Cross-Origin-Resource-Policy': 'cross-origin' } };
}
