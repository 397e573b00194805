/** Cross-references and proofs over a whole pack, and the pack itself when all of them hold. */
import { buildPack } from './build.ts';
import type { Draft } from './draft.ts';
import type { Pack } from './pack.ts';
import type { Place, Problem } from './problem.ts';
import { checkCauses, checkWaysOut } from './proofs/causes.ts';
import { checkCodes } from './proofs/codes.ts';
import { checkContradictions } from './proofs/contradictions.ts';
import { checkReferences } from './proofs/references.ts';
import { checkSlots } from './proofs/slots.ts';
import { checkTerms } from './proofs/terms.ts';
import { checkRepliesComplete, checkTexts, countSources } from './proofs/texts.ts';
import { checkBeginning, checkTopics } from './proofs/topics.ts';
import { checkTranslations, checkTranslationsComplete } from './proofs/translations.ts';
import { checkLooseIds, findUnused } from './proofs/unused.ts';
import { checkVariants } from './proofs/variants.ts';
import { type Report, type World, worldOf } from './world.ts';

type Proof = (world: World, report: Report) => void;

/** Hold for each part alone: worth saying even when other parts could not be read. */
const OF_PARTS: readonly Proof[] = [
  checkReferences,
  checkSlots,
  checkCauses,
  checkCodes,
  checkTopics,
  checkVariants,
  checkTexts,
  checkTerms,
  checkTranslations,
  checkLooseIds,
];
/** Say what is missing in the whole: only when every part could be read. */
const OF_THE_WHOLE: readonly Proof[] = [checkBeginning, checkRepliesComplete, checkTranslationsComplete, countSources];
/** Follow names through the pack: a name in vain would make them complain of its consequences. */
const OF_ALL_PATHS: readonly Proof[] = [checkWaysOut, checkContradictions, findUnused];

export type Checked = { readonly pack: Pack | undefined; readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] };

/** Every problem of a draft at once; without one, the pack. */
export function check(draft: Draft, hash: string): Checked {
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const report: Report = {
    error: (place: Place, message: string) => problems.push({ ...place, message }),
    warn: (place: Place, message: string) => warnings.push({ ...place, message }),
  };
  const world = worldOf(draft, report);
  for (const proof of OF_PARTS) proof(world, report);
  const namesHold = problems.length === 0;
  if (draft.whole) for (const proof of OF_THE_WHOLE) proof(world, report);
  if (draft.whole && namesHold) for (const proof of OF_ALL_PATHS) proof(world, report);
  const manifest = draft.manifest?.value;
  const sound = draft.whole && problems.length === 0 && manifest !== undefined;
  return { pack: sound ? buildPack(draft, manifest, hash) : undefined, problems, warnings };
}
