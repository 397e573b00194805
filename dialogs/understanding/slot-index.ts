/** The pack's slots, arranged for finding what a message says of them. */
import type { Pack, Slot, SlotValue } from '../../knowledge/pack.ts';
import { polesOf } from '../poles.ts';
import { CLEARED } from './lexicon/clause-words.ts';
import { addPhrase, emptyPhrases, type Phrases } from './phrases.ts';
import { beside, type SizeWords } from './sizes.ts';

/** What a phrase of the message means for the slots. */
export type Sign =
  | { readonly kind: 'value'; readonly slot: string; readonly value: SlotValue; readonly check: boolean }
  | { readonly kind: 'state'; readonly slot: string; readonly value: SlotValue; readonly check: boolean }
  | { readonly kind: 'about'; readonly slot: string }
  | { readonly kind: 'prefix'; readonly slot: string; readonly implies: Readonly<Record<string, string>> }
  | { readonly kind: 'phrase'; readonly sets: Readonly<Record<string, string>> }
  | { readonly kind: 'cleared' };

export type SlotIndex = {
  readonly signs: Phrases<Sign>;
  /** Words that answer a slot's question, while it is open. */
  readonly answers: ReadonlyMap<string, Phrases<SlotValue>>;
  readonly slots: ReadonlyMap<string, Slot>;
  /** Values of a check for "all is well there" and "that is what is wrong": the likeliest and the unlikeliest. */
  readonly poles: ReadonlyMap<string, { readonly well: string; readonly ill: string }>;
  readonly sizeWords: SizeWords;
};

export function slotIndex(pack: Pack): SlotIndex {
  const signs = emptyPhrases<Sign>();
  const answers = new Map<string, Phrases<SlotValue>>();
  for (const slot of pack.slots.values()) {
    addSlot(signs, slot, pack.checks.has(slot.id));
    answers.set(slot.id, answersOf(slot));
  }
  for (const phrase of pack.phrases) {
    const sign: Sign = { kind: 'phrase', sets: phrase.sets };
    for (const words of phrase.words) addPhrase(signs, words, sign);
  }
  const cleared: Sign = { kind: 'cleared' };
  for (const words of CLEARED) addPhrase(signs, words, cleared);
  const poles = new Map(
    [...pack.checks].flatMap(([id, check]) => {
      const both = polesOf(check);
      return both === undefined ? [] : [[id, both] as const];
    }),
  );
  return { signs, answers, slots: pack.slots, poles, sizeWords: sizeWordsOf(pack) };
}

function sizeWordsOf(pack: Pack): SizeWords {
  const slots = [...pack.slots.values()];
  const content = slots.flatMap((slot) => (slot.kind === 'size' ? slot.about : []));
  return { content: beside(content), whole: beside(slots.flatMap((slot) => slot.room?.of ?? [])) };
}

function addSlot(signs: Phrases<Sign>, slot: Slot, check: boolean): void {
  const about: Sign = { kind: 'about', slot: slot.id };
  for (const words of slot.about) addPhrase(signs, words, about);
  for (const value of slot.values) {
    const named: Sign = { kind: 'value', slot: slot.id, value, check };
    for (const words of value.words) addPhrase(signs, words, named);
    const state: Sign = { kind: 'state', slot: slot.id, value, check };
    for (const words of value.states) addPhrase(signs, words, state);
  }
  for (const prefix of slot.prefixes) {
    const sign: Sign = { kind: 'prefix', slot: slot.id, implies: prefix.implies };
    for (const words of prefix.words) addPhrase(signs, words, sign);
  }
}

/** A slot's own answers, its labels, and the labels without their first word ("13 mini"); one that several values share is settled by what is known. */
function answersOf(slot: Slot): Phrases<SlotValue> {
  const answers = emptyPhrases<SlotValue>();
  for (const value of slot.values) {
    for (const words of [...value.answers, ...value.words, ...value.states, value.label]) addPhrase(answers, words, value);
  }
  for (const value of slot.values) for (const tail of tailsOf(value)) addPhrase(answers, tail, value);
  return answers;
}

function tailsOf(value: SlotValue): readonly string[] {
  return [value.label, ...value.words].flatMap((name) => {
    const tail = name.replace(/^\S+\s+/, '');
    return tail !== name && /\d/.test(tail) ? [tail] : [];
  });
}
