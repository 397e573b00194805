/** The parts of a message, each of which may speak of something of its own. */
import type { Clauses } from './clauses.ts';
import { findPhrases } from './phrases.ts';

/** Words `from` up to `to`. `added`: it comes on top of what was said before ("and my …", "also …"). */
export type Part = { readonly words: readonly string[]; readonly from: number; readonly to: number; readonly added: boolean };

/** Parts that are read; what comes later in a long story hardly tells what it is about. */
const MOST = 16;
/** Fewer words belong to their neighbours. */
const SHORTEST = 3;

/** Sentences, clauses, and what is joined to them. A message of one part has none. */
export function partsOf(clauses: Clauses): Part[] {
  const { words, spoken } = clauses;
  const additions = findPhrases(spoken.additions, words).map((match) => match.from);
  const parts: Part[] = [];
  let start = 0;
  for (let i = 1; i <= words.length && parts.length < MOST; i++) {
    if (i < words.length && !beginsPart(clauses, start, i)) continue;
    const [from, to] = [start, i];
    parts.push({ words: words.slice(from, to), from, to, added: from > 0 && additions.some((at) => at >= from && at < to) });
    start = i;
  }
  return parts.length > 1 ? parts : [];
}

function beginsPart({ words, clause, commas, spoken }: Clauses, start: number, at: number): boolean {
  if (at - start < SHORTEST || words.length - at < SHORTEST) return false;
  return clause[at] !== clause[at - 1] || commas[at] !== commas[at - 1] || spoken.joiners.has(words[at] as string);
}
