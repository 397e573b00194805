/**
 * What the page of the built-in desk and the server say to each other. Times are milliseconds since 1970 by the server's
 * clock, which every answer carries as `now`, so that a page whose clock is wrong still shows the right waiting time.
 *
 *     GET  /desk/api/queue                                     → Queue
 *     GET  /desk/api/conversations/:conversation?after=SEQ     → Conversation
 *     GET  /desk/api/conversations/:conversation/files/:id     → the bytes of a file
 *     POST /desk/api/conversations/:conversation/take          {}                   → Done
 *     POST /desk/api/conversations/:conversation/release       {}                   → Done
 *     POST /desk/api/conversations/:conversation/transfer      {to}                 → Done
 *     POST /desk/api/conversations/:conversation/message       {key, text}          → Done
 *     POST /desk/api/conversations/:conversation/files?key=KEY the files, multipart → Done: one message
 *     POST /desk/api/conversations/:conversation/note          {key, text}          → Done
 *     POST /desk/api/conversations/:conversation/typing        {}                   → Done
 *     POST /desk/api/conversations/:conversation/close         {reason}             → Done
 *     POST /desk/api/presence                                  {status}             → Done
 *     GET  /desk/api/insight?days=N                            → Insight, for leads: insight/figures.ts
 *     GET  /desk/api/insight/missed?days=N                     → {missed: Missed[]}, for leads
 *     WebSocket /desk/api/live                                 → LiveFrame, one a message; the page may send
 *                                                                {"look": CONVERSATION} to hear of one that it only shows
 *
 * Every request carries the session's cookie; every POST is JSON and carries the header `x-keepsake-csrf` as well.
 */
import type { Summary } from '../../dialogs/effect.ts';
import type { Choice } from '../../dialogs/reply.ts';
import type { Agent, SentFile } from '../store/store.ts';

/** One who waits, or is being helped. */
export type QueueItem = {
  readonly conversation: string;
  /** Since when they have been waiting. */
  readonly since: number;
  readonly topic: string;
  /** What the topic is called. */
  readonly title: string;
  readonly language: string;
  /** Why they were handed over: asked, alarm … */
  readonly reason: string;
};

/** The lists of the desk, as one agent sees them. */
export type Queue = {
  readonly now: number;
  /** Who waits longest is first; `place` counts from 1. */
  readonly waiting: readonly (QueueItem & { readonly place: number })[];
  readonly mine: readonly QueueItem[];
  /** In the hands of others. */
  readonly taken: readonly (QueueItem & { readonly agent: Agent })[];
  readonly agents: readonly Present[];
};

/** available: takes conversations. away: at the desk, but not for new ones. */
export type Status = 'available' | 'away';
/** Somebody who is at the desk now. */
export type Present = { readonly id: string; readonly name: string; readonly status: Status };

/** One line of the conversation as an agent sees it: plain text, never HTML. */
export type Line = {
  readonly seq: number;
  readonly at: number;
  readonly from: 'user' | 'bot' | 'agent' | 'notice';
  readonly text: string;
  readonly agent?: Agent;
  readonly steps?: readonly string[];
  readonly close?: string;
  readonly choices?: readonly Choice[];
  /** Each is at /desk/api/conversations/:conversation/files/ID. */
  readonly files?: readonly SentFile[];
};

/** What agents write for each other; the person never sees it. */
type Note = { readonly at: number; readonly agent: Agent; readonly text: string };

/** What the bot would try next, and why. */
type Next = { readonly fix: string; readonly why: string };

/** A text that agents can send as it is. */
export type Canned = { readonly id: string; readonly title: string; readonly text: string };

/** A conversation on one screen. */
export type Conversation = {
  readonly now: number;
  readonly conversation: string;
  /** At most 200 with a higher seq than asked for; `more` says whether there are others. */
  readonly lines: readonly Line[];
  readonly more: boolean;
  readonly notes: readonly Note[];
  readonly summary: Summary & { readonly next?: Next };
  /** The pack's fixes for this person's device, as texts to send. */
  readonly canned: readonly Canned[];
  /** waiting: nobody has it. taken: `agent` has it. closed: the bot leads again. */
  readonly state: 'waiting' | 'taken' | 'closed';
  readonly agent?: Agent;
  readonly item: QueueItem;
  /** Whether the person is writing now. */
  readonly person: { readonly typing: boolean };
};

/** What may be said of how it came to an end. */
export const CLOSE_REASONS = ['solved', 'unsolved', 'no-answer', 'other'] as const;
/** One of them. */
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** `seq`: of the line that was written, if one was. */
export type Done = { readonly ok: true; readonly seq?: number };

/** Something changed: fetch it. Frames may come twice; what a lost connection missed is fetched when it is back. */
export type LiveFrame =
  | { readonly kind: 'queue' }
  | { readonly kind: 'conversation'; readonly conversation: string }
  | { readonly kind: 'typing'; readonly conversation: string };

/** Characters of a message or note, at most. */
export const MESSAGE_LENGTH = 4000;
