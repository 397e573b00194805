/** What a turn asks of the outside world, beyond its replies. Carried out by bot/ after the commit. */

import type { Problem } from './case-file.ts';

/** Everything a person who takes over needs on one screen. Only masked text. */
export type Summary = {
  readonly title: string;
  /** Label and value of each slot that the pack wants named. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly problems: readonly {
    readonly topic: string;
    readonly codes: readonly string[];
    readonly status: Problem['status'];
    /** Fix title and outcome, in the order in which they were tried. */
    readonly tried: readonly { readonly fix: string; readonly outcome: Problem['fixes'][string] }[];
    /** Likeliest causes, with their probability. */
    readonly causes: readonly { readonly cause: string; readonly probability: number }[];
  }[];
  /** The person's own line. */
  readonly note?: string;
};

/** Why somebody is handed over. */
export const HANDOFF_REASONS = ['asked', 'alarm', 'not-understood', 'fixes-exhausted', 'dead-end', 'accepted'] as const;
export type HandoffReason = (typeof HANDOFF_REASONS)[number];

export type Effect =
  | { readonly kind: 'handoff'; readonly reason: HandoffReason; readonly summary: Summary; readonly text: string }
  /** What was written is for the people who have the case, or will have it. */
  | { readonly kind: 'relay' }
  /** No person is needed any more. */
  | { readonly kind: 'withdraw'; readonly because: 'person-left' | 'solved' }
  /** A person helped, and is done. */
  | { readonly kind: 'helped'; readonly reason: string }
  | { readonly kind: 'solved'; readonly topic: string; readonly fix?: string }
  | { readonly kind: 'rated'; readonly rating: number };
