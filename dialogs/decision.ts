/** What a turn decides. */
import type { CaseFile, Helper } from './case-file.ts';
import type { Effect } from './effect.ts';
import type { Reply } from './reply.ts';

/** Something about the conversation itself, such as that somebody joined; `state` in the Bot Framework's words. */
export type Notice = {
  readonly kind: 'queued' | 'joined' | 'left' | 'ended' | 'note';
  readonly text: string;
  readonly agent?: Helper;
  readonly state?: 'accepted' | 'failed' | 'completed';
};

/** `notices` are told before the replies. */
export type Decision = {
  readonly case: CaseFile;
  readonly notices?: readonly Notice[];
  readonly replies: readonly Reply[];
  readonly effects: readonly Effect[];
};
