import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { asStoreError } from './sqlite-errors.ts';
import { StoreError } from './store.ts';

/** Pages that are copied in one go: all of them, so that what is written meanwhile does not make it begin again. */
const ALL = 2_000_000_000;

/**
 * Copies the database as it stands, while a server goes on writing to it, and says how many pages that were. The copy is
 * checked, and on the disk, before it gets its name; a file that is there already is left alone. Rejects with StoreError.
 */
export async function backupSqlite(file: string, target: string): Promise<number> {
  if (!existsSync(file)) throw new StoreError('missing', file);
  if (existsSync(target)) throw new StoreError('exists', target);
  const draft = `${target}.${process.pid}.part`;
  try {
    mkdirSync(dirname(target), { recursive: true });
    const pages = await copy(file, draft);
    check(draft);
    finish(draft, target);
    return pages;
  } catch (error) {
    throw asStoreError(error, target);
  } finally {
    for (const name of [draft, `${draft}-wal`, `${draft}-shm`, `${draft}-journal`]) rmSync(name, { force: true });
  }
}

async function copy(file: string, draft: string): Promise<number> {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  try {
    return await backup(db, draft, { rate: ALL });
  } finally {
    db.close();
  }
}

function check(draft: string): void {
  const db = new DatabaseSync(draft);
  try {
    // One file is easier to move than three.
    db.exec('PRAGMA journal_mode = DELETE');
    const said = String(Object.values(db.prepare('PRAGMA quick_check(1)').get() ?? {})[0]);
    if (said !== 'ok') throw new StoreError('damaged', `${draft}: ${said}`);
  } finally {
    db.close();
  }
}

/** Only its owner may read it, as the database itself. A link, unlike a move, replaces nothing. */
function finish(draft: string, target: string): void {
  const open = openSync(draft, 'r+');
  fsyncSync(open);
  closeSync(open);
  try {
    linkSync(draft, target);
  } catch (error) {
    if (existsSync(target)) throw new StoreError('exists', target, error);
    throw error;
  }
}
