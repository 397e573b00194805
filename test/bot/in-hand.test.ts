import { expect, test } from '@jest/globals';
import { inHand } from '../../bot/files/in-hand.ts';
import type { FileWithBytes, Stored } from '../../bot/store/store.ts';

/** A store of one file; `erase` forgets it. */
function oneFile(): {
  readonly read: () => Promise<Stored>;
  readonly file: () => Promise<FileWithBytes | undefined>;
  erase: () => void;
  reads: number;
} {
  let there = true;
  const store = {
    reads: 0,
    erase: () => {
      there = false;
    },
    read: async (): Promise<Stored> => ({ version: there ? 3 : 0, nextSeq: 1, case: undefined }),
    file: async (): Promise<FileWithBytes | undefined> => {
      store.reads += 1;
      const bytes = new Uint8Array(new ArrayBuffer(8), 2, 3).fill(7);
      return there ? { id: 'f', name: 'a.pdf', type: 'application/pdf', size: 3, bytes } : undefined;
    },
  };
  return store;
}

test('many who fetch a file at once, and while others are still being sent it, share its bytes', async () => {
  const store = oneFile();
  const fileOf = inHand(store);
  const [first, second] = await Promise.all([fileOf('c1', 'f'), fileOf('c1', 'f')]);
  const third = await fileOf('c1', 'f');
  expect(store.reads).toBe(1);
  expect(third).toEqual(first);
  expect(third?.bytes.buffer).toBe(first?.bytes.buffer);
  expect(second?.bytes).toEqual(new Uint8Array([7, 7, 7]));
  // Another conversation is another file, whatever its name.
  await fileOf('c2', 'f');
  expect(store.reads).toBe(2);
});

test('what was erased is not shared, also while somebody is still being sent it', async () => {
  const store = oneFile();
  const fileOf = inHand(store);
  const held = await fileOf('c1', 'f');
  store.erase();
  expect(await fileOf('c1', 'f')).toBeUndefined();
  expect(held?.bytes).toHaveLength(3);
});

test('a file that could not be read is asked for anew', async () => {
  const store = oneFile();
  let broken = true;
  const fileOf = inHand({ ...store, file: async () => (broken ? Promise.reject(new Error('away')) : store.file()) });
  await expect(fileOf('c1', 'f')).rejects.toThrow('away');
  broken = false;
  expect(await fileOf('c1', 'f')).toMatchObject({ name: 'a.pdf' });
});
