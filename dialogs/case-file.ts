/**
 * All that Keepsake remembers of a conversation: what is known, never where we stand. Plain JSON, versioned, at most
 * 8 KB. The next step is always derived from it.
 */
import * as z from 'zod';

export const CASE_VERSION = 1;
/** Bytes of JSON that a case file may have. */
export const CASE_BYTES = 8192;

/** How much of what a case keeps; of more, the newest. Texts in characters. */
export const MOST = {
  text: 120,
  problems: 6,
  codes: 8,
  entries: 8,
  quotes: 4,
  quote: 200,
  unsure: 40,
  consents: 8,
  consent: 400,
  choices: 10,
  pick: 340,
  label: 200,
  said: 12,
  once: 32,
  note: 400,
} as const;

const short = z.string().max(MOST.text);
const Instant = z.number().int();

const Fact = z.strictObject({
  value: short,
  from: z.enum(['asked', 'volunteered', 'concluded']),
  /** Slots on which a concluded fact rests; when one of them changes, it goes. */
  because: z.array(short).max(4).optional(),
  /** Order of learning within the conversation: "back" forgets the newest. */
  seq: z.number().int(),
  at: Instant,
});

const Problem = z.strictObject({
  topic: short,
  /** How sure the topic is: 1 when it was confirmed. */
  confidence: z.number(),
  /** Codes as written, normalised. */
  codes: z.array(short).max(MOST.codes),
  /** Entry ids: what the codes and on-screen messages mean, as far as told apart. */
  entries: z.array(short).max(MOST.entries),
  /** Entry id → the message that the person saw. */
  shown: z.record(short, z.string().max(MOST.quote)).exactOptional(),
  /** fix id → outcome. */
  fixes: z.record(short, z.enum(['offered', 'failed', 'worked', 'skipped', 'done-before'])),
  /** Slots that the person could not or would not answer. */
  unsure: z.array(short).max(MOST.unsure),
  status: z.enum(['open', 'waiting', 'solved', 'handed-over']),
  /** A person was offered for it: whoever passes that over goes on alone, as long as there is anything left. */
  alone: z.literal(true).exactOptional(),
  /** The fix whose outcome was told last, and when: "back" takes it back if nothing was learnt since. */
  latest: z.strictObject({ fix: short, seq: z.number().int() }).exactOptional(),
});

/** The one question or offer that is open. `id` is the reply that put it, `times` how often. */
const Open = z.strictObject({
  kind: z.enum(['slot', 'fix', 'consent', 'near-code', 'topic', 'describe', 'person', 'note', 'solved', 'rating', 'guide']),
  /** The slot, fix, code, guide or alarm that it is about. */
  about: short.optional(),
  /** `pick`s of the offered choices, in order, with their labels. */
  choices: z.array(z.strictObject({ pick: z.string().max(MOST.pick), label: z.string().max(MOST.label) })).max(MOST.choices),
  times: z.number().int(),
  at: Instant,
});

/** A person who helps, as the person in trouble sees them. `picture` is an address. */
const Helper = z.strictObject({ id: short, name: short, picture: z.string().max(400).exactOptional() });

/** The handing over to a person that is under way. */
const Handoff = z.strictObject({
  /** When the person was asked for: with the conversation it names the case, and it is the place in the queue. */
  since: Instant,
  /** The desk that has it; none while it is on its way to one. */
  desk: short.exactOptional(),
  /** Desks that had it: none gets it twice. */
  tried: z.array(short).max(8).exactOptional(),
  agent: Helper.exactOptional(),
});

export const CaseFile = z.strictObject({
  v: z.literal(CASE_VERSION),
  pack: short,
  locale: short,
  seq: z.number().int(),
  facts: z.record(short, Fact),
  problems: z.array(Problem).max(MOST.problems),
  /** Index of the problem being worked on; -1 before there is one. */
  current: z.number().int(),
  consents: z.array(z.strictObject({ fix: short, to: z.string().max(MOST.consent), at: Instant })).max(MOST.consents),
  open: Open.optional(),
  /** Reply ids of the last turns, newest last. */
  said: z.array(short).max(MOST.said),
  /** What is done once in a conversation: tip given, rating asked, welcome said. */
  once: z.array(short).max(MOST.once),
  misheard: z.number().int(),
  /** A guide that is given as soon as its question is answered. */
  pending: short.optional(),
  mode: z.enum(['bot', 'queued', 'human']),
  handoff: Handoff.optional(),
  /** The person does not want to be asked of ourselves how it went. */
  quiet: z.literal(true).optional(),
  /** The person's own line for the note, masked. */
  note: z.string().max(MOST.note).optional(),
  updated: Instant,
});

export type CaseFile = Readonly<z.infer<typeof CaseFile>>;
export type Helper = Readonly<z.infer<typeof Helper>>;
export type Fact = z.infer<typeof Fact>;
export type Problem = z.infer<typeof Problem>;
export type Open = z.infer<typeof Open>;
/** Milliseconds since 1970, UTC. */
export type Instant = number;
