import { type Desks, LAST_WAITS, type Place } from './desks.ts';
import { asHandover, asNote, type FlatTurn } from './flat-turn.ts';
import { type Connections, NOW, type Row, type Statement } from './postgres-pool.ts';

/** The same moment throughout a statement, so that an index can be searched by it. */
const NOW_FOR_INDEX = NOW.replace('clock_timestamp', 'statement_timestamp');

/** Placeholders that `writeHandover` takes. */
export const HANDOVER_VALUES = 9;

/** Writes how a conversation stands with people, if `from` (a CTE) has a row and a state is given. Who waits anew keeps nothing of the time before. */
export function writeHandover(conversation: string, values: readonly string[], from: string): string {
  const [state, since, desk, agent, agentJson, about, lease, channel, user] = values;
  return `INSERT INTO handoff
      (conv_id, channel, user_key, state, since, desk, agent, agent_json, about, epoch, lease_until, taken_at, changed_at)
    SELECT ${conversation}, ${channel}::text, ${user}::text, ${state}::text, ${since}::bigint, ${desk}::text, ${agent}::text, ${agentJson}::text,
      coalesce(${about}::text, '{}'), 1, ${NOW} + ${lease}::bigint, CASE ${state}::text WHEN 'taken' THEN ${NOW} END, ${NOW}
    FROM ${from} WHERE ${state}::text IS NOT NULL
    ON CONFLICT (conv_id) DO UPDATE SET state = excluded.state, since = excluded.since, desk = excluded.desk, agent = excluded.agent,
      agent_json = excluded.agent_json, about = coalesce(${about}::text, handoff.about),
      epoch = handoff.epoch + (handoff.agent IS DISTINCT FROM excluded.agent)::int,
      lease_until = excluded.lease_until, changed_at = excluded.changed_at,
      taken_at = coalesce(CASE handoff.since WHEN excluded.since THEN handoff.taken_at END, excluded.taken_at)`;
}

/** What `writeHandover` takes. */
export function handoverValues({ desk, channel, user }: FlatTurn): readonly unknown[] {
  if (desk === undefined) return Array(HANDOVER_VALUES).fill(null);
  return [desk.state, desk.since, desk.desk, desk.agent, desk.agentJson, desk.about, desk.lease, channel, user];
}

const statement = (name: string, text: string): Statement => ({ name: `desk-${name}`, text });

/** The statements of the desks. */
export const DESK_SQL = {
  read: statement('read', 'SELECT * FROM handoff WHERE conv_id = $1'),
  open: statement(
    'open',
    `SELECT * FROM handoff WHERE state <> 'closed' AND ($1::text IS NULL OR desk = $1) ORDER BY since, conv_id LIMIT $2`,
  ),
  place: statement(
    'place',
    `SELECT (SELECT count(*) FROM handoff AS other WHERE other.state <> 'closed' AND other.state = 'waiting'
        AND (other.desk IS NULL OR other.desk = coalesce($2::text, own.desk)) AND (other.since, other.conv_id) < (own.since, own.conv_id)) AS before,
      ARRAY(SELECT greatest(0, taken_at - since) FROM handoff AS other WHERE other.desk = coalesce($2::text, own.desk) AND taken_at IS NOT NULL
        ORDER BY taken_at DESC LIMIT ${LAST_WAITS})::text[] AS waits
    FROM handoff AS own WHERE own.conv_id = $1 AND own.state = 'waiting'`,
  ),
  renew: statement(
    'renew',
    `UPDATE handoff SET lease_until = ${NOW} + $2::bigint WHERE agent = $1 AND state = 'taken' AND lease_until IS NOT NULL`,
  ),
  lapsed: statement(
    'lapsed',
    `SELECT * FROM handoff WHERE state <> 'closed' AND state = 'taken' AND lease_until < ${NOW} ORDER BY since LIMIT $1`,
  ),
  addNote: statement(
    'add-note',
    `INSERT INTO desk_note (conv_id, key, at, agent_json, text) VALUES ($1, $2, ${NOW}, $3, $4) ON CONFLICT (conv_id, key) DO NOTHING`,
  ),
  notes: statement('notes', 'SELECT key, at, agent_json, text FROM desk_note WHERE conv_id = $1 ORDER BY at, key'),
  arrive: statement(
    'arrive',
    `INSERT INTO presence (agent, name, status, until) VALUES ($1, $2, $3, ${NOW} + $4::bigint)
      ON CONFLICT (agent) DO UPDATE SET name = excluded.name, status = excluded.status, until = excluded.until`,
  ),
  present: statement('present', `SELECT agent AS id, name, status FROM presence WHERE until >= ${NOW_FOR_INDEX} ORDER BY name, agent`),
  mark: statement(
    'mark',
    `SELECT coalesce(max(changed_at), 0) || '/' || count(*) || '/' || coalesce(sum(epoch), 0) AS mark FROM handoff WHERE state <> 'closed'`,
  ),
} as const;

/** The desks of this database; `tell` lets those know who watch a conversation. */
export function postgresDesks({ query }: Pick<Connections, 'query'>, tell: (name: string) => void): Desks {
  const rows = async (sql: Statement, ...values: unknown[]): Promise<readonly Row[]> => query(sql, values);
  return {
    read: async (conversation) => {
      const [row] = await rows(DESK_SQL.read, conversation);
      return row && asHandover(row);
    },
    open: async (desk, limit) => (await rows(DESK_SQL.open, desk ?? null, limit)).map(asHandover),
    place: async (conversation, desk) => asPlace((await rows(DESK_SQL.place, conversation, desk ?? null))[0]),
    renew: async (agent, lease) => void (await rows(DESK_SQL.renew, agent, Math.trunc(lease))),
    lapsed: async (limit) => (await rows(DESK_SQL.lapsed, limit)).map(asHandover),
    addNote: async (conversation, { key, agent, text }) => {
      await rows(DESK_SQL.addNote, conversation, key, JSON.stringify(agent), text);
      tell(conversation);
    },
    notes: async (conversation) => (await rows(DESK_SQL.notes, conversation)).map(asNote),
    arrive: async ({ id, name, status }, span) => void (await rows(DESK_SQL.arrive, id, name, status, Math.trunc(span))),
    present: async () => (await rows(DESK_SQL.present)).map(({ id, name, status }) => ({ id, name, status })),
    mark: async () => String((await rows(DESK_SQL.mark))[0]?.mark),
  };
}

function asPlace(row: Row | undefined): Place | undefined {
  return row && { before: row.before, waits: (row.waits as readonly string[]).map(Number) };
}
