/** How a message is built: where clauses begin, what is denied, supposed, asked or corrected. */
import { findPhrases } from './phrases.ts';
import type { Spoken } from './spoken.ts';
import type { Word } from './words.ts';

export type Clauses = {
  readonly words: readonly string[];
  /** Number of the clause in which each word stands. */
  readonly clause: readonly number[];
  /** Commas before each word, counted from the beginning. */
  readonly commas: readonly number[];
  /** Words in a clause that only supposes or asks. */
  readonly open: readonly boolean[];
  /** Words from which on what was said before is corrected. */
  readonly corrections: readonly number[];
  /** What is said in the language of the message. */
  readonly spoken: Spoken;
};

/** Reads the build of a message from its words and the text between them. */
export function clausesOf(text: string, placed: readonly Word[], spoken: Spoken): Clauses {
  const words = placed.map((word) => word.word);
  const clause: number[] = [];
  const commas: number[] = [];
  let number = 0;
  let comma = 0;
  words.forEach((word, i) => {
    const gap = i === 0 ? '' : text.slice(placed[i - 1]?.end, placed[i]?.start);
    if (endsSentence(gap) || (i > 0 && spoken.breakers.has(word))) number++;
    if (/[,()–—]|\s-\s/.test(gap)) comma++;
    clause.push(number);
    commas.push(comma);
  });
  const built: Built = { text, placed, words, clause, spoken };
  return { words, clause, commas, open: openWords(built), corrections: correctionsIn(words, spoken), spoken };
}

/** A full stop with digits on both sides ends nothing, but it is never a gap alone: "17.4" has only "." in between. */
function endsSentence(gap: string): boolean {
  return /[!?;\n]|\.(?:\s|$)\s*|…/.test(gap) && gap !== '.';
}

type Built = Pick<Clauses, 'words' | 'clause' | 'spoken'> & { readonly text: string; readonly placed: readonly Word[] };

function openWords(built: Built): boolean[] {
  const { words, clause, spoken } = built;
  const open: boolean[] = [];
  let start = 0;
  for (let i = 0; i < words.length; i++) {
    if (i > 0 && clause[i] !== clause[i - 1]) start = i;
    const supposed = open[i - 1] === true && i > start;
    open.push(supposed || spoken.supposers.has(words[i] as string) || (i === start && asks(built, i)));
  }
  return open;
}

/** "is my connection ok?" asks; "is full" without a question mark, said in a hurry, does not. */
function asks({ text, placed, words, clause, spoken }: Built, start: number): boolean {
  if (!spoken.askers.has(words[start] as string)) return false;
  let end = start;
  while (end + 1 < words.length && clause[end + 1] === clause[start]) end++;
  const after = text.slice(placed[end]?.end, placed[end + 1]?.start ?? text.length);
  return after.includes('?') || /^(?:should|can|could|does|do|will|would)$/.test(words[start] as string);
}

/** So few words that begin with "it was …" say what it really was: "it was on my son's …". */
const STATEMENT = 8;
const WHOSE = /^(?:it|this|that) (?:is|was) (?:(?:on|about|from|for) )?(?:my|our|his|her|their)\b/;

function correctionsIn(words: readonly string[], { corrections, noAnswers }: Spoken): number[] {
  const ends = findPhrases(corrections, words).map((match) => match.to);
  if (noAnswers && words[0] === 'no' && words.length > 1) ends.push(1);
  if (words.length <= STATEMENT && WHOSE.test(words.slice(0, 4).join(' '))) ends.push(2);
  return ends;
}

/** Whether what begins at word `at` is denied: "not", "no" and the like before it, with only empty words in between. */
export function isDenied(clauses: Clauses, at: number): boolean {
  const { words, clause, commas, spoken } = clauses;
  for (let i = at - 1; i >= Math.max(0, at - 5); i--) {
    if (clause[i] !== clause[at] || commas[i] !== commas[at]) return false;
    if (spoken.negators.has(words[i] as string)) return !isAnswerNo(clauses, i);
    if (!spoken.transparent.has(words[i] as string)) return false;
  }
  return false;
}

/** "no its an X": the "no" answers, it does not deny. */
function isAnswerNo(clauses: Clauses, at: number): boolean {
  return at === 0 && clauses.words[at] === 'no' && /^(?:it|its|i|the|my|this|that)$/.test(clauses.words[1] ?? '');
}

/** Whether a correction stands before the word, in the same or the sentence before. */
export function isCorrection(clauses: Clauses, at: number): boolean {
  return clauses.corrections.some((end) => end <= at && (clauses.clause[at] as number) - (clauses.clause[end - 1] as number) <= 1);
}
