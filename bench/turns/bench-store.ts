import { resolve } from 'node:path';
import { openPostgres } from '../../bot/store/postgres.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import type { Store } from '../../bot/store/store.ts';

const MIGRATIONS = resolve('bot/store/migrations');
/** As the server has them when nothing is set. */
const POOL = { listenUrl: '', connections: 10, timeout: 5000, patience: 5000 } as const;

/** The store that a server would open: in the database at `url`, or in this file when that is empty. */
export async function openBenchStore(file: string, url: string): Promise<Store> {
  if (url === '') return openSqlite(file, MIGRATIONS);
  return openPostgres({ url, ...POOL }, MIGRATIONS, (error) => {
    throw error;
  });
}
