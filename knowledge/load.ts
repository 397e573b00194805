/** Files → Pack, or everything that is wrong with them, as a compiler would say it. */
import { check } from './check.ts';
import { draft } from './draft.ts';
import { readPackFiles } from './files.ts';
import type { Pack } from './pack.ts';
import { inOrder, type Problem } from './problem.ts';

export type { Problem } from './problem.ts';

export type Loaded =
  | { readonly ok: true; readonly pack: Pack; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] };

/**
 * Reads the pack in `folder`. Sentences that it does not bring itself come from `defaultReplies`; without it, from the folder
 * `replies` beside the pack or the nearest `knowledge/replies` above it. Expected failures are values; it does not throw.
 */
export async function loadPack(folder: string, defaultReplies?: string): Promise<Loaded> {
  const files = await readPackFiles(folder, defaultReplies);
  const read = draft(files.parts, files.unread, files.problems.length === 0);
  const checked = check(read.draft, files.hash);
  const problems = inOrder([...files.problems, ...read.problems, ...checked.problems]);
  const warnings = inOrder(checked.warnings);
  if (problems.length > 0 || checked.pack === undefined) return { ok: false, problems, warnings };
  return { ok: true, pack: checked.pack, warnings };
}
