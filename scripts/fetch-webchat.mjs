/**
 * Fetches Microsoft's Web Chat for the page /webchat: its bundle as it is published on npm, by the npm of this machine, so from
 * whatever registry that uses. It is no dependency, because it would bring 400 packages that nothing here needs. Does nothing
 * when it is there. Plain JavaScript for Node 20.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const PACKAGE = 'botframework-webchat@4.18.1';
/** Of the whole package: what is not exactly this is not used. */
const SHA512 = '7jpEUJ7olT62Xm+8eh7BhhIcXVfU2xD4pZDaeBt8K4XcNy6K/83UGIxE9BFkXmHMZ4hDEVOzs5cre07GWuaXzg==';
const FILES = { 'webchat.js': 'botframework-webchat-4.18.1-ee3a44509e.js', 'webchat.js.LICENSE.txt': 'botframework-webchat.LICENSE.txt' };

/** Where it is served from; a folder of its own, since the pages are built anew whenever they change. */
export const FETCHED = 'dist/fetched';

/** Throws with what to do when it cannot be had. */
export function fetchWebChat(target = resolve(FETCHED)) {
  if (existsSync(target)) return 'there';
  mkdirSync(dirname(target), { recursive: true });
  const work = mkdtempSync(join(dirname(target), '.fetching-'));
  try {
    const ready = join(work, 'ready');
    mkdirSync(join(ready, 'webchat'), { recursive: true });
    unpack(checked(pack(work)), work);
    for (const [name, served] of Object.entries(FILES))
      write(join(ready, 'webchat', served), readFileSync(join(work, 'package/dist', name)));
    put(ready, target);
    return 'fetched';
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function pack(work) {
  const npm = process.env.npm_execpath;
  const args = ['pack', PACKAGE, '--pack-destination', work, '--json', '--ignore-scripts', '--loglevel=error', '--fetch-retries=1'];
  const [program, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
  const { status, stdout, stderr } = spawnSync(program, [...first, ...args], { encoding: 'utf8', shell: process.platform === 'win32' });
  if (status !== 0) {
    throw new Error(
      `npm could not fetch ${PACKAGE}; it says:\n${(stderr ?? '').trim()}\nWith no connection to a registry, copy ${FETCHED} from a machine that has one.`,
    );
  }
  return join(work, JSON.parse(stdout)[0].filename);
}

function checked(file) {
  const sha512 = createHash('sha512').update(readFileSync(file)).digest('base64');
  if (sha512 === SHA512) return file;
  throw new Error(
    `The registry gave another ${PACKAGE} than the one that was looked at here (sha512 ${sha512}). It is not used. Look at the registry.`,
  );
}

function unpack(file, work) {
  const names = Object.keys(FILES).map((name) => `package/dist/${name}`);
  const { status, stderr, error } = spawnSync('tar', ['-xzf', file, '-C', work, ...names], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`tar could not unpack ${PACKAGE}: ${(error?.message ?? stderr).trim()}`);
}

/** Beside each file what is sent to browsers that can unpack. */
function write(file, content) {
  writeFileSync(file, content);
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  writeFileSync(
    `${file}.br`,
    brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }),
  );
}

/** All or nothing; somebody else may have been quicker. */
function put(ready, target) {
  try {
    renameSync(ready, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    if (fetchWebChat() === 'fetched') console.log(`keepsake: Web Chat is in ${FETCHED}, and /webchat shows it.`);
  } catch (error) {
    console.error(`keepsake: ${error.message}`);
    process.exitCode = 1;
  }
}
