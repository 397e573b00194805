/** Keeps what was learnt from a pack in the data folder, so that the next start need not learn it again. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Model, modelFromBytes, modelToBytes, train } from '../dialogs/understanding/model.ts';
import type { Pack } from '../knowledge/pack.ts';
import { readKept, writeKept } from './kept-bytes.ts';

/** `from` says whether the model was read, or had to be learnt; `kept` is false when it could not be written for the next time. */
export type CachedModel = { readonly model: Model; readonly from: 'cache' | 'training'; readonly kept: boolean };

/** Models of earlier packs that are left beside the newest. */
const SPARE = 2;

/** The model for the pack: from `<data>/models/<hash>.bin` when that is whole, else learnt and written there. Never throws for the disk's sake. */
export async function cachedModel(pack: Pack, data: string): Promise<CachedModel> {
  const folder = join(data, 'models');
  const file = join(folder, `${pack.hash}.bin`);
  const known = await readKept(file, (bytes) => modelFromBytes(bytes, pack));
  if (known) return { model: known, from: 'cache', kept: true };
  const model = train(pack);
  const kept = await writeKept(file, modelToBytes(model));
  if (kept) await tidy(folder, file);
  return { model, from: 'training', kept };
}

/** Drops models of packs long gone; names sort as they may, the one just written stays. */
export async function tidy(folder: string, newest: string): Promise<void> {
  try {
    const files = (await readdir(folder)).filter((name) => name.endsWith('.bin') && join(folder, name) !== newest).sort();
    await Promise.all(files.slice(0, Math.max(0, files.length - SPARE)).map((name) => rm(join(folder, name), { force: true })));
  } catch {
    // What is left over is a few megabytes.
  }
}
