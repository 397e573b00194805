/** Reads what is new, when the server says that there is something. */
import type { Conversation, LiveFrame, Queue } from '../../bot/handoff/desk-api.ts';
import { type Calls, pathOf } from './calls.ts';
import type { Cell } from './cell.ts';
import type { DeskState } from './desk-state.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { type Opened, readUpTo, withRead, withRefusal } from './opened.ts';

/** Milliseconds for which somebody who typed is still writing. */
const TYPING = 6000;

export type Reading = {
  readonly queue: () => Promise<void>;
  readonly log: () => Promise<void>;
  readonly all: () => Promise<unknown>;
  readonly hear: (frame: LiveFrame) => void;
};

/** `read` hears up to where the open conversation was read. */
export function newReading(calls: Calls, state: Cell<DeskState>, read: (conversation: string | undefined, seq: number) => void): Reading {
  const queue = oneAtATime(() => readQueue(calls, state));
  const log = oneAtATime(async () => {
    await readLog(calls, state);
    const { opened } = state.get();
    read(opened?.id, opened === undefined ? 0 : readUpTo(opened));
  });
  const typing = newTyping(state);
  return {
    queue,
    log,
    all: () => Promise.all([queue(), log()]),
    hear: (frame) => {
      if (frame.kind === 'queue') return void queue();
      const here = frame.conversation === state.get().opened?.id;
      if (frame.kind === 'typing') return typing(frame.conversation);
      if (here) return void log();
      state.set((all) => ({ ...all, fresh: new Set([...all.fresh, frame.conversation]) }));
    },
  };
}

async function readQueue(calls: Calls, state: Cell<DeskState>): Promise<void> {
  const called = await calls.get<Queue>('/queue');
  if (called.ok) state.set((all) => ({ ...all, queue: called.value, skew: called.value.now - Date.now() }));
}

/** Reads on from where the log is, until there is no more. */
async function readLog(calls: Calls, state: Cell<DeskState>): Promise<void> {
  for (let more = true; more; ) {
    const { opened } = state.get();
    if (opened === undefined) return;
    const called = await calls.get<Conversation>(`${pathOf(opened.id)}?after=${readUpTo(opened)}`);
    change(state, opened.id, (before) => (called.ok ? withRead(before, called.value) : withRefusal(before, called)));
    // Another one may have been opened meanwhile.
    more = state.get().opened?.id !== opened.id || (called.ok && called.value.more);
  }
}

function newTyping(state: Cell<DeskState>): (conversation: string) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (conversation) => {
    clearTimeout(timer);
    change(state, conversation, (before) => ({ ...before, typing: true }));
    timer = setTimeout(() => change(state, conversation, (before) => ({ ...before, typing: false })), TYPING);
  };
}

function change(state: Cell<DeskState>, id: string, next: (opened: Opened) => Opened): void {
  state.set((all) => (all.opened?.id === id ? { ...all, opened: next(all.opened) } : all));
}
