/** The files of a pack folder: which there are, what they belong to, and their bytes. */
import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { PART_NAMES, type PartFile } from './draft.ts';
import { didYouMean } from './nearest.ts';
import { compareText, type Problem } from './problem.ts';
import { readYaml } from './yaml-text.ts';

/** A file by its path within the pack, with `/` on every system. */
type RawFile = { readonly name: string; readonly path: string; readonly bytes: Uint8Array; readonly own: boolean };

export type PackFiles = {
  readonly parts: readonly PartFile[];
  readonly hash: string;
  readonly unread: ReadonlySet<string>;
  readonly problems: readonly Problem[];
};

const MAX_DEPTH = 4;

/** Reads all YAML files of the pack, and the default replies beside it. */
export async function readPackFiles(folder: string, defaultReplies?: string): Promise<PackFiles> {
  const problems: Problem[] = [];
  const own = await filesUnder(folder, '', problems, true);
  if (problems.length === 0 && own.length === 0)
    problems.push(nowhere(folder, 'no .yaml file is in this folder; a pack has at least pack.yaml'));
  if (own.length > 0 && !own.some((file) => file.name === 'pack.yaml'))
    problems.push(nowhere(join(folder, 'pack.yaml'), 'the file is missing; it names the pack'));
  const replies = defaultReplies ?? (await findDefaultReplies(folder));
  const defaults = replies === undefined ? [] : await filesUnder(replies, '', problems, false);
  const raw = [...own, ...defaults.map((file) => ({ ...file, name: `replies/${file.name}` }))];
  const unread = new Set<string>();
  const parts = raw.flatMap((file) => part(file, problems, unread));
  return { parts, hash: hashOf(raw), unread, problems };
}

/** `replies` beside the pack, or `knowledge/replies` in a folder above it or above where we stand. */
async function findDefaultReplies(folder: string): Promise<string | undefined> {
  const candidates = [join(dirname(resolve(folder)), 'replies')];
  for (const start of [resolve(folder), process.cwd()]) {
    for (let at = start; ; at = dirname(at)) {
      candidates.push(join(at, 'knowledge', 'replies'));
      if (dirname(at) === at) break;
    }
  }
  for (const candidate of candidates) if (await isFolder(candidate)) return candidate;
  return undefined;
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function filesUnder(root: string, inside: string, problems: Problem[], own: boolean, depth = 0): Promise<readonly RawFile[]> {
  const folder = join(root, inside);
  if (depth > MAX_DEPTH) {
    problems.push(nowhere(folder, `folders are nested more than ${MAX_DEPTH} deep`));
    return [];
  }
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: NodeJS.ErrnoException) => {
    problems.push(nowhere(folder, unreadable(cause, 'folder')));
    return [];
  });
  const found: RawFile[] = [];
  for (const entry of [...entries].sort((a, b) => compareText(a.name, b.name))) {
    const name = inside === '' ? entry.name : `${inside}/${entry.name}`;
    if (entry.name.startsWith('.')) continue;
    if (await isFolderEntry(entry, join(root, name))) found.push(...(await filesUnder(root, name, problems, own, depth + 1)));
    else found.push(...(await readOne(root, name, problems, own)));
  }
  return found;
}

/** Also through links: containers mount settings that way. */
async function isFolderEntry(entry: Dirent, path: string): Promise<boolean> {
  return entry.isDirectory() || (entry.isSymbolicLink() && (await isFolder(path)));
}

async function readOne(root: string, name: string, problems: Problem[], own: boolean): Promise<readonly RawFile[]> {
  const path = join(root, name);
  if (/\.yml$/i.test(name)) problems.push(nowhere(path, 'the file would not be read; rename it to end in .yaml'));
  if (!name.endsWith('.yaml')) return [];
  try {
    return [{ name, path, bytes: await readFile(path), own }];
  } catch (cause) {
    problems.push(nowhere(path, unreadable(cause as NodeJS.ErrnoException, 'file')));
    return [];
  }
}

function unreadable(cause: NodeJS.ErrnoException, what: string): string {
  if (cause.code === 'ENOENT') return `there is no such ${what}`;
  if (cause.code === 'ENOTDIR') return 'this is a file; a pack is a folder';
  return `the ${what} cannot be read (${cause.code ?? cause.message}); check its permissions`;
}

function nowhere(file: string, message: string): Problem {
  return { file, line: 1, column: 1, message };
}

/** Which list a file belongs to, by its place: `fixes/ios.yaml` and `fixes.yaml` hold fixes. */
function part(file: RawFile, problems: Problem[], unread: Set<string>): readonly PartFile[] {
  const [first = ''] = file.name.split('/');
  const name = basename(first, '.yaml');
  if (!PART_NAMES.includes(name)) {
    problems.push(
      nowhere(
        file.path,
        `nothing of a pack is called \`${name}\`${didYouMean(name, PART_NAMES) || `; known are ${PART_NAMES.join(', ')}`}`,
      ),
    );
    return [];
  }
  const read = readYaml(file.path, file.bytes);
  if (!read.ok) {
    problems.push(...read.problems);
    unread.add(name);
    return [];
  }
  if (/^topics\/examples(?:\/|\.yaml$)/.test(file.name)) return [{ part: 'examples', yaml: read.yaml, own: file.own }];
  return [{ part: name, yaml: read.yaml, own: file.own, ...languageOf(name, file.name) }];
}

/** `replies/de.yaml`, `locales/de.yaml`, and any file in the folder `locales/de`. */
function languageOf(part: string, name: string): { readonly language?: string } {
  if (part === 'replies') return { language: basename(name, '.yaml') };
  return part === 'locales' ? { language: basename(name.split('/')[1] ?? '', '.yaml') } : {};
}

function hashOf(files: readonly RawFile[]): string {
  const hash = createHash('sha256');
  const sorted = [...files].sort((a, b) => compareText(a.name, b.name) || Number(a.own) - Number(b.own));
  for (const { name, bytes, own } of sorted) hash.update(`${own ? 'pack' : 'default'}:${name}\n${bytes.length}\n`).update(bytes);
  return hash.digest('hex');
}
