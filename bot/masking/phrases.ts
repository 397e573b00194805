/** Recovery phrases: twelve to twenty-four plain words, in the order that opens a wallet or an account. */

import { matches } from '../../dialogs/understanding/matches.ts';
import type { Secret } from './secret.ts';

const EDGE = '(?<![\\p{L}\\p{N}])';
const NAMED = new RegExp(
  `${EDGE}(?:(?:seed|recovery|secret|mnemonic|wallet|backup|restore)[ -]?(?:seed|phrase|words?|sentence|mnemonic)s?|mnemonic|seed|(?:the|my|these|are|our) (?:12|15|18|21|24|twelve|twenty[- ]four)(?:[- ](?:seed|recovery|words?|phrase)){1,2})(?: (?:is|are|was|were|ist|es|est))?[\\s:="'(-]{1,4}`,
  'giu',
);
const NUMBERED = /(?<![\w.])1[.):]?\s{0,2}[a-z]{3,8}(?:[\s,;]{1,3}\d{1,2}[.):]?\s{0,2}[a-z]{3,8}){10,23}(?![\w])/gi;
/** One of the words, and what may stand between two. */
const WORD = /(?:\d{1,2}[.):]?\s{0,2})?([a-z]{3,8})(?![\w'-])[\s,;]{0,3}/iy;
/** No phrase has them, and hardly a sentence goes without. */
const OF_SENTENCES = new Set(
  'the and was not but for with have has had are from its how get got why did does who been were them their our your his her him she per yet'.split(
    ' ',
  ),
);
const LEAST = 11;
const MOST = 24;

/** Finds phrases that are called so, or are numbered word for word. */
export function* phrases(text: string): Iterable<Secret> {
  for (const { 0: cue, index } of matches(text, NAMED)) {
    const start = index + cue.length;
    const end = endOfWords(text, start);
    if (end !== undefined) yield { kind: 'recovery key', start, end };
  }
  for (const { 0: found, index } of matches(text, NUMBERED)) yield { kind: 'recovery key', start: index, end: index + found.length };
}

/** Where the words end that begin here; undefined when they are too few. */
function endOfWords(text: string, start: number): number | undefined {
  let end = start;
  let count = 0;
  for (WORD.lastIndex = start; count < MOST; count++) {
    const from = WORD.lastIndex;
    const word = WORD.exec(text)?.[1];
    if (word === undefined || OF_SENTENCES.has(word.toLowerCase())) break;
    end = text.indexOf(word, from) + word.length;
  }
  return count < LEAST ? undefined : end;
}
