/** What the page knows of the desk. */
import type { Queue } from '../../bot/handoff/desk-api.ts';
import type { Role } from '../../bot/store/accounts.ts';
import type { Agent } from '../../bot/store/store.ts';
import type { LiveState } from './live.ts';
import type { Opened } from './opened.ts';

export type Me = Agent & { readonly role: Role; readonly login: string };

export type DeskState = {
  readonly queue: Queue | undefined;
  /** What the server's clock is ahead of this browser's, in milliseconds. */
  readonly skew: number;
  readonly live: LiveState;
  readonly opened: Opened | undefined;
  /** Conversations of ours in which something was said since we looked. */
  readonly fresh: ReadonlySet<string>;
  /** What was refused last. */
  readonly trouble: string | undefined;
};

/** Nothing is known yet. */
export const EMPTY_DESK: DeskState = {
  queue: undefined,
  skew: 0,
  live: 'connecting',
  opened: undefined,
  fresh: new Set(),
  trouble: undefined,
};
