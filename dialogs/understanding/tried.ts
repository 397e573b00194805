/** Fixes that were tried before anybody suggested them: "swapped the cable and restarted it, still error 9". */
import type { Pack } from '../../knowledge/pack.ts';
import { type Clauses, isDenied } from './clauses.ts';
import { DONE } from './lexicon/clause-words.ts';
import { addPhrase, emptyPhrases, findPhrases, type Phrases } from './phrases.ts';

export function triedIndex(pack: Pack): Phrases<string> {
  const phrases = emptyPhrases<string>();
  for (const fix of pack.fixes.values()) for (const words of fix.tried) addPhrase(phrases, words, fix.id);
  return phrases;
}

/** Ids of the fixes whose words stand in a clause that tells of something done, and neither asks, supposes nor denies it. */
export function triedIn(phrases: Phrases<string>, clauses: Clauses): string[] {
  const found = findPhrases(phrases, clauses.words).filter(
    ({ from }) => !clauses.open[from] && !isDenied(clauses, from) && tellsOfDone(clauses, from),
  );
  return [...new Set(found.map((match) => match.means))];
}

function tellsOfDone(clauses: Clauses, at: number): boolean {
  const { words, clause } = clauses;
  const same = words.flatMap((word, i) => (clause[i] === clause[at] && DONE.has(word) ? [i] : []));
  return same.length > 0 && !same.some((i) => isDenied(clauses, i));
}
