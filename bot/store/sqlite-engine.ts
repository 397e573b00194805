/** What the thread of the SQLite store does: one database, one writer. Turns that come while another is synced are written together. */
import type { DatabaseSync } from 'node:sqlite';
import type { FlatTurn } from './flat-turn.ts';
import { type AccountOps, accountOps } from './sqlite-accounts.ts';
import { type AddressOps, addressOps } from './sqlite-addresses.ts';
import { type DeskOps, deskOps } from './sqlite-desks.ts';
import { asStoreError } from './sqlite-errors.ts';
import { openDatabase } from './sqlite-open.ts';
import { type SiteOps, siteOps } from './sqlite-sites.ts';
import { type TaskOps, taskOps } from './sqlite-tasks.ts';
import { commitAll, type Line, prepareStatements, readAfter, readFile, readStored, type StoredRow, type Written } from './sqlite-turns.ts';
import { type UpkeepOps, upkeepOps } from './sqlite-upkeep.ts';
import { type FileWithBytes, StoreError } from './store.ts';

/** Turns written with one sync of the disk, at most. */
const BATCH = 64;
/** Milliseconds between two looks at somebody else's lock. */
const LOCK_PAUSE = 50;

/** lockPatience: milliseconds that is waited for somebody else's lock. mostPages: pages of the file, which is how small a disk can be made. */
export type SqliteLimits = { readonly lockPatience?: number; readonly mostPages?: number };

/** `beside`: a server may be running, so the schema is left as it is. */
export type EngineParts = SqliteLimits & { readonly file: string; readonly migrations: string; readonly beside: boolean };

/** What can be asked, by name; everything that goes in or out can be sent to another thread. */
export type EngineOps = TaskOps &
  SiteOps &
  DeskOps &
  AddressOps &
  UpkeepOps &
  AccountOps & {
    readonly read: (conversation: string) => StoredRow | undefined;
    readonly after: (conversation: string, watermark: number, limit: number) => readonly Line[];
    readonly file: (conversation: string, id: string) => FileWithBytes | undefined;
  };

/** The database as its thread knows it. Everything rejects with StoreError. */
export type Engine = {
  readonly ask: (op: string, args: readonly unknown[]) => Promise<unknown>;
  readonly commit: (turn: FlatTurn) => Promise<Written>;
  readonly close: () => Promise<void>;
};

/** Opens the database for this thread alone. Throws StoreError. */
export function openEngine({ file, migrations, beside, lockPatience = 5000, mostPages }: EngineParts): Engine {
  const db = openDatabase(file, migrations, beside);
  if (mostPages !== undefined) db.exec(`PRAGMA max_page_count = ${mostPages}`);
  const ops: Readonly<Record<string, (...args: never[]) => unknown>> = engineOps(db);
  const patient = <T>(work: () => T): Promise<T> => patiently(lockPatience, work);
  const committing = openCommitting(db, patient);
  return {
    ask: async (op, args) => {
      const work = ops[op];
      if (work === undefined) throw new StoreError('failed', `no operation ${op}`);
      return patient(() => work(...(args as never[])));
    },
    commit: committing.commit,
    close: async () => {
      await committing.drained();
      db.close();
    },
  };
}

function engineOps(db: DatabaseSync): EngineOps {
  const sql = prepareStatements(db);
  const whole = <T>(work: () => T): T => {
    db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      db.exec('COMMIT');
      return result;
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  };
  return {
    read: (conversation) => readStored(sql, conversation),
    after: (conversation, watermark, limit) => readAfter(sql, conversation, watermark, limit),
    file: (conversation, id) => readFile(sql, conversation, id),
    ...taskOps(db, whole),
    ...siteOps(db),
    ...deskOps(db),
    ...addressOps(db),
    ...upkeepOps(db, whole),
    ...accountOps(db, whole),
  };
}

type Waiting = { readonly turn: FlatTurn; readonly resolve: (written: Written) => void; readonly reject: (error: StoreError) => void };
type Patient = <T>(work: () => T) => Promise<T>;

function openCommitting(db: DatabaseSync, patient: Patient): Pick<Engine, 'commit'> & { readonly drained: () => Promise<void> } {
  const sql = prepareStatements(db);
  const queue: Waiting[] = [];
  let draining: Promise<void> | undefined;
  const drain = async (): Promise<void> => {
    while (queue.length > 0) {
      const batch = queue.splice(0, BATCH);
      await writeBatch(batch, (turns) => patient(() => commitAll(db, sql, turns)));
      // What came in while the disk was synced goes into the next batch.
      await new Promise<void>((go) => setImmediate(go));
    }
    draining = undefined;
  };
  return {
    commit: (turn) =>
      new Promise((resolve, reject) => {
        queue.push({ turn, resolve, reject });
        draining ??= new Promise<void>((go) => setImmediate(go)).then(drain);
      }),
    drained: async () => draining,
  };
}

type Results = ReturnType<typeof commitAll>;

async function writeBatch(batch: readonly Waiting[], commit: (turns: readonly FlatTurn[]) => Promise<Results>): Promise<void> {
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
      const known = asStoreError(error, 'database');
      if (known.code !== 'locked' || performance.now() > until) throw known;
      await new Promise((wake) => setTimeout(wake, LOCK_PAUSE));
    }
  }
}
