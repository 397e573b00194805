/** The real pack with a model learnt from it, once for a test file. */
import type { Context, Understanding } from '../../dialogs/heard.ts';
import type { Model } from '../../dialogs/understanding/model.ts';
import { understanding } from '../../dialogs/understanding/understand.ts';
import type { Pack } from '../../knowledge/pack.ts';
import { learnt } from '../brain.ts';

export type Ready = { readonly pack: Pack; readonly model: Model; readonly hear: (text: string, context?: Context) => Understanding };

/** Loads the pack in `folder` with its model; throws when it cannot be loaded. */
export async function ready(folder = 'knowledge/phone-backup'): Promise<Ready> {
  const { pack, model } = await learnt(folder);
  const understand = understanding(pack, model);
  return { pack, model, hear: (text, context = { facts: {} }) => understand({ text }, context) };
}
