/** One conversation after the other: what comes goes into the log in order, what is said goes out once. */
import type { Context } from '../embed/messages.ts';
import { type Arrival, type Bubble, type Fields, type Notice, readActivity } from './activity.ts';
import { fetchFor } from './bubble/parts.ts';
import type { LineState } from './connection.ts';
import type { Outgoing } from './delivery.ts';
import { type Line, openLine } from './direct-line-client.ts';
import type { Visit } from './entrance.ts';
import type { LogView } from './log-view.ts';
import { newKey } from './new-key.ts';
import { newOutbox, type Outbox } from './outbox.ts';
import { keepIn } from './session.ts';
import { newTurnstile, type Turnstile } from './turnstile.ts';
import type { Vault } from './vault.ts';

/** What the rest of the page hears of it. */
export type Happening =
  | { readonly kind: 'state'; readonly state: LineState }
  /** `live`: said now, and not before the page was opened. */
  | { readonly kind: 'said'; readonly id: string; readonly from: 'bot' | 'user' | 'agent'; readonly live: boolean }
  | { readonly kind: 'notice'; readonly notice: Notice; readonly live: boolean }
  | { readonly kind: 'end'; readonly why: 'ended' | 'gone' | 'stranger' | 'shut' };

export type Surroundings = {
  readonly log: LogView;
  readonly vault: () => Vault;
  readonly visit: () => Visit;
  readonly context: () => Context;
  /** Whether a person leads: they answer when they do, and say themselves that they write. */
  readonly led: () => boolean;
  readonly told: (what: Happening) => void;
};

export type Conversation = {
  /** Says something, or presses a button. */
  readonly say: (text: string, more?: { readonly pick?: string | undefined; readonly files?: readonly File[] }) => void;
  readonly sendCard: (key: string, data: string | Fields) => void;
  readonly typing: () => void;
  /** The network is back, or the person is: what could not be sent goes now, in order. */
  readonly wake: () => void;
  /** Opens the kept conversation or a new one; what was shown before goes. */
  readonly reopen: () => void;
  /** Leaves this one for a new one. */
  readonly startAnew: () => void;
  readonly leave: () => void;
};

/** Milliseconds for which the dots show when no answer comes. */
const DOTS = 10_000;
/** Milliseconds between two signs that the person writes. */
const SIGNS = 3000;

type Talk = Surroundings & {
  readonly outbox: Outbox;
  /** Late messages, by key, and how to try again. */
  readonly late: Map<string, () => void>;
  pass: Turnstile;
  line: Line | undefined;
  restored: boolean;
  dots: ReturnType<typeof setTimeout> | undefined;
  signed: number;
};

/** Nothing is opened yet. */
export function newConversation(surroundings: Surroundings): Conversation {
  const outbox = newOutbox(surroundings.vault);
  const pass = newTurnstile();
  const talk: Talk = { ...surroundings, outbox, late: new Map(), pass, line: undefined, restored: false, dots: undefined, signed: 0 };
  return {
    say: (text, { pick, files = [] } = {}) =>
      send(talk, { key: newKey(), text, ...(pick && { pick }), ...(files.length > 0 && { files }) }),
    sendCard: (key, data) => send(talk, typeof data === 'string' ? { key, text: data } : { key, text: '', card: data }),
    typing: () => {
      if (Date.now() - talk.signed < SIGNS) return;
      talk.signed = Date.now();
      talk.line?.typing();
    },
    wake: () => {
      talk.line?.wake();
      const again = [...talk.late.values()];
      talk.late.clear();
      for (const send of again) send();
    },
    reopen: () => reopen(talk),
    startAnew: () => {
      talk.vault().forget();
      reopen(talk);
    },
    leave: () => {
      talk.line?.close();
      talk.line = undefined;
    },
  };
}

function reopen(talk: Talk): void {
  talk.line?.close();
  talk.late.clear();
  talk.pass = newTurnstile();
  talk.restored = false;
  hideDots(talk);
  talk.log.clear();
  // Somebody is coming: an empty page on a slow line looks broken.
  showDots(talk, undefined);
  const keep = keepIn(talk.vault());
  // Nobody wants to hear a whole conversation again because a page was loaded.
  talk.log.hush(keep.read() !== undefined);
  talk.line = openLine(talk.visit(), keep, {
    activity: (activity) => arrive(talk, readActivity(activity)),
    state: (state) => change(talk, state),
  });
}

function arrive(talk: Talk, arrival: Arrival | undefined): void {
  if (arrival === undefined) return;
  const { line, pass } = talk;
  const wait = arrival.kind === 'bubble' ? fetchFor(arrival.bubble) : undefined;
  pass(wait, () => line === talk.line && take(talk, arrival));
  // After the rest of the frame, which is history.
  if (!talk.restored) queueMicrotask(() => pass(undefined, () => line === talk.line && restore(talk)));
}

function take(talk: Talk, arrival: Arrival): void {
  switch (arrival.kind) {
    case 'typing':
      showDots(talk, arrival.name);
      break;
    case 'end':
      talk.told({ kind: 'end', why: 'ended' });
      break;
    case 'notice':
      talk.log.note(arrival.notice);
      talk.told({ kind: 'notice', notice: arrival.notice, live: talk.restored });
      break;
    case 'bubble':
      takeBubble(talk, arrival.bubble);
  }
}

function takeBubble(talk: Talk, bubble: Bubble): void {
  if (bubble.from.kind !== 'user') hideDots(talk);
  if (bubble.key !== undefined) {
    talk.late.delete(bubble.key);
    talk.outbox.done(bubble.key);
  }
  talk.log.show(bubble);
  talk.told({ kind: 'said', id: bubble.id, from: bubble.from.kind, live: talk.restored });
}

function change(talk: Talk, state: LineState): void {
  talk.told({ kind: 'state', state });
  if (state.kind === 'away' || state.kind === 'busy') restore(talk);
  if (state.kind !== 'gone' && state.kind !== 'stranger' && state.kind !== 'shut') return;
  // A conversation that was kept but is no more gives way to a new one, unless somebody is reading it.
  const unread = talk.log.entries().length === 0;
  if (state.kind === 'gone' && unread) {
    talk.vault().forget();
    reopen(talk);
  } else talk.told({ kind: 'end', why: state.kind });
}

/** What was written before the page was loaded, and did not get through then. What was written since is on its way. */
function restore(talk: Talk): void {
  if (talk.restored) return;
  talk.restored = true;
  talk.log.hush(false);
  for (const message of talk.outbox.all()) {
    if (talk.log.echoed(message.key)) talk.outbox.done(message.key);
    else if (!talk.log.waits(message.key)) send(talk, message);
  }
}

function send(talk: Talk, given: Outgoing): void {
  const context = talk.context();
  const message = Object.keys(context).length > 0 ? { ...given, context } : given;
  talk.outbox.put(message);
  if (message.text !== '' || message.files !== undefined) talk.log.showOwn(ownBubble(message));
  if (!talk.led()) showDots(talk, undefined);
  void deliver(talk, message);
}

async function deliver(talk: Talk, message: Outgoing): Promise<void> {
  const { line } = talk;
  if (line === undefined) return;
  const delivery = await line.send(message, (percent) => talk.log.progress(message.key, percent));
  if (line !== talk.line) return;
  const again = (): void => void deliver(talk, message);
  if (delivery.kind === 'late') talk.late.set(message.key, again);
  if (delivery.kind === 'refused') talk.outbox.done(message.key);
  if (delivery.kind !== 'sent') hideDots(talk);
  talk.log.delivered(message.key, delivery, again);
}

function ownBubble({ key, text, pick, files = [] }: Outgoing): Bubble & { readonly key: string } {
  const shared = files.map((file) => ({ name: file.name, type: file.type, address: URL.createObjectURL(file) }));
  const from = { kind: 'user', name: undefined, picture: undefined } as const;
  const none = { markdown: false, steps: [], close: '', choices: [], cards: [], language: undefined } as const;
  return { ...none, id: key, key, from, text, files: shared, at: Date.now(), pick };
}

function showDots(talk: Talk, who: string | undefined): void {
  clearTimeout(talk.dots);
  talk.log.typing(navigator.onLine, who);
  talk.dots = setTimeout(() => hideDots(talk), DOTS);
}

function hideDots(talk: Talk): void {
  clearTimeout(talk.dots);
  talk.log.typing(false);
}
