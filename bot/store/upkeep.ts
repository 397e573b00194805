import type { Instant } from '../../dialogs/case-file.ts';
import type { Address } from './addresses.ts';
import type { DeskNote } from './desks.ts';
import type { FileWithBytes, JsonObject, Logged, Said } from './store.ts';

/** All that is kept of one conversation. */
export type Kept = {
  readonly conversation: string;
  readonly channel: string;
  readonly updated: Instant;
  readonly case: unknown;
  readonly log: readonly Logged[];
  readonly files: readonly FileWithBytes[];
  /** What those who helped wrote for each other. */
  readonly notes: readonly DeskNote[];
  /** How they are reached, over a channel that has to be called. */
  readonly address?: Address;
  /** What still waits to be done for it. */
  readonly tasks: readonly JsonObject[];
};

/** One line of what was counted in a day (its first millisecond, UTC). */
export type Count = { readonly day: Instant; readonly kind: string; readonly code: string; readonly times: number; readonly sum: number };

/** What was said when something happened. */
type Occasion = { readonly conversation: string; readonly at: Instant; readonly said: Said };

/** What is done to a store besides turns: for people who ask for their data, for time that passes, for those who count. */
export type Upkeep = {
  /** Whose conversation this is; undefined when there is none. */
  readonly userOf: (conversation: string) => Promise<string | undefined>;
  /** Everything of this user, one conversation at a time. */
  readonly exportUser: (user: string) => AsyncIterable<Kept>;
  /** Removes everything of this user, and says how many conversations that were. */
  readonly eraseUser: (user: string) => Promise<number>;
  /** Looks at up to `limit` conversations after `cursor` and removes those untouched since `before`; `cursor` is undefined at the end. */
  readonly dropOld: (
    before: Instant,
    cursor: string,
    limit: number,
  ) => Promise<{ readonly dropped: number; readonly cursor: string | undefined }>;
  /** Forgets up to `limit` names of deliveries, addresses of conversations that never were, and events, older than these; says how many. */
  readonly forget: (limits: { readonly deliveries: Instant; readonly events: Instant }, limit: number) => Promise<number>;
  /** Counts what happened in the day that begins then; doing it again counts it again, not twice. */
  readonly rollUp: (day: Instant) => Promise<void>;
  /** What was counted on days from `from` to before `to`. */
  readonly counts: (from: Instant, to: Instant) => Promise<readonly Count[]>;
  /** With what the turns began in which this happened, from `from` to before `to`: at most `limit`, the newest first. */
  readonly occasions: (kind: string, from: Instant, to: Instant, limit: number) => Promise<readonly Occasion[]>;
};

/** Milliseconds in a day. */
export const DAY = 86_400_000;
