import type { WebSocket } from 'ws';
import { sayGoodbye } from '../../http/goodbye.ts';
import type { JsonObject, Logged, Store } from '../../store/store.ts';
import { typingOf } from './activity.ts';

/** Lines of the log that are read at once. Each is a frame of its own: Microsoft's client mixes up those of frames that come close together. */
const PAGE = 100;
/** Milliseconds between signs of life; who misses one is gone. */
const PING = 30_000;
/** Milliseconds between two groups that are sent away, and why they are. */
const LEAVE = 100;
const GOODBYE = 'the server restarts';
/** Bytes waiting for a reader who is too slow; it is cut off, and comes back by watermark. */
const SLOW = 1024 * 1024;

/** Lines of the log as activities, for whoever knows this server by the address `home`. */
export type Shown = (conversation: string, lines: readonly Logged[], home: string) => Promise<readonly JsonObject[]>;

/** The open sockets of all conversations. */
export type Streams = {
  /** Sends everything after the watermark, then whatever is committed, until the socket closes. */
  readonly join: (socket: WebSocket, conversation: string, watermark: number, home: string) => void;
  /** Shows something that is not kept to whoever looks at the conversation now. */
  readonly show: (conversation: string, activity: JsonObject) => void;
  /** Says goodbye to one after the other, spread over so many milliseconds. */
  readonly leave: (span: number) => void;
  readonly close: () => Promise<void>;
};

type Stream = {
  readonly socket: WebSocket;
  readonly conversation: string;
  readonly home: string;
  sent: number;
  state: 'idle' | 'reading' | 'again';
  alive: boolean;
};

/** Streams over this store, at most so many sockets a conversation; the oldest gives way. */
export function newStreams(store: Store, most: number, failed: (error: unknown) => void, shown: Shown): Streams {
  const open = new Map<string, Stream[]>();
  const heartbeat = setInterval(() => [...open.values()].flat().forEach(checkAlive), PING);
  heartbeat.unref();
  let goodbyes: NodeJS.Timeout | undefined;
  return {
    join: (socket, conversation, watermark, home) => {
      const stream: Stream = { socket, conversation, home, sent: watermark, state: 'idle', alive: true };
      const own = [...(open.get(conversation) ?? []), stream];
      open.set(conversation, own.slice(-most));
      for (const { socket } of own.slice(0, -most)) void sayGoodbye(socket, 1008, 'opened in another tab');
      // Watch first, then read: what is committed in between is read twice rather than never.
      const unwatch = store.watch(conversation, () => void pump(store, stream, failed, shown));
      const unhear = store.overhear(conversation, (what) => sendFrame(stream, typingOf(conversation, what)));
      socket.on('pong', () => (stream.alive = true));
      socket.on('message', (_data, binary) => binary && socket.close(1003, 'nothing is read here'));
      socket.on('error', () => socket.terminate());
      socket.on('close', () => {
        unwatch();
        unhear();
        leave(open, stream);
      });
      void pump(store, stream, failed, shown);
    },
    show: (conversation, activity) => {
      for (const stream of open.get(conversation) ?? []) sendFrame(stream, [activity]);
    },
    leave: (span) => {
      clearInterval(goodbyes);
      let left = [...open.values()].flat();
      const each = Math.ceil(left.length / Math.max(1, span / LEAVE));
      goodbyes = setInterval(() => {
        for (const { socket } of left.slice(0, each)) socket.close(1001, GOODBYE);
        left = left.slice(each);
      }, LEAVE).unref();
    },
    close: async () => {
      clearInterval(heartbeat);
      clearInterval(goodbyes);
      await Promise.all([...open.values()].flat().map(({ socket }) => sayGoodbye(socket, 1001, GOODBYE)));
    },
  };
}

/** Reads on from where this socket is, one frame after the other; a hint that comes meanwhile makes it look once more. */
async function pump(store: Store, stream: Stream, failed: (error: unknown) => void, shown: Shown): Promise<void> {
  if (stream.state !== 'idle') {
    stream.state = 'again';
    return;
  }
  try {
    do {
      stream.state = 'reading';
      const lines = await store.after(stream.conversation, stream.sent, PAGE);
      if (lines.length === 0) continue;
      const activities = await shown(stream.conversation, lines, stream.home);
      for (const [i, { seq }] of lines.entries()) {
        stream.sent = seq;
        sendFrame(stream, activities.slice(i, i + 1));
      }
      if (lines.length === PAGE) stream.state = 'again';
    } while (wantsMore(stream));
  } catch (error) {
    failed(error);
    // It comes back by itself and reads from its watermark.
    stream.socket.close(1011, 'trouble, come back');
  } finally {
    stream.state = 'idle';
  }
}

function wantsMore({ state, socket }: Stream): boolean {
  return state === 'again' && socket.readyState === socket.OPEN;
}

function sendFrame({ socket, sent }: Stream, activities: readonly JsonObject[]): void {
  if (socket.readyState !== socket.OPEN || activities.length === 0) return;
  if (socket.bufferedAmount > SLOW) socket.terminate();
  else socket.send(JSON.stringify({ activities, watermark: String(sent) }));
}

function checkAlive(stream: Stream): void {
  if (stream.alive) stream.socket.ping();
  else stream.socket.terminate();
  stream.alive = false;
}

function leave(open: Map<string, Stream[]>, stream: Stream): void {
  const left = (open.get(stream.conversation) ?? []).filter((other) => other !== stream);
  if (left.length === 0) open.delete(stream.conversation);
  else open.set(stream.conversation, left);
}
