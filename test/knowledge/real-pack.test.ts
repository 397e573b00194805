/** The pack that is delivered. */
import { expect, test } from '@jest/globals';
import { loadPack } from '../../knowledge/load.ts';
import { problemLine } from '../../knowledge/problem.ts';

test('every file of the phone-backup pack is sound', async () => {
  const loaded = await loadPack('knowledge/phone-backup');
  expect((loaded.ok ? [] : loaded.problems).map(problemLine)).toEqual([]);
});
