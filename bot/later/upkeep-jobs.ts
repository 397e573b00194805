/** What time asks for: old things are forgotten, what happened is counted. */
import type { Instant } from '../../dialogs/case-file.ts';
import type { Store } from '../store/store.ts';
import { DAY } from '../store/upkeep.ts';
import type { Handler } from './run-queue.ts';

const HOUR = 3_600_000;
/** Days in which a delivery that comes again is known; no channel tries for that long. */
const DELIVERIES = 7;
/** Between two rounds through all conversations; and days that two looks may lie apart for the clock to be believed. */
const ROUND = 6 * HOUR;
const APART = 8;
/** Conversations that are looked at in one step, and the pause before the next: turns go first. */
const STEP = 200;
const STEP_PAUSE = 200;
/** Deliveries and events that are forgotten in one step. */
const FORGET = 2000;
/** Nothing is older. */
const BEFORE_ALL = -1;

/** What is needed to look after what is stored. */
export type UpkeepParts = {
  readonly store: Pick<Store, 'upkeep'>;
  readonly now: () => Instant;
  /** Days after its last message that a conversation is kept; 0 keeps all. */
  readonly keepDays: number;
  readonly failed: (job: string, error: unknown) => void;
};

/** The jobs that go on for ever: planned once, each begins itself anew. */
export const UPKEEP_JOBS = ['retention', 'rollup'] as const;

/** Sees that they are planned. Rejects with StoreError. */
export async function planUpkeep({ tasks }: Pick<Store, 'tasks'>): Promise<void> {
  for (const kind of UPKEEP_JOBS) await tasks.plan({ queue: 'job', key: kind, kind, payload: {} });
}

/** Who does them. They never end, and never give up. */
export function upkeepHandlers(parts: UpkeepParts): Readonly<Record<(typeof UPKEEP_JOBS)[number], Handler>> {
  return {
    retention: tireless(parts.failed, async ({ payload }) => {
      const at = parts.now();
      // A clock that jumped ahead must not make everything look old: two looks have to agree on about when it is.
      const steady = typeof payload.seen === 'number' && Math.abs(at - payload.seen) < APART * DAY;
      const next = steady ? await retentionStep(parts, at, typeof payload.cursor === 'string' ? payload.cursor : '') : undefined;
      return next === undefined
        ? { kind: 'again', delay: ROUND, payload: { seen: at } }
        : { kind: 'again', delay: STEP_PAUSE, payload: { cursor: next, seen: at } };
    }),
    rollup: tireless(parts.failed, async () => {
      const today = Math.floor(parts.now() / DAY) * DAY;
      // What came in shortly before midnight is counted after it.
      for (const day of [today - DAY, today]) await parts.store.upkeep.rollUp(day);
      return { kind: 'again', delay: HOUR };
    }),
  };
}

/** One step through all conversations; the cursor of the next one, or undefined at the end. */
async function retentionStep({ store, keepDays }: UpkeepParts, at: Instant, cursor: string): Promise<string | undefined> {
  const keptSince = keepDays === 0 ? BEFORE_ALL : at - keepDays * DAY;
  const limits = { deliveries: at - DELIVERIES * DAY, events: keptSince };
  const more = (await store.upkeep.forget(limits, FORGET)) >= FORGET ? cursor : undefined;
  if (keepDays === 0) return more;
  return (await store.upkeep.dropOld(keptSince, cursor, STEP)).cursor ?? more;
}

function tireless(failed: UpkeepParts['failed'], handler: Handler): Handler {
  return (task, signal) =>
    handler(task, signal).catch((error: unknown) => {
      failed(task.kind, error);
      return { kind: 'again', delay: HOUR / 4 };
    });
}
