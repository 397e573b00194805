import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { FlatTask } from './flat-turn.ts';
import type { Held, Queue } from './tasks.ts';

/** Whoever holds a task that is left once more does not end it: what was left meanwhile is done as well. Takes queue, key, kind, conversation, payload, now, and when it may begin. */
export const INSERT_TASK = `INSERT INTO task (queue, key, kind, conv_id, payload, created_at, ready_at) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (queue, key) DO UPDATE SET kind = excluded.kind, payload = excluded.payload, died_at = NULL, why = NULL,
    ready_at = CASE queue WHEN 'job' THEN excluded.ready_at ELSE ready_at END,
    epoch = epoch + 1`;

const change = (set: string): string => `UPDATE task SET ${set} WHERE id = :id AND epoch = :epoch AND died_at IS NULL`;

/** The statements of the queues. */
export const TASK_SQL = {
  plan: `INSERT INTO task (queue, key, kind, conv_id, payload, created_at, ready_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (queue, key) DO NOTHING`,
  // Of one conversation the outbox gives the oldest only to each who is called, so order stays.
  due: `SELECT id FROM task AS own WHERE queue = :queue AND died_at IS NULL AND ready_at <= :now
    AND (:kinds IS NULL OR kind IN (SELECT value FROM json_each(:kinds)))
    AND (queue <> 'outbox' OR NOT EXISTS (SELECT 1 FROM task AS earlier
      WHERE earlier.conv_id = own.conv_id AND earlier.queue = own.queue AND earlier.kind = own.kind AND earlier.id < own.id AND earlier.died_at IS NULL))
    ORDER BY ready_at, id LIMIT :limit`,
  take: `UPDATE task SET ready_at = :until, epoch = epoch + 1, attempts = attempts + 1 WHERE id = :id RETURNING *`,
  renew: change('ready_at = :until'),
  finish: 'DELETE FROM task WHERE id = :id AND epoch = :epoch AND died_at IS NULL',
  later: change(`ready_at = :until, why = :why, payload = coalesce(:payload, payload), epoch = epoch + 1,
    attempts = CASE WHEN :why IS NULL THEN 0 ELSE attempts END`),
  bury: change('died_at = :now, why = :why'),
  dead: 'SELECT * FROM task WHERE queue = ? AND died_at IS NOT NULL ORDER BY id LIMIT ?',
  revive: `UPDATE task SET died_at = NULL, why = NULL, attempts = 0, ready_at = :now
    WHERE queue = :queue AND died_at IS NOT NULL AND (:id IS NULL OR id = :id)`,
  depth: `SELECT count(*) AS waiting, max(0, coalesce(max(:now - ready_at), 0)) AS overdue FROM task WHERE queue = :queue AND died_at IS NULL`,
  unstick: 'UPDATE task SET ready_at = :now WHERE queue = :queue AND died_at IS NULL AND ready_at > :now + :furthest',
} as const;

/** A row of any table, as the engine gives it. */
export type TaskRow = Readonly<Record<string, SQLOutputValue>>;

/** What may be asked of the queues of this database; times by this machine's clock, of which there is one only. */
export type TaskOps = {
  readonly plan: (task: FlatTask, conversation: string | null) => boolean;
  readonly claim: (queue: Queue, kinds: readonly string[] | undefined, lease: number, limit: number) => readonly TaskRow[];
  readonly renew: (held: Held, lease: number) => boolean;
  readonly finish: (held: Held) => boolean;
  readonly later: (held: Held, delay: number, why: string | null, payload: string | null) => boolean;
  readonly bury: (held: Held, why: string) => boolean;
  readonly dead: (queue: Queue, limit: number) => readonly TaskRow[];
  readonly revive: (queue: Queue, id: number | null) => number;
  readonly depth: (queue: Queue) => { readonly waiting: number; readonly overdue: number };
  readonly unstick: (queue: Queue, furthest: number) => number;
};

/** The queues of this database. */
export function taskOps(db: DatabaseSync, whole: <T>(work: () => T) => T): TaskOps {
  const sql = Object.fromEntries(Object.entries(TASK_SQL).map(([name, text]) => [name, db.prepare(text)] as const));
  const of = (name: keyof typeof TASK_SQL) => sql[name] ?? db.prepare(TASK_SQL[name]);
  const held = (name: keyof typeof TASK_SQL, { id, epoch }: Held, values: Record<string, number | string | null> = {}): boolean =>
    Number(of(name).run({ id, epoch, ...values }).changes) > 0;
  return {
    plan: ({ queue, key, kind, payload, delay }, conversation) =>
      Number(of('plan').run(queue, key, kind, conversation, payload, Date.now(), Date.now() + delay).changes) > 0,
    claim: (queue, kinds, lease, limit) =>
      whole(() => {
        const now = Date.now();
        const due = of('due').all({ queue, now, kinds: kinds === undefined ? null : JSON.stringify(kinds), limit });
        return due.flatMap(({ id }) => of('take').all({ id: id ?? null, until: now + lease }));
      }),
    renew: (task, lease) => held('renew', task, { until: Date.now() + lease }),
    finish: (task) => held('finish', task),
    later: (task, delay, why, payload) => held('later', task, { until: Date.now() + Math.trunc(delay), why, payload }),
    bury: (task, why) => held('bury', task, { now: Date.now(), why }),
    dead: (queue, limit) => of('dead').all(queue, limit),
    revive: (queue, id) => Number(of('revive').run({ queue, id, now: Date.now() }).changes),
    depth: (queue) => {
      const row = of('depth').get({ queue, now: Date.now() });
      return { waiting: Number(row?.waiting ?? 0), overdue: Number(row?.overdue ?? 0) };
    },
    unstick: (queue, furthest) => Number(of('unstick').run({ queue, furthest, now: Date.now() }).changes),
  };
}
