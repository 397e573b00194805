import { expect, test } from '@jest/globals';
import type { Store } from '../../bot/store/store.ts';
import type { Kept } from '../../bot/store/upkeep.ts';
import { aTurn } from './a-turn.ts';

const TOMORROW = 86_400_000 + Date.now();

/** How people are reached over channels that have to be called. Part of the contract of stores. */
export function addressContract(store: () => Store): void {
  test('an address is kept, and kept anew', async () => {
    expect(await store().addresses.read('c1')).toBeUndefined();
    await store().addresses.keep('c1', 'ann', { url: 'http://a', name: 'ü🙂' });
    expect(await store().addresses.read('c1')).toEqual({ reference: { url: 'http://a', name: 'ü🙂' }, sending: {} });
    await store().addresses.keep('c1', 'ann', { url: 'http://b' });
    expect(await store().addresses.read('c1')).toEqual({ reference: { url: 'http://b' }, sending: {} });
  });

  test('what is remembered of sending outlives a new reference', async () => {
    await store().addresses.note('c1', { lost: true });
    expect(await store().addresses.read('c1')).toBeUndefined();
    await store().addresses.keep('c1', 'ann', { url: 'http://a' });
    await store().addresses.note('c1', { last: [1, 2] });
    await store().addresses.keep('c1', 'ann', { url: 'http://b' });
    expect(await store().addresses.read('c1')).toEqual({ reference: { url: 'http://b' }, sending: { last: [1, 2] } });
  });

  test('an address that has ended says why, until the person is heard of again', async () => {
    await store().addresses.keep('c1', 'ann', { url: 'http://a' });
    await store().addresses.end('c1', 'blocked');
    expect(await store().addresses.read('c1')).toEqual({ reference: { url: 'http://a' }, sending: {}, ended: 'blocked' });
    await store().addresses.keep('c1', 'ann', { url: 'http://a' });
    expect((await store().addresses.read('c1'))?.ended).toBeUndefined();
  });

  test('an address belongs to what is kept of a person, and goes with it', async () => {
    await store().commitTurn(aTurn());
    await store().addresses.keep('c1', 'ann', { url: 'http://a' });
    for (const [stray, user] of [
      ['c2', 'ann'],
      ['c3', 'bob'],
    ] as const)
      await store().addresses.keep(stray, user, { url: 'http://a' });
    const kept: Kept[] = [];
    for await (const one of store().upkeep.exportUser('ann')) kept.push(one);
    expect(kept[0]?.address).toEqual({ reference: { url: 'http://a' }, sending: {} });
    await store().upkeep.eraseUser('ann');
    expect(await store().addresses.read('c1')).toBeUndefined();
    expect(await store().addresses.read('c2')).toBeUndefined();
    expect(await store().addresses.read('c3')).toBeDefined();
  });

  test('an address that no turn followed is forgotten, others stay', async () => {
    await store().commitTurn(aTurn({ at: TOMORROW + 1 }));
    for (const conversation of ['c1', 'c2']) await store().addresses.keep(conversation, 'ann', { url: 'http://a' });
    expect(await store().upkeep.forget({ deliveries: 0, events: 0 }, 10)).toBe(0);
    expect(await store().upkeep.forget({ deliveries: TOMORROW, events: 0 }, 10)).toBe(1);
    expect(await store().addresses.read('c1')).toBeDefined();
    expect(await store().addresses.read('c2')).toBeUndefined();
  });
}
