import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cachedModel } from '../../bot/model-cache.ts';
import { confidences, type Example, hasher, optionsFor, scorer, trainClassifier } from '../../dialogs/understanding/classifier.ts';
import { modelFromBytes, modelToBytes, train } from '../../dialogs/understanding/model.ts';
import { understanding } from '../../dialogs/understanding/understand.ts';
import { wordsOf } from '../../dialogs/understanding/words.ts';
import { type Ready, ready } from './real-pack.ts';

let printers: Ready;
let folder: string;
beforeAll(async () => {
  printers = await ready('test/packs/printers');
  folder = await mkdtemp(join(tmpdir(), 'model-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the model as bytes', () => {
  test('the same pack gives the same bytes', () => {
    expect(Buffer.from(modelToBytes(train(printers.pack))).equals(Buffer.from(modelToBytes(printers.model)))).toBe(true);
  });

  test('bytes give the same understanding', () => {
    const again = modelFromBytes(modelToBytes(printers.model), printers.pack);
    expect(again).toBeDefined();
    const understand = understanding(printers.pack, again ?? printers.model);
    for (const topic of printers.pack.topics.values()) {
      for (const text of topic.examples) expect(understand({ text }, { facts: {} })).toEqual(printers.hear(text));
    }
  });

  test('any flipped byte, a cut, another pack or nothing is no model', () => {
    const bytes = modelToBytes(printers.model);
    for (const at of [0, 5, 9, 13, 20, 400, bytes.length >> 1, bytes.length - 1]) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] as number) ^ 0x10;
      expect(modelFromBytes(damaged, printers.pack)).toBeUndefined();
    }
    for (const cut of [0, 3, 16, 100, bytes.length - 4]) expect(modelFromBytes(bytes.slice(0, cut), printers.pack)).toBeUndefined();
    expect(modelFromBytes(bytes, { ...printers.pack, hash: 'another' })).toBeUndefined();
  });
});

describe('the model cache', () => {
  test('learns once, then reads; a damaged file is replaced', async () => {
    expect((await cachedModel(printers.pack, folder)).from).toBe('training');
    expect((await cachedModel(printers.pack, folder)).from).toBe('cache');
    const file = join(folder, 'models', `${printers.pack.hash}.bin`);
    const whole = await readFile(file);
    await writeFile(file, whole.subarray(0, whole.length / 2));
    const rebuilt = await cachedModel(printers.pack, folder);
    expect([rebuilt.from, rebuilt.kept]).toEqual(['training', true]);
    expect((await readFile(file)).equals(whole)).toBe(true);
    expect((await readdir(join(folder, 'models'))).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('a folder that cannot be written costs only time', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    const learnt = await cachedModel(printers.pack, join(file, 'below'));
    expect([learnt.from, learnt.kept]).toEqual(['training', false]);
  });
});

test('the trainer takes plain texts with labels', () => {
  const texts: readonly (readonly [string, string])[] = [
    ['book a table for two', 'table'],
    ['reserve a table tonight', 'table'],
    ['a table by the window please', 'table'],
    ['what is the weather', 'weather'],
    ['will it rain today', 'weather'],
    ['is it sunny tomorrow', 'weather'],
  ];
  const read = (text: string) => ({ words: wordsOf(text).map((word) => word.word), signs: [] });
  const examples = texts.map(([text, label]): Example => ({ reading: read(text), label }));
  const options = optionsFor(examples.length, 2);
  const classifier = trainClassifier(examples, options);
  const score = scorer(classifier);
  const hash = hasher(options.features);
  const best = (text: string) => {
    const shares = confidences(score(hash(read(text))), classifier);
    return classifier.labels[shares.indexOf(Math.max(...shares))];
  };
  expect(best('can i reserve a table')).toBe('table');
  expect(best('rain tomorrow?')).toBe('weather');
});

test('a pack about something else is understood by the same code', () => {
  const [topic] = [...printers.pack.topics.values()].filter((t) => t.kind === 'problem');
  const right = (topic?.examples ?? []).filter((text) => printers.hear(text).topics[0]?.id === topic?.id);
  expect(right.length).toBeGreaterThan((topic?.examples.length ?? 0) * 0.8);
});

test('a word of thanks is small talk while nothing is asked; while something is, it is no topic', () => {
  const talk = [...printers.pack.topics.values()].find((topic) => topic.kind === 'talk');
  expect(printers.hear('thanks').topics[0]?.id).toBe(talk?.id);
  expect(printers.hear('thanks', { facts: {}, open: { kind: 'fix', choices: ['Yes', 'No'] } }).topics).toEqual([]);
});
