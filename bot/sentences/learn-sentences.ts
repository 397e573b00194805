/** What the pack teaches of whole sentences: embedded and learnt once, then kept in the data folder. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SentenceModel } from '../../dialogs/sense.ts';
import { sentenceLessons } from '../../dialogs/understanding/model.ts';
import { sentencesFromBytes, sentencesToBytes } from '../../dialogs/understanding/sentence-bytes.ts';
import { loadPack } from '../../knowledge/load.ts';
import { readKept, writeKept } from '../kept-bytes.ts';
import type { Sources } from '../learn.ts';
import { tidy } from '../model-cache.ts';
import type { TextEmbedder } from './text-embedder.ts';

/** `id`: the embedder's; `language`: which it has read. */
export type SentenceSources = Sources & { readonly id: string; readonly language: string };

/** `silent`: the pack has no texts in the embedder's language. */
export type LearntSentences =
  | { readonly kind: 'learnt'; readonly model: SentenceModel; readonly from: 'cache' | 'training'; readonly kept: boolean }
  | { readonly kind: 'silent' };

/**
 * The sentence model of the pack: from `<data>/sentences` when it is there and whole, else learnt with the embedder, which is loaded only
 * then. Rejects with what the embedder rejects with, and when the pack cannot be read.
 */
export async function learnSentences(sources: SentenceSources, load: () => Promise<TextEmbedder>): Promise<LearntSentences> {
  const loaded = await loadPack(sources.pack);
  if (!loaded.ok) throw new Error(`the pack has ${loaded.problems.length} problems`);
  const { pack } = loaded;
  const folder = join(sources.data, 'sentences');
  const file = join(folder, `${pack.hash}-${createHash('sha256').update(sources.id).digest('hex').slice(0, 12)}.bin`);
  const known = await readKept(file, (bytes) => sentencesFromBytes(bytes, pack, sources.id));
  if (known) return { kind: 'learnt', model: known, from: 'cache', kept: true };
  const lessons = sentenceLessons(pack, sources.language);
  if (lessons === undefined) return { kind: 'silent' };
  const embedder = await load();
  const model = lessons.learn(embedder.id, await embedder.embed(lessons.texts));
  const kept = await writeKept(file, sentencesToBytes(model, pack));
  if (kept) await tidy(folder, file);
  return { kind: 'learnt', model, from: 'training', kept };
}

/** Learning beside this thread: its result, and how to give it up. */
export type LearningBeside = { readonly learnt: Promise<LearntSentences>; readonly stop: () => Promise<unknown> };

/** The same in a thread of its own, which is gone afterwards with all its memory. Rejects with what the thread died of. */
export function learnSentencesBeside(worker: string | URL, sources: SentenceSources): LearningBeside {
  const thread = new Worker(worker, { workerData: sources, stdout: true, stderr: true });
  thread.unref();
  thread.stdout.resume();
  thread.stderr.resume();
  const learnt = new Promise<LearntSentences>((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`learning ended with ${code}`)));
  });
  return { learnt, stop: () => thread.terminate() };
}
