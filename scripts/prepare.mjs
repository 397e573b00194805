/**
 * Runs before `npm start` and `npm test`, so that each of them is the only command needed: installs what is missing,
 * checks the Node inside, builds the pages. Says what it does; silent when nothing is to be done. Plain JavaScript for
 * Node 20 and no packages, because none may be there yet.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const NEEDED = [24, 16];
const HIDDEN = join(ROOT, 'node_modules/.package-lock.json');
const LOCK = join(ROOT, 'package-lock.json');

function fail(message) {
  console.error(`keepsake: ${message}`);
  process.exit(1);
}

function run(program, args, env = {}) {
  const { status, error } = spawnSync(program, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    // Of these only a shell knows how to run them.
    shell: program.endsWith('.cmd'),
  });
  return error === undefined && status === 0;
}

function changed(file) {
  return existsSync(file) ? statSync(file).mtimeMs : 0;
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return {};
  }
}

/** Whether what is installed is what the lockfile asks for. A lockfile may be newer (a checkout) and still say the same. */
function isInstalled() {
  if (!existsSync(HIDDEN)) return false;
  if (changed(HIDDEN) >= changed(LOCK)) return true;
  const have = packagesOf(HIDDEN);
  // Installed without development packages, on purpose: then those are not missed.
  const withDev = Object.values(have).some((entry) => entry.dev === true);
  const wanted = Object.entries(packagesOf(LOCK)).filter(
    ([name, entry]) => name !== '' && entry.optional !== true && (withDev || entry.dev !== true),
  );
  if (!wanted.every(([name, entry]) => have[name]?.version === entry.version)) return false;
  const now = new Date();
  utimesSync(HIDDEN, now, now);
  return true;
}

function install() {
  console.log('keepsake: installing packages (npm ci), this takes a minute …');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const done = npm?.endsWith('.js') ? run(process.execPath, [npm, ...args]) : run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args);
  if (!done)
    fail(
      'npm ci failed; its words above say why. With no connection to a package registry, copy node_modules from a machine that has one.',
    );
}

/** The Node that runs everything from here on: the one that came with the packages, else this one. */
function nodeInside() {
  const file = process.platform === 'win32' ? 'node_modules/node/bin/node.exe' : 'node_modules/.bin/node';
  const own = join(ROOT, file);
  return existsSync(own) ? own : process.execPath;
}

function checkNode(node) {
  const asked = spawnSync(node, ['--version'], { encoding: 'utf8' });
  const version = asked.stdout?.trim() ?? '';
  const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return;
  fail(
    `Node ${NEEDED.join('.')} or later is needed, ${version || 'none'} was found. "npm ci" brings it along unless install scripts or development packages are off.`,
  );
}

function newest(folder) {
  if (!existsSync(folder)) return 0;
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return Math.max(0, ...files.map((entry) => changed(join(entry.parentPath ?? entry.path, entry.name))));
}

function buildPages(node) {
  const script = join(ROOT, 'scripts/build-web.mjs');
  const built = changed(join(ROOT, 'dist/web/index.html'));
  const sources = Math.max(newest(join(ROOT, 'web')), changed(script));
  if (built >= sources) return;
  if (!existsSync(join(ROOT, 'node_modules/esbuild'))) {
    if (built === 0)
      fail(
        'the pages are not built, and esbuild is not installed: run "npm ci" with development packages once, then "node scripts/build-web.mjs".',
      );
    return;
  }
  console.log('keepsake: building the pages …');
  if (!run(node, [script])) fail('the pages could not be built; the words above say why.');
}

/** Web Chat takes seconds and a registry: tests wait for it, a start does not, and both go on without it. */
function fetchWebChat(node) {
  const script = join(ROOT, 'scripts/fetch-webchat.mjs');
  if (existsSync(join(ROOT, 'dist/fetched'))) return;
  if (process.env.npm_lifecycle_event === 'pretest') {
    console.log('keepsake: fetching Web Chat for the page /webchat …');
    if (!run(node, [script])) console.log('keepsake: the tests of /webchat are NOT RUN; in CI they fail.');
  } else spawn(node, [script], { cwd: ROOT, detached: true, stdio: 'ignore' }).unref();
}

function findBrowser() {
  const places = [process.env.CHROMIUM, ...JSON.parse(readFileSync(join(ROOT, 'scripts/browsers.json'), 'utf8'))];
  return places.find((place) => place && existsSync(place));
}

function needBrowser() {
  if (findBrowser()) return;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    console.log('keepsake: installing Chromium for the browser tests (apt-get) …');
    const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
    const args = ['install', '-y', '-qq', '--no-install-recommends', 'chromium'];
    if (!run('apt-get', args, quiet)) run('apt-get', ['update', '-qq'], quiet) && run('apt-get', args, quiet);
  }
  if (findBrowser()) return;
  const missing = 'no Chromium was found: set CHROMIUM to its path, or install it';
  if (process.env.CI === 'true') fail(`${missing}; in CI the browser tests must run.`);
  console.log(`keepsake: ${missing}. The browser tests are NOT RUN.`);
}

if (!isInstalled()) install();
const node = nodeInside();
checkNode(node);
if (existsSync(join(ROOT, 'web'))) buildPages(node);
if (existsSync(join(ROOT, 'scripts/fetch-webchat.mjs'))) fetchWebChat(node);
if (process.env.npm_lifecycle_event === 'pretest') needBrowser();
