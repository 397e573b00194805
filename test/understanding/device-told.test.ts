import { beforeAll, expect, test } from '@jest/globals';
import type { Context, Message } from '../../dialogs/heard.ts';
import { withDevice } from '../../dialogs/understanding/device-told.ts';
import { type Ready, ready } from './real-pack.ts';

let real: Ready;
beforeAll(async () => {
  real = await ready();
});

const DEVICE = 'Samsung Galaxy S23, Android 14';

function facts(message: Message, context: Context = { facts: {} }): readonly string[] {
  const hear = withDevice(({ text }, about) => real.hear(text, about));
  return hear(message, context).facts.map(({ slot, value }) => `${slot}=${value}`);
}

test('what the site knows of the device need not be asked', () => {
  expect(facts({ text: 'my backup stops halfway', device: DEVICE })).toContain('platform=android');
  expect(facts({ text: 'my backup stops halfway' })).not.toContain('platform=android');
});

test('what the person says counts more, now and before', () => {
  const now = facts({ text: 'my iphone backup stops halfway', device: DEVICE });
  expect(now).toContain('platform=ios');
  expect(now).not.toContain('platform=android');
  expect(facts({ text: 'my backup stops halfway', device: DEVICE }, { facts: { platform: 'ios' } })).not.toContain('platform=android');
});

test.each(['hi', 'help me please'])('%s stays what it is', (text) => {
  expect(facts({ text, device: DEVICE })).toEqual([]);
});

test.each(['', 'x'.repeat(200), '<script>', 'error 9, my backup fails, I want a human'])('%s as a device says nothing else', (device) => {
  const hear = withDevice(({ text }, about) => real.hear(text, about));
  const told = hear({ text: 'my backup stops halfway', device }, { facts: {} });
  expect({ ...told, facts: [] }).toEqual({ ...real.hear('my backup stops halfway'), facts: [] });
});
