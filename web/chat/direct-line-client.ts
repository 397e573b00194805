/** A small Direct Line client: one conversation, kept connected, every message delivered once. */
import { type Connection, checkUp, type Listener } from './connection.ts';
import { type Delivery, deliver, type Outgoing } from './delivery.ts';
import { newEntrance, type Visit } from './entrance.ts';
import { newPauses } from './pause.ts';
import type { Keep } from './session.ts';
import { stayConnected } from './stream.ts';

export type Line = {
  /** Delivers a message; `progress` hears of files how much is on its way, in percent. */
  readonly send: (message: Outgoing, progress?: (percent: number) => void) => Promise<Delivery>;
  /** Tells whoever is at the other end that the person writes. Nobody misses it when it gets lost. */
  readonly typing: () => void;
  /** Try again now: the network is back, or the person looks at the page again. */
  readonly wake: () => void;
  readonly close: () => void;
};

/** Opens the kept conversation or a new one, and stays with it until closed. */
export function openLine(visit: Visit, keep: Keep, listener: Listener): Line {
  const connection: Connection = {
    // A line that is closed must not overwrite the session of the one that took its place.
    entrance: newEntrance(visit, { ...keep, write: (session) => !connection.closed && keep.write(session) }),
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
  return {
    send: (message, progress = () => undefined) => {
      // One after the other, so that they arrive in the order in which they were written.
      const delivery = last.then(() => deliver(connection, message, progress));
      last = delivery;
      return delivery;
    },
    typing: () => void connection.entrance.call('POST', '/activities', { type: 'typing' }).catch(() => undefined),
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
