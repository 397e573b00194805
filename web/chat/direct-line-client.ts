/** A small Direct Line client: one conversation, kept connected, every message delivered once. */
import { type Connection, checkUp, type Listener } from './connection.ts';
import { type Delivery, deliver } from './delivery.ts';
import { newEntrance } from './entrance.ts';
import { newPauses } from './pause.ts';
import type { Keep } from './session.ts';
import { stayConnected } from './stream.ts';

/** What the person sends. `key` names the delivery: sent again with the same key, it still counts once. */
export type Outgoing = { readonly key: string; readonly text: string; readonly pick: string | undefined };

/** Milliseconds in which a message should be delivered before the person is told. */
const IN_GOOD_TIME = 20_000;

export type Line = {
  readonly send: (message: Outgoing) => Promise<Delivery>;
  /** Sends any activity to a place in the conversation (`/activities`, `/upload`), after what was sent before; tries for so many milliseconds. */
  readonly post: (key: string, path: string, body: unknown, patience?: number) => Promise<Delivery>;
  /** Try again now: the network is back, or the person looks at the page again. */
  readonly wake: () => void;
  readonly close: () => void;
};

/** Opens the kept conversation or a new one, and stays with it until closed. */
export function openLine(origin: string, keep: Keep, locale: string, listener: Listener): Line {
  const connection: Connection = {
    // A line that is closed must not overwrite the session of the one that took its place.
    entrance: newEntrance(origin, { ...keep, write: (session) => !connection.closed && keep.write(session) }, locale),
    listener: {
      activity: (activity) => !connection.closed && listener.activity(activity),
      state: (state) => !connection.closed && listener.state(state),
    },
    pauses: newPauses(),
    echoed: new Set(),
    watermark: undefined,
    socket: undefined,
    leave: () => undefined,
    closed: false,
  };
  void stayConnected(connection);
  let last: Promise<unknown> = Promise.resolve();
  const post: Line['post'] = (key, path, body, patience = IN_GOOD_TIME) => {
    // One after the other, so that they arrive in the order in which they were written.
    const delivery = last.then(() => deliver(connection, { key, patience, post: () => connection.entrance.call('POST', path, body) }));
    last = delivery;
    return delivery;
  };
  return {
    post,
    send: ({ key, text, pick }) =>
      post(key, '/activities', {
        type: 'message',
        text,
        textFormat: 'plain',
        channelData: { clientActivityID: key },
        ...(pick && { value: { pick } }),
      }),
    wake: () => {
      connection.pauses.wake();
      void checkUp(connection);
    },
    close: () => {
      connection.closed = true;
      connection.leave();
      connection.pauses.wake();
    },
  };
}
