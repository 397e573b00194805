import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { binaries, reachable } from '../../test/bot/postgres-server.ts';
import { freePort, pause } from './http.ts';

/** A PostgreSQL of our own, on a free port of this machine and a folder of its own. */
export type Postgres = {
  readonly url: string;
  readonly port: number;
  /** Process ids of the server and of everything that it started. */
  readonly pids: () => readonly number[];
  /** Kills all of it at once, as a power cut would but for the page cache; resolves when it takes connections again. */
  readonly crash: () => Promise<void>;
  /** Ends it and removes its folder. */
  readonly remove: () => Promise<void>;
};

/** Milliseconds that all of its processes may take to end. */
const GOODBYE = 60_000;

/** PostgreSQL will not run as root: then it runs as somebody who may nothing. */
type Owner = { readonly uid: number; readonly gid: number } | Record<string, never>;

/** Makes a database and starts it; more settings as `name=value`. Throws when this machine has no PostgreSQL. */
export async function startPostgres(settings: readonly string[] = []): Promise<Postgres> {
  const owner = ownerOfIt();
  const folder = mkdtempSync(join(tmpdir(), 'keepsake-postgres-'));
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);
  const bin = reachable(binaries(), folder);
  const data = join(folder, 'data');
  const args = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  execFileSync(join(bin, 'initdb'), args, { ...owner, cwd: folder, stdio: 'ignore' });
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const run = (): ChildProcess => {
    const more = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=120', ...settings].flatMap((one) => [
      '-c',
      one,
    ]);
    return spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...more], { ...owner, cwd: folder, stdio: 'ignore' });
  };
  let child = run();
  const ended = (): Promise<void> =>
    new Promise((resolve) => ((child.exitCode ?? child.signalCode) === null ? child.once('exit', () => resolve()) : resolve()));
  await untilItAnswers(url);
  return {
    url,
    port,
    pids: () => familyOf(child.pid ?? 0),
    crash: async () => {
      const family = familyOf(child.pid ?? 0);
      const gone = ended();
      for (const pid of family) killed(pid);
      await gone;
      await untilGone(family);
      child = run();
      await untilItAnswers(url);
    },
    remove: async () => {
      const gone = ended();
      child.kill('SIGINT');
      // Asked kindly it finishes what it writes; what is removed then need not be finished.
      const impatience = setTimeout(() => familyOf(child.pid ?? 0).forEach(killed), GOODBYE);
      await gone;
      clearTimeout(impatience);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function ownerOfIt(): Owner {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (user === undefined) throw new Error('PostgreSQL does not run as root, and no user "nobody" is here.');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

async function untilItAnswers(url: string): Promise<void> {
  const until = performance.now() + 60_000;
  for (;;) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    // A server that is not yet there may also break the connection later.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (performance.now() > until) throw error;
      await pause(50);
    }
  }
}

/** The process and its children, which for PostgreSQL are all there are. Only Linux tells; elsewhere it is the process alone. */
function familyOf(pid: number): readonly number[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  const children = existsSync(file) ? readFileSync(file, 'utf8').trim().split(' ').filter(Boolean).map(Number) : [];
  return [pid, ...children];
}

function killed(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}

/** The next start refuses while anybody of the last one is still attached. */
async function untilGone(pids: readonly number[]): Promise<void> {
  const until = performance.now() + GOODBYE;
  for (;;) {
    const left = pids.filter(lives);
    if (left.length === 0) return;
    if (performance.now() > until) throw new Error(`PostgreSQL was killed, and ${left.join(', ')} still live after ${GOODBYE / 1000} s.`);
    await pause(10);
  }
}

/** Where nobody collects orphans, what is dead is still listed. */
function lives(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
