/** A pack in another of its languages. */
import type { Alarm, Pack, Part, Slot, SlotValue, Topic, Translation, Variant } from './pack.ts';
import { missing } from './untranslated.ts';

type SlotTexts = Translation['slots'][string];

/** The pack with the texts of a translation, in however many parts it was written; its words come beside those of the pack. */
export function translate(pack: Pack, parts: readonly Translation[]): Pack {
  const slot = <T extends Slot>(one: T): T => parts.reduce((texts, part) => translatedSlot(texts, part.slots[one.id]), one);
  return {
    ...pack,
    slots: each(pack.slots, slot),
    checks: each(pack.checks, slot),
    topics: each(pack.topics, (topic, id) => {
      const found = parts.flatMap((part) => part.topics[id] ?? []);
      const texts: Topic = Object.assign({}, topic, ...found.map(given));
      return { ...texts, examples: found.flatMap((one) => one.examples) };
    }),
    guides: each(pack.guides, (guide, id) => {
      const found = parts.flatMap((part) => part.guides[id] ?? []);
      const { variants, ...texts } = merged(found.map(({ examples: _, ...rest }) => rest));
      return { ...guide, ...texts, examples: found.flatMap((one) => one.examples), variants: ways(guide.variants, variants) };
    }),
    causes: each(pack.causes, (cause, id) => ({ ...cause, ...merged(parts.map((part) => part.causes[id])) })),
    fixes: each(pack.fixes, (fix, id) => {
      const { steps, ...texts } = merged(parts.map((part) => part.fixes[id]));
      return { ...fix, ...texts, steps: ways(fix.steps, steps) };
    }),
    entries: each(pack.entries, (entry, id) => {
      const found = parts.flatMap((part) => part.entries[id] ?? []);
      const texts = merged(found.map(({ messages: _, ...rest }) => rest));
      return { ...entry, ...texts, messages: found.flatMap((one) => one.messages) };
    }),
    tips: each(pack.tips, (tip, id) => ({ ...tip, say: parts.findLast((part) => part.tips[id] !== undefined)?.tips[id] ?? tip.say })),
    alarms: each(pack.alarms, (alarm, id) => {
      const found = parts.flatMap((part) => part.alarms[id] ?? []);
      const texts: Alarm = Object.assign({}, alarm, ...found.map(given));
      return { ...texts, words: [...alarm.words, ...found.flatMap((one) => one.words)] };
    }),
    terms: each(pack.terms, (term, id) => {
      const found = parts.flatMap((part) => part.terms[id] ?? []);
      const own = found.flatMap((one) => one.names);
      return { ...term, ...merged(found.map(({ names: _, ...rest }) => rest)), names: [...own, ...term.names] };
    }),
    phrases: [...pack.phrases, ...parts.flatMap((part) => part.phrases)],
    untranslated: new Set(missing(pack, parts).map(([part]): Part => part)),
  };
}

function each<T>(table: ReadonlyMap<string, T>, change: (part: T, id: string) => T): ReadonlyMap<string, T> {
  return new Map([...table].map(([id, part]) => [id, change(part, id)]));
}

/** What is there, without the keys that are not. */
function given<T extends object>(texts: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** What several parts say of one thing; the last word counts. */
function merged<T extends object>(found: readonly (T | undefined)[]): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.assign({}, ...found.map((texts) => given(texts ?? {})));
}

/** The same ways to do something, in other words. */
function ways<T extends Variant>(own: readonly T[], texts: readonly Pick<Variant, 'say' | 'do'>[] | undefined): T[] {
  return own.map((way, i) => ({ ...way, ...given(texts?.[i] ?? {}) }));
}

function translatedSlot<T extends Slot>(slot: T, texts: SlotTexts | undefined): T {
  if (texts === undefined) return slot;
  const { title, noun, about, values } = texts;
  const question = slot.question === undefined ? {} : { question: translatedQuestion(slot.question, texts) };
  return {
    ...slot,
    ...given({ title, noun }),
    ...question,
    about: [...slot.about, ...about],
    values: slot.values.map((value) => translatedValue(value, values[value.id])),
  };
}

function translatedQuestion(question: NonNullable<Slot['question']>, texts: SlotTexts): NonNullable<Slot['question']> {
  const { ask, why, how, choices } = texts;
  const buttons = question.choices?.map((choice, i) => ({ ...choice, label: choices?.[i] ?? choice.label }));
  return { ...question, ...given({ ask, why, choices: buttons }), how: ways(question.how, how) };
}

function translatedValue(value: SlotValue, texts: SlotTexts['values'][string] | undefined): SlotValue {
  if (texts === undefined) return value;
  return {
    ...value,
    ...given({ label: texts.label }),
    words: [...value.words, ...texts.words],
    states: [...value.states, ...texts.states],
    answers: [...value.answers, ...texts.answers],
  };
}
