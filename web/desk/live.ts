/** The socket over which the server says what changed. It comes back whenever it breaks; then everything is read again. */
import type { LiveFrame } from '../../bot/handoff/desk-api.ts';

export type LiveState = 'connecting' | 'online' | 'away';

type Listener = {
  readonly frame: (frame: LiveFrame) => void;
  /** online means: what was missed has to be fetched. */
  readonly state: (state: LiveState) => void;
  /** Asked for while there is no socket, every few seconds: where sockets are blocked the page still moves. */
  readonly poll: () => void;
};

const FIRST_PAUSE = 400;
const LONGEST_PAUSE = 10_000;
const POLL = 4000;

export type Live = {
  /** Says which conversation the page shows: it hears of that one, and of those that its agent has. */
  readonly look: (conversation: string | undefined) => void;
  readonly stop: () => void;
};

/** Opens the socket and keeps it open. */
export function openLive(address: string, listener: Listener): Live {
  const waits = newWaits();
  let socket: WebSocket | undefined;
  let looksAt = '';
  const isOpen = (): boolean => socket?.readyState === WebSocket.OPEN;
  const connect = (): void => {
    if (!waits.may() || (socket !== undefined && socket.readyState < WebSocket.CLOSING)) return;
    socket = opened(address, listener, { looksAt: () => looksAt, came: waits.reset, left: () => waits.later(connect) });
  };
  const poll = setInterval(() => isOpen() || listener.poll(), POLL);
  addEventListener('online', connect);
  document.addEventListener('visibilitychange', connect);
  connect();
  return {
    look: (conversation = '') => {
      looksAt = conversation;
      if (isOpen()) socket?.send(JSON.stringify({ look: looksAt }));
    },
    stop: () => {
      waits.end();
      clearInterval(poll);
      removeEventListener('online', connect);
      document.removeEventListener('visibilitychange', connect);
      socket?.close();
    },
  };
}

type Course = { readonly looksAt: () => string; readonly came: () => void; readonly left: () => void };

function opened(address: string, listener: Listener, { looksAt, came, left }: Course): WebSocket {
  const socket = new WebSocket(address);
  socket.onopen = () => {
    came();
    if (looksAt() !== '') socket.send(JSON.stringify({ look: looksAt() }));
    listener.state('online');
  };
  socket.onmessage = ({ data }) => {
    const frame = parsed(data);
    if (frame !== undefined) listener.frame(frame);
  };
  socket.onclose = () => {
    listener.state('away');
    left();
  };
  return socket;
}

type Waits = {
  readonly may: () => boolean;
  readonly reset: () => void;
  readonly later: (work: () => void) => void;
  readonly end: () => void;
};

/** When to try again, until it has an end. */
function newWaits(): Waits {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let [failures, ended] = [0, false];
  return {
    may: () => !ended,
    reset: () => {
      failures = 0;
    },
    later: (work) => {
      clearTimeout(timer);
      timer = setTimeout(work, pause(failures++));
    },
    end: () => {
      ended = true;
      clearTimeout(timer);
    },
  };
}

/** Doubling, with jitter so that pages do not come back all at once. */
function pause(failures: number): number {
  const most = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(failures, 8));
  return most / 2 + (Math.random() * most) / 2;
}

function parsed(data: unknown): LiveFrame | undefined {
  try {
    const frame: unknown = typeof data === 'string' && data !== '' ? JSON.parse(data) : undefined;
    return typeof frame === 'object' && frame !== null && 'kind' in frame ? (frame as LiveFrame) : undefined;
  } catch {
    return undefined;
  }
}
