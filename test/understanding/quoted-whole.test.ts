/** A message quoted whole is that message: neither a shorter one within it, nor what its words would tell elsewhere. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Brain } from '../../bot/rehearsal/run-chat.ts';
import { brainOf } from '../brain.ts';

let brain: Brain;
beforeAll(async () => {
  brain = await brainOf();
});

test.each([
  ["Couldn't complete backup because your phone doesn't have enough free space. Free up 3 GB of space to back up.", 'whatsapp-phone-full'],
  ['The iPhone could not be restored because an error occurred while reading from or writing to the iPhone.', 'ios-restore-error-occurred'],
  ['An error occurred installing iOS 16.2 because you are no longer connected to the internet', 'ios-unable-to-verify-update'],
  ['Some of your purchases and media could not be restored', 'ios-restore-incomplete'],
  ['Uploading 3.2 GB of 5 GB (31%)', 'whatsapp-preparing'],
  ['it says Restoring apps 3 of 120 since hours', 'ios-restoring-from-icloud'],
])('%s', (text, entry) => {
  expect(brain.understand({ text }, { facts: {} }).messages[0]?.id).toBe(entry);
});

test('gaps want something in them', () => {
  expect(brain.understand({ text: 'uploading of photos' }, { facts: {} }).messages).toEqual([]);
});

test('its words tell no facts that it denies', () => {
  const heard = brain.understand(
    { text: 'The iPhone could not be restored because there is not enough space available on the iPhone.' },
    { facts: {} },
  );
  expect(heard.messages[0]?.id).toBe('ios-not-enough-space-on-iphone');
  expect(heard.facts.map((fact) => `${fact.slot}=${fact.value}`)).not.toContain('storage=ok');
  expect(heard.facts.map((fact) => `${fact.slot}=${fact.value}`)).not.toContain('place=computer_update');
});
