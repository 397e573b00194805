/** One bubble as people see it: text, numbered steps, a closing line, buttons. */
import type { Bubble, Choice } from './activity.ts';
import { element, icon } from './dom.ts';
import { WORDS } from './words.ts';

/** Longer texts are folded. */
const LONG = 1500;
const ADDRESS = /https:\/\/[^\s<>"']{3,300}[^\s<>"'.,;:!?)\]]/g;

/** The bubble, and the row of its buttons if it has any. */
export function bubbleElement(bubble: Bubble, pressed: (choice: Choice, by: MouseEvent) => void): HTMLElement {
  const own = bubble.from === 'user';
  const who = own ? WORDS.you : (bubble.name ?? WORDS.bot);
  const body = element('div', { class: 'bubble', lang: bubble.language, dir: 'auto' });
  body.append(element('span', { class: 'sr' }, WORDS.said(who)), textElement(bubble.text, own));
  if (bubble.steps.length > 0) body.append(stepsElement(bubble.steps));
  if (bubble.close !== '') body.append(element('p', { class: 'close' }, ...(own ? [bubble.close] : linked(bubble.close))));
  const message = element('div', { class: `message ${bubble.from}` }, body);
  if (bubble.choices.length > 0) message.append(choicesElement(bubble.choices, pressed));
  return message;
}

function textElement(text: string, own: boolean): HTMLElement {
  const paragraph = element('p', { class: 'text' }, ...(own ? [text] : linked(text)));
  if (text.length <= LONG) return paragraph;
  paragraph.classList.add('folded');
  const more = element('button', { type: 'button', class: 'quiet' }, WORDS.more);
  more.onclick = () => {
    paragraph.classList.remove('folded');
    more.remove();
  };
  return element('div', {}, paragraph, more);
}

function stepsElement(steps: readonly string[]): HTMLElement {
  return element('ol', { class: 'steps' }, ...steps.map((step) => element('li', {}, element('span', {}, ...linked(step)))));
}

/** Addresses become links; everything else stays text. */
function linked(text: string): readonly (Node | string)[] {
  const parts: (Node | string)[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    parts.push(text.slice(from, match.index));
    parts.push(element('a', { href: match[0], target: '_blank', rel: 'noopener noreferrer' }, match[0].replace(/^https:\/\//, '')));
    from = match.index + match[0].length;
  }
  return [...parts, text.slice(from)].filter((piece) => piece !== '');
}

function choicesElement(choices: readonly Choice[], pressed: (choice: Choice, by: MouseEvent) => void): HTMLElement {
  const buttons = choices.map((choice) => {
    const button = element('button', { type: 'button', class: 'choice' }, element('span', {}, choice.label));
    button.onclick = (event) => {
      if (button.getAttribute('aria-disabled') !== 'true') pressed(choice, event);
    };
    return button;
  });
  return element('div', { class: 'choices', role: 'group', 'aria-label': WORDS.answers }, ...buttons);
}

/** Buttons of a question that was answered stay to be read; the chosen one is marked, by its label or its pick. */
export function settleChoices(message: HTMLElement, label: string): void {
  for (const button of message.querySelectorAll('.choice:not([aria-disabled])')) {
    button.setAttribute('aria-disabled', 'true');
    if (button.textContent?.trim().toLowerCase() !== label.trim().toLowerCase()) continue;
    button.classList.add('chosen');
    button.prepend(icon('check'));
    button.append(element('span', { class: 'sr' }, WORDS.chosen));
  }
}
