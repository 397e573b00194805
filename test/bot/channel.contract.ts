/** What every channel does for people, whatever it speaks: one suite, and a driver for each channel that acts and looks as a person does. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Said, Store } from '../../bot/store/store.ts';

/** Something that was said to a person, as they see it. */
export type Seen = {
  readonly from: 'bot' | 'agent' | 'notice';
  readonly text: string;
  /** The name that stands beside it; of the bot and of notices whatever it is called there. */
  readonly name: string;
  /** The labels of its buttons. */
  readonly choices: readonly string[];
};

/** Somebody who uses the channel, in a conversation of their own. */
export type Person = {
  readonly conversation: string;
  /** Sends words, and resolves when the channel has acknowledged them. The same key is the same delivery once more. */
  readonly say: (text: string, key?: string) => Promise<void>;
  /** Presses the button with this label on the newest message that has one. */
  readonly press: (label: string) => Promise<void>;
  /** All that was said to them, in the order in which they see it, as soon as it is at least so much. */
  readonly sees: (least: number) => Promise<readonly Seen[]>;
};

/** A channel over a real store and a server of its own, with the mind of `line-house.ts`. */
export type ChannelDriver = {
  readonly store: () => Pick<Store, 'after' | 'read'>;
  /** Somebody new comes in, and is greeted. */
  readonly enter: () => Promise<Person>;
  /** A desk says something to them. */
  readonly desk: (conversation: string, key: string, said: readonly Said[]) => Promise<void>;
  /** The server ends, and another one takes its place over the same data. */
  readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const MARIA = { id: 'maria', name: 'Maria' };
const JOINED: Said = { from: 'notice', notice: { kind: 'joined', text: 'Maria joined', agent: MARIA, state: 'accepted' } };
const ENDED: Said = { from: 'notice', notice: { kind: 'ended', text: 'Maria has left', agent: MARIA, state: 'completed' } };

/** Proves a channel. */
export function channelContract(name: string, open: () => Promise<ChannelDriver>): void {
  let driver: ChannelDriver;

  const firstLine = ({ text }: Seen): string => text.split('\n')[0] ?? '';
  const logOf = async (conversation: string) => driver.store().after(conversation, 0, 1000);

  describe(name, () => {
    beforeAll(async () => {
      driver = await open();
    });
    afterAll(() => driver.close());

    test('greets who comes, once', async () => {
      const ann = await driver.enter();
      const [greeting] = await ann.sees(1);
      expect(greeting).toMatchObject({ from: 'bot', text: 'welcome', choices: [] });
      expect(await logOf(ann.conversation)).toHaveLength(1);
    });

    test('answers every message, in order, and keeps what was said as it was said', async () => {
      const ann = await driver.enter();
      for (const words of ['one', 'two', 'three']) await ann.say(words);
      expect((await ann.sees(4)).map(firstLine)).toEqual(['welcome', '1: one', '2: two', '3: three']);
      expect((await logOf(ann.conversation)).map(({ said }) => said.from)).toEqual(['bot', 'user', 'bot', 'user', 'bot', 'user', 'bot']);
    });

    test('shows steps, the question after them, and what can be pressed', async () => {
      const ann = await driver.enter();
      await ann.say('hello');
      const reply = (await ann.sees(2))[1];
      expect(reply?.text).toMatch(/look.*press.*Did it\?/s);
      expect(reply?.choices).toEqual(['Yes', 'No']);
    });

    test('knows what a pressed button answers', async () => {
      const ann = await driver.enter();
      await ann.say('hello');
      await ann.sees(2);
      await ann.press('No');
      expect((await ann.sees(3)).map(firstLine)).toEqual(['welcome', '1: hello', '2: test:a=no']);
      expect((await logOf(ann.conversation)).at(-2)?.said).toMatchObject({ from: 'user', pick: 'test:a=no' });
    });

    test('takes a delivery that comes again as the same one', async () => {
      const ann = await driver.enter();
      await ann.say('once', 'key-1');
      await ann.say('once', 'key-1');
      await ann.say('more', 'key-2');
      await ann.say('once', 'key-1');
      expect((await ann.sees(3)).map(firstLine)).toEqual(['welcome', '1: once', '2: more']);
      expect(await logOf(ann.conversation)).toHaveLength(5);
    });

    test('takes a delivery that comes five times at once as one', async () => {
      const ann = await driver.enter();
      await Promise.all(Array.from({ length: 5 }, () => ann.say('at once', 'key-1')));
      expect((await ann.sees(2)).map(firstLine)).toEqual(['welcome', '1: at once']);
      expect(await logOf(ann.conversation)).toHaveLength(3);
    });

    test('answers a burst of messages once each', async () => {
      const ann = await driver.enter();
      const words = Array.from({ length: 6 }, (_, i) => `word ${i}`);
      await Promise.all(words.map((word) => ann.say(word)));
      const answers = (await ann.sees(7)).slice(1).map(firstLine);
      expect(answers.map((line) => line.slice(0, 2))).toEqual(['1:', '2:', '3:', '4:', '5:', '6:']);
      expect(answers.map((line) => line.slice(3)).toSorted()).toEqual(words);
    });

    test.each([
      ['one letter', 'a', 'a'],
      ['pictures and other scripts', '🙈 не работает 备份', '🙈 не работает 备份'],
      ['several lines', 'it says\n"error 9"', 'it says'],
    ])('takes %s', async (_what, words, line) => {
      const ann = await driver.enter();
      await ann.say(words);
      expect((await ann.sees(2)).map(firstLine)[1]).toBe(`1: ${line}`);
      expect((await logOf(ann.conversation))[1]?.said).toMatchObject({ from: 'user', text: words });
    });

    test('keeps secrets out of the store', async () => {
      const ann = await driver.enter();
      await ann.say('my password is hunter2');
      await ann.sees(2);
      const kept = JSON.stringify([await logOf(ann.conversation), await driver.store().read(ann.conversation)]);
      expect(kept).toContain('my password is [password]');
      expect(kept).not.toContain('hunter2');
    });

    test('is not silent when the mind breaks, and goes on after it', async () => {
      const ann = await driver.enter();
      await ann.say('boom');
      await ann.say('better');
      expect((await ann.sees(3)).map(firstLine)).toEqual(['welcome', 'that went wrong', '1: better']);
    });

    test('shows who of the desk says what, and what became of the conversation', async () => {
      const ann = await driver.enter();
      await ann.say('a person please');
      await ann.sees(2);
      await driver.desk(ann.conversation, 'desk-1', [JOINED, { from: 'agent', agent: MARIA, text: 'Hi, I am *Maria* <3' }]);
      await driver.desk(ann.conversation, 'desk-2', [ENDED, { from: 'bot', reply: { id: 't', text: 'Good?', steps: [], choices: [] } }]);
      const seen = (await ann.sees(6)).slice(2);
      expect(seen.map(({ from }) => from)).toEqual(['notice', 'agent', 'notice', 'bot']);
      expect(seen.map(firstLine)).toEqual(['Maria joined', 'Hi, I am *Maria* <3', 'Maria has left', 'Good?']);
      expect(seen[1]?.name).toBe('Maria');
    });

    test('says what a desk says once, though the desk delivers it twice', async () => {
      const ann = await driver.enter();
      const hello: readonly Said[] = [{ from: 'agent', agent: MARIA, text: 'Hello' }];
      await driver.desk(ann.conversation, 'desk-1', hello);
      await driver.desk(ann.conversation, 'desk-1', hello);
      await ann.say('thanks');
      expect((await ann.sees(3)).map(firstLine)).toEqual(['welcome', 'Hello', '1: thanks']);
    });

    test('shows nobody what was said to somebody else', async () => {
      const ann = await driver.enter();
      const bob = await driver.enter();
      await Promise.all([ann.say('I am Ann'), bob.say('I am Bob')]);
      expect((await ann.sees(2)).map(firstLine)).toEqual(['welcome', '1: I am Ann']);
      expect((await bob.sees(2)).map(firstLine)).toEqual(['welcome', '1: I am Bob']);
    });

    test('loses nothing when the server restarts in the middle, and goes on where it was', async () => {
      const ann = await driver.enter();
      await ann.sees(1);
      await ann.say('before', 'key-1');
      await driver.restart();
      expect((await ann.sees(2)).map(firstLine)).toEqual(['welcome', '1: before']);
      // Whoever was not sure that it arrived sends it again.
      await ann.say('before', 'key-1');
      await ann.say('after', 'key-2');
      expect((await ann.sees(3)).map(firstLine)).toEqual(['welcome', '1: before', '2: after']);
    });
  });
}
