/** Dangers named in a message. */
import type { Pack } from '../../knowledge/pack.ts';
import { type Clauses, isDenied } from './clauses.ts';
import { addPhrase, emptyPhrases, findPhrases, type Phrases } from './phrases.ts';

export function alarmIndex(pack: Pack): Phrases<string> {
  const phrases = emptyPhrases<string>();
  for (const alarm of pack.alarms.values()) for (const words of alarm.words) addPhrase(phrases, words, alarm.id);
  return phrases;
}

/** Ids of the alarms whose words are said and not denied, each once. */
export function alarmsIn(phrases: Phrases<string>, clauses: Clauses): string[] {
  const found = findPhrases(phrases, clauses.words).filter((match) => !isDenied(clauses, match.from));
  return [...new Set(found.map((match) => match.means))];
}
