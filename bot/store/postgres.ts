/** A store in PostgreSQL: for as many processes as wanted. */
import { DESKS } from './desks.ts';
import { newHints } from './hints.ts';
import { postgresAccounts } from './postgres-accounts.ts';
import { postgresAddresses } from './postgres-addresses.ts';
import { postgresDesks } from './postgres-desks.ts';
import { openFanout } from './postgres-fanout.ts';
import { migrate, refuseOtherSchema } from './postgres-migrate.ts';
import { type Connections, openConnections, ownConnection, type PostgresSettings, type Statement } from './postgres-pool.ts';
import { postgresSites } from './postgres-sites.ts';
import { postgresTasks } from './postgres-tasks.ts';
import { commit, commitWithFiles, readAfter, readAlone, readFile, readStored } from './postgres-turns.ts';
import { postgresUpkeep } from './postgres-upkeep.ts';
import { readMigrations } from './read-migrations.ts';
import { type Committed, type Store, type StoreBeside, StoreError, type Turn } from './store.ts';
import { queuesOf } from './tasks.ts';

/** Milliseconds between two attempts to reach the database. */
const PAUSE = 150;

const ONCE: Statement = {
  name: 'once',
  text: `INSERT INTO spent (name, until) VALUES ($1, clock_timestamp() + $2::bigint * interval '1 millisecond')
    ON CONFLICT (name) DO UPDATE SET until = excluded.until WHERE spent.until <= clock_timestamp() RETURNING name`,
};
const SHARE: Statement = { name: 'share', text: 'INSERT INTO shared (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING' };
const EXCHANGE: Statement = {
  name: 'exchange',
  text: 'UPDATE shared SET value = $3 WHERE name = $1 AND value = $2 RETURNING name',
};
const SHARED: Statement = { name: 'shared', text: 'SELECT value FROM shared WHERE name = $1' };

/** Opens the store and brings its schema up to date; `trouble` hears of connections that break meanwhile. Rejects with StoreError. */
export async function openPostgres(settings: PostgresSettings, migrations: string, trouble: (error: StoreError) => void): Promise<Store> {
  const connections = openConnections(settings, trouble);
  try {
    const known = readMigrations(migrations, 'postgres');
    await retried(settings.patience, () => migrate(connections, known));
  } catch (error) {
    await connections.close();
    throw error;
  }
  return storeOver(connections, settings, trouble);
}

/** For a command that works beside a server: leaves the schema as it is, tells nobody. Rejects with StoreError. */
export async function openPostgresBeside(settings: PostgresSettings, migrations: string): Promise<StoreBeside> {
  const connections = openConnections(settings, () => undefined);
  try {
    await refuseOtherSchema(connections, readMigrations(migrations, 'postgres'));
  } catch (error) {
    await connections.close();
    throw error;
  }
  return { ...restOf(connections), close: connections.close };
}

function storeOver(connections: Connections, settings: PostgresSettings, trouble: (error: StoreError) => void): Store {
  const { query, together } = connections;
  const fanout = openFanout(() => ownConnection(settings), connections, trouble);
  const queues = newHints();
  const rest = restOf(connections);
  const begun = newBegun();
  const patiently = <T>(work: () => Promise<T>): Promise<T> => begun.add(retried(settings.patience, work));
  const told = (turn: Turn, committed: Committed): Committed => {
    if (committed.kind !== 'done') return committed;
    fanout.tell(turn.conversation);
    if (turn.desk !== undefined) fanout.tell(DESKS);
    for (const queue of queuesOf(turn)) queues.give(queue);
    return committed;
  };
  return {
    read: (conversation) => patiently(() => readStored(query, conversation)),
    after: (conversation, watermark, limit) => patiently(() => readAfter(query, conversation, watermark, limit)),
    // Trying again is safe: should the first attempt have been written, the second one is its copy.
    commitTurn: async (turn) => {
      const write = turn.files?.length ? () => together((run) => commitWithFiles(run, turn)) : () => commit(query, turn);
      return told(turn, await patiently(write));
    },
    commitAlone: (conversation, make) =>
      patiently(async () => {
        const { turn, committed } = await together(async (run) => {
          const turn = make(await readAlone(run, conversation));
          return { turn, committed: await commitWithFiles(run, turn) };
        });
        return told(turn, committed);
      }),
    watch: fanout.watch,
    watchQueue: queues.watch,
    file: (conversation, id) => patiently(() => readFile(query, conversation, id)),
    whisper: fanout.whisper,
    overhear: fanout.overhear,
    desks: postgresDesks(connections, fanout.tell),
    addresses: postgresAddresses({ query: (statement, values) => patiently(() => query(statement, values)) }),
    ...rest,
    once: (name, span) => patiently(async () => (await query(ONCE, [name, Math.trunc(span)])).length > 0),
    shared: (name, make) => patiently(() => rest.shared(name, make)),
    close: async () => {
      await begun.ended();
      await fanout.close();
      await connections.close();
    },
  };
}

/** What commands may use as well. */
function restOf(connections: Connections): Omit<StoreBeside, 'close'> {
  const { query } = connections;
  return {
    tasks: postgresTasks(connections),
    sites: postgresSites(connections),
    accounts: postgresAccounts(connections),
    upkeep: postgresUpkeep(connections),
    shared: async (name, make) => {
      const found = await query(SHARED, [name]);
      if (found[0] === undefined) await query(SHARE, [name, make()]);
      return (found[0] ?? (await query(SHARED, [name]))[0])?.value;
    },
    exchange: async (name, before, after) => (await query(EXCHANGE, [name, before, after])).length > 0,
  };
}

/** What was begun and has not ended. */
function newBegun(): { readonly add: <T>(work: Promise<T>) => Promise<T>; readonly ended: () => Promise<void> } {
  const begun = new Set<Promise<unknown>>();
  return {
    add: (work) => {
      const settled: Promise<unknown> = work.then(
        () => begun.delete(settled),
        () => begun.delete(settled),
      );
      begun.add(settled);
      return work;
    },
    ended: async () => void (await Promise.all(begun)),
  };
}

/** A database that restarts, or hands over to another machine, is away for a moment only. */
async function retried<T>(patience: number, work: () => Promise<T>): Promise<T> {
  const until = performance.now() + patience;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StoreError) || error.code !== 'unreachable' || performance.now() > until) throw error;
      await new Promise((wake) => setTimeout(wake, PAUSE));
    }
  }
}
