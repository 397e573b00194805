import { Client, type ClientBase, type ClientConfig, Pool, type QueryConfig, type QueryResultRow, types } from 'pg';
import { asPostgresError } from './postgres-errors.ts';
import type { StoreError } from './store.ts';

/** Where the database is, and how much of it this process may have. Times in milliseconds. */
export type PostgresSettings = {
  readonly url: string;
  /** Reached directly, not through a pooler that shares connections: for hints. The same as `url` if empty. */
  readonly listenUrl: string;
  readonly connections: number;
  /** How long a statement may take, and how long to wait for a connection. */
  readonly timeout: number;
  /** How long a turn is tried again while the database cannot be reached. */
  readonly patience: number;
};

/** A row as the client library gives it. */
export type Row = QueryResultRow;

/** A statement that is parsed once on each connection that is ours alone; through a pooler each time. */
export type Statement = { readonly name: string; readonly text: string };

/** The clock of the database, the same for all processes: milliseconds since 1970. */
export const NOW = '(extract(epoch FROM clock_timestamp()) * 1000)::bigint';

/** A few connections that are shared. Everything rejects with StoreError. */
export type Connections = {
  readonly query: (statement: Statement, values: readonly unknown[]) => Promise<readonly Row[]>;
  /** Several statements in one transaction, all or nothing. */
  readonly together: <T>(work: (run: Run) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
};

/** Runs one statement of a transaction. */
export type Run = (statement: Statement, values: readonly unknown[]) => Promise<readonly Row[]>;

const INT8 = 20;
/** Of a connection that is only waiting, a minute is enough. */
const IDLE = 60_000;

/** Numbers of eight bytes as numbers: ours are times and counts. */
const TYPES = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text'),
} as ClientConfig['types'];

function clientConfig(url: string, timeout: number): ClientConfig {
  return {
    connectionString: url,
    application_name: 'keepsake',
    connectionTimeoutMillis: timeout,
    // Should the network swallow the answer, the client gives up by itself.
    query_timeout: timeout + 2000,
    keepAlive: true,
    ...(TYPES && { types: TYPES }),
  };
}

/** Opens no connection yet; `broken` hears of those that break while nobody uses them. */
export function openConnections(settings: PostgresSettings, broken: (error: StoreError) => void): Connections {
  const { url, listenUrl, timeout, connections } = settings;
  // A pooler gives each transaction another connection, which does not know what was parsed on the last one.
  const query = listenUrl === '' || listenUrl === url ? asNamed : asUnnamed;
  // Set by a statement and not at connecting, which poolers such as PgBouncer refuse.
  const limits = `SET statement_timeout = ${timeout}; SET idle_in_transaction_session_timeout = ${timeout * 2}`;
  const onConnect = (client: ClientBase): Promise<unknown> => client.query(limits);
  const pool = new Pool({ ...clientConfig(url, timeout), max: connections, idleTimeoutMillis: IDLE, onConnect });
  pool.on('error', (error) => broken(asPostgresError(error, 'idle connection')));
  let closed: Promise<void> | undefined;
  return {
    query: async (statement, values) => {
      try {
        return (await pool.query(query(statement, values))).rows;
      } catch (error) {
        throw asPostgresError(error, statement.name);
      }
    },
    together: (work) => transaction(pool, query, work),
    close: () => {
      closed ??= pool.end();
      return closed;
    },
  };
}

/** One connection of its own, not yet connected. */
export function ownConnection({ url, listenUrl, timeout }: PostgresSettings): Client {
  return new Client({ ...clientConfig(listenUrl || url, timeout), application_name: 'keepsake hints' });
}

type AsQuery = (statement: Statement, values: readonly unknown[]) => QueryConfig;

const asNamed: AsQuery = ({ name, text }, values) => ({ name, text, values: [...values] });
const asUnnamed: AsQuery = ({ text }, values) => ({ text, values: [...values] });

async function transaction<T>(pool: Pool, query: AsQuery, work: (run: Run) => Promise<T>): Promise<T> {
  let client: (ClientBase & { release: (broken?: boolean) => void }) | undefined;
  let fine = false;
  try {
    client = await pool.connect();
    const own = client;
    own.on('error', heardElsewhere);
    await own.query('BEGIN');
    const result = await work(async (statement, values) => (await own.query<Row>(query(statement, values))).rows);
    await own.query('COMMIT');
    fine = true;
    return result;
  } catch (error) {
    throw asPostgresError(error, 'transaction');
  } finally {
    // A connection that failed within a transaction is closed, and the database undoes what was begun.
    client?.release(!fine);
    client?.off('error', heardElsewhere);
  }
}

/** Of a connection that breaks while it is ours the statement tells that waits for an answer, or the next one. Heard by nobody, it would end the process. */
const heardElsewhere = (): void => undefined;
