/** Cases and messages as plain data, for tables of what the dialogs do with them. */
import type { CaseFile, Fact, Problem } from '../../dialogs/case-file.ts';
import { NOTHING_HEARD, type Understanding } from '../../dialogs/heard.ts';
import { openCase } from '../../dialogs/open-case.ts';
import { loadPack } from '../../knowledge/load.ts';
import type { Pack } from '../../knowledge/pack.ts';

export const NOW = Date.UTC(2026, 0, 5, 12);

/** A pack that has nothing to do with phones. */
export async function printers(): Promise<Pack> {
  const loaded = await loadPack('test/packs/printers');
  if (!loaded.ok) throw new Error(loaded.problems.map((p) => `${p.file}:${p.line}: ${p.message}`).join('\n'));
  return loaded.pack;
}

/** What is heard, as far as the test says; the rest is silence. */
export function heard(part: Partial<Understanding> = {}): Understanding {
  return { ...NOTHING_HEARD, text: 'something', shape: 'text', language: 'en', ...part };
}

export function problem(part: Partial<Problem> = {}): Problem {
  return { topic: 'prints_nothing', confidence: 1, codes: [], entries: [], fixes: {}, unsure: [], status: 'open', ...part };
}

export function fact(value: string, part: Partial<Fact> = {}): Fact {
  return { value, from: 'asked', seq: 1, at: NOW, ...part };
}

export function caseOf(pack: Pack, part: Partial<CaseFile> = {}): CaseFile {
  return { ...openCase(pack, 'en', NOW), ...part };
}
