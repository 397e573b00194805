import { expect, test } from '@jest/globals';
import type { Account, Gate } from '../../bot/store/accounts.ts';
import type { Store } from '../../bot/store/store.ts';

const MARIA: Account = { id: 'a1', login: 'maria', name: 'Maria', role: 'lead', password: 'hash-1' };
const TOM: Account = { id: 'a2', login: 'tom', name: 'Tom', role: 'agent', password: 'hash-2' };
const DAY = 86_400_000;
const LONG = { idle: DAY, whole: DAY };

/** What every store has to do for those who work at the desk. Part of the contract of stores. */
export function accountsContract(store: () => Store): void {
  const accounts = () => store().accounts;

  test('accounts are added, found by their sign-in name, changed and removed', async () => {
    expect(await accounts().all()).toEqual([]);
    expect([await accounts().add(TOM), await accounts().add(MARIA)]).toEqual([true, true]);
    expect(await accounts().add({ ...TOM, id: 'a3' })).toBe(false);
    expect(await accounts().all()).toEqual([MARIA, TOM]);
    expect(await accounts().find('tom')).toEqual(TOM);
    expect(await accounts().find('nobody')).toBeUndefined();
    expect([await accounts().setRole('a2', 'lead'), await accounts().setRole('a9', 'lead')]).toEqual([true, false]);
    expect(await accounts().find('tom')).toMatchObject({ role: 'lead' });
    expect([await accounts().remove('a2'), await accounts().remove('a2')]).toEqual([true, false]);
    expect(await accounts().find('tom')).toBeUndefined();
  });

  test('a session is known until it ends, idles or is too old', async () => {
    await accounts().add(MARIA);
    expect(await accounts().openSession('s1', MARIA, undefined)).toBe(true);
    expect(await accounts().session('s1', LONG)).toEqual(MARIA);
    expect(await accounts().session('s1', { ...LONG, idle: 0 })).toBeUndefined();
    expect(await accounts().session('s1', { ...LONG, whole: 0 })).toBeUndefined();
    expect(await accounts().session('other', LONG)).toBeUndefined();
    await accounts().endSession('s1');
    expect(await accounts().session('s1', LONG)).toBeUndefined();
  });

  test('signing in again ends the session that the browser had', async () => {
    await accounts().add(MARIA);
    await accounts().openSession('s1', MARIA, undefined);
    expect(await accounts().openSession('s2', MARIA, 's1')).toBe(true);
    expect(await accounts().session('s1', LONG)).toBeUndefined();
    expect(await accounts().session('s2', LONG)).toEqual(MARIA);
  });

  test('a new password ends every session and link, and a sign-in with the old one that is under way', async () => {
    await accounts().add(MARIA);
    await accounts().openSession('s1', MARIA, undefined);
    await accounts().keepLink('l1', 'a1', DAY);
    expect([await accounts().setPassword('a1', 'hash-9'), await accounts().setPassword('a9', 'x')]).toEqual([true, false]);
    expect(await accounts().session('s1', LONG)).toBeUndefined();
    expect(await accounts().link('l1')).toBeUndefined();
    expect(await accounts().openSession('s2', MARIA, undefined)).toBe(false);
    expect(await accounts().openSession('s2', { ...MARIA, password: 'hash-9' }, undefined)).toBe(true);
  });

  test('who is removed is signed out', async () => {
    await accounts().add(MARIA);
    await accounts().openSession('s1', MARIA, undefined);
    await accounts().keepLink('l1', 'a1', DAY);
    await accounts().remove('a1');
    expect(await accounts().session('s1', LONG)).toBeUndefined();
    expect(await accounts().link('l1')).toBeUndefined();
    expect(await accounts().openSession('s2', MARIA, undefined)).toBe(false);
  });

  test('a link is good once, for its time, and the newest counts', async () => {
    await accounts().add(MARIA);
    await accounts().openSession('s1', MARIA, undefined);
    await accounts().keepLink('old', 'a1', DAY);
    await accounts().keepLink('new', 'a1', DAY);
    expect(await accounts().link('old')).toBeUndefined();
    expect(await accounts().link('new')).toEqual({ account: MARIA });
    const used = await Promise.all([1, 2, 3].map((n) => accounts().redeem('new', { ...TOM, password: `hash-${n}0` })));
    expect(used.filter((account) => account !== undefined)).toHaveLength(1);
    const [now] = await accounts().all();
    expect(now).toEqual({ ...MARIA, password: expect.stringMatching(/^hash-[123]0$/) });
    expect(await accounts().session('s1', LONG)).toBeUndefined();
    await accounts().keepLink('late', 'a1', 0);
    expect(await accounts().link('late')).toBeUndefined();
    expect(await accounts().redeem('late', TOM)).toBeUndefined();
  });

  test('the first account is made by one link, once, and not when there is one', async () => {
    await accounts().keepLink('first', undefined, DAY);
    expect(await accounts().link('first')).toEqual({ account: undefined });
    const made = await Promise.all([MARIA, TOM].map((account) => accounts().redeem('first', account)));
    expect(made.filter((account) => account !== undefined)).toHaveLength(1);
    expect(await accounts().all()).toHaveLength(1);
    await accounts().keepLink('second', undefined, DAY);
    expect(await accounts().link('second')).toBeUndefined();
    expect(await accounts().redeem('second', { ...TOM, id: 'a7', login: 'new' })).toBeUndefined();
  });

  test('tries are free at first, then each costs twice the wait; waiting ones are not counted', async () => {
    const gate: Gate = { key: 'd1', free: 2, longest: 60_000 };
    expect([await accounts().knock([gate]), await accounts().knock([gate]), await accounts().knock([gate])]).toEqual([0, 0, 0]);
    const wait = await accounts().knock([gate]);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(30_000);
    expect(await accounts().knock([{ ...gate, key: 'd2' }, gate])).toBeGreaterThan(0);
    expect(await accounts().knock([{ ...gate, key: 'd2' }])).toBe(0);
  });

  test('the wait has an end however many try', async () => {
    const gate: Gate = { key: 'd1', free: 0, longest: 40 };
    for (let i = 0; i < 12; i++) {
      const wait = await accounts().knock([gate]);
      expect(wait).toBeLessThanOrEqual(40);
      await new Promise((wake) => setTimeout(wake, wait));
    }
  });

  test('a clock that was set back makes nobody wait longer than the longest', async () => {
    const gate: Gate = { key: 'd1', free: 0, longest: 60_000 };
    expect(await accounts().knock([gate])).toBe(0);
    expect(await accounts().knock([gate])).toBeGreaterThan(20_000);
    // As if the end of the pause had come to lie further ahead than it can.
    expect(await accounts().knock([{ ...gate, longest: 10_000 }])).toBe(0);
  });

  test('of many tries at once only the free ones pass', async () => {
    const gate: Gate = { key: 'd1', free: 3, longest: 60_000 };
    const waits = await Promise.all(Array.from({ length: 12 }, () => accounts().knock([gate])));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(4);
  });

  test('a try that was no guess is taken back', async () => {
    const gate: Gate = { key: 'd1', free: 1, longest: 60_000 };
    for (let i = 0; i < 5; i++) {
      expect(await accounts().knock([gate])).toBe(0);
      await accounts().takeBack([gate]);
    }
  });

  test('what has ended is tidied away, what has not stays', async () => {
    await accounts().add(MARIA);
    await accounts().openSession('s1', MARIA, undefined);
    await accounts().keepLink('l1', 'a1', 0);
    await accounts().knock([{ key: 'd1', free: 9, longest: 1 }]);
    expect(await accounts().tidy(LONG)).toBe(1);
    expect(await accounts().session('s1', LONG)).toEqual(MARIA);
    expect(await accounts().tidy({ idle: 0, whole: DAY })).toBe(1);
    expect(await accounts().session('s1', LONG)).toBeUndefined();
  });
}
