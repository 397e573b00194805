import { describe, expect, test } from '@jest/globals';
import { AdaptiveCard, SerializationContext, ValidationEvent, Versions } from 'adaptivecards';
import { agentCard, answeredCard, noticeCard, questionCard } from '../../../bot/channels/teams/cards.ts';
import { activityFor } from '../../../bot/channels/teams/outgoing.ts';
import type { Reference } from '../../../bot/channels/teams/reference.ts';
import type { JsonObject } from '../../../bot/store/store.ts';
import type { Reply } from '../../../dialogs/reply.ts';
import { buttonsIn, cardOf, partsOf, textOf } from './teams-person.ts';

const REPLY: Reply = {
  id: 'fix#0',
  text: 'Try this: *another* cable [really](https://x.test).\n\n1. no list',
  steps: ['Unplug it', 'Plug in another one'],
  close: 'It worked if it charges. Did that work?',
  choices: [
    { label: 'It worked', pick: 'fix:cable=worked' },
    { label: 'Still the same', pick: 'fix:cable=failed' },
  ],
};
const RATING: Reply = {
  id: 'rate#0',
  text: 'How did I do?',
  steps: [],
  choices: [5, 4, 3, 2, 1].map((n) => ({ label: `${n} ★`, pick: `rate:is=${n}` })),
};
const MANY: Reply = {
  id: 'ask#0',
  text: 'Which?',
  steps: [],
  choices: Array.from({ length: 10 }, (_, i) => ({ label: `Choice ${i}`, pick: `set:facts=a~${i}` })),
};
const CARD = 'abcdefghijklmnopabcdefgh';

/** What the official library has to say against a card, read as version 1.5. */
function complaintsOf(card: JsonObject): readonly string[] {
  const context = new SerializationContext(Versions.v1_5);
  const parsed = new AdaptiveCard();
  parsed.parse(card, context);
  const found = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i)).map(
    ({ event, message }) => `${ValidationEvent[event]}: ${message}`,
  );
  return [...found, ...parsed.validateProperties().validationEvents.map(({ message }) => message)];
}

describe('cards', () => {
  test.each<readonly [string, JsonObject]>([
    ['a fix with its steps', questionCard(REPLY, CARD, 'execute')],
    ['the same where buttons send messages', questionCard(REPLY, CARD, 'submit')],
    ['a rating', questionCard(RATING, CARD, 'execute')],
    ['ten choices', questionCard(MANY, CARD, 'execute')],
    ['steps without a question', questionCard({ ...REPLY, choices: [] }, CARD, 'execute')],
    ['a fix that was answered', answeredCard(REPLY, 'It worked')],
    ['a question that was passed over', answeredCard(MANY, undefined)],
    ['a person of the desk', agentCard({ id: 'm', name: 'Maria' }, 'Hello\n\nthere')],
    ['a person of the desk with a picture', agentCard({ id: 'm', name: 'Maria', picture: 'https://x.test/m.png' }, 'Hello')],
    ['a notice', noticeCard({ kind: 'joined', text: 'Maria joined' })],
  ])('%s is a card of version 1.5, by the official library', (_what, card) => {
    expect(complaintsOf(card)).toEqual([]);
    expect(card.version).toBe('1.5');
  });

  test('the library does complain of what is no card', () => {
    expect(complaintsOf({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'Nonsense' }] })).not.toEqual([]);
    expect(
      complaintsOf({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'Carousel', pages: [{ type: 'CarouselPage', items: [] }] }] }),
    ).not.toEqual([]);
    expect(
      complaintsOf({ ...noticeCard({ kind: 'note', text: 'x' }), body: [{ type: 'Container', style: 'nonsense', items: [] }] }),
    ).not.toEqual([]);
  });

  test('say all of a reply, as it was written: nothing in it becomes a link or a list', () => {
    const activity = { attachments: [{ content: questionCard(REPLY, CARD, 'execute') }] };
    expect(textOf(activity).split('\n')).toEqual([
      'Try this: *another* cable [really](https://x.test).',
      '1. no list',
      '1. Unplug it',
      '2. Plug in another one',
      'It worked if it charges. Did that work?',
    ]);
    // A TextBlock would read Markdown.
    expect(partsOf(cardOf(activity)).filter(({ type }) => type === 'TextBlock')).toEqual([]);
  });

  test('carry their buttons for Teams with a fallback, and for others as plain submits', () => {
    const teams = partsOf(questionCard(REPLY, CARD, 'execute')).find(({ title }) => title === 'It worked');
    const data = { pick: 'fix:cable=worked', label: 'It worked', card: CARD };
    expect(teams).toEqual({
      type: 'Action.Execute',
      title: 'It worked',
      verb: 'pick',
      data,
      fallback: { type: 'Action.Submit', title: 'It worked', data },
    });
    expect(partsOf(questionCard(REPLY, CARD, 'submit')).find(({ title }) => title === 'It worked')).toEqual({
      type: 'Action.Submit',
      title: 'It worked',
      data,
    });
  });

  test('show all buttons, at most six in a set, which is what Teams shows', () => {
    const sets = partsOf(questionCard(MANY, CARD, 'execute')).filter(({ type }) => type === 'ActionSet');
    expect(sets.flatMap(({ actions }) => actions as readonly unknown[])).toHaveLength(10);
    for (const { actions } of sets) expect((actions as readonly unknown[]).length).toBeLessThanOrEqual(6);
  });

  test('that were answered have nothing to press, and no boxes to tick', () => {
    const parts = partsOf(answeredCard(REPLY, 'It worked'));
    expect(parts.filter(({ type }) => String(type).startsWith('Action') || String(type).startsWith('Input'))).toEqual([]);
    expect(textOf({ attachments: [{ content: answeredCard(REPLY, 'It worked') }] })).toMatch(/2\. Plug in another one[\s\S]*✓ It worked$/);
  });

  test('have no picture that is not https', () => {
    const types = partsOf(agentCard({ id: 'm', name: 'M', picture: 'javascript:alert(1)' }, 'x')).map(({ type }) => type);
    expect(types).not.toContain('Image');
  });
});

describe('channels without cards', () => {
  const sms: Reference = {
    channelId: 'sms',
    serviceUrl: 'https://x.test/',
    conversation: { id: 'c' },
    bot: { id: 'b' },
    user: { id: 'u' },
  };

  test('get the same as text, with suggested actions', () => {
    const activity = activityFor(sms, { kind: 'reply', reply: REPLY, card: CARD });
    expect(activity).toMatchObject({
      type: 'message',
      textFormat: 'plain',
      inputHint: 'expectingInput',
      from: { id: 'b' },
      recipient: { id: 'u' },
      suggestedActions: { actions: [{ type: 'imBack', title: 'It worked', value: 'It worked' }, { title: 'Still the same' }] },
    });
    expect(activity.text).toMatch(/1\. Unplug it\n2\. Plug in/);
    expect(buttonsIn(activity)).toEqual([]);
  });

  test('get who of the desk speaks before what they say', () => {
    const activity = activityFor(sms, {
      kind: 'agent',
      agent: { id: 'm', name: 'Maria' },
      text: 'Hi',
      files: [{ id: 'f', name: 'a.pdf', type: 'x/y', size: 1 }],
    });
    expect(activity.text).toBe('Maria: Hi\n📎 a.pdf');
  });
});
