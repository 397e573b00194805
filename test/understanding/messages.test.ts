import { beforeAll, describe, expect, test } from '@jest/globals';
import { messageIndex, quotedMessages } from '../../dialogs/understanding/messages.ts';
import { wordsOf } from '../../dialogs/understanding/words.ts';
import { type Ready, ready } from './real-pack.ts';

let bot: Ready;
beforeAll(async () => {
  bot = await ready();
});

const entryWith = (text: string) =>
  [...bot.pack.entries.values()].filter((entry) => entry.messages.some((message) => message.includes(text))).map((e) => e.id);

test('every message of the pack is found when it is quoted whole', () => {
  const missed = [...bot.pack.entries.values()].flatMap((entry) =>
    entry.messages.flatMap((message) => {
      const heard = bot.hear(`it says "${message.replace(/⟨[^⟩]*⟩/gu, 'Anna')}" what now`);
      const same = [...bot.pack.entries.values()].filter((other) => other.messages.includes(message)).map((other) => other.id);
      return heard.messages.some((m) => same.includes(m.id)) ? [] : [`${entry.id}: ${message}`];
    }),
  );
  const all = [...bot.pack.entries.values()].reduce((sum, entry) => sum + entry.messages.length, 0);
  expect(missed.length).toBeLessThanOrEqual(Math.ceil(all * 0.02));
});

test('a message that is cut off leads to its own entry first, and not to one that begins alike', () => {
  const begins = (text: string, id: string): boolean =>
    bot.pack.entries.get(id)?.messages.some((message) => message.toLowerCase().includes(text.toLowerCase())) ?? false;
  const cut = [...bot.pack.entries.values()].flatMap(({ id, messages, when }) =>
    messages.flatMap((message) => {
      const words = message.replace(/⟨[^⟩]*⟩/gu, 'Anna').split(' ');
      const text = words.slice(0, Math.ceil(words.length * 0.75)).join(' ');
      return words.length < 8 ? [] : [{ id, text, first: bot.hear(text, { facts: when }).messages[0]?.id }];
    }),
  );
  const wrong = cut.filter(({ id, text, first }) => first !== undefined && first !== id && !begins(text.replace('Anna', '⟨name⟩'), first));
  expect(cut.length).toBeGreaterThan(200);
  expect(wrong.length > cut.length * 0.02 ? wrong : []).toEqual([]);
});

test('a message without a word does not shift the others', () => {
  const entries = [...bot.pack.entries];
  const empty = entries.map(([id, entry], i) => [id, i === 0 ? { ...entry, messages: ['⟨name⟩', '…'] } : entry] as const);
  const index = messageIndex({ ...bot.pack, entries: new Map(empty) }, new Map(), 1000);
  const [id, whole] =
    entries.flatMap(([name, { messages }]) => messages.filter((m) => m.split(' ').length > 9).map((m) => [name, m] as const)).at(-1) ?? [];
  const said = { text: whole ?? '', words: wordsOf(whole ?? '').map(({ word }) => word), isHere: () => true };
  expect(quotedMessages(index, said)[0]?.id).toBe(id);
});

describe('quoted, but not as it stood there', () => {
  test.each([
    ['cut short', 'could not back up the iphone because the backup could not be saved on the', 'could not be saved on the computer'],
    [
      'mistyped',
      'itunes coud not back up the iphone becuase the backup could not be saved on the computr',
      'could not be saved on the computer',
    ],
    ['without marks', 'the password you entered to unlock your iphone backup was incorrect', 'to unlock your iPhone backup was incorrect'],
  ])('%s', (_, said, message) => {
    const ids = bot.hear(said).messages.map((m) => m.id);
    expect(entryWith(message).some((id) => ids.includes(id))).toBe(true);
  });

  test('in a long paste', () => {
    const noise = Array.from({ length: 120 }, (_, i) => `2026-01-02 10:00:${i % 60} [daemon] step ${i} path=/var/x/${i} state={a:${i}}`);
    const paste = [
      ...noise.slice(0, 60),
      'The password you entered to unlock your iPhone backup was incorrect. Please try again.',
      ...noise.slice(60),
    ].join('\n');
    const heard = bot.hear(paste);
    expect(heard.shape).toBe('paste');
    expect(entryWith('to unlock your iPhone backup was incorrect').some((id) => heard.messages.some((m) => m.id === id))).toBe(true);
  });
});

test.each([
  ['my phone is broken'],
  ['i tried to back up my phone but it does not work'],
  ['how do i get my photos back'],
  ['the cat sat on the keyboard and now everything is in another language'],
  ['hello there'],
  ['an error occurred while restoring'],
  ['an error occurred while backing up this phone'],
  ['the backup did not finish'],
  ['it could not complete the backup'],
  ['something went wrong, please try again later'],
])('nothing is quoted in "%s"', (text) => {
  expect(bot.hear(text).messages).toEqual([]);
});

test('what anybody says of a backup is a message only where it is read aloud, or where it appears is known', () => {
  const plain = "the backup didn't finish";
  const ids = (text: string, facts: Readonly<Record<string, string>> = {}) => bot.hear(text, { facts }).messages.map((m) => m.id);
  expect(ids(plain)).toEqual([]);
  expect(ids(`it says ${plain}`)).toContain('whatsapp-backup-incomplete');
  expect(ids("Backup didn't finish")).toContain('whatsapp-backup-incomplete');
  expect(ids(plain, { place: 'whatsapp' })).toContain('whatsapp-backup-incomplete');
});
