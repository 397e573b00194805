/**
 * The knowledge pack: everything Keepsake knows of one domain, as data.
 * Every knowledge type of the project is inferred from the schemas in this file; a support person's view of the
 * same thing is knowledge/README.md.
 */
import * as z from 'zod';
import type { ReplyKey } from './reply-keys.ts';

const Id = z.string().regex(/^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/, 'an id: small letters, digits, single - _ or . between them');
const Sentence = z.string().trim().min(1).max(1200);
/** One text, or several ways of saying the same, so that nothing need be said twice in the same words. */
const Wording = z.union([Sentence.transform((text) => [text]), z.array(Sentence).min(1)]).pipe(z.array(z.string()).min(1));
const Probability = z.number().gt(0, 'a probability above 0').max(1, 'a probability of at most 1');
const Weight = z.number().positive('a weight above 0').max(1000);
const Minutes = z
  .number()
  .positive()
  .max(60 * 24 * 14);
/** A span of time as people write it: `30m`, `2h`, `3d`. */
const Span = z.string().regex(/^[1-9]\d{0,3}[mhd]$/, 'a span of time such as 30m, 2h or 3d');
const Version = z.string().regex(/^\d{1,4}(?:\.\d{1,4}){0,3}$/, 'a version such as "15" or "17.4" (in quotes)');

/** What must be the case: slot → one value, any of several values, or a range of versions. All lines must hold. */
const When = z.record(Id, z.union([Id, z.array(Id).min(1), z.strictObject({ from: Version.optional(), below: Version.optional() })]));
/** Facts as slot → value. */
const Facts = z.record(Id, z.string().min(1).max(60));

/** Where something is known from, and whether a text that says so was read. */
const Source = z.strictObject({
  ref: z.string().min(1).max(400),
  verified: z.boolean(),
  note: z.string().max(600).optional(),
});

const Settings = z.strictObject({
  /** A check is worth asking when a cause that depends on it has at least this probability. */
  relevance: Probability,
  /** Minutes that the answer to a question beyond triage must save on average to be worth asking. */
  worth_asking: z.number().min(0).max(60),
  /** What handing over to a person costs, in minutes of the person's waiting. */
  help_minutes: Minutes,
  /** After so many fixes that did not help, a person is offered. */
  failed_fixes_before_help: z.int().min(1).max(10),
  /** The share of cases whose cause the pack does not know. */
  unknown_cause: Probability,
  /** Topic confidence from which the bot acts without asking back. */
  act: Probability,
  /** Topic confidence from which the bot offers its best guesses; below it asks openly. */
  confirm: Probability,
  /** Extra minutes that a fix of this risk costs in the plan. */
  risk_minutes: z.strictObject({ safe: z.number().min(0), reversible: z.number().min(0), destructive: z.number().min(0) }),
});

export const Manifest = z.strictObject({
  id: Id,
  version: z.string().min(1).max(20),
  title: Sentence,
  languages: z.array(z.string().regex(/^[a-z]{2}$/)).min(1),
  settings: Settings,
  /** Topics offered as buttons to somebody who does not know how to begin. */
  start: z.array(Id).min(2).max(6),
  /** Slots that a summary for a person names, in this order. */
  summary: z.array(Id).min(1),
  /** What `understand` prints: slots on the top level, and slots under `facts`. */
  report: z.strictObject({ slots: z.array(z.strictObject({ slot: Id, none: z.string().nullable() })), facts: z.array(Id) }),
});

const SlotValue = z.strictObject({
  id: z.string().min(1).max(60),
  label: Sentence,
  /** Words or phrases that fill the slot wherever they stand in a message. */
  words: z.array(Sentence).default([]),
  /** Words that fill the slot only near one of the slot's `about` words: "wifi" … "slow". */
  states: z.array(Sentence).default([]),
  /** Words that count only while this slot's question is open. */
  answers: z.array(Sentence).default([]),
  /** The value that the denial of this one means: "wifi is NOT slow". */
  not: z.string().optional(),
  /** Facts that follow from this one. */
  implies: Facts.default({}),
});

/** One way to do or see something; the first variant whose `when` holds is used. */
const Variant = z.strictObject({
  when: When.default({}),
  say: Sentence.optional(),
  do: z.array(Sentence).max(7).default([]),
});

const Question = z.strictObject({
  /** The question, in at least two wordings. */
  ask: z.array(Sentence).min(2),
  /** Buttons; without them, the slot's own values. */
  choices: z
    .array(z.strictObject({ label: Sentence, sets: Facts }))
    .min(2)
    .max(8)
    .optional(),
  /** Answers "how do I check that?". */
  how: z.array(Variant).default([]),
  /** Answers "why do you ask?". */
  why: Sentence,
});

export const Slot = z.strictObject({
  id: Id,
  title: Sentence,
  /** What a text calls it while it is unknown: "your phone". */
  noun: Sentence.optional(),
  /** choice: one of the values. The others are read by a recogniser and kept as text: "17.4", "120 GB", "0.8 Mbit/s", "6 h". */
  kind: z.enum(['choice', 'version', 'size', 'rate', 'duration']).default('choice'),
  about: z.array(Sentence).default([]),
  values: z.array(SlotValue).default([]),
  /** For versions: the words before the number, and what they tell: "ios 17". */
  prefixes: z.array(z.strictObject({ words: z.array(Sentence).min(1), implies: Facts.default({}) })).default([]),
  /** For a slot about room: which value "48 of 50 GB" means, by the share that is free. `of`: what has room: "64 GB phone". */
  room: z.strictObject({ tight: z.string(), enough: z.string(), below: Probability, of: z.array(Sentence).default([]) }).optional(),
  /** For a slot about speed: which value so many Mbit/s mean: less than `below`, or at least `from`; between them it is not clear. */
  speed: z.strictObject({ slow: z.string(), below: z.number().positive(), fast: z.string(), from: z.number().positive() }).optional(),
  /** It tells of a thing of which people may speak of another one, too ("my old X", "from an X to …"): what is said of that one is kept in the slot `in`, or not at all. */
  former: z.strictObject({ in: Id.optional() }).optional(),
  question: Question.optional(),
  /** The question makes sense only then. */
  when: When.default({}),
  /** Data is at stake in the answer: a yes counts only when there is nothing else in it, no "but" and no "I think". */
  careful: z.boolean().default(false),
  /** How long an answer holds before it may be asked again; without it, for good. */
  keeps: Span.optional(),
});

/** A slot whose answer tells causes apart. */
export const Check = Slot.extend({
  question: Question,
  triage: z.boolean().default(false),
  minutes: Minutes,
  /** How often each value is met when no cause bears on it. */
  base: z.record(z.string(), Probability),
});

/** Values of one slot kept in a file of their own. */
export const Devices = z.strictObject({ slot: Id, values: z.array(SlotValue).min(1) });

export const Cause = z.strictObject({
  id: Id,
  /** A clause that can follow "because": "the cloud account is full". */
  title: Sentence,
  when: When.default({}),
  /** P(value of a check | this cause); values left out share the rest. */
  shows: z.record(Id, z.record(z.string(), Probability)).default({}),
  /** More particular causes that this one is short for, with their shares. */
  kinds: z.record(Id, Weight).optional(),
  /** Nothing the person can do removes it: what is true, and what can still be done. */
  dead_end: Sentence.optional(),
});

export const Fix = z.strictObject({
  id: Id,
  /** How people say that they have done it: "another cable", "restarted it". It counts in a clause that tells of something done. */
  tried: z.array(Sentence).default([]),
  /** An imperative: "Use another cable and port". */
  title: Sentence,
  minutes: Minutes,
  risk: z.enum(['safe', 'reversible', 'destructive']),
  /** A plain sentence of what is lost or changed; destructive fixes must have it. */
  loses: Sentence.optional(),
  /** Never offered where this is known not to hold. */
  when: When.default({}),
  /** Offered only where this is known to hold; asked first if unknown. */
  needs: When.default({}),
  /** Not before these were tried or cannot be offered. */
  after: z.array(Id).default([]),
  /** cause → probability that this fix removes it. */
  removes: z.record(Id, Probability),
  steps: z.array(Variant.extend({ do: z.array(Sentence).min(1).max(7) })).min(1),
  /** How to see that it worked. */
  worked: Sentence,
  /** After this many failures elsewhere it is time for a person: said by the pack. */
  then_help: z.boolean().default(false),
  source: Source,
  /** Rows of the seed article that this entry carries. */
  rows: z.array(z.string()).default([]),
});

/** An error code or on-screen message in one meaning. The identity of a code is the code with its `when`. */
export const Entry = z.strictObject({
  id: Id,
  code: z
    .string()
    .regex(
      /^(?:-?\d{1,6}|0x[0-9A-F]{4,8}|[A-Z][A-Z0-9_-]*\d[A-Z0-9_-]*)$/,
      'a code: digits with an optional minus, 0xE8000015, or capitals with digits',
    )
    .optional(),
  /** A family: this entry also stands for every number up to this one that has no entry of its own and is no slip of one that has. */
  through: z
    .string()
    .regex(/^\d{2,6}$/, 'the last number of a family of codes, in quotes')
    .optional(),
  /** Exact on-screen texts; a word in ⟨ ⟩ stands for what differs: ⟨name⟩. */
  messages: z.array(Sentence).default([]),
  /** Where it appears: platform, place … as slot → value. */
  when: z.record(Id, Id),
  /** Further facts that it tells. */
  sets: Facts.default({}),
  topic: Id,
  /** What it means, in one or two sentences. */
  meaning: Sentence,
  /** cause → weight. Empty only for a neighbour. */
  causes: z.record(Id, Weight).default({}),
  /** Not this bot's trade: what to say shortly instead of causes. */
  neighbour: Sentence.optional(),
  /** Below 0.5 it is spoken of as reported, not as known. */
  confidence: Probability,
  source: Source,
  rows: z.array(z.string()).default([]),
});

export const Topic = z.strictObject({
  id: Id,
  /** problem: has causes. howto: answered by guides. human, talk, outside: see dialogs/interruptions.ts. other: in scope, but unclear. */
  kind: z.enum(['problem', 'howto', 'human', 'talk', 'outside', 'other']),
  title: Sentence,
  /** The text of its button. */
  label: Sentence,
  examples: z.array(Sentence).min(5),
  /** Said first, before any question. */
  opening: Wording.optional(),
  /** Slots asked before anything else of this topic is. */
  asks: z.array(Id).default([]),
  /** Facts that the topic itself tells. */
  sets: Facts.default({}),
  /** slot → values that who speaks of this only mentions: in "I restored it and the battery still drains" nothing is being restored. */
  ignores: z.record(Id, z.array(Id).min(1)).default({}),
  /** cause → weight. */
  causes: z.record(Id, Weight).default({}),
});

/** An answer to a question: a how-to, an explanation, an estimate. */
export const Guide = z.strictObject({
  id: Id,
  topic: Id,
  title: Sentence,
  label: Sentence,
  /** Not among the guides offered where this is known not to hold; who asks for it gets it all the same. */
  when: When.default({}),
  examples: z.array(Sentence).min(3),
  /** Slots asked before it is given (if unknown). */
  asks: z.array(Id).default([]),
  variants: z.array(Variant).min(1),
  /** Computes {estimate} from two slots: an amount and a speed. */
  estimate: z.strictObject({ amount: Id, speed: Id }).optional(),
  source: Source,
  rows: z.array(z.string()).default([]),
});

/** Given once when a problem of one of these topics is solved. */
export const Tip = z.strictObject({ id: Id, topics: z.array(Id).min(1), when: When.default({}), say: Sentence });

/** A danger to people or data in what was written, answered before everything else. */
export const Alarm = z.strictObject({
  id: Id,
  /** Any of these phrases, fuzzily. */
  words: z.array(Sentence).min(1),
  say: Sentence,
  handoff: z.boolean(),
  /** Nothing is asked after it: the person has something else to do. */
  waits: z.boolean().default(false),
});

/** A word of the trade, explained to whoever asks what it means. */
export const Term = z.strictObject({
  id: Id,
  /** What people call it; the first is how it is written. */
  names: z.array(Sentence).min(1),
  /** What it is, in one to three plain sentences. */
  say: Sentence,
});

/** Facts told by phrases that fill several slots at once. */
export const Phrase = z.strictObject({ words: z.array(Sentence).min(1), sets: Facts });

const Words = z.array(Sentence).default([]);
/** The variants of a fix, a guide or a "how", in their order. */
const Ways = z.array(z.strictObject({ say: Sentence.optional(), do: z.array(Sentence).max(7).default([]) })).optional();

/** A pack in one more language: texts instead of those of its first language, words beside them. What is left out stays as it is. */
export const Translation = z.strictObject({
  slots: z
    .record(
      Id,
      z.strictObject({
        title: Sentence.optional(),
        noun: Sentence.optional(),
        about: Words,
        ask: z.array(Sentence).min(2).optional(),
        why: Sentence.optional(),
        how: Ways,
        /** Labels of the question's own buttons, in their order. */
        choices: z.array(Sentence).optional(),
        values: z
          .record(z.string(), z.strictObject({ label: Sentence.optional(), words: Words, states: Words, answers: Words }))
          .default({}),
      }),
    )
    .default({}),
  topics: z
    .record(Id, z.strictObject({ title: Sentence.optional(), label: Sentence.optional(), opening: Wording.optional(), examples: Words }))
    .default({}),
  guides: z
    .record(Id, z.strictObject({ title: Sentence.optional(), label: Sentence.optional(), examples: Words, variants: Ways }))
    .default({}),
  causes: z.record(Id, z.strictObject({ title: Sentence.optional(), dead_end: Sentence.optional() })).default({}),
  fixes: z
    .record(Id, z.strictObject({ title: Sentence.optional(), loses: Sentence.optional(), steps: Ways, worked: Sentence.optional() }))
    .default({}),
  /** `messages`: as the screen says it in this language, word for word. */
  entries: z.record(Id, z.strictObject({ messages: Words, meaning: Sentence.optional(), neighbour: Sentence.optional() })).default({}),
  tips: z.record(Id, Sentence).default({}),
  alarms: z.record(Id, z.strictObject({ words: Words, say: Sentence.optional() })).default({}),
  /** `names` come beside those of the pack. */
  terms: z.record(Id, z.strictObject({ names: Words, say: Sentence.optional() })).default({}),
  phrases: z.array(Phrase).default([]),
});

export type Manifest = z.infer<typeof Manifest>;
export type Slot = z.infer<typeof Slot>;
export type SlotValue = z.infer<typeof SlotValue>;
export type Check = z.infer<typeof Check>;
export type Cause = z.infer<typeof Cause>;
export type Fix = z.infer<typeof Fix>;
export type Entry = z.infer<typeof Entry>;
export type Topic = z.infer<typeof Topic>;
export type Guide = z.infer<typeof Guide>;
export type Tip = z.infer<typeof Tip>;
export type Alarm = z.infer<typeof Alarm>;
export type Term = z.infer<typeof Term>;
export type Phrase = z.infer<typeof Phrase>;
export type Translation = z.infer<typeof Translation>;
export type Variant = z.infer<typeof Variant>;
export type When = z.infer<typeof When>;

/** Parts of a pack whose texts may be there in its first language only. */
export type Part = 'slots' | 'guides' | 'causes' | 'fixes' | 'entries' | 'tips' | 'terms';

/** The whole pack, read and cross-checked; ids are the keys. `checks` are also in `slots`. Causes with `kinds` are spread already. */
export type Pack = {
  readonly manifest: Manifest;
  /** SHA-256 of all files, hex: the name of what was trained from it. */
  readonly hash: string;
  readonly slots: ReadonlyMap<string, Slot>;
  readonly checks: ReadonlyMap<string, Check>;
  readonly causes: ReadonlyMap<string, Cause>;
  readonly fixes: ReadonlyMap<string, Fix>;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly topics: ReadonlyMap<string, Topic>;
  readonly guides: ReadonlyMap<string, Guide>;
  readonly tips: ReadonlyMap<string, Tip>;
  readonly alarms: ReadonlyMap<string, Alarm>;
  readonly terms: ReadonlyMap<string, Term>;
  readonly phrases: readonly Phrase[];
  /** The same pack in its further languages: their texts, their examples only, their words beside its own. */
  readonly translated: ReadonlyMap<string, Pack>;
  /** Of such a language: parts in which some text is still in the first one. */
  readonly untranslated: ReadonlySet<Part>;
  /** language → reply key → wordings; also languages that have only some of them. */
  readonly replies: ReadonlyMap<string, ReadonlyMap<ReplyKey, readonly string[]>>;
};
