import { clockOf, dayOf } from './day.ts';
import { element } from './dom.ts';
import { newScroll } from './scroll.ts';
import { word } from './words.ts';

export type Places = { readonly log: HTMLElement; readonly scroller: HTMLElement; readonly latest: HTMLElement };

/** Messages one below the other, a line with the time where it went on later, the dots always last. */
export type Column = {
  readonly add: (message: HTMLElement, at: number) => void;
  /** Shows the dots; with a name whose they are. */
  readonly typing: (on: boolean, who?: string) => void;
  /** Draws the line above what is new; of no name: takes it away. */
  readonly markFresh: (id: string | undefined) => void;
  readonly clear: () => void;
};

/** Milliseconds of silence after which the time is told. */
const SILENCE = 10 * 60_000;

export function newColumn({ log, scroller, latest }: Places): Column {
  const scroll = newScroll(scroller, latest);
  const [dots, who] = dotsElement();
  let before: number | undefined;
  return {
    add: (message, at) => {
      const line = timeLine(at, before);
      if (line !== undefined) log.append(line);
      // Own messages carry the time of this device, whose clock may be wrong: a line is drawn forwards only.
      before = Math.max(before ?? at, at);
      // Who goes on speaking is named once.
      if (isSame(log.lastElementChild === dots ? dots.previousElementSibling : log.lastElementChild, message))
        message.classList.add('same');
      log.append(message);
      if (dots.isConnected) log.append(dots);
      scroll.follow(message);
    },
    typing: (on, name) => {
      if (!on) return dots.remove();
      who.textContent = name === undefined ? '' : word().typing(name);
      log.append(dots);
      scroll.follow(dots);
    },
    markFresh: (id) => {
      log.querySelector('.fresh')?.remove();
      const first = [...log.children].find((child) => child instanceof HTMLElement && child.dataset.id === id);
      if (id !== undefined) first?.before(element('p', { class: 'fresh' }, word().fresh));
    },
    clear: () => {
      before = undefined;
      log.replaceChildren();
    },
  };
}

/** "Yesterday, 14:05" where a new day begins, "14:05" after a silence; nothing otherwise, and nothing above what begins now. */
function timeLine(at: number, before: number | undefined): HTMLElement | undefined {
  if (before === undefined ? Math.abs(Date.now() - at) < SILENCE : at - before < SILENCE) return undefined;
  const day = dayOf(at);
  const sameDay = before !== undefined && day === dayOf(before);
  const told = sameDay ? clockOf(at) : `${day}, ${clockOf(at)}`;
  return element('p', { class: 'day' }, element('time', { datetime: new Date(at).toISOString() }, told));
}

function dotsElement(): readonly [HTMLElement, HTMLElement] {
  const dot = (): HTMLElement => element('i', {});
  const who = element('span', {});
  const bubble = element('div', { class: 'bubble' }, who, dot(), dot(), dot());
  return [element('div', { class: 'message bot typing', 'aria-hidden': 'true' }, bubble), who];
}

function isSame(before: Element | null, message: HTMLElement): boolean {
  return before instanceof HTMLElement && before.dataset.who === message.dataset.who && before.className.startsWith(message.className);
}
