import { type FlatTurn, flatten, logOf, parsedCase } from './flat-turn.ts';
import { HANDOVER_VALUES, handoverValues, writeHandover } from './postgres-desks.ts';
import type { Row, Run, Statement } from './postgres-pool.ts';
import { insertTasks, taskColumns } from './postgres-tasks.ts';
import type { Committed, FileWithBytes, Logged, Said, Stored, Turn } from './store.ts';

const READ: Statement = { name: 'read', text: 'SELECT version, state, next_seq FROM conversation WHERE id = $1' };
const READ_ALONE: Statement = { name: 'read-alone', text: `${READ.text} FOR UPDATE` };
const AFTER: Statement = {
  name: 'after',
  text: 'SELECT seq, at, payload FROM activity WHERE conv_id = $1 AND seq > $2::bigint ORDER BY seq LIMIT $3',
};
const DELIVERED: Statement = { name: 'delivered', text: 'SELECT first_seq, last_seq FROM inbox WHERE conv_id = $1 AND activity_id = $2' };

const FILE: Statement = { name: 'file', text: 'SELECT id, name, type, bytes FROM file WHERE conv_id = $1 AND id = $2' };
const KEEP_FILES: Statement = {
  name: 'keep-files',
  text: `INSERT INTO file (conv_id, id, name, type, bytes)
    SELECT $1, one.id, one.name, one.type, one.bytes
    FROM unnest($2::text[], $3::text[], $4::text[], $5::bytea[]) AS one (id, name, type, bytes)`,
};

/** What moves the conversation, if it is still where it was read and this delivery is new. Nothing else is written unless it moved. */
const MOVE = {
  create: `INSERT INTO conversation (id, version, next_seq, last_at, state, updated_at, channel, user_key)
    SELECT $1, $3::int + 1, 1 + $6::int, CASE WHEN $6::int = 0 THEN 0 ELSE $4::bigint + $6::int - 1 END, $5, $4::bigint, $9, $10
    WHERE NOT EXISTS (SELECT FROM inbox WHERE conv_id = $1 AND activity_id = $2)
    ON CONFLICT (id) DO NOTHING`,
  go: `UPDATE conversation SET version = version + 1, next_seq = next_seq + $6::int, state = $5, updated_at = $4::bigint,
      last_at = CASE WHEN $6::int = 0 THEN last_at ELSE greatest($4::bigint, last_at + 1) + $6::int - 1 END
    WHERE id = $1 AND version = $3::int AND NOT EXISTS (SELECT FROM inbox WHERE conv_id = $1 AND activity_id = $2)`,
} as const;
/** Values that `MOVE` and the log take. */
const TAKEN = { create: 10, go: 8 } as const;

/** One statement is one round trip and one commit. */
function commitSql(move: keyof typeof MOVE, more: boolean): Statement {
  const text = `WITH moved AS (
    ${MOVE[move]}
    RETURNING next_seq - $6::int AS first_seq, last_at - $6::int + 1 AS start
  ), logged AS (
    INSERT INTO activity (conv_id, seq, at, from_role, payload)
    SELECT $1, first_seq + line.i - 1, start + line.i - 1, line.role, line.payload
    FROM moved, unnest($7::text[], $8::text[]) WITH ORDINALITY AS line (role, payload, i)
  ), delivered AS (
    INSERT INTO inbox (conv_id, activity_id, first_seq, last_seq, at)
    SELECT $1, $2, first_seq, first_seq + $6::int - 1, $4::bigint FROM moved
  )${more ? moreSql(TAKEN[move]) : ''}
  SELECT first_seq, start FROM moved`;
  return { name: `commit-${move}${more ? '-more' : ''}`, text };
}

function moreSql(taken: number): string {
  const places = Array.from({ length: 8 + HANDOVER_VALUES }, (_, i) => `$${taken + 1 + i}`);
  const [kinds, codes, values] = places;
  return `, happened AS (
    INSERT INTO event (at, conv_id, kind, code, value, seq)
    SELECT $4::bigint, $1, one.kind, one.code, one.value, first_seq
    FROM moved, unnest(${kinds}::text[], ${codes}::text[], ${values}::float8[]) AS one (kind, code, value)
  ), planned AS (
    ${insertTasks('$1', places.slice(3, 8), 'moved, ')}
  ), handed AS (
    ${writeHandover('$1', places.slice(8), 'moved')}
  )`;
}

/** The statements of a turn. */
export const TURN_SQL = {
  read: READ,
  after: AFTER,
  file: FILE,
  delivered: DELIVERED,
  create: commitSql('create', false),
  createMore: commitSql('create', true),
  go: commitSql('go', false),
  goMore: commitSql('go', true),
} as const;

/** The conversation as it was last committed. */
export async function readStored(run: Run, conversation: string): Promise<Stored> {
  return asStored((await run(READ, [conversation]))[0]);
}

/** The same, and until the end of the transaction nobody else writes it. */
export async function readAlone(run: Run, conversation: string): Promise<Stored> {
  return asStored((await run(READ_ALONE, [conversation]))[0]);
}

function asStored(row: Row | undefined): Stored {
  if (row === undefined) return { version: 0, case: undefined, nextSeq: 1 };
  return { version: row.version, case: parsedCase(row.state), nextSeq: row.next_seq };
}

/** Lines of the log after a watermark. */
export async function readAfter(run: Run, conversation: string, watermark: number, limit: number): Promise<readonly Logged[]> {
  const rows = await run(AFTER, [conversation, Math.min(watermark, 2_147_483_647), limit]);
  return rows.map((row) => ({ seq: row.seq, at: row.at, said: JSON.parse(row.payload) as Said }));
}

/** A file of the conversation, with its bytes. */
export async function readFile(run: Run, conversation: string, id: string): Promise<FileWithBytes | undefined> {
  return (await run(FILE, [conversation, id])).map(asFile)[0];
}

/** A row of the table of files. */
export function asFile({ id, name, type, bytes }: Row): FileWithBytes {
  return { id, name, type, size: bytes.length, bytes };
}

/** Writes a turn and its files, in a transaction. */
export async function commitWithFiles(run: Run, turn: Turn): Promise<Committed> {
  const committed = await commit(run, turn);
  const files = turn.files ?? [];
  if (committed.kind !== 'done' || files.length === 0) return committed;
  const columns = [files.map(({ id }) => id), files.map(({ name }) => name), files.map(({ type }) => type)];
  await run(KEEP_FILES, [turn.conversation, ...columns, files.map(({ bytes }) => Buffer.from(bytes))]);
  return committed;
}

/** Writes the turn; a copy of it gets the first answer. */
export async function commit(run: Run, turn: Turn): Promise<Committed> {
  const flat = flatten(turn);
  const [moved] = await run(statementOf(flat), valuesOf(flat));
  if (moved !== undefined) return { kind: 'done', firstSeq: moved.first_seq, log: logOf(turn.said, moved.first_seq, moved.start) };
  const [delivered] = await run(DELIVERED, [flat.conversation, flat.key]);
  if (delivered === undefined) return { kind: 'conflict' };
  const { first_seq: firstSeq, last_seq: lastSeq } = delivered;
  return { kind: 'duplicate', firstSeq, log: await readAfter(run, flat.conversation, firstSeq - 1, lastSeq - firstSeq + 1) };
}

/** Besides what is said: what happened, what is to be done, how it stands with people. */
function hasMore({ happened, tasks, desk }: FlatTurn): boolean {
  return happened.length > 0 || tasks.length > 0 || desk !== undefined;
}

function statementOf(flat: FlatTurn): Statement {
  const more = hasMore(flat);
  if (flat.version === 0) return more ? TURN_SQL.createMore : TURN_SQL.create;
  return more ? TURN_SQL.goMore : TURN_SQL.go;
}

function valuesOf(flat: FlatTurn): readonly unknown[] {
  const { conversation, key, version, at, state, lines, happened, tasks, channel, user } = flat;
  const log = [lines.map(({ role }) => role), lines.map(({ payload }) => payload)];
  const first = [conversation, key, version, at, state, lines.length, ...log, ...(version === 0 ? [channel, user] : [])];
  if (!hasMore(flat)) return first;
  const events = [happened.map(({ kind }) => kind), happened.map(({ code }) => code ?? null), happened.map(({ value }) => value ?? null)];
  return [...first, ...events, ...taskColumns(tasks), ...handoverValues(flat)];
}
