/** The conversation on the page: bubbles in order, the state of what is being sent, the dots while the bot writes. */
import type { Bubble, Choice } from './activity.ts';
import { bubbleElement, settleChoices } from './bubble-view.ts';
import { dayOf } from './day.ts';
import type { Delivery } from './delivery.ts';
import { element } from './dom.ts';
import { newScroll } from './scroll.ts';
import { WORDS } from './words.ts';

export type LogView = {
  /** Shows a bubble from the server; the echo of an own message takes the place of what was shown while it was sent. */
  readonly show: (bubble: Bubble) => void;
  /** Shows an own message at once, as being sent. */
  readonly showOwn: (key: string, text: string) => void;
  readonly delivered: (key: string, delivery: Delivery, again: () => void) => void;
  readonly typing: (on: boolean) => void;
  readonly clear: () => void;
  readonly empty: () => boolean;
};

type Places = { readonly log: HTMLElement; readonly scroller: HTMLElement; readonly latest: HTMLElement };

/** A log in this element, scrolled by `scroller`; `latest` leads to its end. */
export function newLogView(places: Places, pressed: (choice: Choice, by: MouseEvent) => void): LogView {
  const { log } = places;
  const shown = new Set<string>();
  const own = new Map<string, HTMLElement>();
  const column = newColumn(places);
  return {
    show: (bubble) => {
      if (shown.has(bubble.id)) return;
      shown.add(bubble.id);
      if (bubble.from === 'user') settle(log, bubble.text);
      const pending = own.get(bubble.key ?? '');
      if (pending === undefined) column.add(bubbleElement(bubble, pressed), bubble.at);
      else acknowledge(pending, bubble.text);
      own.delete(bubble.key ?? '');
    },
    showOwn: (key, text) => {
      settle(log, text);
      const message = ownElement(key, text);
      own.set(key, message);
      column.add(message, Date.now());
    },
    delivered: (key, delivery, again) => {
      const message = own.get(key);
      if (message !== undefined) showDelivery(message, delivery, again);
    },
    typing: column.typing,
    clear: () => {
      shown.clear();
      own.clear();
      column.clear();
    },
    empty: () => log.childElementCount === 0,
  };
}

type Column = {
  readonly add: (message: HTMLElement, at: number) => void;
  readonly typing: (on: boolean) => void;
  readonly clear: () => void;
};

/** Messages one below the other, a line where a new day begins, the dots always last. */
function newColumn({ log, scroller, latest }: Places): Column {
  const scroll = newScroll(scroller, latest);
  const dot = (): HTMLElement => element('i', {});
  const dots = element(
    'div',
    { class: 'message bot typing', 'aria-hidden': 'true' },
    element('div', { class: 'bubble' }, dot(), dot(), dot()),
  );
  let day = dayOf(Date.now());
  return {
    add: (message, at) => {
      const today = dayOf(at);
      if (today !== day) log.append(element('p', { class: 'day' }, today));
      day = today;
      log.append(message);
      if (dots.isConnected) log.append(dots);
      scroll.follow(message);
    },
    typing: (on) => {
      if (!on) return dots.remove();
      log.append(dots);
      scroll.follow(dots);
    },
    clear: () => {
      day = dayOf(Date.now());
      log.replaceChildren();
    },
  };
}

function settle(log: HTMLElement, label: string): void {
  for (const message of log.querySelectorAll<HTMLElement>('.message.bot')) settleChoices(message, label);
}

function ownElement(key: string, text: string): HTMLElement {
  const bubble: Bubble = {
    id: key,
    from: 'user',
    name: undefined,
    text,
    steps: [],
    close: '',
    choices: [],
    at: Date.now(),
    language: undefined,
    key,
    pick: undefined,
  };
  const message = bubbleElement(bubble, () => undefined);
  message.append(element('p', { class: 'state waiting' }, WORDS.sending));
  return message;
}

/** The server has it: its own words, with secrets masked, are what stays. */
function acknowledge(message: HTMLElement, text: string): void {
  message.querySelector('.state')?.remove();
  const written = message.querySelector('.text');
  if (written !== null && written.textContent !== text) written.textContent = text;
}

function showDelivery(message: HTMLElement, delivery: Delivery, again: () => void): void {
  message.querySelector('.state')?.remove();
  if (delivery.kind === 'sent') return;
  const state = element('p', { class: 'state failed', role: 'alert' }, reason(delivery));
  message.append(state);
  if (delivery.kind === 'refused') return;
  const button = element('button', { type: 'button', class: 'quiet' }, WORDS.tryAgain);
  button.onclick = () => {
    state.replaceWith(element('p', { class: 'state waiting' }, WORDS.sending));
    again();
  };
  state.append(' ', button);
}

function reason(delivery: Delivery): string {
  if (delivery.kind !== 'refused') return WORDS.late;
  return delivery.status === 413 ? WORDS.tooLong : WORDS.refused;
}
