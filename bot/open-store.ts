/** The store that the settings ask for: PostgreSQL when DATABASE_URL names one, else a file in the data folder. */
import { join, resolve } from 'node:path';
import { type Keys, readKeys, sharedKeys } from './channels/direct-line/keys.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import { shareDataFolder, takeDataFolder } from './store/data-folder.ts';
import { openPostgres, openPostgresBeside } from './store/postgres.ts';
import type { PostgresSettings } from './store/postgres-pool.ts';
import { openSqlite, openSqliteBeside } from './store/sqlite.ts';
import type { SqliteLimits } from './store/sqlite-engine.ts';
import type { Store } from './store/store.ts';

const MIGRATIONS = join(import.meta.dirname, 'store/migrations');
/** Milliseconds that a turn is tried again while the database is away: a restart takes less. */
const PATIENCE = 5000;
/** SQLite's pages have four kilobytes unless somebody says otherwise, which we do not. */
const PAGES_PER_MB = 256;

export type Opened = { readonly store: Store; readonly folder: string; readonly keys: Keys; readonly release: () => void };

/** Opens it for the server. `folder` keeps what this machine learned; `release` gives it back. Rejects with StoreError. */
export async function openStore(config: Config, log: Log): Promise<Opened> {
  const path = resolve(config.data);
  if (config.databaseUrl !== '') {
    const { release } = shareDataFolder(path);
    const trouble = (error: Error): void => log.warn('database connection lost', { error: error.message });
    const store = await openPostgres(postgresSettings(config), MIGRATIONS, trouble);
    return { store, folder: path, keys: await sharedKeys(store), release };
  }
  const { release } = takeDataFolder(path);
  const store = await openSqlite(databaseFile(config), MIGRATIONS, sizeOf(config));
  return { store, folder: path, keys: readKeys(join(path, 'keys/direct-line.json')), release };
}

/** Opens it for a command, beside a server that may be running. Rejects with StoreError. */
export function openStoreBeside(config: Config): Promise<Pick<Store, 'tasks' | 'upkeep' | 'accounts' | 'close'>> {
  if (config.databaseUrl !== '') return openPostgresBeside(postgresSettings(config), MIGRATIONS);
  return openSqliteBeside(databaseFile(config), MIGRATIONS);
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
