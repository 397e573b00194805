import { element } from '../dom.ts';
import { word } from '../words.ts';
import { linked } from './links.ts';

/** Which steps of a bubble are done, as numbers from 0. */
export type Ticks = { readonly of: (bubble: string) => readonly number[]; readonly set: (bubble: string, done: readonly number[]) => void };

/** Numbered steps; each can be ticked when it is done, and stays so. */
export function stepsElement(bubble: string, steps: readonly string[], ticks: Ticks): HTMLElement {
  const boxes = steps.map((_, i) => element('input', { type: 'checkbox', checked: ticks.of(bubble).includes(i) }));
  const keep = (): void =>
    ticks.set(
      bubble,
      [...boxes.keys()].filter((i) => boxes[i]?.checked),
    );
  const items = steps.map((step, i) => {
    const box = boxes[i] as HTMLInputElement;
    box.onchange = keep;
    return element('li', {}, element('label', {}, box, element('span', {}, ...linked(step))));
  });
  // Without its numbers a list is none to some screen readers, unless it says so.
  return element('ol', { class: 'steps', role: 'list', 'aria-label': word().steps }, ...items);
}
