/** One bubble as people see it: who speaks, text, numbered steps, a closing line, files, cards, buttons. */
import type { Bubble, Notice } from '../activity.ts';
import type { CardSent } from '../card/card-view.ts';
import { element } from '../dom.ts';
import { word } from '../words.ts';
import { choicesElement, type Pressed } from './choices-view.ts';
import { filesElement } from './files-view.ts';
import { linked } from './links.ts';
import { fetched } from './parts.ts';
import { senderElement } from './sender-view.ts';
import { stepsElement, type Ticks } from './steps-view.ts';
import { textElement } from './text-view.ts';

/** What the buttons, cards and steps of bubbles do. */
export type Hands = {
  readonly pressed: Pressed;
  readonly ticks: Ticks;
  /** Sends what was filled into a card; `already` says of a card that it was sent before. */
  readonly card: { readonly send: CardSent; readonly already: (key: string) => boolean };
};

/** The bubble, and the row of its buttons if it has any. */
export function bubbleElement(bubble: Bubble, hands: Hands): HTMLElement {
  const { from, files, cards, choices } = bubble;
  const message = element('div', { class: `message ${from.kind}`, 'data-who': whoOf(bubble), 'data-id': bubble.id });
  if (from.kind === 'agent') message.append(senderElement(from));
  message.append(bodyElement(bubble, hands));
  for (const [index, card] of cards.entries()) message.append(cardElement(bubble, card, index, hands));
  if (files.length > 0) message.append(filesElement(files));
  if (choices.length > 0) message.append(choicesElement(choices, hands.pressed));
  return message;
}

/** Who speaks, in words. */
export function whoOf({ from }: Pick<Bubble, 'from'>): string {
  return from.kind === 'user' ? word().you : (from.name ?? word().bot);
}

function bodyElement(bubble: Bubble, { ticks }: Hands): HTMLElement {
  const { id, language, steps, close, text, from } = bubble;
  const body = element('div', { class: 'bubble', lang: language, dir: 'auto' });
  body.append(element('span', { class: 'sr' }, word().said(whoOf(bubble))), textElement(bubble));
  if (steps.length > 0) body.append(stepsElement(id, steps, ticks));
  if (close !== '')
    body.append(
      element('p', { class: close.includes('\n') ? 'close long' : 'close' }, ...(from.kind === 'user' ? [close] : linked(close))),
    );
  // A message of files or cards only still says whose they are.
  if (text === '' && steps.length === 0 && close === '') body.classList.add('sr');
  return body;
}

function cardElement({ id }: Bubble, card: Bubble['cards'][number], index: number, { card: { send, already } }: Hands): HTMLElement {
  const show = fetched().card;
  if (show === undefined) return element('p', { class: 'bubble' }, word().cardFailed);
  const key = `card:${id}:${index}`;
  return show(card, { key, sent: already(key), send });
}

/** Something about the conversation itself, in the middle. */
export function noticeElement({ id, text }: Notice): HTMLElement {
  return element('p', { class: 'aside', dir: 'auto', 'data-id': id }, text);
}
