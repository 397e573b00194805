/** What a message says to the conversation itself. */
import type { Command } from '../heard.ts';
import type { Clauses } from './clauses.ts';
import { isDenied } from './clauses.ts';
import { addPhrase, emptyPhrases, findPhrases, type PhraseMatch } from './phrases.ts';

/** Bare marks that are commands: too short to be words. */
const MARKS: Readonly<Record<string, Command>> = { '?': 'help', '??': 'help', '???': 'help' };

/** Long messages tell a story; commands in them are told, not given. */
const LONG = 40;

/** Commands that need not be given to be meant: feelings and fears count in long messages, too. */
const FELT: ReadonlySet<Command> = new Set(['anger', 'data-gone', 'is-normal', 'human', 'thanks']);

/** Commands in the message, each once, in the order in which they stand. */
export function commandsIn(text: string, clauses: Clauses): Command[] {
  const mark = MARKS[text.trim()];
  if (mark) return [mark];
  const { words } = clauses;
  const matches = findPhrases(clauses.spoken.commands, words)
    .filter((match) => isMeant(match, clauses))
    .sort((a, b) => a.from - b.from);
  return [...new Set(matches.map((match) => match.means.command))];
}

function isMeant(match: PhraseMatch<{ readonly command: Command; readonly only: boolean }>, clauses: Clauses): boolean {
  const { words } = clauses;
  const { command, only } = match.means;
  if (only) return isAll(match, clauses);
  if (words.length > LONG && !FELT.has(command)) return false;
  const asserts = command === 'solved' || command === 'human' || command === 'thanks';
  if (asserts && isDenied(clauses, match.from)) return false;
  return command !== 'solved' || (!clauses.open[match.from] && !isToldOfBefore(match, words));
}

/** "it worked before the update", "it worked fine until": a story, not a success. */
function isToldOfBefore(match: PhraseMatch<unknown>, words: readonly string[]): boolean {
  return words
    .slice(match.from, match.to + 4)
    .some((word) => /^(?:before|until|till|last|yesterday|previously|once|earlier|but)$/.test(word));
}

/** Whether only filler words stand around the match. */
function isAll(match: PhraseMatch<unknown>, { words, spoken }: Clauses): boolean {
  return words.every((word, i) => (i >= match.from && i < match.to) || spoken.fillers.has(word) || word === 'ok' || word === 'okay');
}

const NO_CODE = emptyPhrases<true>();
for (const phrase of [
  'no code',
  'no error code',
  'no error number',
  'no number',
  'no codes',
  'no error message',
  'without a code',
  'without an error code',
  'without any code',
  'without code',
  'no message',
  'does not show a code',
  'does not show any code',
  'does not give a code',
  'does not give any code',
  'does not say a code',
  'does not say a number',
  'not show any error',
  'no error shown',
  'there is no code',
  'there is no error',
  'i do not see a code',
  'i do not see any code',
  'do not have a code',
  'did not get a code',
  'no error at all',
  'no errors',
]) {
  addPhrase(NO_CODE, phrase, true);
}

/** Whether the person says that no code is shown. */
export function saysNoCode({ words, spoken }: Clauses): boolean {
  return findPhrases(NO_CODE, words).length > 0 || findPhrases(spoken.noCode, words).length > 0;
}
