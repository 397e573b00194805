/** A small Direct Line client: one conversation, kept connected, every message delivered once. */
import type { Connection, Listener } from './connection.ts';
import { type Delivery, deliver, type Outgoing } from './delivery.ts';
import { newEntrance } from './entrance.ts';
import { newPauses } from './pause.ts';
import type { Keep } from './session.ts';
import { stayConnected } from './stream.ts';

export type Line = {
  readonly send: (message: Outgoing) => Promise<Delivery>;
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
    closed: false,
  };
  void stayConnected(connection);
  let last: Promise<unknown> = Promise.resolve();
  return {
    send: (message) => {
      // One after the other, so that they arrive in the order in which they were written.
      const delivery = last.then(() => deliver(connection, message));
      last = delivery;
      return delivery;
    },
    wake: connection.pauses.wake,
    close: () => {
      connection.closed = true;
      connection.socket?.close();
      connection.pauses.wake();
    },
  };
}
