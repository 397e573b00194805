import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, pause } from '../load/http.ts';
import type { Postgres } from '../load/postgres.ts';

/** A PgBouncer in transaction mode before a database: servers share few connections, and keep none from one transaction to the next. */
export type Bouncer = { readonly url: string; readonly remove: () => Promise<void> };

/** Connections to the database that all servers share. */
const SHARED = 8;

/** Milliseconds that it may take to start. */
const STARTING = 60_000;

/** Starts one; undefined where this machine has no PgBouncer. */
export async function startBouncer(postgres: Postgres): Promise<Bouncer | undefined> {
  if (spawnSync('pgbouncer', ['--version']).status !== 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'keepsake-pgbouncer-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const file = join(folder, 'pgbouncer.ini');
  const settings = [
    '[databases]',
    `postgres = host=127.0.0.1 port=${postgres.port} dbname=postgres user=postgres`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    'pool_mode = transaction',
    `default_pool_size = ${SHARED}`,
    'max_client_conn = 500',
  ];
  writeFileSync(file, `${settings.join('\n')}\n`);
  // It will not run as root either.
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const child = spawn('pgbouncer', [...user, '-q', file], { stdio: 'ignore' });
  await untilOpen(child, port);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    remove: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      // It holds nothing that could be lost, and asked kindly it waits for its clients.
      child.kill('SIGKILL');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilOpen(child: ChildProcess, port: number): Promise<void> {
  const until = performance.now() + STARTING;
  while (!(await opens(port))) {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended with ${child.exitCode}.`);
    if (performance.now() > until) throw new Error(`PgBouncer took no connection within ${STARTING / 1000} s.`);
    await pause(50);
  }
}

function opens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
