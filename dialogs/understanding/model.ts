/** What is learnt from a pack, and how it is kept as bytes. Deterministic: the same pack gives the same model. */
import type { Pack } from '../../knowledge/pack.ts';
import type { SentenceModel } from '../sense.ts';
import { byteReader, byteWriter } from './bytes.ts';
import { type Classifier, type Example, leftOutOfWords, optionsFor, type TrainOptions, trainClassifier } from './classifier.ts';
import { readClassifier, writeClassifier } from './classifier-bytes.ts';
import { type MessageRead, readingOf, readText, sentenceIn } from './reading.ts';
import { trainSentences } from './sentences.ts';
import { slotIndex } from './slot-index.ts';
import { wordsOf } from './words.ts';

/** Raised whenever a model trained by older code would be read wrongly. */
export const VERSION = 8;

/** What is learnt of one language: plain data and typed arrays. */
export type Learned = {
  readonly topics: Classifier;
  /** Tells guides apart; for what is no question it prefers none. Absent when the pack has fewer than two guides. */
  readonly guides: Classifier | undefined;
  /** Words of the pack with the number of texts that have them: what spelling is corrected towards. */
  readonly words: ReadonlyMap<string, number>;
  readonly texts: number;
  /** How many examples tell each `slot=value`: of two that a message tells, the rarer is the one that it is about. */
  readonly told: ReadonlyMap<string, number>;
};

export type Model = Learned & {
  /** Hash of the pack that it was learnt from. */
  readonly pack: string;
  /** The pack's further languages. */
  readonly others: ReadonlyMap<string, Learned>;
};

/** The language of packs that name none. */
const FIRST = 'en';

/** The pack as it is in a language; undefined when it does not speak it. */
function packIn(pack: Pack, language: string): Pack | undefined {
  return (pack.manifest.languages[0] ?? FIRST) === language ? pack : pack.translated.get(language);
}

/** What whole sentences of a language can be learnt from: each text, and whatever else the learning needs. */
export type SentenceLessons = { readonly texts: readonly string[]; readonly learn: (embedder: string, vectors: Vectors) => SentenceModel };
type Vectors = readonly (Float32Array | undefined)[];

/** The texts of the pack from which the topics of sentences are learnt; undefined when the pack does not speak the language. */
export function sentenceLessons(whole: Pack, language: string): SentenceLessons | undefined {
  const pack = packIn(whole, language);
  if (pack === undefined) return;
  const { all, options } = lessonsOf(pack, language, pack !== whole);
  return {
    texts: all.map(({ read }) => sentenceIn(read)),
    learn: (embedder, vectors) => {
      const examples = all.map(({ label }, i) => ({ label, vector: vectors[i] }));
      return trainSentences(embedder, examples, leftOutOfWords(all, options));
    },
  };
}

/** Learns topics, guides and words from the pack, each of its languages apart. */
export function train(pack: Pack): Model {
  const others = [...pack.translated].map(([language, translated]): [string, Learned] => [language, learnTranslated(translated, language)]);
  return { pack: pack.hash, ...learn(pack, pack.manifest.languages[0] ?? FIRST), others: new Map(others) };
}

/** Guides that nobody asks for in this language yet are left out. */
function learnTranslated(pack: Pack, language: string): Learned {
  return learn({ ...pack, guides: new Map([...pack.guides].filter(([, guide]) => guide.examples.length > 0)) }, language, true);
}

/** In a further language the few examples of the topics would be outweighed by those of the guides: there they are kept apart. */
function learn(pack: Pack, language: string, apart = false): Learned {
  const { topics, all, guides, options } = lessonsOf(pack, language, apart);
  return {
    topics: trainClassifier(all, options),
    guides: pack.guides.size < 2 ? undefined : trainGuides(pack, topics, guides),
    told: countsOf(all.flatMap((example) => example.reading.signs)),
    ...vocabularyOf(pack),
  };
}

type Lesson = Example & { readonly read: MessageRead };
/** `topics`: the examples of topics; `guides`: those of guides, labelled with them; `all`: what topics are learnt from. */
type Lessons = {
  readonly topics: readonly Lesson[];
  readonly guides: readonly Lesson[];
  readonly all: readonly Lesson[];
  readonly options: TrainOptions;
};

function lessonsOf(pack: Pack, language: string, apart: boolean): Lessons {
  const index = slotIndex(pack);
  const lesson = (text: string, label: string): Lesson => {
    const read = readText(text, index, language);
    return { reading: readingOf(read), label, read };
  };
  const topics = [...pack.topics.values()].flatMap((topic) => [...topic.examples, topic.title].map((text) => lesson(text, topic.id)));
  const guides = [...pack.guides.values()].flatMap((guide) =>
    [...guide.examples, guide.title, guide.label].map((text) => lesson(text, guide.id)),
  );
  const all = guides.length > 0 && !apart ? [...topics, ...guideTopics(pack, guides)] : topics;
  return { topics, guides, all, options: topicOptions(all.length, pack.topics.size) };
}

/**
 * Topics are few and wide: pairs and rare features help to see what is none of them, which plain accuracy does not show.
 * Signs weigh little: people name their phone and their backup in every complaint, and what they complain of is in the words.
 * Families of words bring little to topics that have many examples each, and their words are not those of one trade.
 */
function topicOptions(examples: number, labels: number): TrainOptions {
  const usual = optionsFor(examples, labels);
  return {
    ...usual,
    features: { ...usual.features, pairs: true, skips: false, families: undefined, minDf: 1, shares: [1, 0.8, 0.75, 0.3, 0] },
  };
}

/** What people ask of a guide is also an example of the guide's topic. */
function guideTopics(pack: Pack, guides: readonly Lesson[]): Lesson[] {
  return guides.flatMap((lesson) => {
    const topic = pack.guides.get(lesson.label ?? '')?.topic;
    return topic === undefined ? [] : [{ ...lesson, label: topic }];
  });
}

/** Texts of topics that no guide answers show what is no question for one. */
function trainGuides(pack: Pack, topics: readonly Example[], guides: readonly Example[]): Classifier {
  const answered = new Set([...pack.guides.values()].map((guide) => guide.topic));
  const others = topics.filter((example) => !answered.has(example.label ?? '')).map((example) => ({ ...example, label: null }));
  const usual = optionsFor(guides.length, pack.guides.size);
  const options = { ...usual, features: { ...usual.features, skips: false, families: undefined, minDf: 2 } };
  return trainClassifier([...guides, ...others.filter((_, i) => i % 2 === 0)], options);
}

function vocabularyOf(pack: Pack): Pick<Model, 'words' | 'texts'> {
  const texts = textsOf(pack);
  const words = new Map<string, number>();
  for (const text of texts) {
    for (const word of new Set(wordsOf(text).map((w) => w.word))) words.set(word, (words.get(word) ?? 0) + 1);
  }
  return { words, texts: texts.length };
}

function countsOf(signs: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const sign of signs) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  return counts;
}

function textsOf(pack: Pack): string[] {
  const slots = [...pack.slots.values()].flatMap((slot) => [
    ...slot.about,
    ...slot.prefixes.flatMap((prefix) => prefix.words),
    ...slot.values.flatMap((value) => [value.label, ...value.words, ...value.states, ...value.answers]),
  ]);
  return [
    // Small talk is full of keys hit at random and of laughter: nothing to correct towards.
    ...[...pack.topics.values()].flatMap((topic) => (topic.kind === 'talk' ? [] : [topic.title, topic.label, ...topic.examples])),
    ...[...pack.guides.values()].flatMap((guide) => [guide.title, guide.label, ...guide.examples]),
    ...[...pack.entries.values()].flatMap((entry) => entry.messages.map((message) => message.replace(/⟨[^⟩]*⟩/gu, ' '))),
    ...[...pack.alarms.values()].flatMap((alarm) => alarm.words),
    ...pack.phrases.flatMap((phrase) => phrase.words),
    ...[...pack.terms.values()].flatMap((term) => term.names),
    ...slots,
  ];
}

/** The model as bytes, with its version, the pack's hash and a checksum. */
export function modelToBytes(model: Model): Uint8Array {
  const writer = byteWriter();
  writer.json({ version: VERSION, pack: model.pack, languages: [...model.others.keys()] });
  for (const learned of [model, ...model.others.values()]) writeLearned(writer, learned);
  return writer.done();
}

function writeLearned(writer: ReturnType<typeof byteWriter>, learned: Learned): void {
  writer.json({ texts: learned.texts, guides: learned.guides !== undefined });
  writer.text(table(learned.words));
  writer.text(table(learned.told));
  for (const classifier of learned.guides ? [learned.topics, learned.guides] : [learned.topics]) writeClassifier(writer, classifier);
}

/** The model again; undefined when the bytes are damaged, of another version, or not of this pack. */
export function modelFromBytes(bytes: Uint8Array, pack: Pack): Model | undefined {
  const reader = byteReader(bytes);
  if (!reader) return;
  const head = reader.json() as { version?: unknown; pack?: unknown; languages?: readonly string[] };
  if (head.version !== VERSION || head.pack !== pack.hash) return;
  const own = readLearned(reader);
  return { pack: pack.hash, ...own, others: new Map((head.languages ?? []).map((language) => [language, readLearned(reader)])) };
}

function readLearned(reader: NonNullable<ReturnType<typeof byteReader>>): Learned {
  const head = reader.json() as { texts?: unknown; guides?: unknown };
  const [words, told] = [fromTable(reader.text()), fromTable(reader.text())];
  const topics = readClassifier(reader);
  return { topics, guides: head.guides === true ? readClassifier(reader) : undefined, words, told, texts: Number(head.texts) };
}

function table(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([word, count]) => `${word}\t${count}`).join('\n');
}

function fromTable(text: string): ReadonlyMap<string, number> {
  const lines = text === '' ? [] : text.split('\n').map((line) => line.split('\t'));
  return new Map(lines.map(([word, count]) => [word ?? '', Number(count)]));
}
