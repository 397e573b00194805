import { beforeAll, describe, expect, test } from '@jest/globals';
import type { SentenceModel } from '../../dialogs/sense.ts';
import {
  calibratedOn,
  type LabelledText,
  labelledBytes,
  labelledJudge,
  sentenceReader,
  sentencesToLearn,
  trainOnTexts,
  withSentences,
} from '../../dialogs/understanding/labelled.ts';
import { sentenceLessons } from '../../dialogs/understanding/model.ts';
import { sentencesFromBytes, sentencesToBytes } from '../../dialogs/understanding/sentence-bytes.ts';
import { sentenceOf } from '../../dialogs/understanding/sentences.ts';
import { listening } from '../../dialogs/understanding/understand.ts';
import { wordsOf } from '../../dialogs/understanding/words.ts';
import { loadTrigrams, TRIGRAMS } from '../sentences/trigrams.ts';
import { type Ready, ready } from './real-pack.ts';

/** Two numbers that know what the words do not: whether it is about an animal. */
const ANIMALS = /\b(?:cat|dog|horse|pony|hamster)\b/;
const knowing = (text: string): Float32Array => Float32Array.from(ANIMALS.test(text) ? [1, 0] : [0, 1]);

const TEXTS: readonly LabelledText[] = [
  ...['my cat is ill', 'the dog limps', 'our horse coughs', 'the cat will not eat'].map((text) => ({ text, intent: 'vet' })),
  ...['my car is loud', 'the bike squeaks', 'our boat leaks', 'the car will not start'].map((text) => ({ text, intent: 'garage' })),
];

describe('sentences of labelled texts', () => {
  const byWords = trainOnTexts(TEXTS);
  const model = withSentences(byWords, TEXTS, 'animals@1', sentencesToLearn(TEXTS).map(knowing));

  test('have a say where their numbers are given, and none where not', () => {
    const judge = labelledJudge(model);
    const text = 'the hamster is loud';
    expect(judge(text).ranked[0]?.id).toBe('garage');
    expect(judge(text)).toEqual(labelledJudge(byWords)(text));
    expect(judge(text, knowing(text)).ranked[0]?.id).toBe('vet');
  });

  test('numbers of another size, or that are none, are as if they were not there', () => {
    const judge = labelledJudge(model);
    for (const wrong of [new Float32Array(3), Float32Array.from([Number.NaN, 1]), new Float32Array(0)])
      expect(judge('the pony is loud', wrong)).toEqual(judge('the pony is loud'));
  });

  test('are learnt alike each time', () => {
    const again = withSentences(byWords, TEXTS, 'animals@1', sentencesToLearn(TEXTS).map(knowing));
    expect(again.sentences).toEqual(model.sentences);
    expect(labelledBytes(model)).toBeGreaterThan(labelledBytes(byWords));
  });

  test('count as much as is good for texts that were left out', () => {
    const useless = withSentences(
      byWords,
      TEXTS,
      'dice@1',
      sentencesToLearn(TEXTS).map((_, i) => Float32Array.from(i % 3 ? [1, 0] : [0, 1])),
    );
    expect(useless.sentences?.share).toBeLessThan(model.sentences?.share ?? 0);
  });

  test('a text without numbers may be learnt from', () => {
    const some = sentencesToLearn(TEXTS).map((text, i) => (i === 0 ? undefined : knowing(text)));
    const learnt = withSentences(byWords, TEXTS, 'animals@1', some);
    expect(labelledJudge(learnt)('a pony', knowing('a pony')).ranked[0]?.id).toBe('vet');
  });

  test('confidences are fitted to texts with their numbers; the ranking stays', () => {
    const valid = [
      { text: 'a hamster that squeaks', intent: 'vet' },
      { text: 'a loud engine', intent: 'garage' },
    ];
    const fitted = calibratedOn(
      model,
      valid,
      valid.map(({ text }) => knowing(text)),
    );
    expect(fitted.sentences?.sharpness).toBeGreaterThan(0);
    expect(fitted.sentences?.weights).toEqual(model.sentences?.weights);
    expect(calibratedOn(model, []).sentences).toEqual(model.sentences);
  });

  test('are read with their misspelt words put right', () => {
    expect(sentenceReader(model)("The  horsse can't — WALK!")).toBe("The horse can't — WALK!");
    expect(sentenceReader(model)('')).toBe('');
  });
});

describe('a sentence', () => {
  const of = (text: string, right: Readonly<Record<string, string>>, without?: ReadonlySet<number>): string =>
    sentenceOf(
      text,
      wordsOf(text).flatMap((word) => (right[word.word] ?? word.word).split(' ').map((one) => ({ ...word, word: one }))),
      without,
    );

  test.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ['It failz, again.', { failz: 'fails' }, 'It fails, again.'],
    ['the backupfailed!', { backupfailed: 'backup failed' }, 'the backup failed!'],
    ["I can't and won’t", {}, "I can't and won’t"],
    ["mom's Café — 12 GB/s", {}, "mom's Café — 12 GB/s"],
    ['  a \n\n b\t', {}, 'a b'],
    ['', {}, ''],
  ])('%j', (text, right, sentence) => expect(of(text, right)).toBe(sentence));

  test('is without what is told to be well', () => {
    expect(of('wifi is fine but it hangs', {}, new Set([0, 1, 2]))).toBe('but it hangs');
  });

  test('is not longer than an embedder reads, and never ends in half a character', () => {
    const long = of(`${'a'.repeat(599)}😀 and more`, {});
    expect(long.length).toBeLessThanOrEqual(600);
    expect(long.isWellFormed()).toBe(true);
  });
});

describe('sentences of a pack', () => {
  let printers: Ready;
  let model: SentenceModel;
  beforeAll(async () => {
    printers = await ready('test/packs/printers');
    const lessons = sentenceLessons(printers.pack, 'en');
    const embedder = await loadTrigrams();
    model = lessons?.learn(embedder.id, await embedder.embed(lessons.texts)) as SentenceModel;
  }, 60_000);

  test('are learnt for the topics of the words', () => {
    expect(model).toMatchObject({ embedder: TRIGRAMS.id, size: TRIGRAMS.dim, labels: printers.model.topics.labels });
  });

  test('there are none in a language that it does not speak', () => {
    expect(sentenceLessons(printers.pack, 'fi')).toBeUndefined();
  });

  test('bytes give the same model; damaged, cut, of another pack or embedder they give none', () => {
    const bytes = sentencesToBytes(model, printers.pack);
    expect(sentencesFromBytes(bytes, printers.pack, TRIGRAMS.id)).toEqual(model);
    for (const at of [0, 5, 9, 13, 40, bytes.length >> 1, bytes.length - 1]) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] as number) ^ 0x10;
      expect(sentencesFromBytes(damaged, printers.pack, TRIGRAMS.id)).toBeUndefined();
    }
    for (const cut of [0, 16, bytes.length - 4])
      expect(sentencesFromBytes(bytes.slice(0, cut), printers.pack, TRIGRAMS.id)).toBeUndefined();
    expect(sentencesFromBytes(bytes, { hash: 'another' }, TRIGRAMS.id)).toBeUndefined();
    expect(sentencesFromBytes(bytes, printers.pack, 'trigrams@2')).toBeUndefined();
  });

  test('learnt with other labels they are as if they were not there', () => {
    const { understand } = listening(printers.pack, printers.model);
    const vector = new Float32Array(TRIGRAMS.dim);
    const text = 'nothing comes out of it';
    const other = { ...model, labels: model.labels.slice(1) };
    expect(understand({ text }, { facts: {} }, { model: other, vector })).toEqual(printers.hear(text));
  });
});
