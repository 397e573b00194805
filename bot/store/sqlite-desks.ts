import type { DatabaseSync } from 'node:sqlite';
import { LAST_WAITS, type Place, type Presence } from './desks.ts';
import type { TaskRow } from './sqlite-tasks.ts';

/** Written with a turn. Who waits anew keeps nothing of the time before. */
export const WRITE_HANDOVER = `INSERT INTO handoff
    (conv_id, channel, user_key, state, since, desk, agent, agent_json, about, epoch, lease_until, taken_at, changed_at)
  VALUES (:conversation, :channel, :user, :state, :since, :desk, :agent, :agentJson, coalesce(:about, '{}'), 1, :now + :lease,
    CASE :state WHEN 'taken' THEN :now END, :now)
  ON CONFLICT (conv_id) DO UPDATE SET state = excluded.state, since = excluded.since, desk = excluded.desk, agent = excluded.agent,
    agent_json = excluded.agent_json, about = coalesce(:about, about), epoch = epoch + (agent IS NOT excluded.agent),
    lease_until = excluded.lease_until, changed_at = excluded.changed_at,
    taken_at = coalesce(CASE since WHEN excluded.since THEN taken_at END, excluded.taken_at)`;

/** The statements of the desks. */
export const DESK_SQL = {
  handover: 'SELECT * FROM handoff WHERE conv_id = ?',
  open: `SELECT * FROM handoff WHERE state <> 'closed' AND (:desk IS NULL OR desk = :desk) ORDER BY since, conv_id LIMIT :limit`,
  before: `SELECT coalesce(:desk, own.desk) AS desk, (SELECT count(*) FROM handoff AS other WHERE other.state <> 'closed' AND other.state = 'waiting'
      AND (other.desk IS NULL OR other.desk = coalesce(:desk, own.desk)) AND (other.since, other.conv_id) < (own.since, own.conv_id)) AS before
    FROM handoff AS own WHERE own.conv_id = :conversation AND own.state = 'waiting'`,
  waits: `SELECT max(0, taken_at - since) AS wait FROM handoff WHERE desk = ? AND taken_at IS NOT NULL ORDER BY taken_at DESC LIMIT ${LAST_WAITS}`,
  renew: `UPDATE handoff SET lease_until = :until WHERE agent = :agent AND state = 'taken' AND lease_until IS NOT NULL`,
  lapsed: `SELECT * FROM handoff WHERE state <> 'closed' AND state = 'taken' AND lease_until < :now ORDER BY since LIMIT :limit`,
  addNote: 'INSERT INTO desk_note (conv_id, key, at, agent_json, text) VALUES (?, ?, ?, ?, ?) ON CONFLICT (conv_id, key) DO NOTHING',
  notes: 'SELECT key, at, agent_json, text FROM desk_note WHERE conv_id = ? ORDER BY at, key',
  arrive: `INSERT INTO presence (agent, name, status, until) VALUES (?, ?, ?, ?)
    ON CONFLICT (agent) DO UPDATE SET name = excluded.name, status = excluded.status, until = excluded.until`,
  present: 'SELECT agent AS id, name, status FROM presence WHERE until >= ? ORDER BY name, agent',
  mark: `SELECT coalesce(max(changed_at), 0) || '/' || count(*) || '/' || coalesce(sum(epoch), 0) AS mark FROM handoff WHERE state <> 'closed'`,
} as const;

/** What may be asked of the desks of this database; times by this machine's clock. */
export type DeskOps = {
  readonly handover: (conversation: string) => TaskRow | undefined;
  readonly openHandovers: (desk: string | null, limit: number) => readonly TaskRow[];
  readonly place: (conversation: string, desk: string | null) => Place | undefined;
  readonly renewLeases: (agent: string, lease: number) => void;
  readonly lapsed: (limit: number) => readonly TaskRow[];
  readonly addNote: (conversation: string, key: string, agent: string, text: string) => void;
  readonly notes: (conversation: string) => readonly TaskRow[];
  readonly arrive: (id: string, name: string, status: string, span: number) => void;
  readonly present: () => readonly Presence[];
  readonly mark: () => string;
};

/** The desks of this database. */
export function deskOps(db: DatabaseSync): DeskOps {
  const sql = Object.fromEntries(Object.entries(DESK_SQL).map(([name, text]) => [name, db.prepare(text)] as const));
  const of = (name: keyof typeof DESK_SQL) => sql[name] ?? db.prepare(DESK_SQL[name]);
  const waitsAt = (desk: string | null): readonly number[] =>
    of('waits')
      .all(desk)
      .map(({ wait }) => Number(wait));
  return {
    handover: (conversation) => of('handover').get(conversation),
    openHandovers: (desk, limit) => of('open').all({ desk, limit }),
    place: (conversation, desk) => {
      const row = of('before').get({ conversation, desk });
      return row && { before: Number(row.before), waits: waitsAt(row.desk?.toString() ?? null) };
    },
    renewLeases: (agent, lease) => void of('renew').run({ agent, until: Date.now() + lease }),
    lapsed: (limit) => of('lapsed').all({ now: Date.now(), limit }),
    addNote: (conversation, key, agent, text) => void of('addNote').run(conversation, key, Date.now(), agent, text),
    notes: (conversation) => of('notes').all(conversation),
    arrive: (id, name, status, span) => void of('arrive').run(id, name, status, Date.now() + span),
    present: () =>
      of('present')
        .all(Date.now())
        .map(({ id, name, status }) => ({ id: String(id), name: String(name), status: String(status) })),
    mark: () => String(of('mark').get()?.mark),
  };
}
