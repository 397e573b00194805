import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { WebSocket } from 'ws';
import { asActivity } from '../../../bot/channels/direct-line/activity.ts';
import { newStreams, type Shown, type Streams } from '../../../bot/channels/direct-line/streams.ts';
import { newHints } from '../../../bot/store/hints.ts';
import type { Logged, Store } from '../../../bot/store/store.ts';
import { saying } from '../../bot/a-turn.ts';

/** The side of a socket that streams use, with a reader who reads nothing. */
class StuckSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  readonly sent: string[] = [];
  pings = 0;
  send(frame: string): void {
    this.sent.push(frame);
  }
  ping(): void {
    this.pings += 1;
  }
  terminate(): void {
    this.close(1006);
  }
  close(code: number): void {
    this.readyState = 3;
    this.emit('close', code);
  }
}

function opened(): { readonly socket: StuckSocket; readonly asSocket: WebSocket } {
  const socket = new StuckSocket();
  return { socket, asSocket: socket as unknown as WebSocket };
}

const shown: Shown = async (conversation, lines) => lines.map((line) => asActivity(conversation, line, () => ''));

describe('streams', () => {
  const log: Logged[] = [];
  const hints = newHints();
  let broken = false;
  const failures: unknown[] = [];
  let streams: Streams;

  function commit(count: number): void {
    for (let i = 0; i < count; i++)
      log.push({ seq: log.length + 1, at: log.length, said: { from: 'bot', reply: saying(`${log.length + 1}`) } });
    hints.give('c');
  }

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    log.length = 0;
    failures.length = 0;
    broken = false;
    const after: Store['after'] = async (_conversation, watermark, limit) => {
      await new Promise((resolve) => setImmediate(resolve));
      if (broken) throw new Error('no store');
      return log.slice(watermark, watermark + limit);
    };
    const store = { after, watch: hints.watch, overhear: () => () => undefined } as unknown as Store;
    streams = newStreams(store, 5, (error) => failures.push(error), shown);
  });
  afterEach(async () => {
    await settled();
    jest.useRealTimers();
  });

  async function settled(): Promise<void> {
    for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
  }

  function seqs(socket: StuckSocket): readonly number[] {
    return socket.sent.flatMap((frame) => JSON.parse(frame).activities.map(({ id }: { id: string }) => Number(id.split('|')[1])));
  }

  test('what is committed while they read is read too, once', async () => {
    const { socket, asSocket } = opened();
    commit(3);
    streams.join(asSocket, 'c', 1, 'http://here');
    commit(2);
    await settled();
    commit(250);
    hints.give('c');
    await settled();
    expect(seqs(socket)).toEqual(Array.from({ length: 254 }, (_, i) => i + 2));
    for (const [i, frame] of socket.sent.entries()) {
      expect([JSON.parse(frame).activities.length, JSON.parse(frame).watermark]).toEqual([1, String(i + 2)]);
    }
  });

  test('who reads too slowly is cut off, and is not read for any more', async () => {
    const { socket, asSocket } = opened();
    streams.join(asSocket, 'c', 0, 'http://here');
    socket.bufferedAmount = 2 * 1024 * 1024;
    commit(1);
    await settled();
    expect(socket.readyState).toBe(3);
    commit(1);
    await settled();
    expect(socket.sent).toEqual([]);
  });

  test('who gives no sign of life between two pings is gone', () => {
    const [alive, dead] = [opened(), opened()];
    streams.join(alive.asSocket, 'c', 0, 'http://here');
    streams.join(dead.asSocket, 'd', 0, 'http://here');
    jest.advanceTimersByTime(30_000);
    alive.socket.emit('pong');
    jest.advanceTimersByTime(30_000);
    expect([alive.socket.readyState, dead.socket.readyState]).toEqual([1, 3]);
    expect(alive.socket.pings).toBe(2);
  });

  test('when the store fails they close, so that clients come back to where they were', async () => {
    const { socket, asSocket } = opened();
    let code = 0;
    socket.on('close', (closed: number) => {
      code = closed;
    });
    broken = true;
    streams.join(asSocket, 'c', 0, 'http://here');
    await settled();
    expect([code, failures.length]).toEqual([1011, 1]);
  });

  test('when the server is to stop they go little by little, all of them within the time', () => {
    const sockets = Array.from({ length: 100 }, (_, i) => {
      const { socket, asSocket } = opened();
      streams.join(asSocket, `c${i}`, 0, 'http://here');
      return socket;
    });
    const gone = (): number => sockets.filter(({ readyState }) => readyState === 3).length;
    streams.leave(10_000);
    const seen = Array.from({ length: 10 }, () => {
      jest.advanceTimersByTime(1000);
      return gone();
    });
    expect(seen).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
  });
});
