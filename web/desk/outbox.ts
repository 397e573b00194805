/** What the agent writes, on its way to people: shown at once, sent in order, sent again until the server has it or refuses it. */
import type { Done } from '../../bot/handoff/desk-api.ts';
import { newKey } from '../chat/new-key.ts';
import { type Calls, pathOf } from './calls.ts';
import { type Cell, newCell } from './cell.ts';
import type { Kept } from './kept.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { keepUnsent, readUnsent, type Unsent } from './unsent.ts';

export type Outbox = {
  readonly unsent: Cell<readonly Unsent[]>;
  readonly say: (conversation: string, text: string) => void;
  /** Sends one that was refused again. */
  readonly again: (key: string) => void;
  /** Takes one out, and hands back its text. */
  readonly putBack: (key: string) => string;
  /** Sends what is still on its way, after a reload or a lost connection. */
  readonly resend: () => void;
  /** Forgets what the log shows by now. */
  readonly settle: (conversation: string | undefined, seen: number) => void;
  /** Sends nothing any more; what is unsent stays kept. */
  readonly stop: () => void;
};

/** Milliseconds after which what a busy server did not take is sent again. */
const PAUSE = 3000;

/** `sent` hears when the server has something new. */
export function newOutbox(calls: Calls, kept: Kept, sent: () => void): Outbox {
  const unsent = newCell<readonly Unsent[]>(readUnsent(kept));
  const change = (next: (before: readonly Unsent[]) => readonly Unsent[]): void => {
    unsent.set(next);
    keepUnsent(kept, unsent.get());
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const send = oneAtATime(async () => {
    clearTimeout(timer);
    for (let next = first(unsent.get()); next !== undefined && !stopped; next = first(unsent.get())) {
      const { key } = next;
      const after = await sendOne(calls, next);
      if (after === 'later') timer = setTimeout(() => void send(), PAUSE);
      if (after === 'later' || after === undefined) return;
      change((all) => all.map((one) => (one.key === key ? { ...one, ...after } : one)));
      sent();
    }
  });
  return {
    unsent,
    resend: () => void send(),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
    say: (conversation, text) => {
      change((all) => [...all, { conversation, key: newKey(), text }]);
      void send();
    },
    again: (key) => {
      change((all) => all.map((one) => (one.key === key ? { conversation: one.conversation, key, text: one.text } : one)));
      void send();
    },
    putBack: (key) => {
      const found = unsent.get().find((one) => one.key === key);
      change((all) => all.filter((one) => one.key !== key));
      return found?.text ?? '';
    },
    settle: (conversation, seen) =>
      change((all) => all.filter((one) => one.seq === undefined || (one.conversation === conversation && one.seq > seen))),
  };
}

function first(all: readonly Unsent[]): Unsent | undefined {
  return all.find(({ failed, seq }) => failed === undefined && seq === undefined);
}

/** What became of it; undefined when nobody is signed in: then it goes once somebody is. */
async function sendOne(calls: Calls, { conversation, key, text }: Unsent): Promise<Partial<Unsent> | 'later' | undefined> {
  const called = await calls.post<Done>(`${pathOf(conversation)}/message`, { key, text });
  if (called.ok) return { seq: called.value.seq ?? 0 };
  if (called.status === 401) return undefined;
  return called.passing ? 'later' : { failed: called.message };
}
