import { expect, test } from '@jest/globals';
import type { Fields } from '../../web/chat/activity.ts';
import { retryAsItWas } from '../../web/webchat/retry.ts';

const POST = 'DIRECT_LINE/POST_ACTIVITY';

/** Presses "Retry", or sends for the first time: what is passed on, what is dispatched, what the line is asked to do. */
async function press(activity: Fields, answer: Promise<Fields> = Promise.resolve({ id: 'c1|0000002' })): Promise<readonly unknown[]> {
  const seen: unknown[] = [];
  const again = (key: string): Promise<Fields> => {
    seen.push(`again ${key}`);
    return answer;
  };
  const middleware = retryAsItWas({ again, wake: () => seen.push('wake') });
  const post = middleware({ dispatch: ({ type, meta }) => seen.push([type, meta]) })((action) => seen.push(['next', action.type]));
  await post({ type: POST, meta: { method: 'keyboard' }, payload: { activity } });
  return seen;
}

const sent = (status: string): Fields => ({
  type: 'message',
  text: 'hello',
  channelData: { clientActivityID: 'k1', 'webchat:send-status': status },
});
const META = { method: 'keyboard', clientActivityID: 'k1' };

test('what is sent for the first time goes its way', async () => {
  expect(await press({ type: 'message', text: 'hello' })).toEqual([['next', POST]]);
});

test('a message that looks failed and is still being tried is tried at once, and is no second one', async () => {
  expect(await press(sent('sending'))).toEqual(['wake']);
});

test('a failed message is the same message again', async () => {
  expect(await press(sent('send failed'))).toEqual([[`${POST}_PENDING`, META], 'again k1', [`${POST}_FULFILLED`, META]]);
});

test('and may fail again', async () => {
  const seen = await press(sent('send failed'), Promise.reject(new Error('refused')));
  expect(seen).toEqual([[`${POST}_PENDING`, META], 'again k1', [`${POST}_REJECTED`, META]]);
});
