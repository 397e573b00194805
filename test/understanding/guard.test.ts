import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Context, Message } from '../../dialogs/heard.ts';
import { CAP, guard } from '../../dialogs/understanding/guard.ts';
import { understanding } from '../../dialogs/understanding/understand.ts';
import { type Ready, ready } from './real-pack.ts';

let bot: Ready;
beforeAll(async () => {
  bot = await ready();
});

describe('text is made readable', () => {
  test.each<[string, string, string]>([
    ['NUL', 'err\u0000or 9', 'err or 9'],
    ['control characters', 'a\u0007b\u001bc', 'a b c'],
    ['lone surrogate', 'a\ud800b', 'a b'],
    ['full-width digits', '４０１３', '4013'],
    ['Arabic digits', '٤٠١٣', '4013'],
    ['Devanagari digits', '४०१३', '4013'],
    ['right-to-left marks', '\u202eabc\u202c', 'abc'],
    ['zero-width spaces', 'err\u200bor', 'err or'],
    ['byte-order mark', '\ufeffhello', 'hello'],
    ['fractions', '1½, ¾, 12 ¼', '1.5, 0.75, 12.25'],
    ['ligature', 'ﬁle', 'file'],
    ['carriage returns', 'a\r\nb', 'a\nb'],
    ['long runs', `no${'o'.repeat(500)}`, 'nooo'],
    ['white space', '  \n\t ', ''],
  ])('%s', (_, raw, text) => {
    expect(guard(raw).text).toBe(text);
  });

  test('piled marks are thinned out', () => {
    expect(guard(`h${'\u0489'.repeat(50)}i`).text.length).toBeLessThan(8);
  });

  test.each([[undefined], [null], [42], [{}], [[]], [true]])('%p is no text', (raw) => {
    expect(guard(raw)).toEqual({ text: '', prose: '', shape: 'empty' });
  });

  test('a megabyte is cut to its beginning and its end', () => {
    const { text, shape } = guard(`first ${'word '.repeat(200_000)} last`);
    expect(text.length).toBeLessThanOrEqual(CAP);
    expect(text.startsWith('first')).toBe(true);
    expect(text.endsWith('last')).toBe(true);
    expect(shape).toBe('paste');
  });
});

describe('shapes', () => {
  test.each<[string, string]>([
    ['', 'empty'],
    ['   ', 'empty'],
    ['...', 'empty'],
    ['😭😭😭', 'emoji'],
    [':(', 'emoji'],
    ['asdfghjkl', 'gibberish'],
    ['qwrtzp xcvbnm', 'gibberish'],
    ['my phone is broken', 'text'],
    ['4013', 'text'],
    ['no tengo espacio', 'text'],
    ['привет', 'text'],
    ['<b>my phone</b>', 'text'],
    ['{"text": "my phone"}', 'text'],
  ])('%s is %s', (text, shape) => {
    expect(bot.hear(text).shape).toBe(shape);
  });
});

describe('languages', () => {
  test.each<[string, string]>([
    ['my phone does not back up', 'en'],
    ['err 4013', 'en'],
    ['ok', 'en'],
    ['no tengo espacio en icloud que hago', 'es'],
    ['mein handy macht keine sicherung mehr', 'de'],
    ['icloud backup geht nicht seit update', 'de'],
    ['je ne peux pas restaurer mon téléphone', 'fr'],
    ['não consigo restaurar o backup do meu celular', 'pt'],
    ['non riesco a ripristinare il telefono', 'it'],
    ['не могу восстановить телефон', 'ru'],
    ['写真が消えました', 'ja'],
    ['', 'und'],
  ])('%s is %s', (text, language) => {
    expect(bot.hear(text).language).toBe(language);
  });
});

describe('bad input', () => {
  test.each<[string, unknown, unknown]>([
    ['nothing', undefined, undefined],
    ['null', null, null],
    ['wrong types', { text: 7, pick: {}, attachments: 'x' }, { facts: 3, open: { kind: 1, choices: 'no' } }],
    ['a prototype', { text: '__proto__ constructor hasOwnProperty', pick: '__proto__=x' }, { facts: { __proto__: 'x' } }],
    ['an unknown slot', { text: '17' }, { facts: {}, open: { kind: 'slot', slot: 'gone', choices: ['a', 3] } }],
    ['negative attachments', { text: 'x', attachments: -3 }, { facts: {} }],
  ])('%s is understood as little as it says', (_, message, context) => {
    const understand = understanding(bot.pack, bot.model);
    expect(() => understand(message as Message, context as Context)).not.toThrow();
  });

  test('a pick is checked for its shape only', () => {
    const understand = understanding(bot.pack, bot.model);
    const pick = (text: string) => understand({ text: '', pick: text }, { facts: {} }).pick;
    expect(pick('set:facts=network~ok,storage~full')).toEqual({ subject: 'set:facts', value: 'network~ok,storage~full' });
    expect(pick('fix:try-another-cable=worked')).toEqual({ subject: 'fix:try-another-cable', value: 'worked' });
    for (const bad of ['', 'x', '=', 'Fix:x=y', 'fix:<b>=y', `fix:a=${'x'.repeat(500)}`, 'a b=c']) expect(pick(bad)).toBeUndefined();
  });

  test.each([
    ['the same letter', 'a'.repeat(100_000)],
    ['no yes', 'no yes '.repeat(15_000)],
    ['number words', 'one hundred and '.repeat(8_000)],
    ['numbers', '4013 error 9, '.repeat(8_000)],
    ['nested quotes', '"\'“'.repeat(40_000)],
    ['digits', '1234567890'.repeat(10_000)],
    ['units', '48 of 50 gb '.repeat(9_000)],
    ['different words', Array.from({ length: 20_000 }, (_, i) => `w${(i * 7919).toString(36)}`).join(' ')],
    ['brackets', '({['.repeat(30_000)],
    ['spaces', `x${' '.repeat(100_000)}y`],
  ])('%s without end comes back with little', (_, text) => {
    const heard = bot.hear(text);
    expect(heard.text.length).toBeLessThanOrEqual(CAP);
    expect(heard.codes.length).toBeLessThanOrEqual(24);
  });
});

function isDeclared(slot: string, value: string): boolean {
  const declared = bot.pack.slots.get(slot);
  return declared !== undefined && (declared.kind !== 'choice' || declared.values.some((v) => v.id === value));
}

test('whatever is written, the understanding keeps its contract', () => {
  const understand = understanding(bot.pack, bot.model);
  const words = fc.constantFrom(...[...bot.model.words.keys()].slice(0, 400), '4013', 'not', '48 of 50 gb', '"', '😭', 'wait, actually');
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(words, { maxLength: 30 }).map((all) => all.join(' ')),
  );
  const slot = fc.constantFrom(...bot.pack.slots.keys());
  fc.assert(
    fc.property(text, slot, fc.boolean(), (said, about, open) => {
      const context: Context = open
        ? { facts: {}, open: { kind: 'slot', slot: about, choices: ['Yes', 'No, never', 'Other'] } }
        : { facts: {} };
      const heard = understand({ text: said }, context);
      expect(heard.topics.length).toBeLessThanOrEqual(3);
      for (const ranked of [...heard.topics, ...heard.guides, ...heard.messages]) {
        expect(ranked.confidence).toBeGreaterThanOrEqual(0);
        expect(ranked.confidence).toBeLessThanOrEqual(1);
      }
      for (const topic of heard.topics) expect(bot.pack.topics.has(topic.id)).toBe(true);
      for (const fact of heard.facts) expect(isDeclared(fact.slot, fact.value)).toBe(true);
      expect(new Set(heard.facts.map((fact) => fact.slot)).size).toBe(heard.facts.length);
      for (const code of heard.codes)
        expect(code.status === 'known').toBe([...bot.pack.entries.values()].some((e) => e.code === code.code));
      expect(JSON.parse(JSON.stringify(heard))).toEqual(heard);
    }),
    { numRuns: 300, seed: 20 },
  );
});
