import { dayOf } from './day.ts';
import { element } from './dom.ts';
import { newScroll } from './scroll.ts';
import { word } from './words.ts';

export type Places = { readonly log: HTMLElement; readonly scroller: HTMLElement; readonly latest: HTMLElement };

/** Messages one below the other, a line where a new day begins, the dots always last. */
export type Column = {
  readonly add: (message: HTMLElement, at: number) => void;
  /** Shows the dots; with a name whose they are. */
  readonly typing: (on: boolean, who?: string) => void;
  readonly clear: () => void;
};

export function newColumn({ log, scroller, latest }: Places): Column {
  const scroll = newScroll(scroller, latest);
  const [dots, who] = dotsElement();
  let day = dayOf(Date.now());
  return {
    add: (message, at) => {
      const today = dayOf(at, Date.now(), document.documentElement.lang);
      if (today !== day) log.append(element('p', { class: 'day' }, today));
      day = today;
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
    clear: () => {
      day = dayOf(Date.now());
      log.replaceChildren();
    },
  };
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
