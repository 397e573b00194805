/** The rules of the house that no compiler knows: who may import whom, who may name a phone, and how long a file may be. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';

type Source = { readonly path: string; readonly text: string };

const ROOMS = ['knowledge', 'dialogs', 'bot', 'web', 'test', 'bench', 'scripts'];
const MAX_LINES = 400;
/** Words of one trade. The pack may say them; the code that serves any pack may not. */
const DOMAIN =
  /(?<![a-z])(?:iphones?|ipads?|ipods?|ios|ipados|macos|imessage|itunes|icloud|apple|android|samsung|galaxy|pixels?|google|huawei|xiaomi|motorola|oneplus|oppo|vivo|whatsapp|wi-?fi|bluetooth|smart[ _-]?switch|play[ _-]store|face ?id|sim card)(?![a-z])/gi;

const SOURCES = ROOMS.filter((room) => existsSync(room)).flatMap(filesIn);

function filesIn(folder: string): readonly Source[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): readonly Source[] => {
    const path = join(folder, entry.name);
    if (entry.name === 'node_modules' || entry.name === 'dist') return [];
    if (entry.isDirectory()) return filesIn(path);
    return /\.(?:tsx?|mjs)$/.test(entry.name) ? [{ path, text: readFileSync(path, 'utf8') }] : [];
  });
}

function domainWords(sources: readonly Source[]): readonly string[] {
  return sources
    .filter(({ path }) => /^(?:dialogs|bot)\//.test(path) && !path.startsWith('bot/channels/teams/'))
    .flatMap(({ path, text }) => text.split('\n').flatMap((line, i) => wordsIn(line).map((word) => `${path}:${i + 1}: ${word}`)));
}

/** As it stands, and with camelCase taken apart. */
function wordsIn(line: string): readonly string[] {
  const apart = line.replace(/([a-z])([A-Z])/g, '$1 $2');
  return [...new Set([line, apart].flatMap((text) => [...text.matchAll(DOMAIN)].map((word) => word[0])))];
}

type Import = { readonly from: string; readonly to: string; readonly line: number; readonly typeOnly: boolean };

/** Imports and re-exports, also dynamic ones, with paths resolved within the project; packages keep their names. */
function importsOf({ path, text }: Source): readonly Import[] {
  const found = text.matchAll(
    /^\s*(import|export)(\s+type)?\b(?:[^'"`;]*?\bfrom)?\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm,
  );
  return [...found].map((match) => {
    const target = match[3] ?? match[4] ?? '';
    const to = target.startsWith('.') ? normalize(join(dirname(path), target)) : target;
    const typeOnly = match[2] !== undefined || /^\s*import\s*\{(?:\s*type\s+\w+(?:\s+as\s+\w+)?\s*,?)+\s*\}/.test(match[0]);
    return { from: path, to, line: text.slice(0, (match.index ?? 0) + match[0].length).split('\n').length, typeOnly };
  });
}

const roomOf = (path: string): string => (path.includes('/') ? (path.split('/')[0] ?? '') : '');
/** What a channel or store is: its folder, or its file when it has none. */
const wing = (path: string): string =>
  path
    .split('/')
    .slice(0, 3)
    .join('/')
    .replace(/\.(?:ts|sql)$/, '');
const isMain = (path: string): boolean => path === 'bot/main.ts' || path.startsWith('bot/cli/');

/** Each rule says what is wrong with an import, or nothing. */
const RULES: readonly ((one: Import) => string | undefined)[] = [
  ({ from, to }) =>
    roomOf(from) === 'knowledge' && isRoom(to) && roomOf(to) !== 'knowledge' ? 'knowledge imports no other room' : undefined,
  ({ from, to }) =>
    roomOf(from) === 'dialogs' && (to.startsWith('node:') || ['bot', 'web'].includes(roomOf(to))) ? 'dialogs is pure' : undefined,
  ({ from, to, typeOnly }) =>
    roomOf(from) === 'dialogs' && roomOf(to) === 'knowledge' && !typeOnly ? 'dialogs sees only the types of knowledge' : undefined,
  ({ from, to }) => (roomOf(from) === 'bot' && roomOf(to) === 'web' ? 'bot serves the pages, but does not import them' : undefined),
  ({ from, to, typeOnly }) =>
    roomOf(from) === 'web' && isRoom(to) && roomOf(to) !== 'web' && !typeOnly ? 'web shares only types with the other rooms' : undefined,
  ({ from, to }) => (isWing(from, 'channels') && isWing(to, 'store') ? 'channels do not see stores' : undefined),
  ({ from, to }) => (isWing(from, 'store') && isWing(to, 'channels') ? 'stores do not see channels' : undefined),
  ({ from, to }) =>
    isWing(from, 'channels') && isWing(to, 'channels') && wing(from) !== wing(to) ? 'channels do not see each other' : undefined,
  ({ from, to }) => (isMain(to) && !isMain(from) && roomOf(from) === 'bot' ? 'nothing imports main or a command' : undefined),
  ({ from, to }) =>
    !['test', 'bench'].includes(roomOf(from)) && ['test', 'bench'].includes(roomOf(to)) ? 'nothing delivered imports tests' : undefined,
];

/** What a channel is, and what a store is, part by part. */
const CONTRACTS = new Set([
  'bot/channels/channel.ts',
  ...['store', 'tasks', 'upkeep', 'addresses', 'sites', 'desks', 'accounts'].map((part) => `bot/store/${part}.ts`),
]);

function isRoom(path: string): boolean {
  return ROOMS.includes(roomOf(path));
}

/** In a channel or a store, but not its contract, which all may see. */
function isWing(path: string, kind: 'channels' | 'store'): boolean {
  return path.startsWith(`bot/${kind}/`) && !CONTRACTS.has(path);
}

function badImports(sources: readonly Source[]): readonly string[] {
  return sources
    .flatMap(importsOf)
    .flatMap((one) => RULES.map((rule) => rule(one)).flatMap((why) => (why ? [`${one.from}:${one.line}: ${one.to}: ${why}`] : [])));
}

describe('the house', () => {
  test('dialogs and bot name no phone, vendor or network', () => {
    expect(domainWords(SOURCES)).toEqual([]);
  });

  test.each(['sqlite', 'postgres'])('no two migrations of %s have the same number', (engine) => {
    const numbers = readdirSync(`bot/store/migrations/${engine}`).map((name) => name.slice(0, 4));
    expect(numbers).toEqual([...new Set(numbers)]);
  });

  test('imports point one way', () => {
    expect(badImports(SOURCES)).toEqual([]);
  });

  test(`no file has more than ${MAX_LINES} lines`, () => {
    const long = SOURCES.map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length })).filter(
      ({ lines }) => lines > MAX_LINES,
    );
    expect(long.map(({ path, lines }) => `${path}: ${lines} lines`)).toEqual([]);
  });

  test('no two steps of a database have the same number', () => {
    for (const engine of ['sqlite', 'postgres']) {
      const numbers = readdirSync(`bot/store/migrations/${engine}`).map((name) => `${engine} ${name.slice(0, 4)}`);
      expect(numbers).toEqual([...new Set(numbers)]);
    }
  });

  test('names are kebab-case, and say what a file holds', () => {
    const bad = SOURCES.map(({ path }) => path).filter((path) => {
      const name = basename(path).replace(/\.(?:test|contract|config|d)?\.?(?:tsx?|mjs)$/, '');
      return !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) || /^(?:utils?|helpers?|managers?|services?|types|index|misc|common)$/.test(name);
    });
    expect(bad).toEqual([]);
  });
});

describe('the rules find what is planted', () => {
  test.each<readonly [string, string, string]>([
    ['knowledge/load.ts', "import { decide } from '../dialogs/decide.ts';", 'knowledge imports no other room'],
    ['knowledge/load.ts', "export * from '../bot/turn.ts';", 'knowledge imports no other room'],
    ['dialogs/decide.ts', "import { readFile } from 'node:fs/promises';", 'dialogs is pure'],
    ['dialogs/understanding/topics.ts', "import type { Store } from '../../bot/store/store.ts';", 'dialogs is pure'],
    ['dialogs/decide.ts', "import { loadPack } from '../knowledge/load.ts';", 'dialogs sees only the types of knowledge'],
    [
      'dialogs/decide.ts',
      "import {\n  type Pack,\n  Manifest,\n} from '../knowledge/pack.ts';",
      'dialogs sees only the types of knowledge',
    ],
    ['dialogs/decide.ts', "const later = await import('../knowledge/load.ts');", 'dialogs sees only the types of knowledge'],
    ['bot/server.ts', "import '../web/chat/main.ts';", 'bot serves the pages, but does not import them'],
    ['web/chat/main.ts', "import { mask } from '../../bot/masking.ts';", 'web shares only types with the other rooms'],
    ['bot/channels/direct-line/routes.ts', "import { openSqlite } from '../../store/sqlite.ts';", 'channels do not see stores'],
    ['bot/store/sqlite.ts', "import type { Socket } from '../channels/direct-line/stream.ts';", 'stores do not see channels'],
    ['bot/channels/terminal.ts', "import { token } from './direct-line/tokens.ts';", 'channels do not see each other'],
    ['bot/turn.ts', "import { start } from './main.ts';", 'nothing imports main or a command'],
    ['bot/turn.ts', "import { fake } from '../test/brain.ts';", 'nothing delivered imports tests'],
  ])('%s: %s', (path, text, why) => {
    expect(badImports([{ path, text: `// first line\n${text}` }])).toEqual([
      expect.stringMatching(new RegExp(`^${path}:\\d+: .*: ${why}$`)),
    ]);
  });

  test.each<readonly [string, string]>([
    ['dialogs/decide.ts', "import type { Pack } from '../knowledge/pack.ts';"],
    ['dialogs/decide.ts', "import { type Pack, type Fix } from '../knowledge/pack.ts';"],
    ['bot/channels/direct-line/routes.ts', "import type { Store } from '../../store/store.ts';"],
    ['bot/channels/direct-line/routes.ts', "import { token } from './tokens.ts';"],
    ['bot/main.ts', "import { openSqlite } from './store/sqlite.ts';"],
    ['bot/cli/chat.ts', "import { loadPack } from '../../knowledge/load.ts';"],
  ])('and let pass what is allowed: %s: %s', (path, text) => {
    expect(badImports([{ path, text }])).toEqual([]);
  });

  test('and words of the trade, in code, strings and comments', () => {
    const text =
      'const a = "Wi-Fi";\n// the iPhone of somebody\nconst pixelRatio = samsung_max;\nconst x = GooglePhotos;\nconst scenarios = { radios: 1, curious: 2, pineapple: 3 };\n';
    expect(domainWords([{ path: 'dialogs/x.ts', text }])).toEqual([
      'dialogs/x.ts:1: Wi-Fi',
      'dialogs/x.ts:2: iPhone',
      'dialogs/x.ts:3: samsung',
      'dialogs/x.ts:3: pixel',
      'dialogs/x.ts:4: Google',
    ]);
  });
});
