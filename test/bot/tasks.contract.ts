import { expect, test } from '@jest/globals';
import type { Store } from '../../bot/store/store.ts';
import type { NewTask, Task } from '../../bot/store/tasks.ts';
import { aTurn } from './a-turn.ts';

const LEASE = 60_000;
const SUMMARY = { title: 'stuck', facts: [], problems: [] };

function sending(key: string, changes: Partial<NewTask> = {}): NewTask {
  return { queue: 'outbox', key, kind: 'teams', payload: { text: key }, ...changes };
}

/** What every store's queues have to do. Part of the contract of stores. */
export function taskContract(store: () => Store): void {
  const claim = (lease = LEASE, limit = 10, kinds?: readonly string[]): Promise<readonly Task[]> =>
    store().tasks.claim('outbox', kinds, lease, limit);
  const keys = (tasks: readonly Task[]): readonly string[] => tasks.map(({ key }) => key);

  test('tasks are written with their turn, and only if it is written', async () => {
    await store().commitTurn(aTurn({ tasks: [sending('a')] }));
    expect(await store().commitTurn(aTurn({ key: 'k2', version: 7, tasks: [sending('b')] }))).toMatchObject({ kind: 'conflict' });
    expect(await store().commitTurn(aTurn({ version: 1, tasks: [sending('c')] }))).toMatchObject({ kind: 'duplicate' });
    expect(await claim()).toMatchObject([{ key: 'a', kind: 'teams', conversation: 'c1', payload: { text: 'a' }, epoch: 1, attempts: 0 }]);
  });

  test('of one conversation one is out at a time, in order; others go beside it', async () => {
    await store().commitTurn(aTurn({ tasks: [sending('a1'), sending('a2')] }));
    await store().commitTurn(aTurn({ conversation: 'c2', tasks: [sending('b1')] }));
    const out = await claim();
    expect(new Set(keys(out))).toEqual(new Set(['a1', 'b1']));
    expect(await claim()).toEqual([]);
    expect(await store().tasks.finish(out.find(({ key }) => key === 'a1')!)).toBe(true);
    expect(keys(await claim())).toEqual(['a2']);
  });

  test('one that waits for its next attempt holds up those behind it', async () => {
    await store().commitTurn(aTurn({ tasks: [sending('a1'), sending('a2')] }));
    const [first] = await claim();
    expect(await store().tasks.later(first!, LEASE, { why: 'busy' })).toBe(true);
    expect(await claim()).toEqual([]);
  });

  test('many who claim at once get each task once', async () => {
    for (let i = 0; i < 12; i++) await store().commitTurn(aTurn({ conversation: `c${i}`, tasks: [sending(`s${i}`)] }));
    const taken = (await Promise.all(Array.from({ length: 6 }, () => claim(LEASE, 3)))).flat();
    taken.push(...(await claim(LEASE, 12)));
    expect(taken).toHaveLength(12);
    expect(new Set(keys(taken)).size).toBe(12);
  });

  test('a lease that ended gives the task to the next, and its old holder changes nothing', async () => {
    await store().commitTurn(aTurn({ tasks: [sending('a')] }));
    const [old] = await claim(0);
    const [now] = await claim();
    expect(now).toMatchObject({ key: 'a', epoch: 2, attempts: 1 });
    const { renew, finish, later, bury } = store().tasks;
    expect(await Promise.all([renew(old!, 1), finish(old!), later(old!, 1), bury(old!, 'x')])).toEqual([false, false, false, false]);
    expect(await renew(now!, LEASE)).toBe(true);
    expect(await finish(now!)).toBe(true);
    expect(await finish(now!)).toBe(false);
  });

  test('a task goes only to who can do it', async () => {
    await store().commitTurn(aTurn({ tasks: [sending('a', { kind: 'desk' })] }));
    expect(await claim(LEASE, 10, ['teams', 'sms'])).toEqual([]);
    expect(await claim(LEASE, 10, [])).toEqual([]);
    expect(keys(await claim(LEASE, 10, ['sms', 'desk']))).toEqual(['a']);
  });

  test('what is due later is not due now; what lies too far ahead comes back when a clock was set', async () => {
    const { plan, unstick } = store().tasks;
    expect(await plan(sending('soon', { delay: 3_600_000 }))).toBe(true);
    expect(await plan(sending('far', { delay: 3_600_000 * 24 }))).toBe(true);
    expect(await claim()).toEqual([]);
    expect(await unstick('outbox', 7_200_000)).toBe(1);
    expect(keys(await claim())).toEqual(['far']);
  });

  test('what is planned twice is there once', async () => {
    const job = { queue: 'job', key: 'daily', kind: 'retention', payload: { from: '' } } as const;
    expect([await store().tasks.plan(job), await store().tasks.plan(job)]).toEqual([true, false]);
    const [held] = await store().tasks.claim('job', undefined, LEASE, 5);
    expect(held).toMatchObject({ key: 'daily', conversation: undefined });
    expect(await store().tasks.later(held!, 0, { payload: { from: 'x' } })).toBe(true);
    expect(await store().tasks.claim('job', undefined, LEASE, 5)).toMatchObject([{ payload: { from: 'x' }, attempts: 0 }]);
  });

  test('what is planned for a conversation keeps to its order', async () => {
    await store().commitTurn(aTurn({ tasks: [sending('a1')] }));
    const { plan, finish } = store().tasks;
    expect([await plan(sending('sign'), 'c1'), await plan(sending('sign', { payload: { text: 'anew' } }), 'c1')]).toEqual([true, false]);
    await store().commitTurn(aTurn({ key: 'k2', version: 1, tasks: [sending('a2')] }));
    const [first, ...beside] = await claim();
    expect([first?.key, beside]).toEqual(['a1', []]);
    expect(await finish(first!)).toBe(true);
    const [second, ...more] = await claim();
    expect([second, more]).toEqual([expect.objectContaining({ key: 'sign', conversation: 'c1', payload: { text: 'sign' } }), []]);
    expect(await finish(second!)).toBe(true);
    expect(keys(await claim())).toEqual(['a2']);
  });

  test('a job that a turn plans anew takes the place of the old one, and fences whoever does that', async () => {
    const job = (text: string): NewTask => ({ queue: 'job', key: 'follow-up/c1', kind: 'follow-up', payload: { text } });
    await store().commitTurn(aTurn({ tasks: [job('one')] }));
    const [old] = await store().tasks.claim('job', undefined, LEASE, 5);
    await store().commitTurn(aTurn({ key: 'k2', version: 1, tasks: [job('two')] }));
    expect(await store().tasks.finish(old!)).toBe(false);
    expect(await store().tasks.claim('job', undefined, LEASE, 5)).toMatchObject([{ payload: { text: 'two' } }]);
  });

  test('what was given up on is kept, can be seen, and begun anew', async () => {
    await store().commitTurn(aTurn({ tasks: [sending('a1'), sending('a2')] }));
    const [first] = await claim();
    expect(await store().tasks.bury(first!, 'gone')).toBe(true);
    expect(keys(await claim())).toEqual(['a2']);
    expect(await store().tasks.dead('outbox', 10)).toMatchObject([{ key: 'a1', why: 'gone', attempts: 1, conversation: 'c1' }]);
    expect(await store().tasks.dead('job', 10)).toEqual([]);
    expect(await store().tasks.revive('outbox', first!.id + 1000)).toBe(0);
    expect(await store().tasks.revive('outbox')).toBe(1);
    expect(await store().tasks.dead('outbox', 10)).toEqual([]);
    expect(await claim()).toMatchObject([{ key: 'a1', attempts: 0 }]);
  });

  test('the depth of a queue counts what is not done', async () => {
    expect(await store().tasks.depth('outbox')).toEqual({ waiting: 0, overdue: 0 });
    await store().commitTurn(aTurn({ tasks: [sending('a1'), sending('a2')] }));
    await claim();
    expect(await store().tasks.depth('outbox')).toMatchObject({ waiting: 2 });
  });

  test('who asks for a person stands in the queue once, keeps the place, and the newest summary is read', async () => {
    const handoff = { reason: 'asked', summary: SUMMARY, note: 'first' } as const;
    await store().commitTurn(aTurn({ handoff }));
    await store().commitTurn(aTurn({ conversation: 'c2', handoff: { ...handoff, reason: 'alarm' } }));
    await store().commitTurn(aTurn({ key: 'k2', version: 1, handoff: { ...handoff, note: 'second' } }));
    const taken = await store().tasks.claim('handoff', undefined, LEASE, 1);
    expect(taken).toMatchObject([{ conversation: 'c1', kind: 'asked', payload: { summary: SUMMARY, note: 'second' } }]);
    expect(await store().tasks.claim('handoff', ['alarm'], LEASE, 5)).toMatchObject([{ conversation: 'c2' }]);
  });

  test('who watches a queue hears of what turns leave in it', async () => {
    let heard = 0;
    const stop = store().watchQueue('outbox', () => {
      heard += 1;
    });
    await store().commitTurn(aTurn());
    expect(heard).toBe(0);
    await store().commitTurn(aTurn({ key: 'k2', version: 1, tasks: [sending('a')] }));
    expect(heard).toBe(1);
    stop();
    await store().commitTurn(aTurn({ key: 'k3', version: 2, tasks: [sending('b')] }));
    expect(heard).toBe(1);
  });
}
