/** What a store keeps for those who take over: who waits and who has whom, their private notes, who is at the desk. */
import type { Instant } from '../../dialogs/case-file.ts';
import type { Agent } from './store.ts';

/** What a list of waiting people shows of one of them. */
type About = {
  readonly topic: string;
  readonly title: string;
  readonly language: string;
  readonly reason: string;
};

/** How a conversation stands with people. It follows from its case file, and is written with the turn that changes that. */
export type NewHandover = {
  readonly state: 'waiting' | 'taken' | 'closed';
  /** Since when they wait: with the conversation it names the case. Who waits again begins a new one. */
  readonly since: Instant;
  /** The desk that has it; none while it is on its way to one. */
  readonly desk?: string;
  readonly agent?: Agent;
  /** Left away, what was known stays. */
  readonly about?: About;
  /** Milliseconds for which the agent has it without a sign of life; left away, for as long as it takes. */
  readonly lease?: number;
};

/** `epoch` counts through how many hands it went. */
export type Handover = Omit<NewHandover, 'lease' | 'about'> & {
  readonly conversation: string;
  readonly channel: string;
  readonly user: string;
  readonly about: About;
  readonly epoch: number;
};

/** How many wait before them and how long others waited lately (milliseconds, the newest first). */
export type Place = { readonly before: number; readonly waits: readonly number[] };

/** A private note of those who help. `key` names it: the same again is the same note. */
export type DeskNote = { readonly key: string; readonly at: Instant; readonly agent: Agent; readonly text: string };

/** Somebody at the desk. Of who shows no sign of life for the given time nothing is known. */
export type Presence = { readonly id: string; readonly name: string; readonly status: string };

/** All times are measured by the store's own clock. */
export type Desks = {
  readonly read: (conversation: string) => Promise<Handover | undefined>;
  /** At most `limit` that wait or are in somebody's hands at this desk (or any), who waits longest first. */
  readonly open: (desk: string | undefined, limit: number) => Promise<readonly Handover[]>;
  /** The place at this desk, or at the one that has it; who is not yet at any desk may come to this one, and counts. Undefined for who does not wait. */
  readonly place: (conversation: string, desk?: string) => Promise<Place | undefined>;
  /** All that this agent has stays theirs for so many milliseconds more. */
  readonly renew: (agent: string, lease: number) => Promise<void>;
  /** At most `limit` whose agent shows no sign of life any more. */
  readonly lapsed: (limit: number) => Promise<readonly Handover[]>;
  readonly addNote: (conversation: string, note: Omit<DeskNote, 'at'>) => Promise<void>;
  readonly notes: (conversation: string) => Promise<readonly DeskNote[]>;
  /** Somebody is at the desk, for so many milliseconds unless they come again. */
  readonly arrive: (presence: Presence, span: number) => Promise<void>;
  readonly present: () => Promise<readonly Presence[]>;
  /** A text that is another one whenever something changed in the lists: for who may have missed a hint. */
  readonly mark: () => Promise<string>;
};

/** Whoever shows a list watches this name; no conversation is called so. */
export const DESKS = '~desks';

/** How many of those who waited last say how long it takes. */
export const LAST_WAITS = 20;
