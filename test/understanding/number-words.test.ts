import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Context } from '../../dialogs/heard.ts';
import { withDigits } from '../../dialogs/understanding/number-words.ts';
import { type Ready, ready } from './real-pack.ts';

test.each([
  ['about two hundred gigs', '200 gigs'],
  ['half a gig left', '0.5 gig left'],
  ['one and a half terabytes', '1.5 terabytes'],
  ['a hundred and twenty gigabytes', '120 gigabytes'],
  ['sixty-four gb phone', '64 gb phone'],
  ['a couple of gigs', '2 gigs'],
  ['a couple gigs', '2 gigs'],
  ['two hundred and fifty thousand megs', '250000 megs'],
  ['zweihundert Gigabyte', '200 Gigabyte'],
  ['hundertzwanzig GB', '120 GB'],
  ['fünfundzwanzig GB', '25 GB'],
  ['anderthalb GB', '1.5 GB'],
  ['ein halbes Gigabyte', '0.5 Gigabyte'],
  ['doscientos gigas', '200 gigas'],
  ['treinta y dos gigas', '32 gigas'],
  ['medio giga', '0.5 giga'],
])('%s', (words, digits) => {
  const read = withDigits(words);
  expect(
    read
      .replace(/^about/, '')
      .trim()
      .replace(/\s+/g, ' '),
  ).toBe(digits);
  expect(read).toHaveLength(words.length);
});

test.each(['half of my photos, 5 gb', 'two phones are stuck', 'both gigs undone', 'once it restarts, 3 gb'])('is no number: %s', (text) => {
  expect(withDigits(text)).toBe(text);
});

let bot: Ready;
beforeAll(async () => {
  bot = await ready();
});
const told = (text: string, context?: Context) => Object.fromEntries(bot.hear(text, context).facts.map((fact) => [fact.slot, fact.value]));

describe('what a message tells in such words', () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    ['backing up about two hundred gigs over wifi', { amount: '200 GB' }],
    ['my backup is a hundred and twenty gigabytes', { amount: '120 GB' }],
    ['half a gig left on the phone', { storage: 'full' }],
    ['forty nine of fifty gigs used', { storage: 'full' }],
    ['three hundred megs free', { storage: 'full' }],
    ['ein halbes Gigabyte frei auf dem handy', { storage: 'full' }],
    ['ich will zweihundert gigabyte sichern, das backup ist riesig', { amount: '200 GB' }],
    ['tengo doscientos gigas de fotos', { amount: '200 GB' }],
    ['tengo catorce gigas de quince', { storage: 'full' }],
    ['storage google is 14.9 from 15', { storage: 'full' }],
    ['49 aus 50 gb belegt', { storage: 'full' }],
  ])('%s', (text, facts) => {
    expect(told(text)).toMatchObject(facts);
  });

  test('what is not clearly little or much is not concluded from the word "free"', () => {
    expect(told('there are 3 gb free').storage).toBeUndefined();
    expect(told('es sind noch anderthalb GB frei').storage).toBeUndefined();
    expect(told('there are 60 gb free').storage).toBe('ok');
  });
});
