import { type Log, newLog } from '../../bot/log.ts';

/** A log, and its lines so far. */
export function keptLog(): { readonly log: Log; readonly lines: readonly string[] } {
  const lines: string[] = [];
  return { log: newLog('debug', 'json', (line) => lines.push(line)), lines };
}

/** Waits until it is so, however long that takes; the test's own limit ends it. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
}
