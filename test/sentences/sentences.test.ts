import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openSentences, type SenseOf, type SentenceParts, type Sentences } from '../../bot/sentences/sentences.ts';
import { EmbedderError } from '../../bot/sentences/text-embedder.ts';
import type { Context } from '../../dialogs/heard.ts';
import { type Listening, listening } from '../../dialogs/understanding/understand.ts';
import { ready } from '../understanding/real-pack.ts';
import { keptLog, until } from './kept-log.ts';
import { TRIGRAMS } from './trigrams.ts';

const PACK = join(process.cwd(), 'test/packs/printers');
const thread = (name: string): string => join(process.cwd(), 'test/sentences', name);
const NOWHERE: Context = { facts: {} };
const TEXT = 'nothing comes out of the thing';

let hear: Listening;
let data: string;
let sentences: Sentences;
let lines: readonly string[];
beforeAll(async () => {
  const { pack, model } = await ready('test/packs/printers');
  hear = listening(pack, model);
}, 60_000);
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'keepsake-sentences-'));
});
afterEach(async () => {
  await sentences.close();
  rmSync(data, { recursive: true });
});

function begin(parts: Partial<SentenceParts> = {}): SenseOf | undefined {
  const kept = keptLog();
  lines = kept.lines;
  sentences = openSentences({
    pack: PACK,
    data,
    language: 'en',
    find: () => TRIGRAMS,
    threads: { learn: thread('learn-trigrams-worker.ts'), embed: thread('trigram-thread.ts') },
    deadline: 86_400_000,
    rest: { first: 1, most: 20 },
    now: () => 0,
    log: kept.log,
    ...parts,
  });
  return sentences.begin(hear.sentence);
}

const said = (what: string): readonly string[] => lines.filter((line) => line.includes(what));

/** Begins, and waits until sentences count. */
async function counting(parts: Partial<SentenceParts> = {}): Promise<SenseOf> {
  const senseOf = begin(parts);
  await until(() => said('is awake').length > 0);
  return senseOf ?? (async () => undefined);
}

describe('sentences', () => {
  test('are learnt beside everything else, and then have a say', async () => {
    const senseOf = begin();
    expect(await senseOf?.({ text: TEXT }, NOWHERE)).toBeUndefined();
    await until(() => said('is awake').length > 0);
    const sense = await senseOf?.({ text: TEXT }, NOWHERE);
    expect(sense).toMatchObject({ model: { embedder: TRIGRAMS.id, size: TRIGRAMS.dim } });
    const [byWords, together] = [hear.understand({ text: TEXT }, NOWHERE), hear.understand({ text: TEXT }, NOWHERE, sense)];
    expect(together.topics).not.toEqual(byWords.topics);
    expect({ ...together, topics: [] }).toEqual({ ...byWords, topics: [] });
  });

  test('what was learnt once is known at the next start; what is damaged is learnt anew', async () => {
    const first = await (await counting())({ text: TEXT }, NOWHERE);
    expect(said('"from":"training"')).toHaveLength(1);
    await sentences.close();
    const second = await (await counting())({ text: TEXT }, NOWHERE);
    expect(said('"from":"cache"')).toHaveLength(1);
    expect(second).toEqual(first);
    await sentences.close();

    const folder = join(data, 'sentences');
    const [name] = readdirSync(folder);
    const file = join(folder, name as string);
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 0x10;
    writeFileSync(file, bytes);
    const third = await (await counting())({ text: TEXT }, NOWHERE);
    expect(said('"from":"training"')).toHaveLength(1);
    expect(third).toEqual(first);
    expect(readdirSync(folder)).toEqual([name]);
  });

  test('a folder that cannot be written costs only time', async () => {
    writeFileSync(join(data, 'file'), '');
    await counting({ data: join(data, 'file') });
    expect(said('"kept":false')).toHaveLength(1);
  });

  test('are asked only where the topic matters', async () => {
    const senseOf = await counting();
    const asked: Context = { facts: {}, open: { kind: 'fix', choices: ['Yes', 'No'] } };
    for (const text of ['yes', 'no it did not help', '', '😀', 'hello', '???'])
      expect([text, await senseOf({ text }, asked)]).toEqual([text, undefined]);
    expect(await senseOf({ text: TEXT, pick: 'topic=jam' }, NOWHERE)).toBeUndefined();
    expect(await senseOf({ text: 'der Drucker druckt leider gar nichts mehr und ich weiß nicht warum' }, NOWHERE)).toBeUndefined();
    expect(await senseOf({ text: 'but now it only prints the upper half of every single page that I send to it' }, asked)).toBeDefined();
  });

  test('that fail or kill the thread leave the words alone, and it is said once a minute', async () => {
    let now = 0;
    const senseOf = await counting({ now: () => now });
    expect(await senseOf({ text: 'please fail' }, NOWHERE)).toBeUndefined();
    expect(await senseOf({ text: 'please fail' }, NOWHERE)).toBeUndefined();
    expect(await senseOf({ text: 'please die' }, NOWHERE)).toBeUndefined();
    expect(said('left out')).toEqual([expect.stringContaining('"times":1')]);
    now = 60_000;
    await until(() => said('is awake').length > 1);
    expect(await senseOf({ text: 'please fail' }, NOWHERE)).toBeUndefined();
    expect(said('left out')[1]).toContain('"why":"broken","times":3');
    expect(await senseOf({ text: TEXT }, NOWHERE)).toBeDefined();
  });

  test('that come too late leave the words alone', async () => {
    const senseOf = await counting({ deadline: 20 });
    expect(await senseOf({ text: 'please hang' }, NOWHERE)).toBeUndefined();
    expect(said('left out')).toEqual([expect.stringContaining('"why":"slow"')]);
  });

  test('without the packages nothing is begun, and what to install is said', () => {
    const senseOf = begin({
      find: () => {
        throw new EmbedderError('missing', 'the packages are not installed: npm install them');
      },
    });
    expect(senseOf).toBeUndefined();
    expect(lines).toEqual([expect.stringContaining('npm install them')]);
  });

  test('that cannot be learnt are tried five times', async () => {
    begin({ threads: { learn: thread('broken-thread.ts'), embed: thread('trigram-thread.ts') } });
    await until(() => said('could not be learnt').length >= 5);
    expect(said('could not be learnt')[4]).toContain('"again":false');
  });

  test('of a language that the pack does not speak do not count', async () => {
    begin({ language: 'fi' });
    await until(() => lines.length > 0);
    expect(lines).toEqual([expect.stringContaining('does not speak')]);
  });

  test('can be closed while they are learnt', async () => {
    begin();
    await sentences.close();
    expect(lines).toEqual([]);
  });
});
