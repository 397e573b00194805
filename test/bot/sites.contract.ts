import { expect, test } from '@jest/globals';
import type { Store } from '../../bot/store/store.ts';

/** What every store has to do for sites. Part of the contract of stores. */
export function sitesContract(store: () => Store): void {
  const shop = { id: 'shop', version: 0, data: { name: 'Shop “ü”', origins: ['https://shop.example'] } };

  test('sites are written, listed by id, and removed', async () => {
    expect(await store().sites.all()).toEqual([]);
    expect(await store().sites.write(shop)).toBe(true);
    expect(await store().sites.write({ id: 'help', version: 0, data: {} })).toBe(true);
    expect(await store().sites.all()).toEqual([
      { id: 'help', version: 1, data: {} },
      { ...shop, version: 1 },
    ]);
    expect(await store().sites.remove('help')).toBe(true);
    expect(await store().sites.remove('help')).toBe(false);
    expect(await store().sites.all()).toEqual([{ ...shop, version: 1 }]);
  });

  test('of two who change a site at once one is told to look again', async () => {
    const made = await Promise.all([store().sites.write(shop), store().sites.write({ ...shop, data: {} })]);
    expect(made.toSorted()).toEqual([false, true]);
    expect(await store().sites.write({ ...shop, version: 1, data: { name: 'Ann’s' } })).toBe(true);
    expect(await store().sites.write({ ...shop, version: 1, data: { name: 'Bob’s' } })).toBe(false);
    expect(await store().sites.all()).toEqual([{ id: 'shop', version: 2, data: { name: 'Ann’s' } }]);
  });

  test('a shared value is exchanged by whoever knows what it is', async () => {
    await store().shared('keys', () => 'old');
    expect(await store().exchange('keys', 'other', 'new')).toBe(false);
    expect(await store().exchange('keys', 'old', 'new')).toBe(true);
    expect(await store().exchange('keys', 'old', 'newer')).toBe(false);
    expect(await store().shared('keys', () => 'mine')).toBe('new');
  });

  test('what is good once is good once, until its time is over', async () => {
    expect(await store().once('a', 60_000)).toBe(true);
    expect(await store().once('a', 60_000)).toBe(false);
    expect(await Promise.all([store().once('b', 60_000), store().once('b', 60_000)])).toContain(false);
    expect(await store().once('c', 0)).toBe(true);
    expect(await store().once('c', 60_000)).toBe(true);
    expect(await store().once('c', 60_000)).toBe(false);
  });
}
