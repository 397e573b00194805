/** A table of broken packs: the small sound pack with one passage changed, and all that is said of it. */
import { expect, test } from '@jest/globals';
import { problemLine } from '../../knowledge/problem.ts';
import { changed, loadWith } from './small-pack.ts';

export type Broken = readonly [name: string, file: string, from: string, to: string, said: readonly string[]];

/** One test a row: every problem, in order, and nothing else. */
export function refuses(rows: readonly Broken[]): void {
  test.each(rows)('%s', async (_name, file, from, to, said) => {
    const loaded = await loadWith(changed(file, from, to));
    expect(loaded.ok ? 'nothing' : loaded.problems.map(problemLine)).toEqual(said);
  });
}
