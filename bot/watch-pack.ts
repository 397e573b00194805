/** Learns the pack anew when its files change, so that whoever writes it need not start the server again. */
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { problemLine } from '../knowledge/problem.ts';
import { errorText } from './error-code.ts';
import type { Learned, Learning } from './learn.ts';
import type { Log } from './log.ts';

/** `quiet`: milliseconds without a change before the pack is read, for editors and copies write in several steps. `leaving` ends it. */
export type PackWatch = {
  readonly folder: string;
  readonly learn: () => Promise<Learning>;
  /** Hears of what was learnt; of a pack with errors nothing but the log does. */
  readonly learned: (learned: Learned) => void;
  readonly log: Log;
  readonly leaving: AbortSignal;
  readonly quiet?: number;
};

const QUIET = 300;

/** Watches the pack, and the default replies beside it. */
export function watchPack({ folder, learn, learned, log, leaving, quiet = QUIET }: PackWatch): void {
  let timer: NodeJS.Timeout | undefined;
  let learning: Promise<void> = Promise.resolve();
  const relearn = async (): Promise<void> => {
    if (!leaving.aborted) await tell(learn, learned, log);
  };
  const changed = (): void => {
    clearTimeout(timer);
    // One after the other: what was written last is learnt last.
    timer = setTimeout(() => {
      learning = learning.then(relearn);
    }, quiet);
  };
  const folders = [folder, join(folder, '..', 'replies')].filter((path) => existsSync(path));
  for (const path of folders) {
    const watcher = watch(path, { recursive: true, signal: leaving }, changed);
    watcher.on('error', (error) => log.warn('the pack is not watched any more', { why: errorText(error) }));
  }
  leaving.addEventListener('abort', () => clearTimeout(timer));
}

async function tell(learn: PackWatch['learn'], learned: PackWatch['learned'], log: Log): Promise<void> {
  try {
    const learning = await learn();
    if (learning.ok) {
      learned(learning.learned);
      log.info('the pack is learnt anew', { pack: learning.learned.pack.manifest.id, hash: learning.learned.pack.hash.slice(0, 12) });
    } else for (const problem of learning.problems) log.error('the pack has an error and is not used', { at: problemLine(problem) });
  } catch (error) {
    log.error('the pack could not be learnt', { why: errorText(error) });
  }
}
