import { expect, test } from '@jest/globals';
import type { Store } from '../../bot/store/store.ts';
import { aTurn } from './a-turn.ts';

const FILE = { id: 'f1', name: 'shot ü🙂.png', type: 'image/png', size: 5, bytes: Buffer.from([0, 1, 2, 128, 255]) };

/** What every store has to do for files that come with messages. Part of the contract of stores. */
export function filesContract(store: () => Store): void {
  test('files are written with their turn, byte for byte, and read within their conversation', async () => {
    expect(await store().commitTurn(aTurn({ files: [FILE, { ...FILE, id: 'f2', name: 'a' }] }))).toMatchObject({ kind: 'done' });
    const read = await store().file('c1', 'f1');
    expect(read).toMatchObject({ id: 'f1', name: FILE.name, type: 'image/png', size: 5 });
    expect(Buffer.from(read?.bytes ?? [])).toEqual(FILE.bytes);
    expect(await store().file('c1', 'f2')).toMatchObject({ name: 'a' });
    expect(await store().file('c1', 'f3')).toBeUndefined();
    expect(await store().file('c2', 'f1')).toBeUndefined();
  });

  test('of a turn that is not written no file is', async () => {
    await store().commitTurn(aTurn());
    expect(await store().commitTurn(aTurn({ key: 'k2', files: [FILE] }))).toEqual({ kind: 'conflict' });
    expect(await store().commitTurn(aTurn({ files: [FILE] }))).toMatchObject({ kind: 'duplicate' });
    expect(await store().file('c1', 'f1')).toBeUndefined();
  });

  test('a turn whose file cannot be written is not written', async () => {
    await store().commitTurn(aTurn({ files: [FILE] }));
    await expect(store().commitTurn(aTurn({ key: 'k2', version: 1, files: [FILE] }))).rejects.toMatchObject({ name: 'StoreError' });
    expect(await store().read('c1')).toMatchObject({ version: 1, nextSeq: 3 });
  });

  test('files are written by whoever writes alone', async () => {
    await store().commitAlone('c1', ({ version }) => aTurn({ version, files: [FILE] }));
    expect(await store().file('c1', 'f1')).toMatchObject({ size: 5 });
  });

  test('a large file comes back whole', async () => {
    const bytes = Buffer.alloc(3_000_000, 'keepsake');
    await store().commitTurn(aTurn({ files: [{ ...FILE, size: bytes.length, bytes }] }));
    expect(Buffer.from((await store().file('c1', 'f1'))?.bytes ?? []).equals(bytes)).toBe(true);
  });

  test('files are handed out with the rest of their user, and go with their conversation', async () => {
    await store().commitTurn(aTurn({ files: [FILE] }));
    await store().commitTurn(aTurn({ conversation: 'c3', user: 'bob', files: [FILE] }));
    for await (const kept of store().upkeep.exportUser('ann')) {
      expect(kept.files.map(({ bytes, ...file }) => ({ ...file, bytes: Buffer.from(bytes) }))).toEqual([FILE]);
    }
    await store().upkeep.eraseUser('ann');
    expect(await store().file('c1', 'f1')).toBeUndefined();
    expect(await store().file('c3', 'f1')).toMatchObject({ size: 5 });
    await store().upkeep.dropOld(10_000, '', 10);
    expect(await store().file('c3', 'f1')).toBeUndefined();
  });
}
