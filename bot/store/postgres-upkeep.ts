import { asNote, parsedCase } from './flat-turn.ts';
import { postgresAddresses } from './postgres-addresses.ts';
import { DESK_SQL } from './postgres-desks.ts';
import type { Connections, Row, Run, Statement } from './postgres-pool.ts';
import { asFile, readAfter } from './postgres-turns.ts';
import type { Logged, Said } from './store.ts';
import { DAY, type Kept, type Upkeep } from './upkeep.ts';

/** Lines of a log that are read at once. */
const PAGE = 1000;

const statement = (name: string, text: string): Statement => ({ name: `upkeep-${name}`, text });
const SQL = {
  userOf: statement('whose', 'SELECT user_key FROM conversation WHERE id = $1'),
  conversations: statement('conversations', 'SELECT id, channel, updated_at, state FROM conversation WHERE user_key = $1 ORDER BY id'),
  tasks: statement('tasks', 'SELECT queue, kind, payload, created_at, ready_at FROM task WHERE conv_id = $1 ORDER BY id'),
  files: statement('files', 'SELECT id, name, type, bytes FROM file WHERE conv_id = $1 ORDER BY id'),
  ofUser: statement('of-user', 'SELECT id FROM conversation WHERE user_key = $1 ORDER BY id FOR UPDATE'),
  look: statement('look', 'SELECT id, updated_at FROM conversation WHERE id > $1 ORDER BY id LIMIT $2'),
  stillOld: statement('still-old', 'SELECT id FROM conversation WHERE id = ANY ($1) AND updated_at < $2 ORDER BY id FOR UPDATE'),
  deliveries: statement(
    'deliveries',
    'DELETE FROM inbox WHERE ctid = ANY (ARRAY (SELECT ctid FROM inbox WHERE at < $1 LIMIT $2)) RETURNING 1 AS gone',
  ),
  events: statement('events', 'DELETE FROM event WHERE id = ANY (ARRAY (SELECT id FROM event WHERE at < $1 LIMIT $2)) RETURNING 1 AS gone'),
  spent: statement(
    'spent',
    'DELETE FROM spent WHERE ctid = ANY (ARRAY (SELECT ctid FROM spent WHERE until < now() LIMIT $1)) RETURNING 1 AS gone',
  ),
  strayAddresses: statement(
    'stray-addresses',
    `DELETE FROM address WHERE conv_id = ANY (ARRAY (SELECT conv_id FROM address WHERE updated_at < $1
      AND NOT EXISTS (SELECT FROM conversation WHERE id = conv_id) LIMIT $2)) RETURNING 1 AS gone`,
  ),
  strayAddressesOf: statement(
    'stray-addresses-of',
    'DELETE FROM address WHERE user_key = $1 AND NOT EXISTS (SELECT FROM conversation WHERE id = conv_id)',
  ),
  rollUp: statement(
    'roll-up',
    `INSERT INTO rollup (day, kind, code, times, sum)
      SELECT $1::bigint, kind, coalesce(code, ''), count(*), coalesce(sum(value), 0) FROM event
      WHERE at >= $1::bigint AND at < $2::bigint GROUP BY kind, coalesce(code, '')
      ON CONFLICT (day, kind, code) DO UPDATE SET times = excluded.times, sum = excluded.sum`,
  ),
  counts: statement('counts', 'SELECT day, kind, code, times, sum FROM rollup WHERE day >= $1 AND day < $2 ORDER BY day, kind, code'),
  occasions: statement(
    'occasions',
    `SELECT e.conv_id, e.at, a.payload FROM event e JOIN activity a ON a.conv_id = e.conv_id AND a.seq = e.seq
    WHERE e.kind = $1 AND e.at >= $2 AND e.at < $3 ORDER BY e.at DESC, e.id DESC LIMIT $4`,
  ),
} as const;

const REMOVE = (['activity', 'inbox', 'event', 'task', 'file', 'handoff', 'desk_note', 'address'] as const)
  .map((table) => statement(`remove-${table}`, `DELETE FROM ${table} WHERE conv_id = ANY ($1)`))
  .concat(statement('remove-conversation', 'DELETE FROM conversation WHERE id = ANY ($1)'));

/** The upkeep of this database. */
export function postgresUpkeep({ query, together }: Connections): Upkeep {
  return {
    userOf: async (conversation) => (await query(SQL.userOf, [conversation]))[0]?.user_key,
    exportUser: (user) => exported(query, user),
    eraseUser: (user) =>
      together(async (run) => {
        await run(SQL.strayAddressesOf, [user]);
        return removeFound(run, SQL.ofUser, [user]);
      }),
    dropOld: async (before, cursor, limit) => {
      const seen = await query(SQL.look, [cursor, limit]);
      const old = seen.filter((row) => row.updated_at < before).map(({ id }) => id);
      const dropped = old.length === 0 ? 0 : await together((run) => removeFound(run, SQL.stillOld, [old, before]));
      return { dropped, cursor: seen.length < limit ? undefined : seen.at(-1)?.id };
    },
    forget: async ({ deliveries, events }, limit) => {
      const inbox = await query(SQL.deliveries, [deliveries, limit]);
      await query(SQL.spent, [limit]);
      const stray = await query(SQL.strayAddresses, [deliveries, limit]);
      return inbox.length + stray.length + (await query(SQL.events, [events, limit])).length;
    },
    rollUp: async (day) => void (await query(SQL.rollUp, [day, day + DAY])),
    counts: async (from, to) =>
      (await query(SQL.counts, [from, to])).map(({ day, kind, code, times, sum }) => ({ day, kind, code, times, sum })),
    occasions: async (kind, from, to, limit) =>
      (await query(SQL.occasions, [kind, from, to, limit])).map((row) => ({
        conversation: row.conv_id,
        at: row.at,
        said: JSON.parse(row.payload) as Said,
      })),
  };
}

/** Locked before they are removed, so a turn that is being written is removed with the rest, and the next one begins anew. */
async function removeFound(run: Run, find: Statement, values: readonly unknown[]): Promise<number> {
  const ids = (await run(find, values)).map(({ id }) => id);
  for (const remove of ids.length === 0 ? [] : REMOVE) await run(remove, [ids]);
  return ids.length;
}

async function* exported(run: Run, user: string): AsyncIterable<Kept> {
  for (const row of await run(SQL.conversations, [user])) {
    const tasks = (await run(SQL.tasks, [row.id])).map((task) => ({ ...task, payload: parsedCase(task.payload) }) as Row);
    const log = await wholeLog(run, row.id);
    const files = (await run(SQL.files, [row.id])).map(asFile);
    const notes = (await run(DESK_SQL.notes, [row.id])).map(asNote);
    const address = await postgresAddresses({ query: run }).read(row.id);
    const kept = { conversation: row.id, channel: row.channel, updated: row.updated_at, case: parsedCase(row.state), log };
    yield { ...kept, files, notes, ...(address && { address }), tasks };
  }
}

async function wholeLog(run: Run, conversation: string): Promise<readonly Logged[]> {
  const log: Logged[] = [];
  for (;;) {
    const page = await readAfter(run, conversation, log.at(-1)?.seq ?? 0, PAGE);
    log.push(...page);
    if (page.length < PAGE) return log;
  }
}
