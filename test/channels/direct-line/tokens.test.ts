import { afterEach, expect, jest, test } from '@jest/globals';
import { newTokens, TOKEN_SECONDS } from '../../../bot/channels/direct-line/tokens.ts';

const keys = [{ kid: 'k', secret: new Uint8Array(32).fill(7), from: 0 }];
const grant = { conv: 'c1', user: 'ann', site: 'default' };

afterEach(() => {
  jest.useRealTimers();
});

test('a token that was read before still expires', async () => {
  jest.useFakeTimers({ now: 1_000_000, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  const tokens = newTokens(
    async () => keys,
    30,
    async () => true,
  );
  const token = await tokens.issue(grant);
  expect(await tokens.read(token)).toEqual(grant);
  jest.setSystemTime(1_000_000 + TOKEN_SECONDS * 1000 - 1);
  expect(await tokens.read(token)).toEqual(grant);
  jest.setSystemTime(1_000_000 + TOKEN_SECONDS * 1000);
  await expect(tokens.read(token)).rejects.toMatchObject({ code: 'TokenExpired' });
});

test('a token that was read before is good for nothing else, nor is one that only looks like it', async () => {
  const tokens = newTokens(
    async () => keys,
    30,
    async () => true,
  );
  const token = await tokens.issue(grant);
  await tokens.read(token);
  await expect(tokens.ticket.redeem(token)).rejects.toMatchObject({ code: 'TokenInvalid' });
  await expect(tokens.resume.read(token)).rejects.toMatchObject({ code: 'TokenInvalid' });
  await expect(tokens.read(`${token.slice(0, -2)}xx`)).rejects.toMatchObject({ code: 'TokenInvalid' });
});
