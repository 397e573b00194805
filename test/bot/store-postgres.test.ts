import { execFile } from 'node:child_process';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { openPostgres, openPostgresBeside } from '../../bot/store/postgres.ts';
import { ADDRESS_SQL } from '../../bot/store/postgres-addresses.ts';
import { DESK_SQL } from '../../bot/store/postgres-desks.ts';
import { asPostgresError } from '../../bot/store/postgres-errors.ts';
import { notices } from '../../bot/store/postgres-fanout.ts';
import { SEEN } from '../../bot/store/postgres-sweep.ts';
import { TASK_SQL } from '../../bot/store/postgres-tasks.ts';
import { TURN_SQL } from '../../bot/store/postgres-turns.ts';
import { readMigrations } from '../../bot/store/read-migrations.ts';
import type { Store, StoreError } from '../../bot/store/store.ts';
import { until } from '../until.ts';
import { aTurn } from './a-turn.ts';
import { once, type PostgresServer, rowsOf, startPostgres } from './postgres-server.ts';
import { storeContract } from './store.contract.ts';

const MIGRATIONS = join(process.cwd(), 'bot/store/migrations');

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

const settings = (url: string) => ({ url, listenUrl: '', connections: 5, timeout: 20_000, patience: 60_000 });

/** The same database behind a wire that can be cut. */
async function cuttable(url: string): Promise<{ readonly url: string; readonly cut: () => void; readonly close: () => Promise<unknown> }> {
  const { hostname, port } = new URL(url);
  const open = new Set<Socket>();
  const wire = createServer((near) => {
    const far = connect(Number(port), hostname);
    near.pipe(far).pipe(near);
    for (const end of [near, far]) {
      open.add(end);
      end.on('error', () => undefined).on('close', () => open.delete(end));
    }
  });
  await new Promise<void>((listening) => wire.listen(0, '127.0.0.1', listening));
  const behind = new URL(url);
  behind.port = String((wire.address() as AddressInfo).port);
  const cut = (): void => open.forEach((end) => void end.resetAndDestroy());
  return { url: behind.href, cut, close: () => new Promise((closed) => wire.close(closed)) };
}

storeContract('postgres', async () => {
  const url = await server.database();
  return { open: () => openPostgres(settings(url), MIGRATIONS, () => undefined), remove: async () => undefined };
});

/** As behind a pooler that shares connections: no statement may count on what an earlier one left on its connection. */
storeContract('postgres, through a pooler', async () => {
  const url = await server.database();
  const pooled = { ...settings(url), listenUrl: `${url}?application_name=direct` };
  return { open: () => openPostgres(pooled, MIGRATIONS, () => undefined), remove: async () => undefined };
});

describe('postgres', () => {
  let url: string;
  let open: Store[];
  let troubles: StoreError[];
  beforeEach(async () => {
    url = await server.database();
    open = [];
    troubles = [];
  });
  afterEach(async () => {
    for (const store of open) await store.close();
  });

  async function opened(changes: Partial<ReturnType<typeof settings>> = {}): Promise<Store> {
    const store = await openPostgres({ ...settings(url), ...changes }, MIGRATIONS, (error) => troubles.push(error));
    open.push(store);
    return store;
  }

  /** Resolves with the lines as soon as so many are there, woken by hints alone. */
  function seen(store: Store, conversation: string, lines: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const look = async (): Promise<void> => {
        const log = await store.after(conversation, 0, 1000);
        if (log.length >= lines) resolve(log.length);
      };
      store.watch(conversation, () => look().catch(reject));
    });
  }

  /** Whoever waits for a lock that somebody else holds. */
  const WAITING = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

  /** A transaction that holds what this statement locks, until it is ended, perhaps with another statement. */
  async function holding(statement: string): Promise<{ readonly end: (last?: string) => Promise<void> }> {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(`BEGIN; ${statement}`);
    return {
      end: async (last = '') => {
        await client.query(`${last}; COMMIT`);
        await client.end();
      },
    };
  }

  test('a pooler that was not told of is named as what is wrong', () => {
    const confused = Object.assign(new Error('prepared statement "read" does not exist'), { code: '26000' });
    expect(asPostgresError(confused, 'read')).toMatchObject({ code: 'pooled', message: expect.stringContaining('DATABASE_LISTEN_URL') });
  });

  test('several processes that start at once on an empty database bring it up to date once', async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, () => opened()));
    expect(await stores[3]!.commitTurn(aTurn())).toMatchObject({ kind: 'done' });
    expect(await stores[0]!.read('c1')).toMatchObject({ version: 1 });
    const steps = readMigrations(MIGRATIONS, 'postgres').length;
    expect(await rowsOf(url, 'SELECT count(*)::int AS n FROM schema_version')).toEqual([{ n: steps }]);
  });

  test('copies of a delivery to several processes are one turn; all get its answer', async () => {
    const stores = await Promise.all([opened(), opened(), opened()]);
    for (let i = 0; i < 20; i++) {
      const copies = Array.from({ length: 12 }, (_, k) =>
        stores[k % 3]!.commitTurn(aTurn({ conversation: `c${i % 5}`, key: `k${i}`, version: Math.floor(i / 5) })),
      );
      const kinds = (await Promise.all(copies)).map(({ kind }) => kind);
      expect(kinds.toSorted()).toEqual(['done', ...Array(11).fill('duplicate')]);
    }
  });

  test('what is whispered in one process is heard in another', async () => {
    const [here, there] = [await opened(), await opened()];
    const heard = new Promise((resolve) => there.overhear('c1', resolve));
    // Which of the two listens first is not known, and a whisper that nobody hears is lost.
    const again = setInterval(() => here.whisper('c1', { kind: 'typing', who: 'Ann' }), 50);
    expect(await heard).toEqual({ kind: 'typing', who: 'Ann' });
    clearInterval(again);
  });

  test('many processes that write one conversation alone lose nothing', async () => {
    const stores = await Promise.all([opened(), opened()]);
    await stores[0]!.commitTurn(aTurn({ key: 'first' }));
    const turns = Array.from({ length: 30 }, (_, i) =>
      stores[i % 2]!.commitAlone('c1', ({ version }) => aTurn({ key: `k${i}`, version, case: { version } })),
    );
    expect((await Promise.all(turns)).every(({ kind }) => kind === 'done')).toBe(true);
    expect(await stores[0]!.read('c1')).toEqual({ version: 31, case: { version: 30 }, nextSeq: 63 });
    expect((await stores[1]!.after('c1', 0, 100)).map(({ seq }) => seq)).toEqual(Array.from({ length: 62 }, (_, i) => i + 1));
  });

  test('what is planned for a conversation comes after the turn that is being written', async () => {
    const store = await opened();
    await store.commitTurn(aTurn());
    const turn = await holding(`SELECT FROM conversation WHERE id = 'c1' FOR UPDATE`);
    const planned = store.tasks.plan({ queue: 'outbox', key: 'planned', kind: 'teams', payload: {} }, 'c1');
    await until(async () => (await rowsOf(url, WAITING)).length > 0);
    await turn.end(
      `INSERT INTO task (queue, key, kind, conv_id, payload, created_at, ready_at) VALUES ('outbox', 'of the turn', 'teams', 'c1', '{}', 0, 0)`,
    );
    expect(await planned).toBe(true);
    expect((await rowsOf(url, 'SELECT key FROM task ORDER BY id')).map(({ key }) => key)).toEqual(['of the turn', 'planned']);
  });

  test('what one process writes, watchers in another hear', async () => {
    const [one, other] = [await opened(), await opened()];
    const heard = seen(other, 'c1', 2);
    await one.commitTurn(aTurn());
    expect(await heard).toBe(2);
  });

  test('what nobody told is found all the same', async () => {
    const [one, other] = [await opened(), await opened()];
    await one.commitTurn(aTurn());
    const heard = seen(other, 'c1', 4);
    // As if the process that wrote it had been killed before it could tell.
    await once(url, `INSERT INTO activity SELECT conv_id, seq + 2, at + 2, from_role, payload FROM activity`);
    await once(url, 'UPDATE conversation SET version = 2, next_seq = 5, last_at = last_at + 2');
    expect(await heard).toBe(4);
  });

  test('a listener whose connection is cut listens again', async () => {
    const [one, other] = [await opened(), await opened()];
    await one.commitTurn(aTurn());
    expect(await seen(other, 'c1', 2)).toBe(2);
    const heard = seen(other, 'c1', 4);
    await once(
      url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'keepsake hints' AND datname = current_database()`,
    );
    await one.commitTurn(aTurn({ key: 'k2', version: 1 }));
    expect(await heard).toBe(4);
    expect(troubles.every(({ code }) => code === 'unreachable')).toBe(true);
  });

  test('connections that are cut cost no turn', async () => {
    const store = await opened();
    for (let i = 0; i < 30; i++) {
      const cut = once(
        url,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'keepsake' AND datname = current_database()`,
      );
      const written = await store.commitTurn(aTurn({ key: `k${i}`, version: i }));
      // A turn that was written just before the cut is written again, and is its own copy.
      expect(['done', 'duplicate']).toContain(written.kind);
      expect(written).toMatchObject({ firstSeq: i * 2 + 1 });
      await cut;
    }
    expect(await store.read('c1')).toMatchObject({ version: 30, nextSeq: 61 });
  });

  test('a connection that breaks without a word, in the middle of a transaction, costs neither the turn nor the process', async () => {
    const cutting = await cuttable(url);
    const store = await opened({ url: cutting.url });
    await store.commitTurn(aTurn());
    const held = await holding(`SELECT FROM conversation WHERE id = 'c1' FOR UPDATE`);
    const waiting = store.commitAlone('c1', ({ version }) => aTurn({ key: 'k2', version }));
    await until(async () => (await rowsOf(url, WAITING)).length > 0);
    cutting.cut();
    await held.end();
    expect(await waiting).toMatchObject({ kind: 'done', firstSeq: 3 });
    await store.close();
    await cutting.close();
  });

  test('a database that is killed and started again has lost nothing, and the turn that waited is written', async () => {
    const store = await opened();
    await store.commitTurn(aTurn());
    await server.kill();
    const waiting = store.commitTurn(aTurn({ key: 'k2', version: 1 }));
    await server.start();
    expect(await waiting).toMatchObject({ firstSeq: 3 });
    expect(await store.after('c1', 0, 10)).toHaveLength(4);
  });

  test('a database that is not there is named', async () => {
    const nowhere = { ...settings('postgres://keepsake@127.0.0.1:9/none'), patience: 0 };
    await expect(openPostgres(nowhere, MIGRATIONS, () => undefined)).rejects.toMatchObject({ code: 'unreachable' });
    const unknown = { ...settings(url.replace(/test_\d+$/, 'no_such_database')), patience: 0 };
    await expect(openPostgres(unknown, MIGRATIONS, () => undefined)).rejects.toMatchObject({ code: 'refused' });
  });

  test('a statement that takes too long is given up, and nothing is half-written', async () => {
    const store = await opened({ timeout: 2000 });
    await store.commitTurn(aTurn());
    const held = await holding('SELECT 1 FROM conversation FOR UPDATE');
    await expect(store.commitTurn(aTurn({ key: 'k2', version: 1 }))).rejects.toMatchObject({ code: 'slow' });
    await held.end();
    expect(await store.read('c1')).toMatchObject({ version: 1, nextSeq: 3 });
    expect(await store.commitTurn(aTurn({ key: 'k2', version: 1 }))).toMatchObject({ kind: 'done' });
  });

  test('a database of a newer Keepsake is left alone; a command beside the server brings no schema up to date', async () => {
    await expect(openPostgresBeside(settings(url), MIGRATIONS)).rejects.toMatchObject({ code: 'older' });
    await opened();
    await (await openPostgresBeside(settings(url), MIGRATIONS)).close();
    await once(url, 'INSERT INTO schema_version (version) VALUES (9999)');
    await expect(opened()).rejects.toMatchObject({ code: 'newer' });
    await expect(openPostgresBeside(settings(url), MIGRATIONS)).rejects.toMatchObject({ code: 'newer' });
  });

  test('commands work on it beside the server', async () => {
    const { commitTurn, tasks, read } = await opened();
    await commitTurn(aTurn({ tasks: [{ queue: 'outbox', key: 'a', kind: 'teams', payload: { text: 'hi' } }] }));
    const [task] = await tasks.claim('outbox', undefined, 60_000, 5);
    await tasks.bury(task!, 'gone');
    expect(await run('outbox', 'list')).toMatch(/teams {2}c1 {2}after 1 attempts: gone\n1 given up on, 0 waiting/);
    expect(await run('outbox', 'retry', 'all')).toBe('1 are tried again\n');
    expect(JSON.parse(await run('user', 'export', 'ann'))).toMatchObject({ conversation: 'c1', tasks: [{ kind: 'teams' }] });
    expect(await run('user', 'erase', 'ann')).toBe('1 conversations erased\n');
    expect(await read('c1')).toMatchObject({ version: 0 });
    expect(await run('backup', '/nowhere')).toContain('pg_dump');
  });

  function run(command: string, ...args: readonly string[]): Promise<string> {
    const env = { ...process.env, DATABASE_URL: url };
    return new Promise((resolve) => {
      execFile(process.execPath, [`bot/cli/${command}.ts`, ...args], { env }, (_error, out, err) => resolve(out + err));
    });
  }

  test.each([...Object.values(TURN_SQL), ...Object.values(TASK_SQL), ...Object.values(ADDRESS_SQL), ...Object.values(DESK_SQL), SEEN])(
    'an index finds everything: $name',
    async ({ name, text }) => {
      await opened();
      const values = [...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number));
      const given =
        values.length === 0
          ? ''
          : `(${Array(Math.max(...values))
              .fill('NULL')
              .join(', ')})`;
      const prepared = `SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan; PREPARE one AS ${text}; EXPLAIN EXECUTE one ${given}`;
      const plan = (await rowsOf(url, prepared)).map((row) => String(row['QUERY PLAN'])).join('\n');
      expect(plan).not.toContain('Seq Scan');
      if (!name.endsWith('plan')) expect(plan).toContain('Index');
    },
  );
});

describe('notices', () => {
  test('hold as many names as fit, each once', () => {
    const names = Array.from({ length: 1000 }, (_, i) => `conversation-${i}`);
    const packed = notices(names);
    expect(packed.join(' ').split(' ')).toEqual(names);
    expect(packed.every((notice) => Buffer.byteLength(notice) < 8000)).toBe(true);
    expect(packed.length).toBeLessThan(4);
    expect(notices(['ü'.repeat(5000), 'a'])).toEqual(['a']);
    expect(notices([])).toEqual([]);
  });
});
