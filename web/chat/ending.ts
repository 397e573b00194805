import type { Composer } from './composer.ts';
import { part } from './dom.ts';
import { word } from './words.ts';

/** The end of a conversation: the field gives way to a word about it, and to a way on. */
export type Ending = {
  readonly show: (why: Why) => void;
  readonly hide: () => void;
  readonly why: () => Why | undefined;
  readonly redraw: () => void;
};

export type Why = 'ended' | 'gone' | 'stranger' | 'shut';

export function newEnding(composer: Pick<Composer, 'lock'>, startNew: () => void): Ending {
  const ended = part('ended', HTMLElement);
  const text = part('ended-text', HTMLElement);
  const button = part('ended-new', HTMLButtonElement);
  let told: Why | undefined;
  const tell = (): void => {
    text.textContent = told === undefined ? '' : word()[told];
  };
  button.addEventListener('click', startNew);
  return {
    show: (why) => {
      told = why;
      tell();
      ended.hidden = false;
      // Where no conversation may be begun, a new one cannot be begun either.
      button.hidden = why === 'shut';
      composer.lock(true);
    },
    hide: () => {
      told = undefined;
      ended.hidden = true;
      composer.lock(false);
    },
    why: () => told,
    redraw: tell,
  };
}
