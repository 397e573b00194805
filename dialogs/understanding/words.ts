/** Words of a message: where they stand, how they are read, and their stems. The only file that touches natural. */
import porter from 'natural/lib/natural/stemmers/porter_stemmer.js';
import german from 'natural/lib/natural/stemmers/porter_stemmer_de.js';
import spanish from 'natural/lib/natural/stemmers/porter_stemmer_es.js';
import { CONTRACTIONS } from './lexicon/contractions.ts';

/** One word as it is read. `start` and `end` are where it stands in the text; several words may share a place ("don't"). */
export type Word = { readonly word: string; readonly start: number; readonly end: number };

/** A plus right after a digit is a word of its own: "S8+". */
const PIECE = /\p{N}+|(?<=\p{N})\+|[\p{L}\p{M}]+(?:['’`´][\p{L}\p{M}]+)*/gu;
const APOSTROPHE = /['’`´]/;
const PLUS = ['plus'];
const EXPANDED = new Map(Object.entries(CONTRACTIONS).map(([short, long]) => [short, long.split(' ')]));

/** The words of a text, letters and digits apart ("s23" is "s", "23"), contractions written out, all small. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  const low = text.toLowerCase();
  PIECE.lastIndex = 0;
  for (let match = PIECE.exec(low); match !== null; match = PIECE.exec(low)) {
    const start = match.index;
    const end = start + match[0].length;
    for (const word of readings(match[0])) words.push({ word, start, end });
  }
  return words;
}

function readings(piece: string): readonly string[] {
  if (piece === '+') return PLUS;
  if (!APOSTROPHE.test(piece)) return EXPANDED.get(piece) ?? [unaccented(piece)];
  const joined = piece.replace(/[’`´]/gu, "'");
  const plain = joined.replaceAll("'", '');
  return EXPANDED.get(plain) ?? (plain === joined ? [unaccented(plain)] : apostrophe(joined));
}

const ACCENTED = /[\u00df-\u024f]/;
const SPELT_OUT: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', ø: 'oe', æ: 'ae', œ: 'oe', ł: 'l' };

/** Latin letters as hurried people type them: without accents, umlauts spelt out. */
function unaccented(word: string): string {
  if (!ACCENTED.test(word)) return word;
  return word
    .replace(/[äöüßøæœł]/g, (letter) => SPELT_OUT[letter] ?? letter)
    .normalize('NFD')
    .replace(/(?<=[a-z])\p{M}+/gu, '')
    .normalize('NFC');
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

const FOREIGN: Readonly<Record<string, (word: string) => string>> = { de: (word) => german.stem(word), es: (word) => spanish.stem(word) };

/** The word's stem in another language than English; the word itself where there is no stemmer for it. */
export function foreignStem(language: string, word: string): string {
  const stemmer = FOREIGN[language];
  return stemmer === undefined || !ASCII_WORD.test(word) ? word : stemmer(word) || word;
}
