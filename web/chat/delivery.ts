/** The sending side: a message is tried until the server has it, and counts once however often it was tried. */
import { type Answer, CallFailed } from './calls.ts';
import { type Connection, poll } from './connection.ts';
import { backoff } from './pause.ts';

/** One delivery. `key` names it: sent again with the same key, it still counts once. */
export type Parcel = {
  readonly key: string;
  readonly post: () => Promise<Answer>;
  /** Milliseconds for which it is tried. */
  readonly patience: number;
};

/** late: not delivered in good time, worth another try. refused: trying again is no use; `status` says why. */
export type Delivery = { readonly kind: 'sent' | 'late' } | { readonly kind: 'refused'; readonly status: number };

/** Milliseconds after a delivery in which its echo should come; else the socket is dead without knowing it. */
const ECHO = 4000;

/** Delivers one message. */
export async function deliver(connection: Connection, parcel: Parcel): Promise<Delivery> {
  const until = Date.now() + parcel.patience;
  for (let failures = 0; ; failures++) {
    const failure = await attempt(connection, parcel);
    if (failure === undefined) return { kind: 'sent' };
    if (!failure.passing) return refused(connection, failure);
    const pause = failure.again ?? backoff(failures);
    if (connection.closed || Date.now() + pause > until) return { kind: 'late' };
    await connection.pauses.wait(pause);
  }
}

async function attempt(connection: Connection, { key, post }: Parcel): Promise<CallFailed | undefined> {
  try {
    // Its echo may have come although the answer to the call was lost.
    if (!connection.echoed.has(key)) await post();
    void expectEcho(connection, key);
    return undefined;
  } catch (failure) {
    if (failure instanceof CallFailed) return failure;
    throw failure;
  }
}

function refused(connection: Connection, { status = 0 }: CallFailed): Delivery {
  if (status === 404) connection.listener.state('gone');
  return { kind: 'refused', status };
}

async function expectEcho(connection: Connection, key: string): Promise<void> {
  // Without an open socket nothing would bring the answer: it is fetched at once.
  if (connection.socket?.readyState === WebSocket.OPEN) await new Promise((resolve) => setTimeout(resolve, ECHO));
  if (connection.closed || connection.echoed.has(key)) return;
  await poll(connection).catch(() => undefined);
  connection.leave();
}
