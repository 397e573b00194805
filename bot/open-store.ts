/** The store that the settings ask for: PostgreSQL when DATABASE_URL names one, else a file in the data folder. */
import { join, resolve } from 'node:path';
import type { Config } from './config.ts';
import { type KeyPlace, keyFiles, sharedKeys } from './keys/key-place.ts';
import type { Log } from './log.ts';
import { shareDataFolder, takeDataFolder } from './store/data-folder.ts';
import { openPostgres, openPostgresBeside } from './store/postgres.ts';
import type { PostgresSettings } from './store/postgres-pool.ts';
import { openSqlite, openSqliteBeside } from './store/sqlite.ts';
import type { SqliteLimits } from './store/sqlite-engine.ts';
import type { Store, StoreBeside } from './store/store.ts';

const MIGRATIONS = join(import.meta.dirname, 'store/migrations');
/** Milliseconds that a turn is tried again while the database is away: a restart takes less. */
const PATIENCE = 5000;
/** SQLite's pages have four kilobytes unless somebody says otherwise, which we do not. */
const PAGES_PER_MB = 256;

/** The open store, and what of this machine is needed beside it. */
export type Opened = { readonly store: Store; readonly folder: string; readonly keys: KeyPlace; readonly release: () => void };

/** Opens it for the server. `folder` keeps what this machine learned; `release` gives it back. Rejects with StoreError. */
export async function openStore(config: Config, log: Log): Promise<Opened> {
  const path = resolve(config.data);
  if (config.databaseUrl !== '') {
    const { release } = shareDataFolder(path);
    const trouble = (error: Error): void => log.warn('database connection lost', { error: error.message });
    const store = await openPostgres(postgresSettings(config), MIGRATIONS, trouble);
    return { store, folder: path, keys: sharedKeys(store), release };
  }
  const { release } = takeDataFolder(path);
  const store = await openSqlite(databaseFile(config), MIGRATIONS, sizeOf(config));
  return { store, folder: path, keys: keyFiles(join(path, 'keys')), release };
}

/** Opens it for a command, beside a server that may be running. Rejects with StoreError. */
export function openStoreBeside(config: Config): Promise<StoreBeside> {
  if (config.databaseUrl !== '') return openPostgresBeside(postgresSettings(config), MIGRATIONS);
  return openSqliteBeside(databaseFile(config), MIGRATIONS);
}

/** Where the keys are that the server uses, for a command beside it. */
export function keysBeside(config: Config, store: StoreBeside): KeyPlace {
  return config.databaseUrl === '' ? keyFiles(join(resolve(config.data), 'keys')) : sharedKeys(store);
}

/** Where the file is, when there is no other database. */
export function databaseFile(config: Config): string {
  return join(resolve(config.data), 'keepsake.db');
}

function sizeOf({ databaseMb }: Config): SqliteLimits {
  return databaseMb === 0 ? {} : { mostPages: databaseMb * PAGES_PER_MB };
}

function postgresSettings(config: Config): PostgresSettings {
  const { databaseUrl: url, databaseListenUrl: listenUrl, databasePool: connections, databaseTimeout: timeout } = config;
  return { url, listenUrl, connections, timeout, patience: PATIENCE };
}
