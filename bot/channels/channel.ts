import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Route } from '../http/exchange.ts';

/**
 * A door through which people reach the bot. It turns what comes into an `Inbound` for `turn`, and shows what was
 * committed; it never decides anything, and never knows of another door.
 */
export type Channel = {
  readonly name: string;
  readonly routes: readonly Route[];
  /** Who takes a socket that asks for this address; undefined when it is none of this channel's. Rejects with a Refusal. */
  readonly socket?: (request: IncomingMessage, url: URL) => Promise<((socket: WebSocket) => void) | undefined>;
  /** Sends everybody away kindly; what was taken is finished before. */
  readonly close: () => Promise<void>;
};
