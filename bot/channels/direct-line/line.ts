import type { Config } from '../../config.ts';
import type { Rate } from '../../http/rate.ts';
import type { Store } from '../../store/store.ts';
import type { House } from '../../turn.ts';
import type { Streams } from './streams.ts';
import type { Tokens } from './tokens.ts';

type Limits = { readonly message: Rate; readonly minute: Rate; readonly tokens: Rate };

/** All that answering a call needs. `house` is a promise: the doors are open while the bot still learns. */
export type Line = {
  readonly config: Pick<Config, 'secret'>;
  readonly store: Store;
  readonly house: Promise<House>;
  readonly tokens: Tokens;
  readonly streams: Streams;
  readonly limits: Limits;
  readonly now: () => number;
};
