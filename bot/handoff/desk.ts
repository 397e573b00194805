/** The contract of every desk: where people sit who take over from the bot. One suite proves each (test/bot/desk.contract.ts). */
import type { FromDesk } from '../../dialogs/desk-talk.ts';
import type { Summary } from '../../dialogs/effect.ts';
import type { Door } from '../channels/channel.ts';
import type { Agent, FileWithBytes, Logged, SentFile } from '../store/store.ts';
import type { NewTask } from '../store/tasks.ts';

/** A case that waits for a person. `key` names it: opening it twice with the same key opens it once. */
export type DeskCase = {
  readonly key: string;
  readonly conversation: string;
  readonly channel: string;
  readonly user: string;
  readonly topic: string;
  readonly language: string;
  readonly summary: Summary;
  /** The summary as text: goes first, as a private note. */
  readonly note: string;
  readonly transcript: readonly Logged[];
};

/** What the person in trouble writes. `key` names it, so that a repeat is one. */
type DeskMessage = { readonly key: string; readonly text: string; readonly files?: readonly SentFile[] };

/** Why a case is closed from our side. moved: another desk has it now. */
type ClosedBecause = 'person-left' | 'solved' | 'moved';

/** What a desk is told of a case, one after the other, again after failures: `case` names it as it was opened. */
export type ToDesk = { readonly case: string; readonly conversation: string } & (
  | { readonly kind: 'message'; readonly message: DeskMessage }
  | { readonly kind: 'closed'; readonly because: ClosedBecause }
);

/** Rejecting with a DeskError says what is wrong; with anything else, that the desk cannot be reached. */
export type Desk = {
  readonly name: string;
  /** Puts the case before people. Rejects when that cannot be done now: the next desk is tried. */
  readonly open: (waiting: DeskCase) => Promise<void>;
  /** Left away by a desk that reads along by itself. */
  readonly tell?: (said: ToDesk) => Promise<void>;
  /** The person is writing; may be lost. */
  readonly typing?: (caseKey: string) => void;
  /** Whether people are there now, as far as the desk knows. */
  readonly staffed: () => Promise<boolean>;
  /** Milliseconds for which an agent has a case without a sign of life; left away by a desk that sees to that itself. */
  readonly lease?: number;
  /** How people there reach us. */
  readonly door?: Door;
  /** What its people do is heard from now on. */
  readonly listen: (hear: Hear) => void;
};

/** What comes from a desk. `key` names it, because desks deliver twice; `line` is what an agent wrote. */
export type Inward = {
  readonly desk: string;
  readonly conversation: string;
  readonly key: string;
  /** The case that is meant; left away, the one that is open. */
  readonly since?: number;
  readonly said: FromDesk;
  /** What is to be done about what was said after `after`, which the desk has not been told. */
  readonly missed?: { readonly after: number; readonly tasks: (lines: readonly Logged[]) => readonly NewTask[] };
  readonly line?: { readonly agent: Agent; readonly text: string; readonly files?: readonly FileWithBytes[] };
};

/** done: `seq` is that of the last line that was written. refused: somebody else has it, or it has come to an end. */
export type Heard = { readonly kind: 'done' | 'duplicate'; readonly seq: number } | { readonly kind: 'refused' | 'unknown' };
/** Takes what people at a desk do. Rejects with StoreError when it could not be written. */
export type Hear = (inward: Inward) => Promise<Heard>;

/** busy: it asks for patience. refused: asking again is no use. unreachable: it does not answer. */
export type DeskErrorCode = 'busy' | 'refused' | 'unreachable';

/** Thrown by desks that have to be called. */
export class DeskError extends Error {
  readonly code: DeskErrorCode;
  /** Milliseconds that the desk asks to be left alone. */
  readonly retryAfter: number;
  constructor(code: DeskErrorCode, what: string, retryAfter = 0, cause?: unknown) {
    super(what, { cause });
    this.name = 'DeskError';
    this.code = code;
    this.retryAfter = retryAfter;
  }
}
