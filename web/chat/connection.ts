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
  /** Ends the open socket at once: one that is dead without knowing it would never hear a goodbye. */
  leave: () => void;
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

/** Finds out whether an open socket still brings everything: one that slept while something was said gives way to a new one. */
export async function checkUp(connection: Connection): Promise<void> {
  const { socket, watermark } = connection;
  if (socket?.readyState !== WebSocket.OPEN) return;
  await poll(connection).catch(() => undefined);
  if (connection.watermark !== watermark && connection.socket === socket) connection.leave();
}
