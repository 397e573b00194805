/** Microsoft's own client for bots, fetched for this run only: its licence does not let it be a part of the product. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../bench/load/http.ts';

const PACKAGE = '@microsoft/m365agentsplayground@0.2.28';
/** Milliseconds that fetching it, and its start, may take. */
const FETCHING = 300_000;
const STARTING = 120_000;

export type Client = { readonly url: string; readonly stop: () => Promise<void> };

/** Fetches it into this folder, unless it is there. Throws with what npm says. */
export function fetchClient(folder: string): string {
  const program = join(folder, 'node_modules/.bin/agentsplayground');
  if (existsSync(program)) return program;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', PACKAGE];
  const { status, stderr, error } = spawnSync(npm, args, { cwd: folder, encoding: 'utf8', timeout: FETCHING });
  if (status !== 0 || !existsSync(program)) throw new Error(`${PACKAGE} could not be fetched: ${error?.message ?? stderr}`);
  return program;
}

/** Starts it for the bot at this address. */
export async function startClient(program: string, bot: string, folder: string): Promise<Client> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const args = [
    '-e',
    `${bot}/api/messages`,
    '-c',
    'msteams',
    '-p',
    String(port),
    '--disable-telemetry',
    '--service-url',
    `${url}/_connector`,
  ];
  const child = spawn(process.execPath, [program, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await listening(child);
  return {
    url,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function listening(child: ChildProcess): Promise<void> {
  let printed = '';
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the client did not start: ${printed}`)), STARTING);
    const hear = (chunk: Buffer): void => {
      printed += chunk;
      if (!/Listening on/.test(printed)) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('close', (code) => reject(new Error(`the client ended with ${code}: ${printed}`)));
  });
}
