/**
 * Runs a program of this project: `node scripts/run.mjs bot/cli/chat.ts --json`. Where nothing is installed yet it does first what
 * `npm start` would do, and tells of it on the standard error, so that what the program prints stays clean. Plain JavaScript for Node 20.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
/** The Node that came with the packages. */
const INSIDE = join(ROOT, process.platform === 'win32' ? 'node_modules/node/bin/node.exe' : 'node_modules/.bin/node');
/** From this one on Node reads TypeScript. */
const NEEDED = 24;

const [program = '', ...args] = process.argv.slice(2);

/** Ends with the code of what it ran. */
function passOn(command, given, stdio) {
  const { status, error } = spawnSync(command, given, { stdio });
  if (error !== undefined) console.error(`keepsake: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

const isInstalled = existsSync(join(ROOT, 'node_modules/.package-lock.json'));
if (!isInstalled) passOn(process.execPath, [join(ROOT, 'scripts/prepare.mjs')], ['ignore', 2, 2]);
if (isInstalled && Number(process.versions.node.split('.')[0]) >= NEEDED) {
  process.argv.splice(1, 2, resolve(program));
  await import(pathToFileURL(resolve(program)).href);
} else passOn(existsSync(INSIDE) ? INSIDE : process.execPath, [program, ...args], 'inherit');
