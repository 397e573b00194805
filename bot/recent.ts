import type { CaseFile } from '../dialogs/case-file.ts';

/** A case as it was last seen here, and the version of the conversation that holds it. */
export type Remembered = { readonly version: number; readonly case: CaseFile };

/**
 * Cases that were written here a moment ago: the next message of such a conversation needs no reading. Should another
 * process have written since, or the conversation be erased, the commit says conflict, and then it is read.
 */
export type Recent = {
  readonly find: (conversation: string) => Remembered | undefined;
  readonly keep: (conversation: string, remembered: Remembered) => void;
};

/** Conversations whose case is remembered, at most; the one that was silent longest goes first. A case has up to 8 KB. */
const MOST = 1000;

/** Remembers so many cases, none yet. */
export function newRecent(most = MOST): Recent {
  const cases = new Map<string, Remembered>();
  return {
    find: (conversation) => cases.get(conversation),
    keep: (conversation, remembered) => {
      cases.delete(conversation);
      cases.set(conversation, remembered);
      const oldest = cases.size > most ? cases.keys().next() : undefined;
      if (oldest?.done === false) cases.delete(oldest.value);
    },
  };
}
