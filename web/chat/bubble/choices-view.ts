import type { Bubble, Choice } from '../activity.ts';
import { element, icon } from '../dom.ts';
import { word } from '../words.ts';

/** What somebody said, as far as it may be the answer to a question. */
export type Answer = Pick<Bubble, 'id' | 'text' | 'pick'>;

export type Pressed = (choice: Choice, by: MouseEvent) => void;

/** The buttons of a bubble; a rating as five stars. */
export function choicesElement(choices: readonly Choice[], pressed: Pressed): HTMLElement {
  return choices.every(({ pick }) => starsOf(pick) !== undefined) ? ratingElement(choices, pressed) : rowElement(choices, pressed);
}

function rowElement(choices: readonly Choice[], pressed: Pressed): HTMLElement {
  const buttons = choices.map((choice) => choiceButton(choice, pressed, 'choice', element('span', {}, choice.label)));
  return element('div', { class: 'choices', role: 'group', 'aria-label': word().answers }, ...buttons);
}

/** From one star to five, whatever the order of the choices. */
function ratingElement(choices: readonly Choice[], pressed: Pressed): HTMLElement {
  const rising = [...choices].sort((a, b) => (starsOf(a.pick) ?? 0) - (starsOf(b.pick) ?? 0));
  const buttons = rising.map((choice) => {
    const name = element('span', { class: 'sr' }, word().stars(starsOf(choice.pick) ?? 0));
    return choiceButton(choice, pressed, 'choice star', icon('star'), name);
  });
  return element('div', { class: 'choices stars', role: 'group', 'aria-label': word().rating }, ...buttons);
}

function choiceButton(choice: Choice, pressed: Pressed, kind: string, ...content: readonly Node[]): HTMLButtonElement {
  const button = element('button', { type: 'button', class: kind, 'data-pick': choice.pick, 'data-say': choice.label }, ...content);
  button.onclick = (event) => {
    if (button.getAttribute('aria-disabled') !== 'true') pressed(choice, event);
  };
  return button;
}

/** How many stars a pick gives; undefined when it is no rating. */
function starsOf(pick: string | undefined): number | undefined {
  const stars = /^rate:[^=]*=([1-5])$/.exec(pick ?? '')?.[1];
  return stars === undefined ? undefined : Number(stars);
}

/** Buttons of a question that was answered stay to be read; the chosen one is marked, by its pick or its label. `by` names the answer. */
export function settleChoices(message: HTMLElement, { text: label, pick, id: by }: Answer): void {
  for (const button of message.querySelectorAll<HTMLElement>('.choice:not([aria-disabled])')) {
    button.setAttribute('aria-disabled', 'true');
    // In a long conversation nobody wants to tab through all that was once asked.
    button.tabIndex = -1;
    button.dataset.by = by;
    const { say = '', pick: own } = button.dataset;
    const chosen = pick === undefined ? say.trim().toLowerCase() === label.trim().toLowerCase() : own === pick;
    if (!chosen) continue;
    button.classList.add('chosen');
    if (!button.classList.contains('star')) button.prepend(icon('check'));
    button.append(element('span', { class: 'sr' }, ` ${word().chosen}`));
  }
}

/** The answer of this name was not taken: its buttons can be pressed again. */
export function reopenChoices(place: ParentNode, by: string): void {
  for (const button of place.querySelectorAll<HTMLElement>('.choice[aria-disabled]')) {
    if (button.dataset.by !== by) continue;
    button.removeAttribute('aria-disabled');
    button.removeAttribute('tabindex');
    if (!button.classList.contains('chosen')) continue;
    button.classList.remove('chosen');
    button.querySelector('.sr:last-child')?.remove();
    if (!button.classList.contains('star')) button.querySelector('.icon')?.remove();
  }
}
