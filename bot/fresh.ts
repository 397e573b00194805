/**
 * A value that is read again once it is older than `span` milliseconds; whoever comes meanwhile waits for the same
 * reading. While it cannot be read, the last one goes on being used. Rejects only when there never was one.
 */
export function newFresh<T>(load: () => Promise<T>, span: number, now: () => number): () => Promise<T> {
  let value: { readonly it: T } | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<T> | undefined;
  const read = async (): Promise<T> => {
    try {
      value = { it: await load() };
      return value.it;
    } catch (error) {
      if (value === undefined) throw error;
      return value.it;
    } finally {
      readAt = now();
      reading = undefined;
    }
  };
  return async () => {
    // A clock set back must not keep an old value for ever.
    if (value !== undefined && Math.abs(now() - readAt) < span) return value.it;
    reading ??= read();
    return reading;
  };
}
