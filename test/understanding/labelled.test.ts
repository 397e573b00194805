import { describe, expect, test } from '@jest/globals';
import { outsideOf, qualityOf } from '../../bot/evaluation.ts';
import { type LabelledText, labelledBytes, labelledJudge, trainOnTexts } from '../../dialogs/understanding/labelled.ts';
import { meaningsFromBytes, meaningsToBytes } from '../../dialogs/understanding/meanings.ts';
import { speller } from '../../dialogs/understanding/spelling.ts';
import { strangeness } from '../../dialogs/understanding/strangeness.ts';

const TEXTS: readonly LabelledText[] = [
  { text: 'the soup is cold', intent: 'food' },
  { text: 'bread and cheese please', intent: 'food' },
  { text: 'a cold soup with bread', intent: 'food' },
  { text: 'the train is late', intent: 'travel' },
  { text: 'a ticket for the train', intent: 'travel' },
  { text: 'which train goes north', intent: 'travel' },
];

describe('labelled texts', () => {
  test('the same texts give the same judgements', () => {
    const [one, two] = [labelledJudge(trainOnTexts(TEXTS)), labelledJudge(trainOnTexts(TEXTS))];
    for (const { text, intent } of TEXTS) {
      expect(one(text)).toEqual(two(text));
      expect(one(text).ranked[0]?.id).toBe(intent);
    }
  });

  test('what a label is called is an example of it', () => {
    const judge = labelledJudge(trainOnTexts([...TEXTS, { text: 'it rains', intent: 'weatherForecast' }]));
    expect(judge('forecast').ranked[0]?.id).toBe('weatherForecast');
  });

  test('a word of the same family speaks for a label that never had it', () => {
    const judge = labelledJudge(trainOnTexts(TEXTS));
    expect(judge('butter').ranked[0]?.id).toBe('food');
    expect(judge('railway').ranked[0]?.id).toBe('travel');
  });

  test('words that were never met tell a stranger', () => {
    const judge = labelledJudge(trainOnTexts(TEXTS));
    expect(judge('the late soup').within).toBeGreaterThan(judge('the purple elephant').within);
  });

  test('anything is judged: empty, odd and very long texts', () => {
    const judge = labelledJudge(trainOnTexts(TEXTS));
    for (const text of ['', '   ', '\u0000', '🙂', 'soup '.repeat(20_000), '\ud800']) expect(judge(text).ranked).toHaveLength(2);
  });

  test('the size is that of the bytes', () => {
    expect(labelledBytes(trainOnTexts(TEXTS))).toBeGreaterThan(1000);
  });
});

describe('meanings', () => {
  const bytes = meaningsToBytes(['soup', 'stew', 'train', 'tram'], 2, Int8Array.of(100, 0, 90, 10, 0, 100, 10, 90));

  test('a word that was never met is read by what it means', () => {
    const meanings = meaningsFromBytes(bytes);
    expect(meanings).toBeDefined();
    const judge = labelledJudge(trainOnTexts(TEXTS, undefined, meanings));
    expect(judge('tram').ranked[0]?.id).toBe('travel');
    expect(judge('stews').ranked[0]?.id).toBe('food');
  });

  test('damaged bytes are no meanings', () => {
    const damaged = bytes.slice();
    damaged[30] = (damaged[30] as number) ^ 1;
    for (const given of [damaged, bytes.slice(0, 40), new Uint8Array()]) expect(meaningsFromBytes(given)).toBeUndefined();
  });
});

describe('spelling', () => {
  const spell = speller(
    new Map([
      ['card', 9],
      ['open', 5],
      ['what', 9],
      ['loan', 4],
      ['later', 2],
    ]),
  );

  test.each([
    ['crd', 'card'],
    ['opn', 'open'],
    ['vard', 'card'],
    ['shat', 'what'],
    ['lona', 'loan'],
  ])('%s is %s', (typed, meant) => {
    expect(spell(typed)).toEqual([meant]);
  });

  test.each(['joe', 'san', 'was', 'car', 'long', 'after'])('%s stays', (word) => {
    expect(spell(word)).toBeUndefined();
  });

  test('a common word that is nearer is meant rather than a known one', () => {
    expect(spell('aftr')).toEqual(['after']);
  });
});

test('strangeness is the weighed share of unmet words', () => {
  const counts = new Map([
    ['a', 8],
    ['b', 1],
  ]);
  expect(strangeness(['a', 'b'], counts, 10)).toBe(0);
  expect(strangeness(['x', 'y'], counts, 10)).toBe(1);
  expect(strangeness([], counts, 10)).toBe(1);
  expect(strangeness(['a', 'x'], counts, 10)).toBeGreaterThan(0.5);
});

describe('figures', () => {
  const one = (truth: string, given: string, confidence: number) => ({
    truth,
    micros: 1,
    judgement: {
      within: 0,
      ranked: [
        { id: given, confidence },
        { id: 'c', confidence: 0 },
      ],
    },
  });

  test('accuracy, macro-F1, top three and calibration are the textbook ones', () => {
    const quality = qualityOf([one('a', 'a', 1), one('a', 'b', 0.5), one('b', 'b', 1), one('c', 'b', 0.5)]);
    expect(quality.accuracy).toBe(0.5);
    expect(quality.top3).toBe(0.75);
    expect(quality.macroF1).toBeCloseTo((2 / 3 + 1 / 2 + 0) / 3);
    expect(quality.ece).toBeCloseTo(0.25);
  });

  test('scores of insiders above those of outsiders are told apart, equal ones are not', () => {
    expect(outsideOf([3, 4, 5], [1, 2])).toEqual({ auroc: 1, oosRecallAt5: 1 });
    expect(outsideOf([1, 1], [1])).toEqual({ auroc: 0.5, oosRecallAt5: 0 });
    expect(outsideOf([1, 3], [2]).auroc).toBe(0.5);
  });
});
