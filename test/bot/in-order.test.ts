import { expect, test } from '@jest/globals';
import { newInOrder } from '../../bot/in-order.ts';

function pause(turns: number): Promise<void> {
  return turns === 0 ? Promise.resolve() : new Promise((resolve) => setImmediate(() => resolve(pause(turns - 1))));
}

test('works of one key run one after the other, whatever they take; other keys do not wait', async () => {
  const inOrder = newInOrder();
  const seen: string[] = [];
  const work = (key: string, name: string, turns: number): Promise<void> =>
    inOrder(key, async () => {
      seen.push(`${name} begins`);
      await pause(turns);
      seen.push(`${name} ends`);
    });
  await Promise.all([work('a', 'slow', 5), work('a', 'fast', 0), work('b', 'other', 1)]);
  expect(seen.filter((line) => !line.startsWith('other'))).toEqual(['slow begins', 'slow ends', 'fast begins', 'fast ends']);
  expect(seen.indexOf('other ends')).toBeLessThan(seen.indexOf('slow ends'));
});

test('a work that fails fails for its own caller only', async () => {
  const inOrder = newInOrder();
  const bad = inOrder('a', () => Promise.reject(new Error('no')));
  const good = inOrder('a', () => Promise.resolve('yes'));
  await expect(bad).rejects.toThrow('no');
  await expect(good).resolves.toBe('yes');
});
