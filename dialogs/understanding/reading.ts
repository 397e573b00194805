/** A message as all parts of the understanding read it: guarded, in words, corrected, with its clauses and what it tells. */
import type { Context } from '../heard.ts';
import { type Clauses, clausesOf } from './clauses.ts';
import { type Guarded, guard } from './guard.ts';
import { languageOf } from './language.ts';
import { sentenceOf } from './sentences.ts';
import type { SlotIndex } from './slot-index.ts';
import type { Speller } from './spelling.ts';
import { spokenIn } from './spoken.ts';
import { readTold, type Told } from './told.ts';
import { foreignStem, type Word, wordsOf } from './words.ts';

export type MessageRead = {
  readonly guarded: Guarded;
  readonly language: string;
  /** Words of the prose as they are read after correction, with their places. */
  readonly placed: readonly Word[];
  readonly words: readonly string[];
  readonly clauses: Clauses;
  readonly told: Told;
  /** Places of words that only tell that something is well: what somebody complains of is in the others. */
  readonly well: ReadonlySet<number>;
};

/** What a language is read with. Without a speller nothing is corrected: that is how training texts are read. */
export type Reader = { readonly slots: SlotIndex; readonly spell?: Speller | undefined };

/** Reads a raw message with the reader of its language. */
export function readMessage(raw: unknown, readerOf: (language: string) => Reader, context: Context): MessageRead {
  const guarded = guard(raw);
  const { prose } = guarded;
  const raws = prose
    .slice(0, 800)
    .toLowerCase()
    .match(/[\p{L}\p{M}]+/gu);
  const language = languageOf(prose, raws ?? [], context.language);
  return readIn(language, guarded, readerOf(language), context);
}

function readIn(language: string, guarded: Guarded, { slots, spell }: Reader, context: Context): MessageRead {
  const { prose } = guarded;
  const raws = wordsOf(prose);
  const placed = spell ? raws.flatMap((word) => corrected(word, spell)) : raws;
  const clauses = clausesOf(prose, placed, spokenIn(language));
  const told = readTold(slots, prose, placed, clauses, context);
  return { guarded, language, placed, words: clauses.words, clauses, told, well: wellIn(told, slots, clauses.words.length) };
}

/** A message that tells nothing else is about that. */
const COMPLAINT = 3;

function wellIn({ mentions }: Told, { poles }: SlotIndex, words: number): ReadonlySet<number> {
  const places = new Set<number>();
  for (const { slot, value, at, to } of mentions) {
    if (poles.get(slot)?.well !== value) continue;
    for (let i = at; i < to; i++) places.add(i);
  }
  return words - places.size < COMPLAINT ? new Set() : places;
}

function corrected(word: Word, spell: Speller): readonly Word[] {
  return spell(word.word)?.map((right) => ({ ...word, word: right })) ?? [word];
}

const EMPTY: Context = { facts: {} };

/** A text of the pack in its language, read without any conversation around it. */
export function readText(text: string, slots: SlotIndex, language: string): MessageRead {
  return readIn(language, guard(text), { slots }, EMPTY);
}

/** What the classifier sees of a message: its words, in other languages than English their stems, and what it tells. */
export function readingOf(read: MessageRead): { readonly words: readonly string[]; readonly signs: readonly string[] } {
  const words = read.well.size === 0 ? read.words : read.words.filter((_, i) => !read.well.has(i));
  return { words: stemmed(read.language, words), signs: signsOf(read) };
}

/** The message as an embedder reads it: what is told to be well says nothing of the complaint. */
export function sentenceIn({ guarded, placed, well }: MessageRead): string {
  return sentenceOf(guarded.prose, placed, well);
}

/** Words as the classifier reads them; English ones it stems itself. */
export function stemmed(language: string, words: readonly string[]): readonly string[] {
  return language === 'en' ? words : words.map((word) => foreignStem(language, word));
}

/** What a message tells counts whatever words it was told in. */
function signsOf(read: MessageRead): string[] {
  return [...new Set(read.told.mentions.map((m) => (/[\d.]/.test(m.value) ? m.slot : `${m.slot}=${m.value}`)))];
}
