/** The `code` that the system gives its errors: ENOENT, EADDRINUSE …; undefined for errors without one. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** What an error says of itself. */
export function errorText(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}

/** The same with where it came from: for the log. */
export function errorStack(error: unknown): string {
  return typeof error === 'object' && error !== null && 'stack' in error ? String(error.stack) : errorText(error);
}
