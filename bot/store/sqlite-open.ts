import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { type Migration, newestOf, readMigrations } from './read-migrations.ts';
import { asStoreError } from './sqlite-errors.ts';
import { StoreError } from './store.ts';

/** Bytes up to which the whole file is checked at every start: well under a second. */
const CHECKED_WHOLE = 256 * 1024 * 1024;
/** Older versions can damage a WAL database that several connections write. */
const OLDEST_ENGINE = [3, 51, 3] as const;

/** The database, sound and of this program's schema. Beside a server it is not changed: then it must be there already. Throws StoreError. */
export function openDatabase(file: string, migrations: string, beside = false): DatabaseSync {
  if (beside && !existsSync(file)) throw new StoreError('missing', file);
  refuseOldEngine(process.versions.sqlite ?? '0');
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { timeout: 100, enableForeignKeyConstraints: true });
    prepareEngine(db);
    const known = readMigrations(migrations, 'sqlite');
    if (beside) refuseOtherSchema(db, known, file);
    else {
      checkWhole(db, file);
      migrate(db, known, file);
    }
    return db;
  } catch (error) {
    db?.close();
    throw asStoreError(error, file);
  }
}

/** Throws when this SQLite is older than what may be trusted with several connections. */
export function refuseOldEngine(version: string): void {
  const parts = version.split('.').map(Number);
  for (const [i, least] of OLDEST_ENGINE.entries()) {
    const part = parts[i] ?? 0;
    if (part > least) return;
    if (part < least) throw new StoreError('oldEngine', `SQLite ${version}`);
  }
}

function prepareEngine(db: DatabaseSync): void {
  db.exec('PRAGMA journal_mode = WAL');
  // FULL: a commit is on the disk before anybody is told of it.
  db.exec('PRAGMA synchronous = FULL');
  // What is erased is overwritten.
  db.exec('PRAGMA secure_delete = ON');
}

function checkWhole(db: DatabaseSync, file: string): void {
  if (!existsSync(file) || statSync(file).size > CHECKED_WHOLE) return;
  const found = db.prepare('PRAGMA quick_check(1)').get();
  const said = found === undefined ? 'no answer' : String(Object.values(found)[0]);
  if (said !== 'ok') throw new StoreError('damaged', `${file}: ${said}`);
}

/** Brings the schema up to date, under the write lock so that two starts cannot interleave. */
function migrate(db: DatabaseSync, migrations: readonly Migration[], file: string): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    db.exec('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY) STRICT');
    const have = schemaOf(db);
    const newest = newestOf(migrations);
    if (have > newest) throw new StoreError('newer', `${file}: schema ${have}, known ${newest}`);
    for (const migration of migrations.filter(({ version }) => version > have)) {
      db.exec(migration.sql);
      db.prepare('INSERT INTO schema_version (version) VALUES (?)').run(migration.version);
    }
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** For commands that work beside a server: the schema must be this program's. Throws StoreError. */
function refuseOtherSchema(db: DatabaseSync, migrations: readonly Migration[], file: string): void {
  const have = schemaOf(db);
  const newest = newestOf(migrations);
  if (have !== newest) throw new StoreError(have > newest ? 'newer' : 'older', `${file}: schema ${have}, known ${newest}`);
}

function schemaOf(db: DatabaseSync): number {
  return Number(db.prepare('SELECT coalesce(max(version), 0) AS version FROM schema_version').get()?.version ?? 0);
}
