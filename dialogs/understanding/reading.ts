/** A message as all parts of the understanding read it: guarded, in words, corrected, with its clauses and what it tells. */
import type { Context } from '../heard.ts';
import { type Clauses, clausesOf } from './clauses.ts';
import { type Guarded, guard } from './guard.ts';
import { languageOf } from './language.ts';
import type { SlotIndex } from './slot-index.ts';
import type { Speller } from './spelling.ts';
import { readTold, type Told } from './told.ts';
import { type Word, wordsOf } from './words.ts';

export type MessageRead = {
  readonly guarded: Guarded;
  readonly language: string;
  /** Words of the prose as they are read after correction, with their places. */
  readonly placed: readonly Word[];
  readonly words: readonly string[];
  readonly clauses: Clauses;
  readonly told: Told;
};

/** Reads a raw message. Without a speller nothing is corrected: that is how training texts are read. */
export function readMessage(raw: unknown, index: SlotIndex, context: Context, spell: Speller | undefined): MessageRead {
  const guarded = guard(raw);
  const { prose } = guarded;
  const language = languageOf(
    prose,
    prose
      .slice(0, 800)
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? [],
  );
  const raws = wordsOf(prose);
  const placed = spell && language === 'en' ? raws.flatMap((word) => corrected(word, spell)) : raws;
  const words = placed.map((word) => word.word);
  const clauses = clausesOf(prose, placed, words);
  return { guarded, language, placed, words, clauses, told: readTold(index, prose, placed, clauses, context) };
}

function corrected(word: Word, spell: Speller): readonly Word[] {
  return spell(word.word)?.map((right) => ({ ...word, word: right })) ?? [word];
}

const EMPTY: Context = { facts: {} };

/** A text of the pack, read without any conversation around it. */
export function readText(text: string, index: SlotIndex): MessageRead {
  return readMessage(text, index, EMPTY, undefined);
}

/** Signs for the classifier: what a message tells counts whatever words it was told in. */
export function signsOf(read: MessageRead): string[] {
  return [...new Set(read.told.mentions.map((m) => (/[\d.]/.test(m.value) ? m.slot : `${m.slot}=${m.value}`)))];
}
