import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { asStoreError } from './sqlite-errors.ts';
import type { Committed, Logged, Said, Stored, StoreError, Turn } from './store.ts';

/** The statements of the hot path. Every one of them is an index look-up within one conversation. */
export const SQL = {
  read: 'SELECT version, state, next_seq, last_at FROM conversation WHERE id = ?',
  after: 'SELECT seq, at, payload FROM activity WHERE conv_id = ? AND seq > ? ORDER BY seq LIMIT ?',
  delivered: 'SELECT first_seq, last_seq FROM inbox WHERE conv_id = ? AND activity_id = ?',
  deliver: 'INSERT INTO inbox (conv_id, activity_id, first_seq, last_seq, at) VALUES (?, ?, ?, ?, ?)',
  log: 'INSERT INTO activity (conv_id, seq, at, from_role, payload) VALUES (?, ?, ?, ?, ?)',
  happened: 'INSERT INTO event (at, conv_id, kind, code, value) VALUES (?, ?, ?, ?, ?)',
  write: `INSERT INTO conversation (id, channel, user_key, version, next_seq, last_at, state, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET version = excluded.version, next_seq = excluded.next_seq, last_at = excluded.last_at,
      state = excluded.state, updated_at = excluded.updated_at`,
  // Who asks again keeps their place in the queue; the person who comes reads the newest summary.
  queue: `INSERT INTO handoff (conv_id, reason, summary, note, queued_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (conv_id) DO UPDATE SET reason = excluded.reason, summary = excluded.summary, note = excluded.note`,
} as const;

export type Statements = Readonly<Record<keyof typeof SQL, StatementSync>>;

/** The statements, compiled for this database. */
export function prepareStatements(db: DatabaseSync): Statements {
  const entries = Object.entries(SQL).map(([name, sql]) => [name, db.prepare(sql)] as const);
  return Object.fromEntries(entries) as Statements;
}

/** The conversation as it was last committed. */
export function readStored(sql: Statements, conversation: string): Stored {
  const row = sql.read.get(conversation);
  if (row === undefined) return { version: 0, case: undefined, nextSeq: 1 };
  return { version: Number(row.version), case: parsed(String(row.state)), nextSeq: Number(row.next_seq) };
}

/** Lines of the log after a watermark. */
export function readAfter(sql: Statements, conversation: string, watermark: number, limit: number): readonly Logged[] {
  return sql.after.all(conversation, watermark, limit).map((row) => ({
    seq: Number(row.seq),
    at: Number(row.at),
    said: JSON.parse(String(row.payload)) as Said,
  }));
}

/** Writes several turns with one sync of the disk, each all or nothing: a turn that fails fails alone. Throws only if none could be written. */
export function commitAll(db: DatabaseSync, sql: Statements, turns: readonly Turn[]): readonly (Committed | StoreError)[] {
  db.exec('BEGIN IMMEDIATE');
  try {
    const results = turns.map((turn) => commitOne(db, sql, turn));
    db.exec('COMMIT');
    return results;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw asStoreError(error, 'commit');
  }
}

function commitOne(db: DatabaseSync, sql: Statements, turn: Turn): Committed | StoreError {
  db.exec('SAVEPOINT one_turn');
  try {
    const result = write(sql, turn);
    db.exec('RELEASE one_turn');
    return result;
  } catch (error) {
    // A full disk may have undone the whole transaction: then nobody's turn is written.
    if (!db.isTransaction) throw error;
    db.exec('ROLLBACK TO one_turn');
    db.exec('RELEASE one_turn');
    return asStoreError(error, 'turn');
  }
}

function write(sql: Statements, turn: Turn): Committed {
  const delivered = sql.delivered.get(turn.conversation, turn.key);
  if (delivered !== undefined) return firstAnswer(sql, turn.conversation, Number(delivered.first_seq), Number(delivered.last_seq));
  const row = sql.read.get(turn.conversation);
  if (Number(row?.version ?? 0) !== turn.version) return { kind: 'conflict' };
  const firstSeq = Number(row?.next_seq ?? 1);
  const log = numbered(turn, firstSeq, Number(row?.last_at ?? 0));
  for (const line of log) sql.log.run(turn.conversation, line.seq, line.at, line.said.from, JSON.stringify(line.said));
  const nextSeq = firstSeq + log.length;
  const lastAt = log.at(-1)?.at ?? Number(row?.last_at ?? 0);
  sql.write.run(turn.conversation, turn.channel, turn.user, turn.version + 1, nextSeq, lastAt, JSON.stringify(turn.case), turn.at);
  sql.deliver.run(turn.conversation, turn.key, firstSeq, nextSeq - 1, turn.at);
  record(sql, turn);
  return { kind: 'done', log, firstSeq };
}

function firstAnswer(sql: Statements, conversation: string, firstSeq: number, lastSeq: number): Committed {
  return { kind: 'duplicate', firstSeq, log: readAfter(sql, conversation, firstSeq - 1, lastSeq - firstSeq + 1) };
}

/** Readers sort by time, so no two lines share a millisecond, and a clock set back does not reorder them. */
function numbered(turn: Turn, firstSeq: number, lastAt: number): readonly Logged[] {
  const start = Math.max(turn.at, lastAt + 1);
  return turn.said.map((said, i) => ({ seq: firstSeq + i, at: start + i, said }));
}

function record(sql: Statements, turn: Turn): void {
  for (const event of turn.happened) sql.happened.run(turn.at, turn.conversation, event.kind, event.code ?? null, event.value ?? null);
  if (turn.handoff === undefined) return;
  sql.queue.run(turn.conversation, turn.handoff.reason, JSON.stringify(turn.handoff.summary), turn.handoff.note, turn.at);
}

/** A case file that cannot be read is as good as none: the conversation begins anew, its log stays. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
