import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import type { WebSocket } from 'ws';
import { type LiveParts, newLive } from '../../bot/handoff/console/live.ts';
import type { DeskAgent } from '../../bot/handoff/desk-agent.ts';
import { Refusal } from '../../bot/http/refusal.ts';
import { newHints, newWhispers } from '../../bot/store/hints.ts';
import { StoreError } from '../../bot/store/store.ts';

const MARIA: DeskAgent = { id: 'maria', name: 'Maria', role: 'agent' };

/** The side of a socket that the desk uses. */
class Page extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  readonly bufferedAmount = 0;
  code: number | undefined;
  send(): void {}
  ping(): void {}
  terminate(): void {
    this.close(1006);
  }
  close(code: number): void {
    this.code = code;
    this.emit('close', code);
  }
}

function opened(): {
  readonly join: (who: () => Promise<DeskAgent>) => Page;
  readonly failures: unknown[];
  readonly watched: () => readonly string[];
  readonly close: () => Promise<void>;
} {
  const failures: unknown[] = [];
  const hints = newHints();
  const store = { watch: hints.watch, overhear: newWhispers().overhear, desks: { mark: async () => '' } };
  const parts = {
    store,
    lists: { read: async () => ({ open: [], present: [] }), changed: () => undefined, close: () => undefined },
    lease: 60_000,
    alive: async () => undefined,
    failed: (error: unknown) => failures.push(error),
  } as unknown as LiveParts;
  const live = newLive(parts);
  const join = (who: () => Promise<DeskAgent>): Page => {
    const page = new Page();
    live.join(page as unknown as WebSocket, MARIA, who);
    return page;
  };
  return { join, failures, watched: hints.watched, close: live.close };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a page whose session has ended is sent away; one whose database is away for a moment stays', async () => {
  const { join, failures, close } = opened();
  const away = join(() => Promise.reject(new StoreError('unreachable', 'restarting')));
  const out = join(() => Promise.reject(new Refusal('SignedOut', 'Nobody is signed in.')));
  await settled();
  expect([away.code, out.code]).toEqual([undefined, 4401]);
  expect(failures).toMatchObject([{ code: 'unreachable' }]);
  await close();
});

test('of one agent the oldest pages give way to new ones, whether or not they answer', async () => {
  const { join, close } = opened();
  const pages = Array.from({ length: 13 }, () => join(async () => MARIA));
  expect(pages.map(({ code }) => code)).toEqual([...Array(3).fill(1008), ...Array(10).fill(undefined)]);
  await close();
});

test('a page looks at nothing that a database would refuse: one bad name would hide all others that are looked up with it', async () => {
  const { join, watched, close } = opened();
  const page = join(async () => MARIA);
  page.emit('message', JSON.stringify({ look: 'c1\u0000\ud800' }), false);
  await settled();
  expect(watched()).toContain('c1\ufffd');
  for (const text of ['{"look":1}', '[]', 'x', `{"look":"${'c'.repeat(301)}"}`]) {
    const bad = join(async () => MARIA);
    bad.emit('message', text, false);
    expect([text, bad.code]).toEqual([text, 1003]);
  }
  await close();
});
