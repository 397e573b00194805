/** Keeps what was learnt from a pack in the data folder, so that the next start need not learn it again. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Model, modelFromBytes, modelToBytes, train } from '../dialogs/understanding/model.ts';
import type { Pack } from '../knowledge/pack.ts';

/** `from` says whether the model was read, or had to be learnt; `kept` is false when it could not be written for the next time. */
export type CachedModel = { readonly model: Model; readonly from: 'cache' | 'training'; readonly kept: boolean };

/** Models of earlier packs that are left beside the newest. */
const SPARE = 2;

/** The model for the pack: from `<data>/models/<hash>.bin` when that is whole, else learnt and written there. Never throws for the disk's sake. */
export async function cachedModel(pack: Pack, data: string): Promise<CachedModel> {
  const folder = join(data, 'models');
  const file = join(folder, `${pack.hash}.bin`);
  const stored = await read(file);
  const known = stored && modelFrom(stored, pack);
  if (known) return { model: known, from: 'cache', kept: true };
  const model = train(pack);
  return { model, from: 'training', kept: await write(folder, file, modelToBytes(model)) };
}

async function read(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch {
    return;
  }
}

/** A damaged file is no model, whatever is wrong with it. */
function modelFrom(bytes: Uint8Array, pack: Pack): Model | undefined {
  try {
    return modelFromBytes(bytes, pack);
  } catch {
    return;
  }
}

/** Written beside and moved into place, so that nobody ever reads half a model. */
async function write(folder: string, file: string, bytes: Uint8Array): Promise<boolean> {
  const beside = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(beside, bytes);
    await rename(beside, file);
    await tidy(folder, file);
    return true;
  } catch {
    await rm(beside, { force: true }).catch(() => undefined);
    return false;
  }
}

/** Drops models of packs long gone; names sort as they may, the one just written stays. */
async function tidy(folder: string, newest: string): Promise<void> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.bin') && join(folder, name) !== newest).sort();
  await Promise.all(files.slice(0, Math.max(0, files.length - SPARE)).map((name) => rm(join(folder, name), { force: true })));
}
