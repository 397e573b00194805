/** Whether there is a word in it at all. */
import type { Understanding } from '../heard.ts';
import type { MessageRead } from './reading.ts';
import { isEnglish } from './spelling.ts';

/** Whether a word is one of the pack's or an everyday one. */
export function isKnownWord(words: ReadonlyMap<string, number>): (word: string) => boolean {
  return (word) => word.length > 1 && (words.has(word) || isEnglish(word) || /^\p{N}+$/u.test(word));
}

const WORDS_LOOKED_AT = 60;

/** The guard's shape, or gibberish: letters, but no word, in no language that we can tell. What was understood otherwise is none. */
export function shapeOf(read: MessageRead, understood: boolean, isKnown: (word: string) => boolean): Understanding['shape'] {
  const { shape } = read.guarded;
  if (shape !== 'text' || understood || read.words.length === 0) return shape;
  if (read.language !== 'en') return shape;
  return read.words.slice(0, WORDS_LOOKED_AT).some(isKnown) || /^[a-z]$/i.test(read.guarded.text) ? shape : 'gibberish';
}
