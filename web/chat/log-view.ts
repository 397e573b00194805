/** The conversation on the page: what was said in order, the state of what is being sent, the dots while somebody writes. */
import type { Bubble, Notice } from './activity.ts';
import { bubbleElement, type Hands, noticeElement } from './bubble/bubble-view.ts';
import { reopenChoices, settleChoices } from './bubble/choices-view.ts';
import { settleCard } from './card/settle-card.ts';
import { type Column, newColumn, type Places } from './column.ts';
import type { Delivery } from './delivery.ts';
import { element } from './dom.ts';
import type { Entry } from './transcript.ts';
import { word } from './words.ts';

export type LogView = {
  /** Shows a bubble from the server; the echo of an own message takes the place of what was shown while it was sent. */
  readonly show: (bubble: Bubble) => void;
  readonly note: (notice: Notice) => void;
  /** Shows an own message at once, as being sent. */
  readonly showOwn: (bubble: Bubble & { readonly key: string }) => void;
  /** How much of an own message's files is on its way, in percent. */
  readonly progress: (key: string, percent: number) => void;
  readonly delivered: (key: string, delivery: Delivery, again: () => void) => void;
  readonly typing: Column['typing'];
  /** Draws a line above the first that was not seen; the next own message takes it away. */
  readonly markFresh: (id: string) => void;
  readonly clear: () => void;
  /** Whether what comes is not to be read out: it was said before. */
  readonly hush: (on: boolean) => void;
  /** Says everything again, in another language. */
  readonly redraw: () => void;
  readonly entries: () => readonly Entry[];
  /** Whether the server has shown an own message of this key. */
  readonly echoed: (key: string) => boolean;
  /** Whether an own message of this key is shown that the server has not shown yet. */
  readonly waits: (key: string) => boolean;
};

/** An own message that the server has not shown yet. */
type Pending = { message: HTMLElement; bubble: Bubble; failed?: readonly [Delivery, again: () => void] };
type Log = {
  readonly entries: Map<string, Entry>;
  readonly pending: Map<string, Pending>;
  readonly echoed: Set<string>;
  readonly column: Column;
  readonly log: HTMLElement;
};

/** A log in these places. */
export function newLogView(places: Places, hands: Hands): LogView {
  const state: Log = { entries: new Map(), pending: new Map(), echoed: new Set(), column: newColumn(places), log: places.log };
  return {
    show: (bubble) => show(state, bubble, hands),
    note: (notice) => {
      if (state.entries.has(notice.id)) return;
      state.entries.set(notice.id, { kind: 'notice', notice });
      state.column.add(noticeElement(notice), notice.at);
    },
    showOwn: (bubble) => {
      settle(state.log, bubble);
      state.column.markFresh(undefined);
      const pending: Pending = { message: ownElement(bubble, hands), bubble };
      state.pending.set(bubble.key, pending);
      state.column.add(pending.message, bubble.at);
    },
    progress: (key, percent) => {
      const told = state.pending.get(key)?.message.querySelector('.state');
      if (told) told.textContent = word().uploading(percent);
    },
    delivered: (key, delivery, again) => {
      const pending = state.pending.get(key);
      if (pending === undefined) return;
      showDelivery(pending, delivery, again);
      if (delivery.kind === 'refused') reopenChoices(state.log, pending.bubble.id);
    },
    typing: state.column.typing,
    markFresh: state.column.markFresh,
    clear: () => {
      for (const held of [state.entries, state.pending, state.echoed]) held.clear();
      state.column.clear();
    },
    hush: (on) => hush(state, on),
    redraw: () => redraw(state, hands),
    entries: () => [...state.entries.values()],
    echoed: (key) => state.echoed.has(key),
    waits: (key) => state.pending.has(key),
  };
}

function show(state: Log, bubble: Bubble, hands: Hands): void {
  const { entries, pending, echoed, log } = state;
  if (entries.has(bubble.id)) return;
  const key = bubble.key ?? '';
  if (bubble.from.kind === 'user') {
    echoed.add(key);
    // What a card sends answers no question of another bubble.
    if (!isSilent(bubble) || bubble.pick !== undefined) settle(log, bubble);
    settleCard(log, bubble.key);
  }
  // What a card or a button of another client sent has no words to be shown.
  if (isSilent(bubble)) return;
  entries.set(bubble.id, { kind: 'bubble', bubble });
  const own = pending.get(key);
  pending.delete(key);
  if (own === undefined) state.column.add(bubbleElement(bubble, hands), bubble.at);
  else acknowledge(own.message, bubble, hands);
}

function isSilent({ from, text, files }: Bubble): boolean {
  return from.kind === 'user' && text === '' && files.length === 0;
}

function redraw(state: Log, hands: Hands): void {
  const { entries, pending, column, log } = state;
  // It was all announced before.
  hush(state, true);
  column.clear();
  for (const entry of entries.values()) {
    if (entry.kind === 'notice') column.add(noticeElement(entry.notice), entry.notice.at);
    else {
      if (entry.bubble.from.kind === 'user') settle(log, entry.bubble);
      column.add(bubbleElement(entry.bubble, hands), entry.bubble.at);
    }
  }
  for (const one of pending.values()) {
    settle(log, one.bubble);
    one.message = ownElement(one.bubble, hands);
    if (one.failed !== undefined) showDelivery(one, ...one.failed);
    column.add(one.message, one.bubble.at);
  }
  hush(state, false);
}

function hush({ log }: Log, on: boolean): void {
  if (on) log.setAttribute('aria-live', 'off');
  // What was added just now must be there before anybody listens again.
  else setTimeout(() => log.setAttribute('aria-live', 'polite'));
}

function settle(log: HTMLElement, answer: Bubble): void {
  for (const message of log.querySelectorAll<HTMLElement>('.message.bot')) settleChoices(message, answer);
}

function ownElement(bubble: Bubble, hands: Hands): HTMLElement {
  const message = bubbleElement(bubble, hands);
  message.append(element('p', { class: 'state waiting' }, word().sending));
  return message;
}

/** The server has it: its own words, with secrets masked, and its own copies of files are what stays. */
function acknowledge(message: HTMLElement, bubble: Bubble, hands: Hands): void {
  message.querySelector('.state')?.remove();
  const written = message.querySelector('.text');
  if (bubble.files.length === 0) {
    if (written !== null && written.textContent !== bubble.text) written.textContent = bubble.text;
  } else message.replaceChildren(...bubbleElement(bubble, hands).childNodes);
}

function showDelivery(pending: Pending, delivery: Delivery, again: () => void): void {
  pending.message.querySelector('.state')?.remove();
  delete pending.failed;
  if (delivery.kind === 'sent') return;
  pending.failed = [delivery, again];
  const state = element('p', { class: 'state failed', role: 'alert' }, reason(delivery, pending.bubble));
  pending.message.append(state);
  if (delivery.kind === 'refused') return;
  const button = element('button', { type: 'button', class: 'quiet' }, word().tryAgain);
  button.onclick = () => {
    const waiting = element('p', { class: 'state waiting', tabindex: '-1' }, word().sending);
    state.replaceWith(waiting);
    // The button that was pressed is gone: who uses the keyboard stays where they were.
    waiting.focus();
    again();
  };
  state.append(' ', button);
}

function reason(delivery: Delivery, { files }: Bubble): string {
  if (delivery.kind !== 'refused') return word().late;
  if (files.length > 0) return delivery.status === 413 ? word().fileTooLarge : word().fileRefused;
  return delivery.status === 413 ? word().tooLong : word().refused;
}
