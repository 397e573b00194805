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

/** Opens the socket and keeps it open; returns how to stop. */
export function openLive(address: string, listener: Listener): () => void {
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let [failures, closed] = [0, false];
  const poll = setInterval(() => socket?.readyState !== WebSocket.OPEN && listener.poll(), POLL);
  const connect = (): void => {
    clearTimeout(timer);
    if (closed || (socket !== undefined && socket.readyState < WebSocket.CLOSING)) return;
    const own = new WebSocket(address);
    socket = own;
    own.onopen = () => {
      failures = 0;
      listener.state('online');
    };
    own.onmessage = ({ data }) => {
      const frame = parsed(data);
      if (frame !== undefined) listener.frame(frame);
    };
    own.onclose = () => {
      if (closed) return;
      listener.state('away');
      timer = setTimeout(connect, pause(failures++));
    };
  };
  addEventListener('online', connect);
  document.addEventListener('visibilitychange', connect);
  connect();
  return () => {
    closed = true;
    clearTimeout(timer);
    clearInterval(poll);
    removeEventListener('online', connect);
    document.removeEventListener('visibilitychange', connect);
    socket?.close();
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
