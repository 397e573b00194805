import type { Log } from '../../log.ts';
import type { Store } from '../../store/store.ts';
import type { House } from '../../turn.ts';
import type { Door } from './door.ts';

/** All that the work in here needs. `house` is a promise: the doors are open while the bot still learns. */
export type Room = {
  readonly store: Store;
  readonly house: Promise<House>;
  readonly door: Door;
  readonly now: () => number;
  readonly log: Log;
  /** Milliseconds that a call may take: longer than services take that work, since a call that is given up may have arrived. */
  readonly patience: number;
};
