import { type Calls, pathOf } from './calls.ts';

/** Milliseconds between two signs. */
const STEP = 2500;

export type TypingSign = { readonly give: (conversation: string) => void; readonly reset: () => void };

/** Tells now and then that somebody types; after a message at once, since it has ended the sign before. */
export function newTypingSign(calls: Calls): TypingSign {
  let last = 0;
  return {
    give: (conversation) => {
      if (conversation === '' || Date.now() - last < STEP) return;
      last = Date.now();
      void calls.post(`${pathOf(conversation)}/typing`);
    },
    reset: () => {
      last = 0;
    },
  };
}
