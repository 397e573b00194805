/** A pack in another of its languages. */
import type { Alarm, Pack, Slot, SlotValue, Topic, Translation } from './pack.ts';

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
    guides: each(pack.guides, (guide, id) => Object.assign({}, guide, ...parts.map((part) => given(part.guides[id] ?? {})))),
    causes: each(pack.causes, (cause, id) => titled(cause, parts, 'causes', id)),
    fixes: each(pack.fixes, (fix, id) => titled(fix, parts, 'fixes', id)),
    alarms: each(pack.alarms, (alarm, id) => {
      const found = parts.flatMap((part) => part.alarms[id] ?? []);
      const texts: Alarm = Object.assign({}, alarm, ...found.map(given));
      return { ...texts, words: [...alarm.words, ...found.flatMap((one) => one.words)] };
    }),
    phrases: [...pack.phrases, ...parts.flatMap((part) => part.phrases)],
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

function titled<T extends { readonly title: string }>(part: T, parts: readonly Translation[], list: 'causes' | 'fixes', id: string): T {
  return { ...part, title: parts.findLast((one) => one[list][id] !== undefined)?.[list][id] ?? part.title };
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

function translatedQuestion(question: NonNullable<Slot['question']>, { ask, why, choices }: SlotTexts): NonNullable<Slot['question']> {
  const buttons = question.choices?.map((choice, i) => ({ ...choice, label: choices?.[i] ?? choice.label }));
  return { ...question, ...given({ ask, why, choices: buttons }) };
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
