/** The real pack and what was trained from it, once for each test process. */
import path from 'node:path';
import { train } from '../dialogs/understanding/model.ts';
import { understanding } from '../dialogs/understanding/understand.ts';
import { loadPack } from '../knowledge/load.ts';
import type { Brain } from './chat.ts';

const ready = new Map<string, Promise<Brain>>();

async function build(folder: string): Promise<Brain> {
  const loaded = await loadPack(path.resolve(folder));
  if (!loaded.ok) throw new Error(loaded.problems.map((p) => `${p.file}:${p.line}:${p.column}: ${p.message}`).join('\n'));
  return { pack: loaded.pack, understand: understanding(loaded.pack, train(loaded.pack)) };
}

/** The pack of a folder with its understanding; trained at the first call. */
export function brainOf(folder = 'knowledge/phone-backup'): Promise<Brain> {
  const made = ready.get(folder) ?? build(folder);
  ready.set(folder, made);
  return made;
}
