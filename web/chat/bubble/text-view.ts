import type { Bubble } from '../activity.ts';
import { element } from '../dom.ts';
import { word } from '../words.ts';
import { linked } from './links.ts';
import { fetched } from './parts.ts';

/** Longer texts are folded. */
const LONG = 1500;

/** The text of a bubble, folded when it is long. What the person wrote stays as it was written. */
export function textElement({ text, from, markdown }: Pick<Bubble, 'text' | 'from' | 'markdown'>): HTMLElement {
  const written = markdown ? fetched().markdown?.(text) : undefined;
  const body =
    written === undefined
      ? element('p', { class: 'text' }, ...(from.kind === 'user' ? [text] : linked(text)))
      : element('div', { class: 'text marked' }, written);
  if (text.length <= LONG) return body;
  body.classList.add('folded');
  const more = element('button', { type: 'button', class: 'quiet' }, word().more);
  more.onclick = () => {
    body.classList.remove('folded');
    body.tabIndex = -1;
    // Reading goes on where the button was.
    body.focus({ preventScroll: true });
    more.remove();
  };
  return element('div', {}, body, more);
}
