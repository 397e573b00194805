/** What understanding makes of one message: the only thing that learn and decide know of it. Plain data. */

/** What a person sent: text, and the button that was pressed, if any. Untrusted. */
export type Message = {
  readonly text: string;
  /** The `Choice.pick` of the pressed button. */
  readonly pick?: string;
  /** Number of files that came along. */
  readonly attachments?: number;
  /** The person's device as the page around the chat calls it. */
  readonly device?: string;
};

/** What the understanding may know of the conversation: the open question, and what is known. */
export type Context = {
  /** ISO 639-1 of the conversation so far: what is too short to tell its language is taken to be in this one. */
  readonly language?: string;
  readonly open?: { readonly kind: string; readonly slot?: string; readonly choices: readonly string[] };
  readonly facts: Readonly<Record<string, string>>;
};

export type Ranked = { readonly id: string; readonly confidence: number };

/** A code as it was written, normalised. `known` is exact; `near` only ever leads to a question. */
export type HeardCode = {
  readonly code: string;
  readonly status: 'known' | 'near' | 'unknown';
  /** Entry ids that carry exactly this code and fit the platform said in the message or known before. */
  readonly meanings: readonly string[];
  /** Codes of the pack one digit or transposition away. */
  readonly suggestions: readonly string[];
};

/** A fact told in passing. */
export type HeardFact = {
  readonly slot: string;
  readonly value: string;
  /** true when a correction was heard: "wait, actually the other one". */
  readonly corrects: boolean;
};

/** What the person says to the open question. `hedged`: a yes with something else in it, "yes but …", "I guess so": too little where data is at stake. */
export type Answer =
  | { readonly kind: 'yes' | 'no' | 'unsure' | 'done-already' | 'not-yet' | 'same' | 'partly'; readonly hedged?: true }
  /** One of the choices that were offered, by its number from 0. */
  | { readonly kind: 'choice'; readonly index: number; readonly hedged?: true };

/** Things that people say to the conversation itself, whatever it is about. */
export type Command =
  | 'human'
  | 'help'
  | 'start-over'
  | 'back'
  | 'skip'
  | 'how'
  | 'why'
  | 'repeat'
  | 'greeting'
  | 'thanks'
  | 'goodbye'
  | 'just-fix'
  | 'solved'
  | 'not-solved'
  | 'apology'
  | 'anger'
  | 'grief'
  | 'which'
  | 'data-gone'
  | 'is-normal'
  | 'wait'
  | 'queue'
  | 'not-there'
  | 'is-safe'
  | 'diagnosis'
  | 'cost'
  | 'privacy'
  | 'who'
  | 'hands-off'
  | 'overwhelmed'
  | 'withdraw'
  | 'continue';

/** An entry whose message stands in a text, and that message as the pack has it. */
export type QuotedMessage = Ranked & { readonly wording: string };

export type Understanding = {
  /** The message after the guard: NFKC, no control characters, length capped. Never stored or echoed unmasked. */
  readonly text: string;
  /** empty: nothing to read. emoji: only pictures. gibberish: no word known. paste: long; searched for codes and messages only. */
  readonly shape: 'text' | 'empty' | 'emoji' | 'gibberish' | 'paste';
  /** ISO 639-1, or "und". */
  readonly language: string;
  /** Best topics first, at most three. */
  readonly topics: readonly Ranked[];
  /** A second problem told in the same message ("… and also …"); `topics` begins with the first, as sure as its own part of the message is. */
  readonly second?: Ranked;
  /** Best guides first, at most three; none where a problem is plainly told. */
  readonly guides: readonly Ranked[];
  readonly codes: readonly HeardCode[];
  /** Entries whose on-screen message was quoted, best first. */
  readonly messages: readonly QuotedMessage[];
  readonly facts: readonly HeardFact[];
  readonly answer?: Answer;
  readonly commands: readonly Command[];
  /** Fix ids that the person says were tried already. */
  readonly tried: readonly string[];
  /** Alarm ids. */
  readonly alarms: readonly string[];
  /** Terms whose meaning is asked, by their ids. */
  readonly terms?: readonly string[];
  /** It asks something. */
  readonly asks: boolean;
  /** The person says there is no code. */
  readonly noCode: boolean;
  readonly outOfScope: boolean;
  /** The pressed button, checked for shape only: `subject=value`. */
  readonly pick?: { readonly subject: string; readonly value: string };
  readonly attachments: number;
  /** The border masked something private in the text: set by the border, not by understanding. */
  readonly secret?: boolean;
};

/** Words of a text as they are written, parted by spaces. */
export function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}

/** When the bot speaks of itself: nobody said anything. */
export const NOTHING_HEARD: Understanding = {
  text: '',
  shape: 'empty',
  language: 'und',
  topics: [],
  guides: [],
  codes: [],
  messages: [],
  facts: [],
  commands: [],
  alarms: [],
  asks: false,
  noCode: false,
  outOfScope: false,
  tried: [],
  attachments: 0,
};
