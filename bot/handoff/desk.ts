/** The contract of every desk: where people sit who take over from the bot. */
import type { Summary } from '../../dialogs/effect.ts';
import type { Agent, Logged } from '../store/store.ts';

/** A case that waits for a person. `key` names the handoff: opening it twice with the same key opens it once. */
export type DeskCase = {
  readonly key: string;
  readonly conversation: string;
  readonly summary: Summary;
  /** The summary as text: goes first, as a private note. */
  readonly note: string;
  readonly transcript: readonly Logged[];
};

/** Why a case is closed from our side. */
export type ClosedBecause = 'person-left' | 'solved' | 'no-answer' | 'moved';

export type Desk = {
  readonly name: string;
  /** Puts the case before people and returns how the desk calls it. Rejects when the desk cannot be reached: the next desk is tried. */
  readonly open: (waiting: DeskCase) => Promise<{ readonly desk: string }>;
  /** What the person in trouble writes while somebody has the case; `key` names the message, so that a repeat is one. */
  readonly relay: (desk: string, message: { readonly key: string; readonly text: string }) => Promise<void>;
  readonly typing: (desk: string) => Promise<void>;
  readonly close: (desk: string, because: ClosedBecause) => Promise<void>;
  /** Hears what the desk's people do; returns how to stop. */
  readonly listen: (hear: (said: FromDesk) => void) => () => void;
};

/** What comes from a desk. `key` names it, because desks deliver twice. */
export type FromDesk = { readonly desk: string; readonly key: string } & (
  | { readonly kind: 'assigned'; readonly agent: Agent }
  | { readonly kind: 'message'; readonly agent: Agent; readonly text: string }
  | { readonly kind: 'typing'; readonly agent: Agent }
  | { readonly kind: 'closed'; readonly reason: string }
);
