import { errorCode, errorText } from '../error-code.ts';
import { StoreError, type StoreErrorCode } from './store.ts';

/** PostgreSQL's error classes and codes, and the system's, that have a remedy of their own. The longest match counts. */
const CODES: Readonly<Record<string, StoreErrorCode>> = {
  '08': 'unreachable',
  '25006': 'unreachable',
  '26000': 'pooled',
  '28': 'refused',
  '3D': 'refused',
  '40': 'slow',
  '42501': 'refused',
  '42P05': 'pooled',
  '53': 'slow',
  '53100': 'full',
  '53300': 'unreachable',
  '55P03': 'slow',
  '57014': 'slow',
  '57': 'unreachable',
  '58': 'failed',
  '58030': 'failed',
  XX001: 'damaged',
  XX002: 'damaged',
};
const SYSTEM = /^(?:ECONN|ENOTFOUND|ENETUNREACH|EHOSTUNREACH|EAI_|EPIPE|ETIMEDOUT|ENOENT|EACCES)/;
/** What the client library says of a connection that broke, in words only. */
const BROKEN = /connection (?:terminated|ended|error|timeout)|timeout exceeded when trying to connect|not queryable|server closed/i;

/** Whatever the engine threw, as the error that the rest of the bot understands. */
export function asPostgresError(error: unknown, where: string): StoreError {
  if (error instanceof StoreError) return error;
  return new StoreError(codeOf(error), `${where}: ${detailOf(error)}`, error);
}

function codeOf(error: unknown): StoreErrorCode {
  const code = errorCode(error) ?? '';
  const known = [5, 2].map((length) => CODES[code.slice(0, length)]).find((found) => found !== undefined);
  if (known !== undefined && code.length === 5) return known;
  if (SYSTEM.test(code) || BROKEN.test(errorText(error))) return 'unreachable';
  return /timeout/i.test(errorText(error)) ? 'slow' : 'failed';
}

/** What of several addresses none answered has no text of its own. */
function detailOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(errorText).join('; ');
  return errorText(error);
}
