import { WebSocket } from 'ws';
import { type Caller, newCaller, pause } from '../load/http.ts';
import { asLine, SECRET, type SeenActivity } from './door.ts';
import type { Line } from './ledger.ts';

/** Somebody who looks on over a socket, and comes back to whichever server there is when it breaks. */
type Watcher = {
  readonly conversation: string;
  readonly seen: readonly Line[];
  /** What was seen out of order, as sentences. */
  readonly faults: readonly string[];
  readonly reconnects: () => number;
  readonly stop: () => void;
};

/** Watchers that share their connections for calls. */
export type Lookout = {
  readonly watch: (conversation: string) => Watcher;
  readonly watchers: readonly Watcher[];
  readonly close: () => void;
};

/** A lookout on the servers that `url` names. */
export function newLookout(url: () => string): Lookout {
  const caller = newCaller();
  const watchers: Watcher[] = [];
  return {
    watchers,
    watch: (conversation) => {
      const watcher = watchOn(caller, url, conversation);
      watchers.push(watcher);
      return watcher;
    },
    close: () => {
      for (const { stop } of watchers) stop();
      caller.close();
    },
  };
}

/** Milliseconds that opening a socket may take. */
const HANDSHAKE = 30_000;

function watchOn(caller: Caller, url: () => string, conversation: string): Watcher {
  const seen: Line[] = [];
  const faults: string[] = [];
  let [stopped, reconnects] = [false, -1];
  let socket: WebSocket | undefined;
  const take = (line: Line): void => {
    const next = (seen.at(-1)?.seq ?? 0) + 1;
    if (line.seq !== next) faults.push(`${conversation}: the socket showed seq ${line.seq} where ${next} was due`);
    seen.push(line);
  };
  const look = async (): Promise<void> => {
    while (!stopped) {
      const from = seen.at(-1)?.seq ?? 0;
      const path = `/v3/directline/conversations/${conversation}?watermark=${from}`;
      const answer = await caller.call(url(), 'GET', path, { token: SECRET });
      if (answer?.status === 200) {
        reconnects += 1;
        socket = new WebSocket(String(answer.body.streamUrl), { handshakeTimeout: HANDSHAKE });
        await untilClosed(socket, take);
      }
      await pause(50 + Math.random() * 100);
    }
  };
  void look();
  return {
    conversation,
    seen,
    faults,
    reconnects: () => Math.max(0, reconnects),
    stop: () => {
      stopped = true;
      socket?.terminate();
    },
  };
}

function untilClosed(socket: WebSocket, take: (line: Line) => void): Promise<void> {
  socket.on('message', (data) => {
    for (const activity of JSON.parse(String(data)).activities as readonly SeenActivity[]) take(asLine(activity));
  });
  return new Promise((resolve) => {
    // Whatever ends it also closes it.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
  });
}
