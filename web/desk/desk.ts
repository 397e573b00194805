/** What the page knows of the desk, and what can be done: read, hear what changed, act. The views only show it. */

import type { CloseReason, Conversation, Done, LiveFrame, Queue, Status } from '../../bot/handoff/desk-api.ts';
import type { Role } from '../../bot/store/accounts.ts';
import type { Agent } from '../../bot/store/store.ts';
import { type Called, type Calls, pathOf } from './calls.ts';
import { type Cell, newCell } from './cell.ts';
import type { Kept } from './kept.ts';
import { type LiveState, openLive } from './live.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { newOpened, type Opened, readUpTo, withRead, withRefusal } from './opened.ts';
import { newOutbox, type Outbox } from './outbox.ts';

export type Me = Agent & { readonly role: Role; readonly login: string };

export type DeskState = {
  readonly queue: Queue | undefined;
  /** What the server's clock is ahead of this browser's, in milliseconds. */
  readonly skew: number;
  readonly live: LiveState;
  readonly opened: Opened | undefined;
  /** What was refused last. */
  readonly trouble: string | undefined;
};

export type Desk = {
  readonly me: Me;
  readonly state: Cell<DeskState>;
  readonly open: (conversation: string | undefined) => void;
  readonly take: (conversation: string) => Promise<boolean>;
  readonly release: () => Promise<boolean>;
  readonly transfer: (to: string) => Promise<boolean>;
  readonly close: (reason: CloseReason) => Promise<boolean>;
  readonly outbox: Outbox;
  readonly typing: () => void;
  readonly attach: (files: readonly File[]) => Promise<boolean>;
  readonly note: (text: string) => Promise<boolean>;
  readonly status: (status: Status) => Promise<boolean>;
  readonly forgive: () => void;
  readonly stop: () => void;
};

/** Milliseconds for which somebody who typed is still writing. */
const TYPING = 6000;
/** Milliseconds between two signs that the agent is typing. */
const TYPING_STEP = 2500;

/** The desk of this agent, live. */
export function openDesk(me: Me, calls: Calls, kept: Kept): Desk {
  const state = newCell<DeskState>({ queue: undefined, skew: 0, live: 'connecting', opened: undefined, trouble: undefined });
  const change: Change = (id, next) => state.set((all) => (all.opened?.id === id ? { ...all, opened: next(all.opened) } : all));
  const queue = oneAtATime(() => readQueue(calls, state));
  const log = oneAtATime(async () => {
    await readLog(calls, state, change);
    const { opened } = state.get();
    outbox.settle(opened?.id, opened === undefined ? 0 : readUpTo(opened));
  });
  const outbox = newOutbox(calls, kept, () => void log());
  const all = (): Promise<unknown> => Promise.all([queue(), log()]);
  const live = openLive(`${location.origin.replace(/^http/, 'ws')}/desk/api/live`, {
    frame: (frame) => hear(frame, { queue, log, change, opened: () => state.get().opened?.id }),
    state: (now) => {
      state.set((before) => ({ ...before, live: now }));
      if (now !== 'online') return;
      void all();
      outbox.resend();
    },
    poll: () => void all(),
  });
  const stop = (): void => {
    live.stop();
    outbox.stop();
  };
  void queue();
  const open = (id: string | undefined): void => {
    if (id === state.get().opened?.id) return;
    state.set((before) => ({ ...before, opened: id === undefined ? undefined : newOpened(id), trouble: undefined }));
    live.look(id);
    void log();
  };
  return { me, state, outbox, stop, open, ...actions(calls, state, all) };
}

type Actions = Pick<Desk, 'take' | 'release' | 'transfer' | 'close' | 'attach' | 'note' | 'status' | 'typing' | 'forgive'>;

/** What is done is seen at once: everything is read again after it. */
function actions(calls: Calls, state: Cell<DeskState>, readAgain: () => Promise<unknown>): Actions {
  const ended = async (call: Promise<Called<Done>>): Promise<boolean> => {
    const called = await call;
    state.set((all) => ({ ...all, trouble: called.ok ? undefined : called.message }));
    await readAgain();
    return called.ok;
  };
  const act = (path: string, body?: object): Promise<boolean> => ended(calls.post(path, body));
  const here = (verb: string, body?: object): Promise<boolean> => act(`${pathOf(state.get().opened?.id ?? '')}/${verb}`, body);
  const tell = newTypingSign(calls);
  return {
    take: (conversation) => act(`${pathOf(conversation)}/take`),
    release: () => here('release'),
    transfer: (to) => here('transfer', { to }),
    close: (reason) => here('close', { reason }),
    attach: (files) => ended(calls.upload(`${pathOf(state.get().opened?.id ?? '')}/files?key=${crypto.randomUUID()}`, files)),
    note: (text) => here('note', { key: crypto.randomUUID(), text }),
    status: (status) => act('/presence', { status }),
    typing: () => tell(state.get().opened?.id),
    forgive: () => state.set((all) => ({ ...all, trouble: undefined })),
  };
}

type Change = (id: string, next: (opened: Opened) => Opened) => void;

async function readQueue(calls: Calls, state: Cell<DeskState>): Promise<void> {
  const called = await calls.get<Queue>('/queue');
  if (called.ok) state.set((all) => ({ ...all, queue: called.value, skew: called.value.now - Date.now() }));
}

/** Reads on from where the log is, until there is no more. */
async function readLog(calls: Calls, state: Cell<DeskState>, change: Change): Promise<void> {
  for (let more = true; more; ) {
    const { opened } = state.get();
    if (opened === undefined) return;
    const called = await calls.get<Conversation>(`${pathOf(opened.id)}?after=${readUpTo(opened)}`);
    change(opened.id, (before) => (called.ok ? withRead(before, called.value) : withRefusal(before, called)));
    // Another one may have been opened meanwhile.
    more = state.get().opened?.id !== opened.id || (called.ok && called.value.more);
  }
}

type Hearing = {
  readonly queue: () => Promise<void>;
  readonly log: () => Promise<void>;
  readonly change: Change;
  readonly opened: () => string | undefined;
};

function hear(frame: LiveFrame, { queue, log, change, opened }: Hearing): void {
  if (frame.kind === 'queue') return void queue();
  if (frame.conversation !== opened()) return;
  if (frame.kind === 'conversation') return void log();
  change(frame.conversation, (before) => ({ ...before, typing: true }));
  setTimeout(() => change(frame.conversation, (before) => ({ ...before, typing: false })), TYPING);
}

function newTypingSign(calls: Calls): (conversation: string | undefined) => void {
  let last = 0;
  return (conversation) => {
    if (conversation === undefined || Date.now() - last < TYPING_STEP) return;
    last = Date.now();
    void calls.post(`${pathOf(conversation)}/typing`);
  };
}
