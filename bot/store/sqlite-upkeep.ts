import type { DatabaseSync, StatementResultingChanges } from 'node:sqlite';
import type { TaskRow } from './sqlite-tasks.ts';
import { asFile } from './sqlite-turns.ts';
import type { FileWithBytes } from './store.ts';
import { type Count, DAY } from './upkeep.ts';

/** The statements of the upkeep. */
export const UPKEEP_SQL = {
  userOf: 'SELECT user_key FROM conversation WHERE id = ?',
  ofUser: 'SELECT id, channel, updated_at, state FROM conversation WHERE user_key = ? ORDER BY id',
  tasksOf: 'SELECT queue, kind, payload, created_at, ready_at FROM task WHERE conv_id = ? ORDER BY id',
  look: 'SELECT id, updated_at FROM conversation WHERE id > ? ORDER BY id LIMIT ?',
  deliveries: 'DELETE FROM inbox WHERE (conv_id, activity_id) IN (SELECT conv_id, activity_id FROM inbox WHERE at < ? LIMIT ?)',
  events: 'DELETE FROM event WHERE id IN (SELECT id FROM event WHERE at < ? LIMIT ?)',
  rollUp: `INSERT INTO rollup (day, kind, code, times, sum)
    SELECT :day, kind, coalesce(code, ''), count(*), coalesce(sum(value), 0.0) FROM event
    WHERE at >= :day AND at < :next GROUP BY kind, coalesce(code, '')
    ON CONFLICT (day, kind, code) DO UPDATE SET times = excluded.times, sum = excluded.sum`,
  strayAddresses: `DELETE FROM address WHERE conv_id IN (SELECT conv_id FROM address WHERE updated_at < ?
    AND NOT EXISTS (SELECT 1 FROM conversation WHERE id = conv_id) LIMIT ?)`,
  strayAddressesOf: 'DELETE FROM address WHERE user_key = ? AND NOT EXISTS (SELECT 1 FROM conversation WHERE id = conv_id)',
  counts: 'SELECT day, kind, code, times, sum FROM rollup WHERE day >= ? AND day < ? ORDER BY day, kind, code',
  occasions: `SELECT e.conv_id, e.at, a.payload FROM event e JOIN activity a ON a.conv_id = e.conv_id AND a.seq = e.seq
    WHERE e.kind = ? AND e.at >= ? AND e.at < ? ORDER BY e.at DESC, e.id DESC LIMIT ?`,
  share: 'INSERT INTO shared (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING',
  shared: 'SELECT value FROM shared WHERE name = ?',
  exchange: 'UPDATE shared SET value = :after WHERE name = :name AND value = :before',
  filesOf: 'SELECT id, name, type, bytes FROM file WHERE conv_id = ? ORDER BY id',
} as const;

const REMOVE = ['activity', 'inbox', 'event', 'task', 'file', 'handoff', 'desk_note', 'address'].map(
  (table) => `DELETE FROM ${table} WHERE conv_id = ?`,
);

type KeptRow = {
  readonly conversation: string;
  readonly channel: string;
  readonly updated: number;
  readonly state: string;
  readonly tasks: readonly TaskRow[];
};

type OccasionRow = { readonly conversation: string; readonly at: number; readonly payload: string };

/** What may be asked of this database besides turns and tasks. */
export type UpkeepOps = {
  readonly userOf: (conversation: string) => string | undefined;
  readonly conversationsOf: (user: string) => readonly KeptRow[];
  readonly eraseUser: (user: string) => number;
  readonly dropOld: (before: number, cursor: string, limit: number) => { readonly dropped: number; readonly cursor: string | undefined };
  readonly forget: (deliveries: number, events: number, limit: number) => number;
  readonly rollUp: (day: number) => void;
  readonly counts: (from: number, to: number) => readonly Count[];
  readonly occasions: (kind: string, from: number, to: number, limit: number) => readonly OccasionRow[];
  /** Undefined when there is none and none is given. */
  readonly shared: (name: string, value: string | undefined) => string | undefined;
  readonly exchange: (name: string, before: string, after: string) => boolean;
  readonly filesOf: (conversation: string) => readonly FileWithBytes[];
};

/** The upkeep of this database. */
export function upkeepOps(db: DatabaseSync, whole: <T>(work: () => T) => T): UpkeepOps {
  const prepare = (name: keyof typeof UPKEEP_SQL) => db.prepare(UPKEEP_SQL[name]);
  return {
    userOf: (conversation) => prepare('userOf').get(conversation)?.user_key?.toString(),
    conversationsOf: (user) =>
      whole(() =>
        prepare('ofUser')
          .all(user)
          .map((row) => kept(row, prepare('tasksOf').all(String(row.id)))),
      ),
    eraseUser: (user) => {
      const ids = (): readonly string[] =>
        prepare('ofUser')
          .all(user)
          .map(({ id }) => String(id));
      const erased = whole(() => {
        prepare('strayAddressesOf').run(user);
        return removeAll(db, ids());
      });
      // What was erased is overwritten (secure_delete), and is not to be found in the log of writes either.
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      return erased;
    },
    dropOld: (before, cursor, limit) =>
      whole(() => {
        const seen = prepare('look').all(cursor, limit);
        const dropped = removeAll(
          db,
          seen.filter(({ updated_at: updated }) => Number(updated) < before).map(({ id }) => String(id)),
        );
        return { dropped, cursor: seen.length < limit ? undefined : String(seen.at(-1)?.id) };
      }),
    forget: (deliveries, events, limit) =>
      changed(prepare('deliveries').run(deliveries, limit)) +
      changed(prepare('events').run(events, limit)) +
      changed(prepare('strayAddresses').run(deliveries, limit)),
    ...countOps(db),
    shared: (name, value) => {
      if (value !== undefined) prepare('share').run(name, value);
      return prepare('shared').get(name)?.value?.toString();
    },
    exchange: (name, before, after) => Number(prepare('exchange').run({ name, before, after }).changes) > 0,
    filesOf: (conversation) => prepare('filesOf').all(conversation).map(asFile),
  };
}

function countOps(db: DatabaseSync): Pick<UpkeepOps, 'rollUp' | 'counts' | 'occasions'> {
  const prepare = (name: keyof typeof UPKEEP_SQL) => db.prepare(UPKEEP_SQL[name]);
  return {
    rollUp: (day) => void prepare('rollUp').run({ day, next: day + DAY }),
    counts: (from, to) =>
      prepare('counts')
        .all(from, to)
        .map((row) => ({ ...row }) as unknown as Count),
    occasions: (kind, from, to, limit) =>
      prepare('occasions')
        .all(kind, from, to, limit)
        .map((row) => ({ conversation: String(row.conv_id), at: Number(row.at), payload: String(row.payload) })),
  };
}

/** Removes all that is kept of these conversations, and says how many that were. */
function removeAll(db: DatabaseSync, ids: readonly string[]): number {
  for (const sql of [...REMOVE, 'DELETE FROM conversation WHERE id = ?']) {
    const remove = db.prepare(sql);
    for (const id of ids) remove.run(id);
  }
  return ids.length;
}

function changed({ changes }: StatementResultingChanges): number {
  return Number(changes);
}

function kept(row: TaskRow, tasks: readonly TaskRow[]): KeptRow {
  const { id, channel, updated_at: updated, state } = row;
  return { conversation: String(id), channel: String(channel), updated: Number(updated), state: String(state), tasks };
}
