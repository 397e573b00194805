import { errorText } from '../error-code.ts';
import { StoreError, type StoreErrorCode } from './store.ts';

/** SQLite's primary result codes that have a remedy of their own; 10 is an I/O error, which a failing write to a full disk may be. */
const CODES: Readonly<Record<number, StoreErrorCode>> = {
  5: 'locked',
  6: 'locked',
  8: 'unwritable',
  11: 'damaged',
  13: 'full',
  14: 'unwritable',
  26: 'damaged',
};

/** SQLite's result code of an error, without its extension; undefined when it is no error of SQLite. */
function resultCode(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}

/** Whatever the engine threw, as the error that the rest of the bot understands. */
export function asStoreError(error: unknown, where: string): StoreError {
  if (error instanceof StoreError) return error;
  const detail = errorText(error);
  return new StoreError(CODES[resultCode(error) ?? -1] ?? 'failed', `${where}: ${detail}`, error);
}
