import type { JsonObject, Turn } from './store.ts';

/**
 * What is done after a turn, not within it. outbox: what goes out to channels and desks that have to be called; to each
 * of them one at a time for a conversation, in order, so that a desk that is down holds up no channel. job: what is due later. handoff: conversations that wait for a person.
 */
export type Queue = 'outbox' | 'job' | 'handoff';

/** Something to do later. Of one key a queue holds one: a job planned again is planned anew, a handoff keeps its place. */
export type NewTask = {
  readonly queue: Queue;
  readonly key: string;
  /** Names who can do it: a channel, a desk, a kind of job. */
  readonly kind: string;
  readonly payload: JsonObject;
  /** Milliseconds before it may begin; 0 if not given. */
  readonly delay?: number;
};

/** A task that is ours until its lease ends. `epoch` counts who had it: whoever comes with an older one changes nothing. */
export type Task = {
  readonly id: number;
  readonly key: string;
  readonly kind: string;
  readonly conversation: string | undefined;
  readonly payload: JsonObject;
  readonly epoch: number;
  /** How often it was begun before. */
  readonly attempts: number;
  /** Milliseconds since 1970 by the store's clock. */
  readonly since: number;
};

/** What was given up on, why, and when. */
export type DeadTask = Omit<Task, 'epoch'> & { readonly why: string; readonly died: number };

/** A task as its holder names it. */
export type Held = Pick<Task, 'id' | 'epoch'>;

/**
 * Queues of tasks with leases. All times are measured by the store's own clock, so processes whose clocks differ agree.
 * What takes a `Held` answers false, and changes nothing, when somebody else has had the task since.
 */
export type Tasks = {
  /** Plans a task outside of any turn, in the order of a conversation if it is named, unless one of its key is there; says whether it was new. */
  readonly plan: (task: NewTask, conversation?: string) => Promise<boolean>;
  /** Takes at most `limit` tasks that are due, of these kinds (or any), oldest first, each for so many milliseconds. */
  readonly claim: (queue: Queue, kinds: readonly string[] | undefined, lease: number, limit: number) => Promise<readonly Task[]>;
  readonly renew: (held: Held, lease: number) => Promise<boolean>;
  readonly finish: (held: Held) => Promise<boolean>;
  /** Gives it back to be begun again after so many milliseconds; `payload` replaces what it carries. `why` tells of a failure. */
  readonly later: (held: Held, delay: number, change?: { readonly why?: string; readonly payload?: JsonObject }) => Promise<boolean>;
  /** Gives up on it; it stays to be looked at. */
  readonly bury: (held: Held, why: string) => Promise<boolean>;
  readonly dead: (queue: Queue, limit: number) => Promise<readonly DeadTask[]>;
  /** Begins dead tasks anew, one or all of the queue; says how many. */
  readonly revive: (queue: Queue, id?: number) => Promise<number>;
  /** How many wait or are held, and for how many milliseconds the oldest has been due. */
  readonly depth: (queue: Queue) => Promise<{ readonly waiting: number; readonly overdue: number }>;
  /** What lies further ahead than anything may is due now: a clock was set back. Says how many. */
  readonly unstick: (queue: Queue, furthest: number) => Promise<number>;
};

/** The queues in which a turn leaves something. */
export function queuesOf({ tasks = [], handoff }: Turn): readonly Queue[] {
  return [...new Set([...(handoff === undefined ? [] : (['handoff'] as const)), ...tasks.map(({ queue }) => queue)])];
}
