import type { FlatTask } from './flat-turn.ts';
import { flatTask } from './flat-turn.ts';
import { type Connections, NOW, type Row, type Statement } from './postgres-pool.ts';
import type { JsonObject } from './store.ts';
import type { DeadTask, Held, Task, Tasks } from './tasks.ts';

const COLUMNS = 'id, key, kind, conv_id, payload, epoch, attempts, created_at';

/**
 * Inserts the tasks of five lists (queue, key, kind, payload, delay), named by their placeholders, in order. Whoever holds a
 * task that is left once more does not end it: what was left meanwhile is done as well.
 */
export function insertTasks(conversation: string, lists: readonly string[], from: string): string {
  const [queues, keys, kinds, payloads, delays] = lists;
  return `INSERT INTO task (queue, key, kind, conv_id, payload, created_at, ready_at)
    SELECT one.queue, one.key, one.kind, ${conversation}, one.payload, ${NOW}, ${NOW} + one.delay
    FROM ${from}unnest(${queues}::text[], ${keys}::text[], ${kinds}::text[], ${payloads}::text[], ${delays}::bigint[])
      WITH ORDINALITY AS one (queue, key, kind, payload, delay, i) ORDER BY one.i
    ON CONFLICT (queue, key) DO UPDATE SET kind = excluded.kind, payload = excluded.payload, died_at = NULL, why = NULL,
      ready_at = CASE task.queue WHEN 'job' THEN excluded.ready_at ELSE task.ready_at END,
      epoch = task.epoch + 1`;
}

/** Tasks as the lists that `insertTasks` takes. */
export function taskColumns(tasks: readonly FlatTask[]): readonly unknown[] {
  return (['queue', 'key', 'kind', 'payload', 'delay'] as const).map((column) => tasks.map((task) => task[column]));
}

const change = (set: string): string => `UPDATE task SET ${set} WHERE id = $1 AND epoch = $2 AND died_at IS NULL RETURNING id`;

/** The statements of the queues. */
export const TASK_SQL = {
  // It waits for a turn that is being written, as turns do for each other: what has a higher id must not be seen first.
  plan: {
    name: 'task-plan',
    text: `WITH alone AS (SELECT FROM conversation WHERE id = $4 FOR NO KEY UPDATE)
      INSERT INTO task (queue, key, kind, conv_id, payload, created_at, ready_at)
      SELECT $1, $2, $3, $4, $5, ${NOW}, ${NOW} + $6::bigint FROM (SELECT count(*) FROM alone) AS now_alone
      ON CONFLICT (queue, key) DO NOTHING RETURNING id`,
  },
  // Who is claiming the same ones is passed by. Of one conversation the outbox gives the oldest only to each who is called, so order stays.
  claim: {
    name: 'task-claim',
    text: `WITH due AS (
      SELECT id FROM task AS own WHERE queue = $1 AND died_at IS NULL AND ready_at <= ${NOW} AND ($2::text[] IS NULL OR kind = ANY ($2))
        AND (queue <> 'outbox' OR NOT EXISTS (SELECT FROM task AS earlier
          WHERE earlier.conv_id = own.conv_id AND earlier.queue = own.queue AND earlier.kind = own.kind AND earlier.id < own.id AND earlier.died_at IS NULL))
      ORDER BY ready_at LIMIT $4 FOR UPDATE SKIP LOCKED
    ), mine AS (
      UPDATE task SET ready_at = ${NOW} + $3::bigint, epoch = epoch + 1, attempts = attempts + 1
      WHERE id IN (SELECT id FROM due) RETURNING ${COLUMNS}
    ) SELECT * FROM mine ORDER BY created_at, id`,
  },
  renew: { name: 'task-renew', text: change(`ready_at = ${NOW} + $3::bigint`) },
  finish: { name: 'task-finish', text: 'DELETE FROM task WHERE id = $1 AND epoch = $2 AND died_at IS NULL RETURNING id' },
  later: {
    name: 'task-later',
    text: change(`ready_at = ${NOW} + $3::bigint, why = $4::text, payload = coalesce($5::text, payload), epoch = epoch + 1,
      attempts = CASE WHEN $4::text IS NULL THEN 0 ELSE attempts END`),
  },
  bury: { name: 'task-bury', text: change(`died_at = ${NOW}, why = $3::text`) },
  dead: {
    name: 'task-dead',
    text: `SELECT ${COLUMNS}, why, died_at FROM task WHERE queue = $1 AND died_at IS NOT NULL ORDER BY id LIMIT $2`,
  },
  revive: {
    name: 'task-revive',
    text: `UPDATE task SET died_at = NULL, why = NULL, attempts = 0, ready_at = ${NOW}
      WHERE queue = $1 AND died_at IS NOT NULL AND ($2::bigint IS NULL OR id = $2) RETURNING id`,
  },
  depth: {
    name: 'task-depth',
    text: `SELECT count(*) AS waiting, greatest(0, coalesce(max(${NOW} - ready_at), 0)) AS overdue FROM task WHERE queue = $1 AND died_at IS NULL`,
  },
  unstick: {
    name: 'task-unstick',
    text: `UPDATE task SET ready_at = ${NOW} WHERE queue = $1 AND died_at IS NULL AND ready_at > ${NOW} + $2::bigint RETURNING id`,
  },
} as const satisfies Record<string, Statement>;

/** The queues of this database. */
export function postgresTasks({ query }: Pick<Connections, 'query'>): Tasks {
  const held = async (statement: Statement, { id, epoch }: Held, ...values: unknown[]): Promise<boolean> =>
    (await query(statement, [id, epoch, ...values])).length > 0;
  return {
    plan: async (task, conversation) => {
      const { queue, key, kind, payload, delay } = flatTask(task);
      return (await query(TASK_SQL.plan, [queue, key, kind, conversation ?? null, payload, delay])).length > 0;
    },
    claim: async (queue, kinds, lease, limit) => (await query(TASK_SQL.claim, [queue, kinds ?? null, lease, limit])).map(asTask),
    renew: (task, lease) => held(TASK_SQL.renew, task, lease),
    finish: (task) => held(TASK_SQL.finish, task),
    later: (task, delay, { why, payload } = {}) =>
      held(TASK_SQL.later, task, Math.trunc(delay), why ?? null, payload ? JSON.stringify(payload) : null),
    bury: (task, why) => held(TASK_SQL.bury, task, why),
    dead: async (queue, limit) => (await query(TASK_SQL.dead, [queue, limit])).map(asDead),
    revive: async (queue, id) => (await query(TASK_SQL.revive, [queue, id ?? null])).length,
    depth: async (queue) => {
      const [row] = await query(TASK_SQL.depth, [queue]);
      return { waiting: row?.waiting ?? 0, overdue: row?.overdue ?? 0 };
    },
    unstick: async (queue, furthest) => (await query(TASK_SQL.unstick, [queue, furthest])).length,
  };
}

function asTask(row: Row): Task {
  return {
    id: row.id,
    key: row.key,
    kind: row.kind,
    conversation: row.conv_id ?? undefined,
    payload: JSON.parse(row.payload) as JsonObject,
    epoch: row.epoch,
    attempts: row.attempts - 1,
    since: row.created_at,
  };
}

function asDead(row: Row): DeadTask {
  const { epoch: _, ...task } = asTask(row);
  return { ...task, attempts: row.attempts, why: row.why ?? '', died: row.died_at };
}
