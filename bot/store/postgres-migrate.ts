import type { Connections, Run } from './postgres-pool.ts';
import { type Migration, newestOf } from './read-migrations.ts';
import { StoreError } from './store.ts';

/** Any number will do, as long as it stays the same: it names the lock under which the schema changes. */
const LOCK = 7_237_114;

/** Brings the schema up to date. Of several processes that start at once one does it, the others wait. Throws StoreError. */
export function migrate({ together }: Connections, migrations: readonly Migration[]): Promise<void> {
  return together(async (run) => {
    await run({ name: 'migrate-patience', text: 'SET LOCAL statement_timeout = 0' }, []);
    await run({ name: 'migrate-lock', text: 'SELECT pg_advisory_xact_lock($1)' }, [LOCK]);
    const have = await schemaOf(run);
    const newest = newestOf(migrations);
    if (have > newest) throw new StoreError('newer', `schema ${have}, known ${newest}`);
    for (const { version, sql } of migrations.filter(({ version }) => version > have)) {
      await run({ name: '', text: `${sql};\nINSERT INTO schema_version (version) VALUES (${version})` }, []);
    }
  });
}

/** For commands that work beside a server: the schema must be this program's. Throws StoreError. */
export function refuseOtherSchema({ together }: Connections, migrations: readonly Migration[]): Promise<void> {
  return together(async (run) => {
    const have = await schemaOf(run);
    const newest = newestOf(migrations);
    if (have !== newest) throw new StoreError(have > newest ? 'newer' : 'older', `schema ${have}, known ${newest}`);
  });
}

async function schemaOf(run: Run): Promise<number> {
  await run({ name: '', text: 'CREATE TABLE IF NOT EXISTS schema_version (version integer PRIMARY KEY)' }, []);
  const [row] = await run({ name: '', text: 'SELECT coalesce(max(version), 0) AS version FROM schema_version' }, []);
  return Number(row?.version ?? 0);
}
