import { accessSync, chmodSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { errorText } from '../error-code.ts';
import { asStoreError } from './sqlite-errors.ts';
import { StoreError } from './store.ts';

/** A folder that is ours until `release` or until the process ends, however it ends. */
export type DataFolder = { readonly path: string; readonly release: () => void };

/** Makes the folder if need be, sees that it can be written, and takes it for this process. Throws StoreError. */
export function takeDataFolder(path: string): DataFolder {
  const folder = shareDataFolder(path);
  const lock = lockFile(join(path, 'keepsake.lock'));
  return { ...folder, release: () => lock.close() };
}

/** The same for a folder without a database, which several processes may use at once. Throws StoreError. */
export function shareDataFolder(path: string): DataFolder {
  try {
    if (mkdirSync(path, { recursive: true }) !== undefined) chmodSync(path, 0o700);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StoreError('unwritable', `${path}: ${errorText(error)}`, error);
  }
  return { path, release: () => undefined };
}

/** An open exclusive transaction is a lock that the system gives back even after `kill -9`, on every platform. */
function lockFile(file: string): DatabaseSync {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(file, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    const known = asStoreError(error, file);
    throw known.code === 'locked' ? new StoreError('inUse', file, error) : known;
  }
}
