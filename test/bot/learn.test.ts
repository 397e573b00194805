import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type Learned, learn } from '../../bot/learn.ts';
import { mindOf, troubleOf } from '../../bot/mind.ts';
import type { Pack } from '../../knowledge/pack.ts';

const PACK = join(process.cwd(), 'test/packs/printers');

async function learned(data: string): Promise<Learned> {
  const learning = await learn({ pack: PACK, data });
  if (!learning.ok) throw new Error(JSON.stringify(learning.problems));
  return learning.learned;
}

test('what an earlier start has learned is known again, and thinks the same', async () => {
  const data = mkdtempSync(join(tmpdir(), 'keepsake-learn-'));
  const [first, second] = [await learned(data), await learned(data)];
  expect(second.model).toEqual(first.model);
  const answers = [first, second].map((own) => {
    const mind = mindOf(own);
    const opened = mind.openCase('en', 0);
    return mind.decide(opened, mind.understand({ text: 'nothing comes out of it' }, mind.contextOf(opened)), 1);
  });
  expect(answers[1]).toEqual(answers[0]);
  rmSync(data, { recursive: true });
});

test('a folder that is no pack is told, with its place', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'keepsake-learn-'));
  const learning = await learn({ pack: empty, data: empty });
  rmSync(empty, { recursive: true });
  expect(learning).toMatchObject({ ok: false, problems: [{ file: expect.any(String), message: expect.any(String) }] });
});

test('what is said in trouble comes from the pack, in the language of the person', async () => {
  const data = mkdtempSync(join(tmpdir(), 'keepsake-learn-'));
  const { pack } = await learned(data);
  const say = (text: string) => new Map([['trouble', [text]]]);
  const two = {
    ...pack,
    manifest: { ...pack.manifest, languages: ['en', 'de'] },
    replies: new Map([
      ['en', say('Oh no')],
      ['de', say('Oje')],
    ]),
  };
  const trouble = troubleOf({ pack: two as unknown as Pack });
  expect(['en-GB', 'de', 'de-AT', 'fi', ''].map((locale) => trouble(locale).text)).toEqual(['Oh no', 'Oje', 'Oje', 'Oh no', 'Oh no']);
  expect(troubleOf({ pack })('de').text).toMatch(/\w{3}/);
  rmSync(data, { recursive: true });
});
