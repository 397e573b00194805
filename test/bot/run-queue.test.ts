import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Handler, OUTBOX_PACE, type Pace, pauseAfter, runQueue } from '../../bot/later/run-queue.ts';
import { newLog } from '../../bot/log.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import type { Store } from '../../bot/store/store.ts';
import type { Task } from '../../bot/store/tasks.ts';
import { until } from '../until.ts';
import { aTurn } from './a-turn.ts';

const FAST: Pace = { lease: 60_000, poll: 10, atOnce: 8, tries: 3, first: 1, longest: 4, furthest: 3_600_000, goodbye: 60_000 };

describe('the queue', () => {
  let folder: string;
  let store: Store;
  let stops: (() => Promise<void>)[];
  let logged: string[];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'keepsake-queue-'));
    store = await openSqlite(join(folder, 'keepsake.db'), join(process.cwd(), 'bot/store/migrations'));
    stops = [];
    logged = [];
  });
  afterEach(async () => {
    await Promise.all(stops.map((stop) => stop()));
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function work(handler: Handler, pace: Partial<Pace> = {}): () => Promise<void> {
    const log = newLog('warn', 'json', (line) => logged.push(line));
    const stop = runQueue({ store, queue: 'outbox', handlers: { teams: handler }, log, pace: { ...FAST, ...pace }, random: () => 0.5 });
    stops.push(stop);
    return stop;
  }

  function send(conversation: string, ...names: readonly string[]): Promise<unknown> {
    const tasks = names.map((key) => ({ queue: 'outbox', key, kind: 'teams', payload: { text: key } }) as const);
    return store.commitTurn(aTurn({ conversation, tasks }));
  }

  /** Calls the handler, and resolves when it was called so often. */
  function calls(
    times: number,
    handler: (task: Task, nth: number) => ReturnType<Handler>,
  ): { readonly handler: Handler; readonly all: Promise<readonly string[]> } {
    const seen: string[] = [];
    let reached: (keys: readonly string[]) => void;
    const all = new Promise<readonly string[]>((resolve) => {
      reached = resolve;
    });
    return {
      all,
      handler: async (task) => {
        seen.push(task.key);
        const outcome = await handler(task, seen.length);
        if (seen.length >= times) setImmediate(() => reached(seen));
        return outcome;
      },
    };
  }

  const drained = (): Promise<unknown> => until(async () => (await store.tasks.depth('outbox')).waiting === 0);

  test('does everything, of one conversation in order and one at a time', async () => {
    let out = 0;
    let most = 0;
    const { handler, all } = calls(6, async ({ conversation }) => {
      if (conversation !== 'c1') return { kind: 'done' };
      out += 1;
      most = Math.max(most, out);
      await new Promise((wake) => setTimeout(wake, 3));
      out -= 1;
      return { kind: 'done' };
    });
    work(handler);
    await Promise.all([send('c1', 'a1', 'a2', 'a3', 'a4'), send('c2', 'b1', 'b2')]);
    const seen = await all;
    expect(seen.filter((key) => key.startsWith('a'))).toEqual(['a1', 'a2', 'a3', 'a4']);
    expect(most).toBe(1);
    await drained();
  });

  test('what failed is tried again before what comes after it', async () => {
    const { handler, all } = calls(4, async (_task, nth) => {
      if (nth === 1) throw new Error('line cut');
      return nth === 2 ? { kind: 'failed', why: 'busy', retryAfter: 2 } : { kind: 'done' };
    });
    work(handler);
    await send('c1', 'a1', 'a2');
    expect(await all).toEqual(['a1', 'a1', 'a1', 'a2']);
    await drained();
    expect(logged.map((line) => JSON.parse(line))).toMatchObject([
      { what: 'task failed', why: 'line cut', attempt: 1 },
      { what: 'task failed', why: 'busy', attempt: 2 },
    ]);
  });

  test('what fails too often is given up on, kept, and lets the next one through', async () => {
    const { handler, all } = calls(4, async ({ key }) => (key === 'a1' ? { kind: 'failed', why: 'no such address' } : { kind: 'done' }));
    work(handler);
    await send('c1', 'a1', 'a2');
    expect(await all).toEqual(['a1', 'a1', 'a1', 'a2']);
    await drained();
    expect(await store.tasks.dead('outbox', 5)).toMatchObject([{ key: 'a1', why: 'no such address', attempts: 3 }]);
  });

  test('what is of no use is not tried again', async () => {
    const { handler, all } = calls(1, async () => ({ kind: 'never', why: 'blocked' }));
    work(handler);
    await send('c1', 'a1');
    await all;
    await drained();
    expect(await store.tasks.dead('outbox', 5)).toMatchObject([{ why: 'blocked', attempts: 1 }]);
  });

  test('several workers do each task once', async () => {
    const { handler, all } = calls(60, async () => ({ kind: 'done' }));
    for (let i = 0; i < 3; i++) work(handler);
    await Promise.all(Array.from({ length: 30 }, (_, i) => send(`c${i}`, `x${i}`, `y${i}`)));
    const seen = await all;
    expect(new Set(seen).size).toBe(60);
    await drained();
    expect(seen).toHaveLength(60);
  });

  test('stopping waits for what was begun, and begins nothing new', async () => {
    const begun: string[] = [];
    let finish = (): void => undefined;
    const started = new Promise<void>((resolve) => {
      work(async ({ key }) => {
        begun.push(key);
        resolve();
        await new Promise<void>((end) => {
          finish = end;
        });
        return { kind: 'done' };
      });
    });
    await send('c1', 'a1', 'a2');
    await started;
    const stopped = stops[0]!();
    finish();
    await stopped;
    expect(begun).toEqual(['a1']);
    expect(await store.tasks.depth('outbox')).toMatchObject({ waiting: 1 });
  });

  test('stopping does not wait for ever for what does not end', async () => {
    let begun = (): void => undefined;
    const started = new Promise<void>((resolve) => {
      begun = resolve;
    });
    let end = (): void => undefined;
    work(
      async () => {
        begun();
        await new Promise<void>((resolve) => {
          end = resolve;
        });
        return { kind: 'done' };
      },
      { goodbye: 20 },
    );
    await send('c1', 'a1');
    await started;
    await stops[0]!();
    expect(await store.tasks.depth('outbox')).toMatchObject({ waiting: 1 });
    end();
    await drained();
  });

  test('who lost a task to somebody else is told to stop, and settles nothing', async () => {
    let lost: unknown;
    const done = new Promise<void>((resolve) => {
      work(
        (task, signal) =>
          new Promise((end) => {
            // As if this process had slept until its lease was over.
            void store.tasks.later(task, 3_000_000);
            signal.addEventListener('abort', () => {
              lost = signal.reason;
              end({ kind: 'done' });
              resolve();
            });
          }),
        { lease: 30 },
      );
    });
    await send('c1', 'a1');
    await done;
    await stops[0]!();
    expect(lost).toEqual(new Error('somebody else has the task'));
    expect(await store.tasks.depth('outbox')).toMatchObject({ waiting: 1 });
  });

  test('a clock that was set back leaves nothing behind', async () => {
    await store.tasks.plan({ queue: 'outbox', key: 'far', kind: 'teams', payload: {}, delay: 30 * 86_400_000 });
    const { handler, all } = calls(1, async () => ({ kind: 'done' }));
    work(handler);
    expect(await all).toEqual(['far']);
  });

  test('a database in trouble is told of, and looked at again', async () => {
    let troubles = 0;
    const { handler, all } = calls(1, async () => ({ kind: 'done' }));
    const claim: Store['tasks']['claim'] = async (...args) => {
      troubles += 1;
      if (troubles < 3) throw new Error('away');
      return store.tasks.claim(...args);
    };
    const log = newLog('warn', 'json', (line) => logged.push(line));
    const broken = { ...store, tasks: { ...store.tasks, claim } };
    stops.push(runQueue({ store: broken, queue: 'outbox', handlers: { teams: handler }, log, pace: FAST, random: () => 0 }));
    await send('c1', 'a1');
    expect(await all).toEqual(['a1']);
    expect(logged.every((line) => line.includes('queue cannot be read'))).toBe(true);
  });
});

describe('the pause after a failure', () => {
  test.each([
    [0, 0, 0, 500],
    [0, 0, 1, 1000],
    [3, 0, 0.5, 6000],
    [20, 0, 1, 300_000],
    [0, 30_000, 0.5, 30_500],
    [20, 30_000, 0, 150_000],
    [0, 900_000_000, 0, 3_600_000],
    [5000, 0, 0, 150_000],
  ])('after %d failures, asked for %d ms, with chance %d: %d ms', (failures, asked, chance, pause) => {
    expect(pauseAfter(OUTBOX_PACE, failures, asked, () => chance)).toBe(pause);
  });
});
