import { newHints } from './hints.ts';
import { asStoreError } from './sqlite-errors.ts';
import { openDatabase } from './sqlite-open.ts';
import { commitAll, prepareStatements, readAfter, readStored } from './sqlite-turns.ts';
import { type Committed, type Store, StoreError, type Turn } from './store.ts';

/** Turns written with one sync of the disk, at most. */
const BATCH = 64;
/** Milliseconds between two looks at somebody else's lock. */
const LOCK_PAUSE = 50;

/** lockPatience: milliseconds that a turn waits for somebody else's lock. mostPages: pages of the file, which is how small a disk can be made. */
export type SqliteLimits = { readonly lockPatience?: number; readonly mostPages?: number };

type Results = ReturnType<typeof commitAll>;
type Waiting = { readonly turn: Turn; readonly resolve: (committed: Committed) => void; readonly reject: (error: StoreError) => void };

/** A store in one SQLite file. Turns that arrive while another one is being synced are written together. Throws StoreError. */
export function openSqlite(file: string, migrations: string, { lockPatience = 5000, mostPages }: SqliteLimits = {}): Store {
  const db = openDatabase(file, migrations);
  if (mostPages !== undefined) db.exec(`PRAGMA max_page_count = ${mostPages}`);
  const sql = prepareStatements(db);
  const hints = newHints();
  const queue: Waiting[] = [];
  let draining: Promise<void> | undefined;
  const drain = async (): Promise<void> => {
    while (queue.length > 0) {
      const batch = queue.splice(0, BATCH);
      await writeBatch(batch, (turns) => patiently(lockPatience, () => commitAll(db, sql, turns)));
      for (const { turn } of batch) hints.give(turn.conversation);
    }
    draining = undefined;
  };
  return {
    read: async (conversation) => guarded('read', () => readStored(sql, conversation)),
    after: async (conversation, watermark, limit) => guarded('read', () => readAfter(sql, conversation, watermark, limit)),
    commitTurn: (turn) =>
      new Promise((resolve, reject) => {
        queue.push({ turn, resolve, reject });
        draining ??= new Promise<void>((begin) => setImmediate(begin)).then(drain);
      }),
    watch: hints.watch,
    close: async () => {
      await draining;
      if (db.isOpen) db.close();
    },
  };
}

async function writeBatch(batch: readonly Waiting[], commit: (turns: readonly Turn[]) => Promise<Results>): Promise<void> {
  try {
    const results = await commit(batch.map(({ turn }) => turn));
    for (const [i, { resolve, reject }] of batch.entries()) {
      const result = results[i] ?? new StoreError('failed', 'no result');
      if (result instanceof StoreError) reject(result);
      else resolve(result);
    }
  } catch (error) {
    for (const { reject } of batch) reject(asStoreError(error, 'commit'));
  }
}

/** SQLite waits by blocking; a short wait there and a longer one here keep everybody else served. */
async function patiently<T>(patience: number, work: () => T): Promise<T> {
  const until = performance.now() + patience;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (asStoreError(error, '').code !== 'locked' || performance.now() > until) throw error;
      await new Promise((wake) => setTimeout(wake, LOCK_PAUSE));
    }
  }
}

function guarded<T>(where: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asStoreError(error, where);
  }
}
