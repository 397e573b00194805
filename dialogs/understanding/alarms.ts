/** Dangers named in a message. */
import type { Pack } from '../../knowledge/pack.ts';
import { type Clauses, isDenied } from './clauses.ts';
import { addPhrase, emptyPhrases, findPhrases, type Phrases } from './phrases.ts';

/** `paired`: alarms whose words count only with others of theirs; `others` are those. */
export type AlarmIndex = { readonly words: Phrases<string>; readonly others: Phrases<string>; readonly paired: ReadonlySet<string> };

export function alarmIndex(pack: Pack): AlarmIndex {
  const index = { words: emptyPhrases<string>(), others: emptyPhrases<string>(), paired: new Set<string>() };
  for (const { id, words, with: others } of pack.alarms.values()) {
    for (const phrase of words) addPhrase(index.words, phrase, id);
    for (const phrase of others) addPhrase(index.others, phrase, id);
    if (others.length > 0) index.paired.add(id);
  }
  return index;
}

/** Ids of the alarms whose words are said and not denied, each once. */
export function alarmsIn({ words, others, paired }: AlarmIndex, clauses: Clauses): string[] {
  const found = findPhrases(words, clauses.words).filter((match) => !isDenied(clauses, match.from));
  if (found.length === 0) return [];
  const beside = new Set(findPhrases(others, clauses.words).map((match) => match.means));
  return [...new Set(found.map((match) => match.means))].filter((id) => !paired.has(id) || beside.has(id));
}
