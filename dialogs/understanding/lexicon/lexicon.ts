/** What one language says to a conversation, as lists of words or of phrases divided by bars; without accents, umlauts spelt out or not. */
import type { Answer, Command } from '../../heard.ts';

export type AnswerKind = Exclude<Answer['kind'], 'choice'>;

export type Lexicon = {
  /** Whole answers. */
  readonly answers: Readonly<Record<AnswerKind, string>>;
  /** Beginnings that settle a longer sentence. */
  readonly openings: Readonly<Partial<Record<AnswerKind, string>>>;
  /** Words of which a yes may consist that is meant without any "but" or "perhaps". */
  readonly plainYes: string;
  /** Words said around an answer without changing it. */
  readonly fillers: string;
  /** Words that only say "I have read it". */
  readonly acknowledging: string;
  /** Found anywhere in a message; with "=" before it only when it is all that is said. */
  readonly commands: Readonly<Partial<Record<Command, string>>>;
  /** Ways of saying that no code is shown. */
  readonly noCode: string;
  /** Places in a list, the first one first, each with its forms: "second 2nd". Divided by bars. */
  readonly places: string;
  /** Words of sentence structure; see clause-words.ts. */
  readonly negators: string;
  readonly transparent: string;
  readonly breakers: string;
  readonly supposers: string;
  readonly askers: string;
  readonly coordinators: string;
  readonly joiners: string;
  readonly additions: string;
  readonly faults: string;
  readonly corrections: string;
  /** Words that begin a question. */
  readonly questions: string;
  /** What stands before a word whose meaning is asked: "what is". */
  readonly defining: string;
  /** What stands between that and the word: "a", "this". */
  readonly articles: string;
  /** What follows the word until the question ends: "mean", "please". */
  readonly defined: string;
  /** What asks for the meaning of the word just said: "what is that". */
  readonly pointing: string;
  /** A sentence that begins with "no" is most often an answer and no denial. */
  readonly noAnswers: boolean;
};
