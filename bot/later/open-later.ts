/** What goes on beside the turns: replies that have to be sent out, jobs that come due. */
import type { Channel } from '../channels/channel.ts';
import type { Config } from '../config.ts';
import { errorText } from '../error-code.ts';
import type { Handoff } from '../handoff/open-handoff.ts';
import type { Log } from '../log.ts';
import { StoreError } from '../store/store.ts';
import type { House } from '../turn.ts';
import { followUpHandler, followUpOf } from './follow-up.ts';
import { HANDOFF_PACE, type Handler, JOB_PACE, OUTBOX_PACE, runQueue } from './run-queue.ts';
import { planUpkeep, upkeepHandlers } from './upkeep-jobs.ts';

/** What everything that is done later is built from. */
export type LaterParts = {
  readonly config: Pick<Config, 'keepDays'>;
  readonly house: Promise<House>;
  readonly channels: readonly Channel[];
  /** What there is to do for the people who take over. */
  readonly handoff?: Pick<Handoff, 'handlers'>;
  readonly now: () => number;
  readonly log: Log;
};

/** What a turn leaves to be done: its replies to send, where a channel has to be called, and the job to come back later. */
export function afterwardsOf(
  { followUpHours }: Pick<Config, 'followUpHours'>,
  channels: () => readonly Channel[],
): NonNullable<House['afterwards']> {
  const outboxOf = (name: string): Channel['outbox'] => channels().find((channel) => channel.name === name)?.outbox;
  return ({ speaker, key, version, decision, said }) => [
    ...(speaker.inPlace ? [] : (outboxOf(speaker.channel)?.tasks(speaker, key, said) ?? [])),
    ...followUpOf(followUpHours, (name) => outboxOf(name) !== undefined, speaker, version, decision.case),
  ];
}

/** `ready` rejects with whatever hinders it; `stop` finishes what was begun. */
export type Later = { readonly ready: Promise<void>; readonly stop: () => Promise<void> };

/** Begins with it as soon as the house is there. */
export function openLater(parts: LaterParts): Later {
  let stopped = false;
  let stops: readonly (() => Promise<void>)[] = [];
  const begin = async (): Promise<void> => {
    const house = await parts.house;
    if (stopped) return;
    await planned(parts, house, () => stopped);
    if (!stopped) stops = queuesOf(parts, house);
  };
  return {
    ready: begin().catch((error: unknown) => {
      if (!stopped) throw error;
    }),
    stop: async () => {
      stopped = true;
      await Promise.all(stops.map((stop) => stop()));
    },
  };
}

/** Milliseconds between two attempts. */
const PAUSE = 1000;

/** Plans the jobs. A database that is away for a moment is waited for: whoever asks meanwhile hears that we are not ready. */
async function planned({ log }: LaterParts, { store }: House, stopped: () => boolean): Promise<void> {
  while (!stopped()) {
    const trouble = await planUpkeep(store).then(() => undefined, passing);
    if (trouble === undefined) return;
    log.warn('jobs cannot be planned', { error: errorText(trouble) });
    // What was said can be read on a full disk, too; the jobs are planned at the next start.
    if (trouble.code === 'full') return;
    await new Promise((wake) => setTimeout(wake, PAUSE));
  }
}

/** Trouble of the store that does not stay; anything else is thrown. */
function passing(error: unknown): StoreError {
  if (error instanceof StoreError && ['full', 'unreachable', 'slow'].includes(error.code)) return error;
  throw error;
}

/** A name that was good once has expired: that it is gone is all there is to do. */
const forgotten: Handler = async () => ({ kind: 'done' });

function queuesOf({ config, channels, handoff, now, log }: LaterParts, house: House): readonly (() => Promise<void>)[] {
  const { store } = house;
  const failed = (job: string, error: unknown): void => log.warn('job failed', { job, error: errorText(error) });
  const followUp = followUpHandler({
    store,
    now,
    // Of the mind that there is when it comes due.
    reviveCase: (stored, at) => house.mind.reviveCase(stored, at),
    followUp: (before, at) => house.mind.followUp(before, at),
    sends: (speaker, key, said) => channels.find(({ name }) => name === speaker.channel)?.outbox?.tasks(speaker, key, said) ?? [],
  });
  const desks = handoff?.handlers(house) ?? { job: {}, outbox: {}, handoff: {} };
  const jobs = {
    ...desks.job,
    ...upkeepHandlers({ store, now, keepDays: config.keepDays, failed }),
    'follow-up': followUp,
    spent: forgotten,
  };
  const called = channels.flatMap(({ name, outbox }) => (outbox === undefined ? [] : [[name, outbox.deliver] as const]));
  const outbox = { ...desks.outbox, ...Object.fromEntries(called) };
  const shared = { store, log, random: Math.random };
  return [
    runQueue({ ...shared, queue: 'job', handlers: jobs, pace: JOB_PACE }),
    ...(handoff === undefined ? [] : [runQueue({ ...shared, queue: 'handoff', handlers: desks.handoff, pace: HANDOFF_PACE })]),
    ...(Object.keys(outbox).length === 0 ? [] : [runQueue({ ...shared, queue: 'outbox', handlers: outbox, pace: OUTBOX_PACE })]),
  ];
}
