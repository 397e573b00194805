/** Words of a message: where they stand, how they are read, and their stems. The only file that touches natural. */
import porter from 'natural/lib/natural/stemmers/porter_stemmer.js';
import { CONTRACTIONS } from './lexicon/contractions.ts';

/** One word as it is read. `start` and `end` are where it stands in the text; several words may share a place ("don't"). */
export type Word = { readonly word: string; readonly start: number; readonly end: number };

/** A plus right after a digit is a word of its own: "S8+". */
const PIECE = /\p{N}+|(?<=\p{N})\+|[\p{L}\p{M}]+(?:['’`´][\p{L}\p{M}]+)*/gu;
const PLUS = ['plus'];
const EXPANDED = new Map(Object.entries(CONTRACTIONS).map(([short, long]) => [short, long.split(' ')]));

/** The words of a text, letters and digits apart ("s23" is "s", "23"), contractions written out, all small. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.toLowerCase().matchAll(PIECE)) {
    const start = match.index;
    const end = start + match[0].length;
    for (const word of readings(match[0])) words.push({ word, start, end });
  }
  return words;
}

function readings(piece: string): readonly string[] {
  if (piece === '+') return PLUS;
  const joined = piece.replace(/[’`´]/gu, "'");
  const plain = joined.replaceAll("'", '');
  return EXPANDED.get(plain) ?? (plain === joined ? [plain] : apostrophe(joined));
}

/** "mom's" is "mom"; "we'll" is "we will"; "o'clock" stays one word. */
function apostrophe(piece: string): readonly string[] {
  const cut = piece.lastIndexOf("'");
  const head = piece.slice(0, cut).replaceAll("'", '');
  const tail = piece.slice(cut + 1);
  if (tail === 's') return [head];
  if (tail === 'll') return [head, 'will'];
  if (tail === 've') return [head, 'have'];
  if (tail === 're') return [head, 'are'];
  if (tail === 'm') return [head, 'am'];
  if (tail === 'd') return [head, 'would'];
  return [piece.replaceAll("'", '')];
}

const ASCII_WORD = /^[a-z]{3,24}$/;
/** Stems met so far; forgotten when there are many, so that hostile text cannot fill memory. */
const stems = new Map<string, string>();
const STEMS_KEPT = 20_000;

/** The Porter stem of a small-letter word; numbers, short and foreign words are their own stems. */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (!ASCII_WORD.test(word)) return word;
  if (stems.size >= STEMS_KEPT) stems.clear();
  const found = porter.stem(word) || word;
  stems.set(word, found);
  return found;
}
