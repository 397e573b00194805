import { expect, test } from '@jest/globals';
import { DESKS, type NewHandover } from '../../bot/store/desks.ts';
import type { JsonObject, Store } from '../../bot/store/store.ts';
import { aTurn } from './a-turn.ts';

const ABOUT = { topic: 'jam', title: 'Paper jam', language: 'en', reason: 'asked' };
const MARIA = { id: 'maria', name: 'Maria' };
const LEASE = 60_000;

/** What every store keeps for those who take over. Part of the contract of stores. */
export function desksContract(store: () => Store): void {
  let turns = 0;
  async function stands(conversation: string, desk: NewHandover): Promise<void> {
    const { version } = await store().read(conversation);
    turns += 1;
    const done = await store().commitTurn(aTurn({ conversation, version, key: `desk${turns}`, desk }));
    expect(done.kind).toBe('done');
  }
  const waiting = (since: number, changes: Partial<NewHandover> = {}): NewHandover => ({
    state: 'waiting',
    since,
    desk: 'console',
    about: ABOUT,
    ...changes,
  });
  const taken = (since: number, agent = MARIA, lease = LEASE): NewHandover => ({ state: 'taken', since, desk: 'console', agent, lease });

  test('how a conversation stands with people is written with its turn, and only if that is written', async () => {
    expect(await store().desks.read('c1')).toBeUndefined();
    await store().commitTurn(aTurn({ desk: waiting(5) }));
    expect(await store().commitTurn(aTurn({ key: 'k2', version: 9, desk: taken(5) }))).toMatchObject({ kind: 'conflict' });
    expect(await store().commitTurn(aTurn({ version: 1, desk: taken(5) }))).toMatchObject({ kind: 'duplicate' });
    const stand = { conversation: 'c1', channel: 'test', user: 'ann', state: 'waiting', since: 5, desk: 'console', about: ABOUT, epoch: 1 };
    expect(await store().desks.read('c1')).toEqual(stand);
    await store().commitTurn(aTurn({ key: 'k3', version: 1 }));
    expect(await store().desks.read('c1')).toEqual(stand);
  });

  test('the list shows who waits longest first, and whose hands the others are in', async () => {
    await stands('c1', waiting(30));
    await stands('c2', waiting(10));
    await stands('c3', waiting(20, { desk: 'other' }));
    await stands('c4', waiting(5));
    await stands('c4', { state: 'closed', since: 5, desk: 'console', agent: MARIA });
    await stands('c2', taken(10));
    const open = await store().desks.open('console', 10);
    expect(open.map(({ conversation, state, agent }) => [conversation, state, agent?.name])).toEqual([
      ['c2', 'taken', 'Maria'],
      ['c1', 'waiting', undefined],
    ]);
    expect((await store().desks.open(undefined, 10)).map(({ conversation }) => conversation)).toEqual(['c2', 'c3', 'c1']);
    expect(await store().desks.open('console', 1)).toHaveLength(1);
    expect(await store().desks.read('c4')).toMatchObject({ state: 'closed', agent: MARIA });
  });

  test('each change of hands counts', async () => {
    await stands('c1', waiting(1));
    await stands('c1', taken(1));
    expect(await store().desks.read('c1')).toMatchObject({ epoch: 2, about: ABOUT });
    await stands('c1', taken(1));
    expect(await store().desks.read('c1')).toMatchObject({ epoch: 2 });
    await stands('c1', taken(1, { id: 'tom', name: 'Tom' }));
    expect(await store().desks.read('c1')).toMatchObject({ epoch: 3, agent: { name: 'Tom' } });
  });

  test('a place counts those who wait longer at the same desk; lately others waited so long', async () => {
    const now = Date.now();
    for (const [i, conversation] of ['c1', 'c2', 'c3'].entries()) await stands(conversation, waiting(now - 60_000 + i));
    await stands('c4', waiting(now - 90_000, { desk: 'other' }));
    expect(await store().desks.place('c3')).toEqual({ before: 2, waits: [] });
    expect(await store().desks.place('c3', 'other')).toEqual({ before: 1, waits: [] });
    await stands('c1', taken(now - 60_000));
    const place = await store().desks.place('c3');
    expect(place).toMatchObject({ before: 1 });
    expect(place?.waits).toHaveLength(1);
    expect(place?.waits[0]).toBeGreaterThanOrEqual(60_000);
    expect(await store().desks.place('c1')).toBeUndefined();
    expect(await store().desks.place('nobody')).toBeUndefined();
  });

  test('who is on the way to a desk stands before who asked later', async () => {
    await stands('c1', { state: 'waiting', since: 1, about: ABOUT });
    await stands('c2', waiting(2));
    await stands('c3', { state: 'waiting', since: 3, about: ABOUT });
    expect(await store().desks.place('c2')).toMatchObject({ before: 1 });
    expect(await store().desks.place('c2', 'other')).toMatchObject({ before: 1 });
    expect(await store().desks.place('c3')).toMatchObject({ before: 1 });
    expect(await store().desks.place('c3', 'console')).toMatchObject({ before: 2 });
  });

  test('who comes back to the queue waited only once', async () => {
    const now = Date.now();
    await stands('c1', waiting(now - 60_000));
    await stands('c1', taken(now - 60_000));
    await stands('c1', waiting(now - 60_000));
    await stands('c2', waiting(now));
    expect((await store().desks.place('c2'))?.waits).toHaveLength(1);
    await stands('c1', waiting(now));
    expect((await store().desks.place('c2'))?.waits).toEqual([]);
  });

  test('a lease without a sign of life lapses; one that is kept up does not', async () => {
    await stands('c1', taken(1, MARIA, -1));
    await stands('c2', taken(1, { id: 'tom', name: 'Tom' }, -1));
    await stands('c3', { state: 'taken', since: 1, desk: 'other', agent: MARIA });
    expect((await store().desks.lapsed(10)).map(({ conversation }) => conversation)).toEqual(['c1', 'c2']);
    await store().desks.renew('maria', LEASE);
    expect((await store().desks.lapsed(10)).map(({ conversation, agent, epoch }) => [conversation, agent?.id, epoch])).toEqual([
      ['c2', 'tom', 1],
    ]);
    // Who has waited again since is in nobody's hands.
    await stands('c2', waiting(1));
    expect(await store().desks.lapsed(10)).toEqual([]);
  });

  test('private notes are kept once each, and told to who watches the conversation', async () => {
    let heard = 0;
    const stop = store().watch('c1', () => {
      heard += 1;
    });
    await store().desks.addNote('c1', { key: 'a', agent: MARIA, text: 'has tried twice' });
    await store().desks.addNote('c1', { key: 'a', agent: MARIA, text: 'again' });
    stop();
    expect(heard).toBeGreaterThan(0);
    expect(await store().desks.notes('c1')).toEqual([{ key: 'a', at: expect.any(Number), agent: MARIA, text: 'has tried twice' }]);
    expect(await store().desks.notes('c2')).toEqual([]);
  });

  test('who is at the desk is known until they show no sign of life', async () => {
    await store().desks.arrive({ id: 'maria', name: 'Maria', status: 'available' }, LEASE);
    await store().desks.arrive({ id: 'tom', name: 'Tom', status: 'available' }, -1);
    await store().desks.arrive({ id: 'maria', name: 'Maria', status: 'away' }, LEASE);
    expect(await store().desks.present()).toEqual([{ id: 'maria', name: 'Maria', status: 'away' }]);
  });

  test('a change in the lists is told, and marked', async () => {
    let heard = 0;
    const stop = store().watch(DESKS, () => {
      heard += 1;
    });
    const marks = [await store().desks.mark()];
    await stands('c1', waiting(1));
    marks.push(await store().desks.mark());
    await stands('c1', taken(1));
    marks.push(await store().desks.mark());
    expect(heard).toBeGreaterThanOrEqual(2);
    // What is on its way may still be told, once more even; then nothing is.
    let before = -1;
    while (heard !== before) {
      before = heard;
      await new Promise((passed) => setTimeout(passed, 1500));
    }
    await store().commitTurn(aTurn({ conversation: 'c9' }));
    marks.push(await store().desks.mark());
    await new Promise((passed) => setTimeout(passed, 300));
    stop();
    expect(heard).toBe(before);
    expect(new Set(marks).size).toBe(3);
    expect(marks[3]).toBe(marks[2]);
  });

  test('what is whispered is heard by who listens, and not kept', async () => {
    const heard: JsonObject[] = [];
    const stop = store().overhear('c1', (what) => heard.push(what));
    store().whisper('c1', { kind: 'typing' });
    store().whisper('c2', { kind: 'other' });
    stop();
    store().whisper('c1', { kind: 'late' });
    expect(heard).toEqual([{ kind: 'typing' }]);
  });

  test('erasing a user removes how they stand with people, and the notes about them; before that they get both', async () => {
    await stands('c1', waiting(1));
    await store().desks.addNote('c1', { key: 'a', agent: MARIA, text: 'kind' });
    for await (const kept of store().upkeep.exportUser('ann')) expect(kept.notes).toMatchObject([{ text: 'kind' }]);
    await store().upkeep.eraseUser('ann');
    expect(await store().desks.read('c1')).toBeUndefined();
    expect(await store().desks.notes('c1')).toEqual([]);
    expect(await store().desks.open(undefined, 10)).toEqual([]);
  });
}
