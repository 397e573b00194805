import { expect, test } from '@jest/globals';
import type { Store, Turn } from '../../bot/store/store.ts';
import type { Kept } from '../../bot/store/upkeep.ts';
import { aTurn } from './a-turn.ts';

const DAY = 86_400_000;

/** What every store has to do besides turns. Part of the contract of stores. */
export function upkeepContract(store: () => Store): void {
  async function exported(user: string): Promise<readonly Kept[]> {
    const all: Kept[] = [];
    for await (const kept of store().upkeep.exportUser(user)) all.push(kept);
    return all;
  }

  async function fill(): Promise<void> {
    const task = { queue: 'outbox', key: 'a', kind: 'teams', payload: { text: 'hi' } } as const;
    await store().commitTurn(aTurn({ happened: [{ kind: 'rated', value: 4 }], tasks: [task] }));
    await store().commitTurn(aTurn({ key: 'k2', version: 1 }));
    await store().commitTurn(aTurn({ conversation: 'c2', at: DAY * 10 }));
    await store().commitTurn(aTurn({ conversation: 'c3', user: 'bob' }));
  }

  test('says whose a conversation is', async () => {
    await fill();
    expect(await Promise.all(['c1', 'c3', 'c9'].map((id) => store().upkeep.userOf(id)))).toEqual(['ann', 'bob', undefined]);
  });

  test('a user gets everything that is kept of them, and nothing of others', async () => {
    await fill();
    const all = await exported('ann');
    expect(all.map(({ conversation, channel, updated }) => [conversation, channel, updated])).toEqual([
      ['c1', 'test', 1000],
      ['c2', 'test', DAY * 10],
    ]);
    expect(all[0]).toMatchObject({ case: { v: 1 }, tasks: [{ queue: 'outbox', kind: 'teams', payload: { text: 'hi' } }] });
    expect(all[0]?.log.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(await exported('nobody')).toEqual([]);
  });

  test('a long conversation is exported whole', async () => {
    const said = Array.from({ length: 2500 }, (_, i) => ({ from: 'user', user: 'ann', text: String(i) }) as const);
    await store().commitTurn(aTurn({ said }));
    expect((await exported('ann'))[0]?.log).toHaveLength(2500);
  });

  test('erasing a user removes everything of them; what they write next begins anew', async () => {
    await fill();
    expect(await store().upkeep.eraseUser('ann')).toBe(2);
    expect(await store().upkeep.eraseUser('ann')).toBe(0);
    expect(await exported('ann')).toEqual([]);
    expect(await store().after('c1', 0, 10)).toEqual([]);
    expect(await store().tasks.claim('outbox', undefined, 1000, 10)).toEqual([]);
    expect(await store().read('c3')).toMatchObject({ version: 1 });
    // Who had read before writes nothing of what was erased.
    expect(await store().commitTurn(aTurn({ key: 'k3', version: 2 }))).toEqual({ kind: 'conflict' });
    expect(await store().commitTurn(aTurn())).toMatchObject({ kind: 'done', firstSeq: 1 });
  });

  test('old conversations are dropped step by step, young ones stay', async () => {
    await fill();
    const first = await store().upkeep.dropOld(DAY, '', 2);
    expect(first).toEqual({ dropped: 1, cursor: 'c2' });
    expect(await store().upkeep.dropOld(DAY, 'c2', 2)).toEqual({ dropped: 1, cursor: undefined });
    expect((await store().read('c1')).version).toBe(0);
    expect((await store().read('c2')).version).toBe(1);
    expect(await store().upkeep.dropOld(DAY, '', 2)).toMatchObject({ dropped: 0 });
  });

  test('names of old deliveries and old events are forgotten, the conversations stay', async () => {
    await fill();
    const limits = { deliveries: DAY, events: DAY };
    expect(await store().upkeep.forget(limits, 2)).toBe(3);
    expect(await store().upkeep.forget(limits, 2)).toBe(1);
    expect(await store().upkeep.forget(limits, 2)).toBe(0);
    expect((await store().read('c1')).version).toBe(2);
    expect(await store().commitTurn(aTurn({ conversation: 'c2', at: DAY * 11 }))).toMatchObject({ kind: 'duplicate' });
  });

  test('what happened is counted by day, however often', async () => {
    const happened = [
      { kind: 'rated', value: 4 },
      { kind: 'rated', value: 2 },
      { kind: 'solved', code: 'a/b' },
    ];
    await store().commitTurn(aTurn({ at: DAY - 1, happened: [{ kind: 'solved', code: 'old' }] }));
    await store().commitTurn(aTurn({ key: 'k2', version: 1, at: DAY, happened }));
    for (let i = 0; i < 2; i++) await store().upkeep.rollUp(DAY);
    expect(await store().upkeep.counts(0, DAY * 9)).toEqual([
      { day: DAY, kind: 'rated', code: '', times: 2, sum: 6 },
      { day: DAY, kind: 'solved', code: 'a/b', times: 1, sum: 0 },
    ]);
    expect(await store().upkeep.counts(0, DAY)).toEqual([]);
  });

  test('what was said when something happened is read where it was said, and goes with it', async () => {
    const missed = (key: string, changes: Partial<Turn>): Promise<unknown> =>
      store().commitTurn(aTurn({ key, happened: [{ kind: 'rated', value: 1 }, { kind: 'missed' }], ...changes }));
    await missed('k1', {});
    await missed('k2', { version: 1, at: DAY, said: [{ from: 'user', user: 'ann', text: 'hm?' }] });
    await store().commitTurn(aTurn({ key: 'k3', version: 2, at: DAY }));
    await missed('k4', { conversation: 'c3', user: 'bob', at: DAY });
    const texts = async (from: number, to: number, limit: number): Promise<readonly unknown[]> =>
      (await store().upkeep.occasions('missed', from, to, limit)).map(({ conversation, at, said }) => [
        conversation,
        at,
        said.from === 'user' && said.text,
      ]);
    expect(await texts(0, DAY + 1, 9)).toEqual([
      ['c3', DAY, 'it does not work'],
      ['c1', DAY, 'hm?'],
      ['c1', 1000, 'it does not work'],
    ]);
    expect(await texts(0, DAY, 9)).toEqual([['c1', 1000, 'it does not work']]);
    expect(await texts(0, DAY + 1, 1)).toHaveLength(1);
    await store().upkeep.eraseUser('ann');
    expect(await texts(0, DAY + 1, 9)).toEqual([['c3', DAY, 'it does not work']]);
  });
}
