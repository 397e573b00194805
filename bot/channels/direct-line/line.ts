import type { Files } from '../../files/files.ts';
import type { Surroundings } from '../../http/exchange.ts';
import type { Rate } from '../../http/rate.ts';
import type { SiteBook } from '../../sites/site-book.ts';
import type { Store } from '../../store/store.ts';
import type { House } from '../../turn.ts';
import type { Streams } from './streams.ts';
import type { Tokens } from './tokens.ts';

type Limits = {
  readonly message: Rate;
  readonly minute: Rate;
  readonly typing: Rate;
  readonly polls: Rate;
  /** New conversations: of an address, and of a user whom a site names. */
  readonly tokens: Rate;
  readonly user: Rate;
};

/** All that answering a call needs. `house` is a promise: the doors are open while the bot still learns. */
export type Line = {
  readonly store: Store;
  readonly surroundings: Surroundings;
  readonly house: Promise<House>;
  readonly tokens: Tokens;
  readonly sites: SiteBook;
  readonly files: Files;
  /** What the secrets are derived from with which sites sign who somebody is. */
  readonly identityRoot: Uint8Array;
  readonly streams: Streams;
  readonly limits: Limits;
  readonly now: () => number;
  /** Hears of what went wrong and is not told to whoever asked. */
  readonly failed: (error: unknown) => void;
};
