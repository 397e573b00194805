import { element } from '../dom.ts';
import { word } from '../words.ts';

/** Marks the card of this key as sent: what was filled in stays to be read and can no more be sent. */
export function settleCard(place: ParentNode, key: string | undefined): void {
  if (key === undefined) return;
  for (const card of place.querySelectorAll<HTMLElement>('.card:not(.settled)')) if (card.dataset.key === key) settle(card);
}

/** The same for a card that is at hand. */
export function settle(card: HTMLElement): void {
  card.classList.add('settled');
  for (const part of card.querySelectorAll<HTMLInputElement | HTMLButtonElement>('input, select, textarea, button')) part.disabled = true;
  card.append(element('p', { class: 'state', role: 'status' }, word().cardSent));
}
