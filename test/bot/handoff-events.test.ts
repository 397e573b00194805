import { describe, expect, test } from '@jest/globals';
import { EventFactory } from 'botbuilder';
import { type Activity, TestAdapter, TurnContext } from 'botbuilder-core';
import { handoffInitiate, handoffStatus } from '../../bot/handoff/hooks/events.ts';

const AT = Date.UTC(2026, 10, 22, 9, 0);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** As it is on the wire, without what differs from one event to the next. */
function onTheWire(event: unknown): Readonly<Record<string, unknown>> {
  const { id, timestamp, localTimezone, ...rest } = JSON.parse(JSON.stringify(event));
  expect(id).toMatch(UUID);
  expect(new Date(timestamp).toISOString()).toBe(timestamp);
  expect(typeof localTimezone).toBe('string');
  return rest;
}

describe('events of a hand-over are those of the SDK', () => {
  const activities = [{ type: 'message', text: 'hi', from: { id: 'ann', role: 'user' } }];

  test('handoff.initiate', () => {
    const activity: Partial<Activity> = {
      type: 'message',
      id: 'c1|0000004',
      channelId: 'directline',
      serviceUrl: 'https://help.example.com/',
      locale: 'en',
      from: { id: 'ann', role: 'user' } as Activity['from'],
      recipient: { id: 'keepsake', name: 'Keepsake', role: 'bot' },
      conversation: { id: 'c1' } as Activity['conversation'],
    };
    const context = new TurnContext(new TestAdapter(async () => undefined), activity);
    const value = { skill: 'not_backing_up', issue: 'The backup stops' };
    const theirs = EventFactory.createHandoffInitiation(context, value, {
      activities: activities as Activity[],
    });
    const reference = {
      conversation: 'c1',
      channel: 'directline',
      user: 'ann',
      locale: 'en',
      activity: 'c1|0000004',
      serviceUrl: 'https://help.example.com/',
    };
    expect(onTheWire(handoffInitiate(reference, value, activities, 'c1/1', AT))).toEqual(onTheWire(theirs));
  });

  test.each(['accepted', 'failed', 'completed'] as const)('handoff.status %s', (state) => {
    const conversation = { id: 'c1' } as Activity['conversation'];
    const ours = (message?: string) => onTheWire(handoffStatus('c1', state, message, 'c1/1', AT));
    expect(ours('An agent joined')).toEqual(onTheWire(EventFactory.createHandoffStatus(conversation, state, 'An agent joined')));
    expect(ours()).toEqual(onTheWire(EventFactory.createHandoffStatus(conversation, state)));
  });

  test('tried again, it is the same event', () => {
    const ids = ['c1/1', 'c1/1', 'c1/2'].map((name) => handoffStatus('c1', 'accepted', undefined, name, AT).id);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
  });
});
