/** The real pack with a model learnt from it, once for a test file. */
import type { Context, Understanding } from '../../dialogs/heard.ts';
import { type Model, train } from '../../dialogs/understanding/model.ts';
import { understanding } from '../../dialogs/understanding/understand.ts';
import { loadPack } from '../../knowledge/load.ts';
import type { Pack } from '../../knowledge/pack.ts';

export type Ready = { readonly pack: Pack; readonly model: Model; readonly hear: (text: string, context?: Context) => Understanding };

/** Loads the pack in `folder` and learns it; throws when it cannot be loaded. */
export async function ready(folder = 'knowledge/phone-backup'): Promise<Ready> {
  const loaded = await loadPack(folder);
  if (!loaded.ok) throw new Error(loaded.problems.map((p) => `${p.file}:${p.line}: ${p.message}`).join('\n'));
  const model = train(loaded.pack);
  const understand = understanding(loaded.pack, model);
  return { pack: loaded.pack, model, hear: (text, context = { facts: {} }) => understand({ text }, context) };
}
