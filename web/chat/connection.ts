/** What the reading and the sending side of one conversation share. */
import type { Entrance } from './entrance.ts';
import type { Pauses } from './pause.ts';

/**
 * connecting: not yet there. online. away: trying to come back. busy: the server asked to wait, in milliseconds.
 * gone: this conversation can no longer be reached. stranger: only who proves to be its person may. shut: none may be begun from here.
 */
export type LineState =
  | { readonly kind: 'connecting' | 'online' | 'away' | 'gone' | 'stranger' | 'shut' }
  | { readonly kind: 'busy'; readonly wait: number };

export type Listener = {
  readonly activity: (activity: unknown) => void;
  readonly state: (state: LineState) => void;
};

export type Connection = {
  readonly entrance: Entrance;
  readonly listener: Listener;
  readonly pauses: Pauses;
  /** Keys of own messages that the server has shown again. */
  readonly echoed: Set<string>;
  /** Up to where the conversation was read, in the server's words. */
  watermark: string | undefined;
  socket: WebSocket | undefined;
  closed: boolean;
};

/** Takes in one frame, of the stream or of a poll. */
export function receive(connection: Connection, frame: unknown): void {
  const { activities, watermark } = (frame ?? {}) as { activities?: unknown; watermark?: unknown };
  if (typeof watermark === 'string' && watermark !== '') connection.watermark = watermark;
  for (const activity of Array.isArray(activities) ? activities : []) {
    const key: unknown = activity?.channelData?.clientActivityID;
    if (typeof key === 'string') connection.echoed.add(key);
    connection.listener.activity(activity);
  }
}

/** Fetches what came since. Throws CallFailed. */
export async function poll(connection: Connection): Promise<void> {
  const since = connection.watermark === undefined ? '' : `?watermark=${encodeURIComponent(connection.watermark)}`;
  receive(connection, await connection.entrance.call('GET', `/activities${since}`));
}
