import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { openThreadEmbedder, type ThreadEmbedder, type ThreadParts } from '../../bot/sentences/thread-embedder.ts';
import { keptLog, until } from './kept-log.ts';
import { TRIGRAMS } from './trigrams.ts';

const DAY = 86_400_000;
const REST = { first: 1, most: 20 };

let embedder: ThreadEmbedder;
let lines: readonly string[];
afterEach(() => embedder.close());

function open(thread: string, parts: Partial<ThreadParts> = {}): void {
  const kept = keptLog();
  lines = kept.lines;
  const usual = { thread: join(process.cwd(), 'test/sentences', thread), ...TRIGRAMS, deadline: DAY, patience: DAY, rest: REST };
  embedder = openThreadEmbedder({ ...usual, log: kept.log, ...parts });
}

async function awake(): Promise<void> {
  await until(() => embedder.awake());
}

const said = (what: string): readonly string[] => lines.filter((line) => line.includes(what));

/** Waits until it answers, however slow the machine is. */
async function answering(): Promise<void> {
  for (let answered = false; !answered; ) {
    await awake();
    answered = await embedder.embed(['hello']).then(
      () => true,
      () => false,
    );
  }
}

describe('an embedder in a thread', () => {
  test('lets nobody wait for it to wake up', async () => {
    open('trigram-thread.ts');
    expect(embedder.awake()).toBe(false);
    await expect(embedder.embed(['hello'])).rejects.toMatchObject({ code: 'asleep' });
    await awake();
    await expect(embedder.embed(['hello'])).resolves.toHaveLength(1);
  });

  test('is given up by whoever asks after the deadline, and begun anew when it hangs', async () => {
    open('trigram-thread.ts', { deadline: 100, patience: 1000 });
    await awake();
    await expect(embedder.embed(['please hang'])).rejects.toMatchObject({ code: 'slow' });
    await until(() => said('it hangs').length > 0);
    await answering();
  });

  test('whose thread hangs is begun anew, and whoever waits for it hears so', async () => {
    open('trigram-thread.ts', { patience: 1000 });
    await awake();
    const hanging = embedder.embed(['please hang']);
    const behind = embedder.embed(['hello']);
    await expect(hanging).rejects.toMatchObject({ code: 'broken', message: 'it hangs' });
    await expect(behind).rejects.toMatchObject({ code: 'broken' });
    await answering();
  });

  test('whose thread dies is begun anew', async () => {
    open('trigram-thread.ts');
    await awake();
    await expect(embedder.embed(['please die'])).rejects.toMatchObject({ code: 'broken', message: 'it ended with 3' });
    expect(embedder.awake()).toBe(false);
    await awake();
    await expect(embedder.embed(['hello'])).resolves.toHaveLength(1);
    expect(lines.filter((line) => line.includes('fell over'))).toHaveLength(1);
  });

  test('a text that it cannot embed costs nobody else anything', async () => {
    open('trigram-thread.ts');
    await awake();
    const [bad, good] = [embedder.embed(['please fail']), embedder.embed(['hello'])];
    await expect(bad).rejects.toMatchObject({ code: 'broken', message: 'failed on demand' });
    await expect(good).resolves.toHaveLength(1);
    expect(embedder.awake()).toBe(true);
  });

  test('takes no more than stand in its line; the others are told at once', async () => {
    open('trigram-thread.ts', { line: 2 });
    await awake();
    // The first is asked at once and waits in no line.
    const asked = ['please hang', 'b', 'c', 'd', 'e'].map((text) => embedder.embed([text]).catch((error) => error.code as string));
    expect(await Promise.all(asked.slice(3))).toEqual(['busy', 'busy']);
    await embedder.close();
    expect(await Promise.all(asked)).toEqual(['asleep', 'asleep', 'asleep', 'busy', 'busy']);
  });

  test('what nobody waits for any more is not done', async () => {
    open('trigram-thread.ts', { line: 1, deadline: 30, patience: DAY });
    await awake();
    const [first, second] = [embedder.embed(['please hang']), embedder.embed(['please die'])];
    await expect(first).rejects.toMatchObject({ code: 'slow' });
    await expect(second).rejects.toMatchObject({ code: 'slow' });
    // The line is empty again, and the thread was never asked to die.
    await expect(embedder.embed(['hello'])).rejects.toMatchObject({ code: 'slow' });
    expect(embedder.awake()).toBe(true);
  });

  test('without its packages it says what to install, once, and is not tried again', async () => {
    open('missing-thread.ts');
    await until(() => lines.length > 0);
    expect(lines).toEqual([expect.stringContaining('npm install them')]);
    await expect(embedder.embed(['hello'])).rejects.toMatchObject({ code: 'asleep' });
    await new Promise((resolve) => setTimeout(resolve, 5 * REST.most));
    expect(lines).toHaveLength(1);
  });

  test('that cannot be loaded is tried again after rests that grow', async () => {
    open('broken-thread.ts');
    const rests = () => lines.map((line) => JSON.parse(line) as { why: string; again: string });
    await until(() => lines.length >= 6);
    expect(rests().slice(0, 6)).toEqual(
      [1, 2, 4, 8, 16, 20].map((pause) => expect.objectContaining({ why: 'the weights are no weights', again: `in ${pause} ms` })),
    );
  });

  test('of another size than expected is not used', async () => {
    open('trigram-thread.ts', { dim: 512 });
    await until(() => lines.length > 0);
    expect(lines[0]).toContain('it gives 256 numbers and not 512');
    expect(embedder.awake()).toBe(false);
  });
});
