import type { LineState } from './connection.ts';
import { WORDS } from './words.ts';

/** Milliseconds of trouble before anybody is told: most passes by itself. */
const PATIENCE = 1500;

/** Tells how the connection is, when it is not well. */
export function newStatusBar(bar: HTMLElement): (state: LineState) => void {
  let state: LineState = 'connecting';
  let due: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    const text = textOf(state);
    bar.hidden = text === '';
    bar.textContent = text;
  };
  const later = (): void => {
    clearTimeout(due);
    if (textOf(state) === '' || !navigator.onLine) tell();
    else due = setTimeout(tell, PATIENCE);
  };
  addEventListener('offline', tell);
  addEventListener('online', later);
  later();
  return (next) => {
    state = next;
    later();
  };
}

function textOf(state: LineState): string {
  if (!navigator.onLine && state !== 'gone') return WORDS.offline;
  return state === 'online' || state === 'gone' ? '' : WORDS[state];
}
