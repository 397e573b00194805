/** The desk of somebody who is signed in: what is known of it, and what can be done. The views only show it. */
import { type Actions, newActions } from './actions.ts';
import type { Calls } from './calls.ts';
import { type Cell, newCell } from './cell.ts';
import { type DeskState, EMPTY_DESK, type Me } from './desk-state.ts';
import type { Kept } from './kept.ts';
import { openLive } from './live.ts';
import { newOpened } from './opened.ts';
import { newOutbox, type Outbox } from './outbox.ts';
import { newReading } from './reading.ts';
import { newTypingSign } from './typing-sign.ts';

export type Desk = Actions & {
  readonly me: Me;
  readonly state: Cell<DeskState>;
  readonly outbox: Outbox;
  readonly open: (conversation: string | undefined) => void;
  /** To the person in the open conversation. */
  readonly say: (text: string) => void;
  readonly typing: () => void;
  /** What was refused has been read. */
  readonly forgive: () => void;
  readonly stop: () => void;
};

/** The desk of this agent, live. */
export function openDesk(me: Me, calls: Calls, kept: Kept): Desk {
  const state = newCell<DeskState>(EMPTY_DESK);
  const outbox = newOutbox(calls, kept, () => void reading.log());
  const reading = newReading(calls, state, outbox.settle);
  const live = openLive(`${location.origin.replace(/^http/, 'ws')}/desk/api/live`, {
    frame: reading.hear,
    state: (now) => {
      state.set((before) => ({ ...before, live: now }));
      if (now !== 'online') return;
      void reading.all();
      outbox.resend();
    },
    poll: () => void reading.all(),
  });
  const sign = newTypingSign(calls);
  const here = (): string => state.get().opened?.id ?? '';
  void reading.queue();
  return {
    ...newActions(calls, state, reading.all),
    me,
    state,
    outbox,
    open: (id) => {
      if (id === state.get().opened?.id) return;
      state.set((all) => ({
        ...all,
        opened: id === undefined ? undefined : newOpened(id),
        fresh: without(all.fresh, id),
        trouble: undefined,
      }));
      live.look(id);
      void reading.log();
    },
    say: (text) => {
      outbox.say(here(), text);
      sign.reset();
    },
    typing: () => sign.give(here()),
    forgive: () => state.set((all) => ({ ...all, trouble: undefined })),
    stop: () => {
      live.stop();
      outbox.stop();
    },
  };
}

function without(names: ReadonlySet<string>, name: string | undefined): ReadonlySet<string> {
  return new Set([...names].filter((one) => one !== name));
}
