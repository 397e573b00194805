import { expect, test } from '@jest/globals';
import { newBreath } from '../../bot/breath.ts';

test('between any two that are let through everybody else has a turn, and order stays', async () => {
  const breath = newBreath();
  const seen: string[] = [];
  let rounds = 0;
  const tick = (): void => {
    rounds += 1;
    if (rounds < 20) setImmediate(tick);
  };
  setImmediate(tick);
  await Promise.all(
    ['a', 'b', 'c', 'd'].map(async (name) => {
      await breath();
      seen.push(`${name}${rounds}`);
    }),
  );
  expect(seen.map((one) => one[0])).toEqual(['a', 'b', 'c', 'd']);
  expect(new Set(seen.map((one) => one.slice(1))).size).toBe(4);
});

test('it lets through again after a pause', async () => {
  const breath = newBreath();
  await breath();
  await breath();
  await Promise.all([breath(), breath()]);
});
