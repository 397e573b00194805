import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Store } from '../../bot/store/store.ts';
import { aTurn, saying } from './a-turn.ts';
import { accountsContract } from './accounts.contract.ts';
import { addressContract } from './addresses.contract.ts';
import { desksContract } from './desks.contract.ts';
import { filesContract } from './files.contract.ts';
import { sitesContract } from './sites.contract.ts';
import { taskContract } from './tasks.contract.ts';
import { upkeepContract } from './upkeep.contract.ts';

/** How a suite opens one engine: `open` again gives a store over what was written before. */
export type Engine = { readonly open: () => Promise<Store>; readonly remove: () => Promise<void> };

/** What every store has to do, whatever it is made of. */
export function storeContract(name: string, engine: () => Promise<Engine>): void {
  describe(`store: ${name}`, () => {
    let made: Engine;
    let store: Store;
    beforeEach(async () => {
      made = await engine();
      store = await made.open();
    });
    afterEach(async () => {
      await store.close();
      await made.remove();
    });

    test('a conversation that nobody wrote has version 0 and begins at 1', async () => {
      expect(await store.read('c1')).toEqual({ version: 0, case: undefined, nextSeq: 1 });
      expect(await store.after('c1', 0, 10)).toEqual([]);
    });

    test('a turn is written whole: the case, its version, its lines', async () => {
      const done = await store.commitTurn(aTurn({ case: { facts: { a: 'ü🙂' } } }));
      expect(done).toMatchObject({ kind: 'done', firstSeq: 1, log: [{ seq: 1 }, { seq: 2 }] });
      expect(await store.read('c1')).toEqual({ version: 1, case: { facts: { a: 'ü🙂' } }, nextSeq: 3 });
      expect(await store.after('c1', 0, 10)).toEqual([
        { seq: 1, at: 1_000, said: { from: 'user', user: 'ann', text: 'it does not work' } },
        { seq: 2, at: 1_001, said: { from: 'bot', reply: saying('what does it say?') } },
      ]);
    });

    test('the same delivery again changes nothing and gets the first answer', async () => {
      const first = await store.commitTurn(aTurn());
      await store.commitTurn(aTurn({ key: 'k2', version: 1 }));
      const again = await store.commitTurn(aTurn({ version: 2, case: { other: true } }));
      expect(again).toEqual({ ...first, kind: 'duplicate' });
      expect(await store.read('c1')).toMatchObject({ version: 2, case: { v: 1 }, nextSeq: 5 });
    });

    test('the same name of a delivery in another conversation is another delivery', async () => {
      await store.commitTurn(aTurn());
      expect(await store.commitTurn(aTurn({ conversation: 'c2' }))).toMatchObject({ kind: 'done', firstSeq: 1 });
    });

    test('who read an older version writes nothing', async () => {
      await store.commitTurn(aTurn());
      expect(await store.commitTurn(aTurn({ key: 'k2', version: 0, case: { stale: true } }))).toEqual({ kind: 'conflict' });
      expect(await store.read('c1')).toMatchObject({ version: 1, case: { v: 1 }, nextSeq: 3 });
      expect(await store.commitTurn(aTurn({ key: 'k2', version: 1 }))).toMatchObject({ kind: 'done', firstSeq: 3 });
    });

    test('of many that read the same version one writes', async () => {
      const turns = Array.from({ length: 20 }, (_, i) => store.commitTurn(aTurn({ key: `k${i}` })));
      const kinds = (await Promise.all(turns)).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'done')).toHaveLength(1);
      expect(kinds.filter((kind) => kind === 'conflict')).toHaveLength(19);
    });

    test('of many copies of one delivery one is written, all get its answer', async () => {
      const copies = await Promise.all(Array.from({ length: 12 }, () => store.commitTurn(aTurn())));
      expect(copies.filter(({ kind }) => kind === 'done')).toHaveLength(1);
      expect(copies.filter(({ kind }) => kind === 'duplicate')).toHaveLength(11);
      expect(new Set(copies.map((copy) => (copy.kind === 'conflict' ? 0 : copy.firstSeq)))).toEqual(new Set([1]));
    });

    test('a turn that cannot be written fails alone', async () => {
      const circle: Record<string, unknown> = {};
      circle.self = circle;
      const [good, bad, other] = await Promise.allSettled([
        store.commitTurn(aTurn()),
        store.commitTurn(aTurn({ conversation: 'c2', case: circle })),
        store.commitTurn(aTurn({ conversation: 'c3' })),
      ]);
      expect([good?.status, bad?.status, other?.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(await store.read('c2')).toMatchObject({ version: 0 });
      expect(await store.after('c2', 0, 10)).toEqual([]);
      expect(await store.read('c3')).toMatchObject({ version: 1 });
    });

    test('a watermark reads on, without gaps and at most so many', async () => {
      for (let i = 0; i < 5; i++) await store.commitTurn(aTurn({ key: `k${i}`, version: i }));
      const all = await store.after('c1', 0, 100);
      expect(all.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect((await store.after('c1', 4, 3)).map(({ seq }) => seq)).toEqual([5, 6, 7]);
      expect(await store.after('c1', 10, 3)).toEqual([]);
      expect(await store.after('c1', 999, 3)).toEqual([]);
      expect(await store.after('c1', Number.MAX_SAFE_INTEGER, 3)).toEqual([]);
    });

    test('times strictly increase, also when the clock is set back', async () => {
      await store.commitTurn(aTurn({ at: 50_000 }));
      await store.commitTurn(aTurn({ at: 10, key: 'k2', version: 1 }));
      await store.commitTurn(aTurn({ at: 60_000, key: 'k3', version: 2 }));
      expect((await store.after('c1', 0, 10)).map(({ at }) => at)).toEqual([50_000, 50_001, 50_002, 50_003, 60_000, 60_001]);
    });

    test('a turn in which nothing is said still moves the version', async () => {
      await store.commitTurn(aTurn({ said: [] }));
      expect(await store.read('c1')).toMatchObject({ version: 1, nextSeq: 1 });
      expect(await store.commitTurn(aTurn({ said: [], version: 1 }))).toMatchObject({ kind: 'duplicate', log: [] });
    });

    test('who watches hears of commits to their conversation, until they stop', async () => {
      let heard = 0;
      const stop = store.watch('c1', () => {
        heard += 1;
      });
      await store.commitTurn(aTurn());
      expect(heard).toBeGreaterThan(0);
      stop();
      const before = heard;
      await store.commitTurn(aTurn({ key: 'k2', version: 1 }));
      expect(heard).toBe(before);
    });

    test('everything is still there after closing and opening', async () => {
      const first = await store.commitTurn(
        aTurn({ handoff: { reason: 'asked', summary: { title: 't', facts: [], problems: [] }, note: 'n' } }),
      );
      const before = await store.after('c1', 0, 10);
      await store.close();
      store = await made.open();
      expect(await store.after('c1', 0, 10)).toEqual(before);
      expect(await store.read('c1')).toEqual({ version: 1, case: { v: 1 }, nextSeq: 3 });
      expect(await store.commitTurn(aTurn({ version: 1 }))).toEqual({ ...first, kind: 'duplicate' });
    });

    test('who writes alone reads what stands, and nobody writes in between', async () => {
      const write = (i: number) =>
        store.commitAlone('c1', ({ version, nextSeq }) => aTurn({ key: `k${i}`, version, case: { seen: nextSeq } }));
      const first = await write(0);
      expect(first).toMatchObject({ kind: 'done', firstSeq: 1 });
      const all = await Promise.all([1, 2, 3, 4, 5, 6].map(write));
      expect(all.map(({ kind }) => kind)).toEqual(Array(6).fill('done'));
      expect(await write(3)).toMatchObject({ kind: 'duplicate' });
      expect(await store.read('c1')).toMatchObject({ version: 7, nextSeq: 15, case: { seen: 13 } });
    });

    test('what is thrown while writing alone leaves everything as it was', async () => {
      const broken = store.commitAlone('c1', () => {
        throw new Error('no');
      });
      await expect(broken).rejects.toThrow('no');
      expect(await store.commitTurn(aTurn())).toMatchObject({ kind: 'done' });
    });

    test('NUL and halves of characters do no harm', async () => {
      const odd = 'a\u0000b\ud800c';
      const turn = aTurn({ key: odd, user: odd, case: { odd }, said: [{ from: 'user', user: odd, text: odd }] });
      const done = await store.commitTurn(turn);
      expect(done.kind).toBe('done');
      expect(await store.read('c1')).toMatchObject({ case: { odd } });
      expect(await store.after('c1', 0, 1)).toMatchObject([{ said: { text: odd } }]);
      expect(await store.commitTurn({ ...turn, version: 1 })).toEqual({ ...done, kind: 'duplicate' });
    });

    test('what all share is made once', async () => {
      const made = await Promise.all(['one', 'two', 'three'].map((value) => store.shared('key', () => value)));
      expect(new Set(made).size).toBe(1);
      expect(await store.shared('key', () => 'other')).toBe(made[0]);
      expect(await store.shared('other', () => 'other')).toBe('other');
    });

    filesContract(() => store);
    sitesContract(() => store);
    taskContract(() => store);
    addressContract(() => store);
    upkeepContract(() => store);
    accountsContract(() => store);
    desksContract(() => store);

    test('closing twice is closing, and finishes what was begun', async () => {
      const begun = store.commitTurn(aTurn());
      await store.close();
      await store.close();
      expect(await begun).toMatchObject({ kind: 'done' });
    });
  });
}
