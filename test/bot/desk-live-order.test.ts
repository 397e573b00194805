/** What open pages of the desk hear when looks at the lists come back in another order than they went, as from several connections. */
import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import type { WebSocket } from 'ws';
import type { List } from '../../bot/handoff/console/lists.ts';
import { newLive } from '../../bot/handoff/console/live.ts';
import { newHints, newWhispers } from '../../bot/store/hints.ts';
import type { Store } from '../../bot/store/store.ts';

const MARIA = { id: 'maria', name: 'Maria' };
const TAKEN: List['open'][number] = {
  conversation: 'c1',
  channel: 'test',
  user: 'ann',
  state: 'taken',
  since: 1,
  desk: 'console',
  agent: MARIA,
  about: { topic: '', title: '', language: 'en', reason: 'asked' },
  epoch: 1,
};

/** The side of a socket that the desk uses. */
class Page extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  readonly frames: unknown[] = [];
  send(frame: string): void {
    this.frames.push(JSON.parse(frame));
  }
  close(): void {
    this.readyState = 3;
    this.emit('close');
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a look that comes back late takes no conversation away from who has it', async () => {
  const hints = newHints();
  const { overhear } = newWhispers();
  const looks: ((list: List) => void)[] = [];
  const lists = { read: () => new Promise<List>((resolve) => looks.push(resolve)), changed: () => undefined, close: () => undefined };
  const store = { watch: hints.watch, overhear, desks: { mark: async () => '' } } as unknown as Store;
  const failed = (error: unknown): never => {
    throw error;
  };
  const live = newLive({ store, lists, lease: 60_000, alive: async () => undefined, failed });
  const page = new Page();
  live.join(page as unknown as WebSocket, { ...MARIA, role: 'agent' }, async () => ({ ...MARIA, role: 'agent' }));
  // It looks elsewhere, so there is a second look before the first one is back.
  page.emit('message', Buffer.from('{"look":""}'), false);
  expect(looks).toHaveLength(2);
  looks[1]?.({ open: [TAKEN], present: [] });
  await settled();
  looks[0]?.({ open: [], present: [] });
  await settled();
  hints.give('c1');
  expect(page.frames).toContainEqual({ kind: 'conversation', conversation: 'c1' });
  await live.close();
});
