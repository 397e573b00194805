import type { Sender } from '../activity.ts';
import { element } from '../dom.ts';
import { ownAddress } from './links.ts';

/** Who of the people who help is speaking: their picture, or the first letters of their name, and the name. */
export function senderElement({ name = '', picture }: Sender): HTMLElement {
  return element(
    'div',
    { class: 'sender', 'aria-hidden': 'true' },
    pictureOf(name, ownAddress(picture)),
    element('span', { dir: 'auto' }, name),
  );
}

function pictureOf(name: string, picture: string | undefined): HTMLElement {
  const letters = element('span', { class: 'avatar' }, initials(name));
  if (picture === undefined) return letters;
  const image = element('img', { class: 'avatar', src: picture, alt: '' });
  image.onerror = () => image.replaceWith(letters);
  return image;
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
