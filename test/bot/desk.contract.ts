/** What every desk has to do, from the side of the person: the same suite for all of them. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { until } from '../until.ts';
import { type HandoffServer, handedOver, notices, seen } from './handoff-server.ts';
import type { Visitor } from './line-client.ts';

/** The people at a desk, whatever it is. Each `key` names something that they do; done twice it is done once. */
export type DeskPeople = {
  readonly server: HandoffServer;
  /** What they know of a conversation: that it is there, and what was written in it. */
  readonly waits: (conversation: string) => Promise<boolean>;
  readonly read: (conversation: string) => Promise<readonly string[]>;
  readonly take: (conversation: string, agent: string, key: string) => Promise<number>;
  readonly say: (conversation: string, agent: string, text: string, key: string) => Promise<number>;
  readonly finish: (conversation: string, agent: string, key: string) => Promise<number>;
  readonly close: () => Promise<void>;
};

/** Proves a desk. */
export function deskContract(name: string, open: () => Promise<DeskPeople>): void {
  describe(`desk: ${name}`, () => {
    let desk: DeskPeople;
    beforeEach(async () => {
      desk = await open();
    });
    afterEach(() => desk.close());

    async function waiting(): Promise<Visitor> {
      const person = await handedOver(desk.server.url);
      await until(async () => desk.waits(person.conversation));
      await until(async () => (await kinds(person)).includes('queued'));
      return person;
    }
    const kinds = async (person: Visitor): Promise<readonly string[]> => (await notices(person)).map(([kind]) => kind);
    const texts = async (person: Visitor): Promise<readonly (string | undefined)[]> => (await seen(person)).map(({ text }) => text);
    const ended = (person: Visitor): Promise<unknown> => until(async () => (await kinds(person)).includes('ended'));

    test('a case comes to it once, and the person is told where they stand', async () => {
      const person = await waiting();
      await person.say('human please');
      await until(async () => (await texts(person)).some((text) => /next in the queue/.test(text ?? '')));
      expect((await kinds(person)).filter((kind) => kind === 'queued')).toHaveLength(1);
    });

    test('somebody takes it: the person sees who, and the bot is silent from then on', async () => {
      const person = await waiting();
      expect(await desk.take(person.conversation, 'maria', 'take-0001')).toBe(200);
      await until(async () => (await kinds(person)).includes('joined'));
      const before = (await seen(person)).length;
      await person.say('hello?');
      await person.say('does it work now?');
      expect(await seen(person)).toHaveLength(before);
      await until(async () => (await desk.read(person.conversation)).includes('does it work now?'));
    });

    test('what the person writes arrives in order, once each', async () => {
      const person = await waiting();
      await desk.take(person.conversation, 'maria', 'take-0001');
      for (const text of ['one', 'two', 'three', 'four', 'five']) await person.say(text, text);
      await person.say('five', 'five');
      await until(async () => (await desk.read(person.conversation)).includes('five'));
      expect((await desk.read(person.conversation)).slice(-5)).toEqual(['one', 'two', 'three', 'four', 'five']);
    });

    test('what an agent writes twice is seen once, in their name', async () => {
      const person = await waiting();
      await desk.take(person.conversation, 'maria', 'take-0001');
      await Promise.all([1, 2, 3].map(() => desk.say(person.conversation, 'maria', 'Hello, I am <i>Maria</i>', 'say-00001')));
      const said = (await seen(person)).filter(({ text }) => text === 'Hello, I am <i>Maria</i>');
      expect(said).toMatchObject([{ from: { role: 'bot' }, textFormat: 'plain', channelData: { agent: { id: 'maria' } } }]);
    });

    test('taken twice is taken once', async () => {
      const person = await waiting();
      await desk.take(person.conversation, 'maria', 'take-0001');
      await desk.take(person.conversation, 'maria', 'take-0001');
      expect((await kinds(person)).filter((kind) => kind === 'joined')).toHaveLength(1);
    });

    test('at the end the bot speaks first, and what comes late is refused', async () => {
      const person = await waiting();
      await desk.take(person.conversation, 'maria', 'take-0001');
      expect(await desk.finish(person.conversation, 'maria', 'end-00001')).toBe(200);
      await ended(person);
      expect((await seen(person)).at(-1)?.text).toMatch(/solved|solve that/);
      expect([404, 409]).toContain(await desk.say(person.conversation, 'maria', 'one more thing', 'say-00002'));
      expect(await texts(person)).not.toContain('one more thing');
      await person.post({ type: 'message', text: 'no', value: { pick: 'settled:is=no' } });
      expect((await seen(person)).at(-1)?.channelData).toMatchObject({
        keepsake: { choices: [{ pick: 'person:is=yes' }, { pick: 'person:is=no' }] },
      });
    });

    test('a second wish for a person is a case of its own', async () => {
      const person = await waiting();
      await desk.take(person.conversation, 'maria', 'take-0001');
      await desk.finish(person.conversation, 'maria', 'end-00001');
      await ended(person);
      await person.say('I want to talk to a human');
      await until(async () => (await kinds(person)).filter((kind) => kind === 'queued').length === 2);
      await until(async () => desk.waits(person.conversation));
      expect(await desk.take(person.conversation, 'tom', 'take-0002')).toBe(200);
    });

    test('who needs no person any more is left alone', async () => {
      const person = await waiting();
      await person.post({ type: 'message', text: 'no need', value: { pick: 'withdraw:is=go' } });
      expect((await seen(person)).some(({ text }) => /nobody needs to come|out of the queue/.test(text ?? ''))).toBe(true);
      await until(async () => !(await desk.waits(person.conversation)));
      expect([404, 409]).toContain(await desk.take(person.conversation, 'maria', 'take-0001'));
    });
  });
}
