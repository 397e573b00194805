/** The real pack and what was learnt from it: learnt by the first test that needs it, read from the disk by all others. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { cachedModel } from '../bot/model-cache.ts';
import type { Brain } from '../bot/rehearsal/run-chat.ts';
import type { Model } from '../dialogs/understanding/model.ts';
import { understanding } from '../dialogs/understanding/understand.ts';
import { loadPack } from '../knowledge/load.ts';
import type { Pack } from '../knowledge/pack.ts';

/** What a model depends on beside its pack: a changed line makes another name, so that no test reads what older code learnt. */
const LEARNING = ['dialogs/understanding', 'dialogs/understanding/lexicon', 'knowledge'];
const LEARNT = path.resolve('dist/test/learnt');

function nameOfCode(): string {
  const hash = createHash('sha256');
  for (const folder of LEARNING) {
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) hash.update(readFileSync(path.join(folder, file)));
  }
  return hash.update(readFileSync('package-lock.json')).digest('hex').slice(0, 16);
}

/** A pack with its model; throws when the pack has errors. What other code learnt is removed. */
export async function learnt(folder: string): Promise<{ readonly pack: Pack; readonly model: Model }> {
  const loaded = await loadPack(path.resolve(folder));
  if (!loaded.ok) throw new Error(loaded.problems.map((p) => `${p.file}:${p.line}:${p.column}: ${p.message}`).join('\n'));
  const { pack } = loaded;
  const name = nameOfCode();
  const data = path.join(LEARNT, name);
  if (!existsSync(path.join(data, 'models', `${pack.hash}.bin`))) {
    await promisify(execFile)(process.execPath, ['test/learn-brain.ts', folder, data]);
    const older = readdirSync(LEARNT).filter((other) => other !== name);
    for (const other of older) await rm(path.join(LEARNT, other), { recursive: true, force: true });
  }
  return { pack, model: (await cachedModel(pack, data)).model };
}

const ready = new Map<string, Promise<Brain>>();

/** The pack of a folder with its understanding, once for a test file. */
export function brainOf(folder = 'knowledge/phone-backup'): Promise<Brain> {
  const made = ready.get(folder) ?? learnt(folder).then(({ pack, model }) => ({ pack, understand: understanding(pack, model) }));
  ready.set(folder, made);
  return made;
}
