import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { type FlatTurn, startOf } from './flat-turn.ts';
import { WRITE_HANDOVER } from './sqlite-desks.ts';
import { asStoreError } from './sqlite-errors.ts';
import { INSERT_TASK } from './sqlite-tasks.ts';
import type { FileWithBytes, StoreError } from './store.ts';

/** The statements of the hot path. Every one of them is an index look-up within one conversation. */
export const SQL = {
  read: 'SELECT version, state, next_seq, last_at FROM conversation WHERE id = ?',
  after: 'SELECT seq, at, payload FROM activity WHERE conv_id = ? AND seq > ? ORDER BY seq LIMIT ?',
  delivered: 'SELECT first_seq, last_seq FROM inbox WHERE conv_id = ? AND activity_id = ?',
  deliver: 'INSERT INTO inbox (conv_id, activity_id, first_seq, last_seq, at) VALUES (?, ?, ?, ?, ?)',
  log: 'INSERT INTO activity (conv_id, seq, at, from_role, payload) VALUES (?, ?, ?, ?, ?)',
  happened: 'INSERT INTO event (at, conv_id, kind, code, value, seq) VALUES (?, ?, ?, ?, ?, ?)',
  write: `INSERT INTO conversation (id, channel, user_key, version, next_seq, last_at, state, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET version = excluded.version, next_seq = excluded.next_seq, last_at = excluded.last_at,
      state = excluded.state, updated_at = excluded.updated_at`,
  task: INSERT_TASK,
  keepFile: 'INSERT INTO file (conv_id, id, name, type, bytes) VALUES (?, ?, ?, ?, ?)',
  file: 'SELECT id, name, type, bytes FROM file WHERE conv_id = ? AND id = ?',
  desk: WRITE_HANDOVER,
} as const;

/** They, compiled. */
export type Statements = Readonly<Record<keyof typeof SQL, StatementSync>>;

/** The statements, compiled for this database. */
export function prepareStatements(db: DatabaseSync): Statements {
  const entries = Object.entries(SQL).map(([name, sql]) => [name, db.prepare(sql)] as const);
  return Object.fromEntries(entries) as Statements;
}

/** A line of the log as it is stored. */
export type Line = { readonly seq: number; readonly at: number; readonly payload: string };

/** What became of a turn; of a duplicate, what was said to it first. */
export type Written =
  | { readonly kind: 'done'; readonly firstSeq: number; readonly start: number }
  | { readonly kind: 'duplicate'; readonly firstSeq: number; readonly lines: readonly Line[] }
  | { readonly kind: 'conflict' };

/** A conversation as its row has it; `state` is the case as JSON. */
export type StoredRow = { readonly version: number; readonly state: string; readonly nextSeq: number };

/** The conversation as it was last committed, if it was. */
export function readStored(sql: Statements, conversation: string): StoredRow | undefined {
  const row = sql.read.get(conversation);
  return row && { version: Number(row.version), state: String(row.state), nextSeq: Number(row.next_seq) };
}

/** Lines of the log after a watermark. */
export function readAfter(sql: Statements, conversation: string, watermark: number, limit: number): readonly Line[] {
  const rows = sql.after.all(conversation, watermark, limit);
  return rows.map((row) => ({ seq: Number(row.seq), at: Number(row.at), payload: String(row.payload) }));
}

/** A file of the conversation, with its bytes. */
export function readFile(sql: Statements, conversation: string, id: string): FileWithBytes | undefined {
  const row = sql.file.get(conversation, id);
  return row && asFile(row);
}

/** A row of the table of files. */
export function asFile({ id, name, type, bytes }: Readonly<Record<string, SQLOutputValue>>): FileWithBytes {
  const content = bytes instanceof Uint8Array ? bytes : new Uint8Array();
  return { id: String(id), name: String(name), type: String(type), size: content.length, bytes: content };
}

/** Writes several turns with one sync of the disk, each all or nothing: a turn that fails fails alone. Throws only if none could be written. */
export function commitAll(db: DatabaseSync, sql: Statements, turns: readonly FlatTurn[]): readonly (Written | StoreError)[] {
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

function commitOne(db: DatabaseSync, sql: Statements, turn: FlatTurn): Written | StoreError {
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

function write(sql: Statements, turn: FlatTurn): Written {
  const { conversation, key, at, lines } = turn;
  const delivered = sql.delivered.get(conversation, key);
  if (delivered !== undefined) return firstAnswer(sql, conversation, Number(delivered.first_seq), Number(delivered.last_seq));
  const row = sql.read.get(conversation);
  if (Number(row?.version ?? 0) !== turn.version) return { kind: 'conflict' };
  const firstSeq = Number(row?.next_seq ?? 1);
  const last = Number(row?.last_at ?? 0);
  const start = startOf(at, last);
  for (const [i, { role, payload }] of lines.entries()) sql.log.run(conversation, firstSeq + i, start + i, role, payload);
  const nextSeq = firstSeq + lines.length;
  const lastAt = lines.length === 0 ? last : start + lines.length - 1;
  sql.write.run(conversation, turn.channel, turn.user, turn.version + 1, nextSeq, lastAt, turn.state, at);
  sql.deliver.run(conversation, key, firstSeq, nextSeq - 1, at);
  record(sql, turn, firstSeq);
  return { kind: 'done', firstSeq, start };
}

function firstAnswer(sql: Statements, conversation: string, firstSeq: number, lastSeq: number): Written {
  return { kind: 'duplicate', firstSeq, lines: readAfter(sql, conversation, firstSeq - 1, lastSeq - firstSeq + 1) };
}

function record(sql: Statements, { at, conversation, channel, user, happened, tasks, files, desk }: FlatTurn, seq: number): void {
  for (const { kind, code = null, value = null } of happened) sql.happened.run(at, conversation, kind, code, value, seq);
  const now = Date.now();
  for (const { queue, key, kind, payload, delay } of tasks) sql.task.run(queue, key, kind, conversation, payload, now, now + delay);
  for (const { id, name, type, bytes } of files) sql.keepFile.run(conversation, id, name, type, bytes);
  if (desk !== undefined) sql.desk.run({ conversation, channel, user, now, ...desk });
}
