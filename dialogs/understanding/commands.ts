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
const FELT: ReadonlySet<Command> = new Set(['anger', 'grief', 'data-gone', 'is-normal', 'human', 'thanks']);

/** `commands`: each once, in the order in which they stand. `nothingElse`: they are all that is said, but for filler words. */
export type Commanded = { readonly commands: readonly Command[]; readonly nothingElse: boolean };

/** What of the message is said to the conversation itself. */
export function commandsIn(text: string, clauses: Clauses): Commanded {
  const mark = MARKS[text.trim()];
  if (mark) return { commands: [mark], nothingElse: true };
  const found = findPhrases(clauses.spoken.commands, clauses.words);
  const outer = found.filter((match) => !found.some((other) => holds(other, match)));
  const nothingElse = outer.length > 0 && areAll(outer, clauses);
  const whole = new Set(nothingElse ? outer : []);
  const matches = found.filter((match) => isMeant(match, clauses, whole)).sort((a, b) => a.from - b.from);
  return { commands: [...new Set(matches.map((match) => match.means.command))], nothingElse };
}

type Match = PhraseMatch<{ readonly command: Command; readonly only: boolean }>;

/** Whether a match is within a longer one: "how" says nothing of its own in "how long". */
function holds(outer: Match, inner: Match): boolean {
  return outer.from <= inner.from && outer.to >= inner.to && outer.to - outer.from > inner.to - inner.from;
}

function isMeant(match: Match, clauses: Clauses, whole: ReadonlySet<Match>): boolean {
  const { words } = clauses;
  const { command, only } = match.means;
  if (only) return whole.has(match);
  if (words.length > LONG && !FELT.has(command)) return false;
  const asserts = command === 'solved' || command === 'human' || command === 'thanks';
  if (asserts && isDenied(clauses, match.from)) return false;
  return command !== 'solved' || (!clauses.open[match.from] && !isToldOfBefore(match, words));
}

/** "it worked before the update", "it worked fine until", "it worked with my old one": a story, not a success. */
function isToldOfBefore(match: PhraseMatch<unknown>, words: readonly string[]): boolean {
  return words
    .slice(match.from, match.to + 4)
    .some((word) => /^(?:before|until|till|last|yesterday|previously|previous|old|once|earlier|but)$/.test(word));
}

/** Whether only filler words stand beside the matches: "thanks, good night". */
function areAll(matches: readonly Match[], clauses: Clauses): boolean {
  return clauses.words.every((_, i) => isFiller(clauses, i) || matches.some(({ from, to }) => i >= from && i < to));
}

/** "Ok", and what a curse is about. */
const POINTERS: ReadonlySet<string> = new Set(['ok', 'okay', 'this', 'that', 'it']);

function isFiller({ words, spoken }: Clauses, at: number): boolean {
  const word = words[at] as string;
  return spoken.fillers.has(word) || POINTERS.has(word);
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
