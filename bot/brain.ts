import { decide, welcome } from '../dialogs/decide.ts';
import { contextOf, openCase, reviveCase } from '../dialogs/open-case.ts';
import { train } from '../dialogs/understanding/model.ts';
import { understanding } from '../dialogs/understanding/understand.ts';
import { loadPack } from '../knowledge/load.ts';
import type { Pack } from '../knowledge/pack.ts';
import type { Problem } from '../knowledge/problem.ts';
import type { Mind } from './turn.ts';

/** A pack and the mind that was made of it. */
export type Brain = { readonly pack: Pack; readonly mind: Mind };

export type Built =
  | { readonly ok: true; readonly brain: Brain; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads a pack and makes it think: the one place where knowledge, understanding and dialogs are put together. */
export async function buildBrain(packFolder: string): Promise<Built> {
  const loaded = await loadPack(packFolder);
  if (!loaded.ok) return loaded;
  const { pack, warnings } = loaded;
  const mind: Mind = {
    openCase: (locale, at) => openCase(pack, locale, at),
    reviveCase: (stored, at) => reviveCase(pack, stored, at),
    contextOf,
    understand: understanding(pack, train(pack)),
    decide: (before, heard, at) => decide(pack, before, heard, at),
    welcome: (opened, at) => welcome(pack, opened, at),
  };
  return { ok: true, brain: { pack, mind }, warnings };
}
