/** Works through a queue of the store: what goes out, what is due. Any number of processes may work on the same queue. */
import { errorText } from '../error-code.ts';
import type { Log } from '../log.ts';
import type { JsonObject, Store } from '../store/store.ts';
import type { Queue, Task } from '../store/tasks.ts';

/** How a task ended. again: on purpose, such as every hour. failed: it is tried later. never: trying again is no use. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'again'; readonly delay: number; readonly payload?: JsonObject }
  /** `retryAfter`: milliseconds that the other side asks for. */
  | { readonly kind: 'failed'; readonly why: string; readonly retryAfter?: number }
  | { readonly kind: 'never'; readonly why: string };

/** Does a task; it may be done twice, if this process dies before it can say so. Rejecting is failing. `signal`: somebody else has it now. */
export type Handler = (task: Task, signal: AbortSignal) => Promise<Outcome>;

/** Times in milliseconds. */
export type Pace = {
  /** How long a task stays ours without a sign of life. */
  readonly lease: number;
  /** Between two looks for tasks that nobody told of. */
  readonly poll: number;
  readonly atOnce: number;
  /** Failures after which a task is given up on. */
  readonly tries: number;
  /** Before the second try; doubled with each failure, up to the longest. */
  readonly first: number;
  readonly longest: number;
  /** Nothing in this queue is due later than that; what is comes from a clock that was set back. */
  readonly furthest: number;
  /** How long stopping waits for what was begun; what takes longer is done again by somebody else. */
  readonly goodbye: number;
};

/** How what goes out is worked through: given up on after about a quarter of an hour. */
export const OUTBOX_PACE: Pace = {
  lease: 60_000,
  poll: 1000,
  atOnce: 32,
  tries: 12,
  first: 1000,
  longest: 300_000,
  furthest: 3_600_000,
  goodbye: 5000,
};
/** Whoever waits for a person waits for nothing else: what a process that died had begun is soon taken up, and nothing is given up on. */
export const HANDOFF_PACE: Pace = { ...OUTBOX_PACE, lease: 15_000, tries: 1_000_000, longest: 15_000 };
/** How what is due later is worked through. */
export const JOB_PACE: Pace = { ...OUTBOX_PACE, atOnce: 4, furthest: 8 * 86_400_000 };

/** What is needed to work through a queue. */
export type QueueParts = {
  readonly store: Pick<Store, 'tasks' | 'watchQueue'>;
  readonly queue: Queue;
  readonly handlers: Readonly<Record<string, Handler>>;
  readonly log: Log;
  readonly pace: Pace;
  /** From 0 to below 1: spreads what failed together. */
  readonly random: () => number;
};

/** Milliseconds between two looks for what a clock left behind. */
const SETTLE = 60_000;

/** Begins to work; returns how to stop, which begins nothing new and waits for what was begun. */
export function runQueue(parts: QueueParts): () => Promise<void> {
  const { store, queue, pace, log } = parts;
  const kinds = Object.keys(parts.handlers);
  const running = new Set<Promise<void>>();
  const bell = newBell();
  let stopped = false;
  let settled = Number.NEGATIVE_INFINITY;
  const begin = async (): Promise<number> => {
    if (performance.now() - settled > SETTLE) {
      settled = performance.now();
      await store.tasks.unstick(queue, pace.furthest);
    }
    const free = pace.atOnce - running.size;
    const tasks = free > 0 ? await store.tasks.claim(queue, kinds, pace.lease, free) : [];
    for (const task of tasks) {
      const work: Promise<void> = doTask(parts, task).finally(() => {
        running.delete(work);
        bell.ring();
      });
      running.add(work);
    }
    return tasks.length;
  };
  const loop = async (): Promise<void> => {
    while (!stopped) {
      const begun = await begin().catch((error: unknown) => {
        log.warn('queue cannot be read', { queue, error: errorText(error) });
        return 0;
      });
      // What is out may have held back what comes next, so a task that ends rings as well.
      if (begun === 0) await bell.wait(pace.poll * (0.75 + parts.random() / 2));
    }
  };
  const unwatch = store.watchQueue(queue, bell.ring);
  const looping = loop();
  return async () => {
    stopped = true;
    unwatch();
    bell.ring();
    await looping;
    await atMost(pace.goodbye, Promise.all(running));
  };
}

/** Waits for the work, but not longer than so many milliseconds. */
async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}

/** Wakes whoever waits; one ring before the wait counts. */
function newBell(): { readonly ring: () => void; readonly wait: (most: number) => Promise<void> } {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring: () => {
      rung = true;
      wake?.();
    },
    wait: async (most) => {
      let timer: NodeJS.Timeout | undefined;
      if (!rung)
        await new Promise<void>((resolve) => {
          wake = resolve;
          timer = setTimeout(resolve, most).unref();
        });
      clearTimeout(timer);
      wake = undefined;
      rung = false;
    },
  };
}

async function doTask(parts: QueueParts, task: Task): Promise<void> {
  const { store, handlers, log, queue, pace } = parts;
  const fenced = new AbortController();
  // While it takes long, it stays ours; should it have gone to somebody else, we stop.
  const sign = setInterval(() => {
    store.tasks.renew(task, pace.lease).then(
      (ours) => ours || fenced.abort(new Error('somebody else has the task')),
      () => undefined,
    );
  }, pace.lease / 3).unref();
  try {
    const handler = handlers[task.kind];
    const outcome: Outcome =
      handler === undefined
        ? { kind: 'failed', why: `nobody does ${task.kind}` }
        : await handler(task, fenced.signal).catch((error: unknown) => ({ kind: 'failed', why: errorText(error) }));
    await settle(parts, task, outcome);
  } catch (error) {
    // Its lease ends, and it is done again.
    log.warn('task cannot be settled', { queue, id: task.id, kind: task.kind, error: errorText(error) });
  } finally {
    clearInterval(sign);
  }
}

async function settle({ store: { tasks }, pace, random, log, queue }: QueueParts, task: Task, outcome: Outcome): Promise<void> {
  const about = { queue, id: task.id, kind: task.kind };
  const end = final(outcome, task, pace);
  switch (end.kind) {
    case 'done':
      await tasks.finish(task);
      return;
    case 'again':
      await tasks.later(task, end.delay, end.payload && { payload: end.payload });
      return;
    case 'never':
      log.error('task given up on', { ...about, why: end.why });
      await tasks.bury(task, shortened(end.why));
      return;
    case 'failed': {
      const delay = pauseAfter(pace, task.attempts, end.retryAfter ?? 0, random);
      log.warn('task failed', { ...about, attempt: task.attempts + 1, again: delay, why: end.why });
      await tasks.later(task, delay, { why: shortened(end.why) });
    }
  }
}

/** What failed too often is given up on. */
function final(outcome: Outcome, task: Task, pace: Pace): Outcome {
  return outcome.kind === 'failed' && task.attempts + 1 >= pace.tries ? { kind: 'never', why: outcome.why } : outcome;
}

/** Milliseconds to wait after so many failures before this one: what the other side asks for, or a doubling pause of which half is chance. */
export function pauseAfter(
  pace: Pick<Pace, 'first' | 'longest' | 'furthest'>,
  failures: number,
  asked: number,
  random: () => number,
): number {
  const full = Math.min(pace.longest, pace.first * 2 ** Math.min(failures, 30));
  const own = full / 2 + (full / 2) * random();
  // Who is asked to come back together should not come back together.
  return Math.round(Math.min(pace.furthest, Math.max(own, asked + (asked > 0 ? pace.first * random() : 0))));
}

function shortened(why: string): string {
  return why.slice(0, 500);
}
