/** What the bot knows before it opens: the pack, and what was trained from it. */
import { Worker } from 'node:worker_threads';
import type { Model } from '../dialogs/understanding/model.ts';
import { loadPack, type Problem } from '../knowledge/load.ts';
import type { Pack } from '../knowledge/pack.ts';
import { cachedModel } from './model-cache.ts';

/** The pack and what was trained from it; `warnings` hinder nothing. */
export type Learned = { readonly pack: Pack; readonly model: Model; readonly warnings: readonly Problem[] };

/** Either it knows everything, or here is all that is wrong with the pack. */
export type Learning = { readonly ok: true; readonly learned: Learned } | { readonly ok: false; readonly problems: readonly Problem[] };

/** Where the pack is, and where trained models are kept. */
export type Sources = { readonly pack: string; readonly data: string };

/** Reads the pack and trains what no earlier start has trained. Takes seconds of pure computing the first time. */
export async function learn({ pack: folder, data }: Sources): Promise<Learning> {
  const loaded = await loadPack(folder);
  if (!loaded.ok) return { ok: false, problems: loaded.problems };
  const { pack, warnings } = loaded;
  return { ok: true, learned: { pack, warnings, model: (await cachedModel(pack, data)).model } };
}

/** The same beside this thread, which meanwhile serves pages. Rejects with what the worker died of. */
export function learnBeside(worker: string | URL, sources: Sources): Promise<Learning> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(worker, { workerData: sources });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`learning ended with ${code}`)));
  });
}
