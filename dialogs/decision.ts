/** What a turn decides. */
import type { CaseFile, Helper } from './case-file.ts';
import type { Effect } from './effect.ts';
import type { Choice, Reply } from './reply.ts';

/** Something about the conversation itself, such as that somebody joined; `state` in the Bot Framework's words. */
export type Notice = {
  readonly kind: 'queued' | 'joined' | 'left' | 'ended' | 'note';
  readonly text: string;
  readonly agent?: Helper;
  readonly state?: 'accepted' | 'failed' | 'completed';
  /** What the person may do meanwhile. */
  readonly choices?: readonly Choice[];
};

/** `notices` are told before the replies. */
export type Decision = {
  readonly case: CaseFile;
  readonly notices?: readonly Notice[];
  readonly replies: readonly Reply[];
  readonly effects: readonly Effect[];
};
