import type { LineState } from './connection.ts';
import { word } from './words.ts';

/** Milliseconds of trouble before anybody is told: most passes by itself. */
const PATIENCE = 1500;

export type StatusBar = { readonly show: (state: LineState) => void; readonly redraw: () => void };

/** Tells how the connection is, when it is not well. */
export function newStatusBar(bar: HTMLElement): StatusBar {
  let state: LineState = { kind: 'connecting' };
  let due: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    clearTimeout(due);
    due = undefined;
    const text = textOf(state);
    bar.hidden = text === '';
    // Said again only when it changes: it is read out.
    if (bar.textContent !== text) bar.textContent = text;
  };
  const later = (): void => {
    if (textOf(state) === '' || state.kind === 'busy' || !navigator.onLine) tell();
    // Counted from the first failure: further ones must not put it off.
    else due ??= setTimeout(tell, PATIENCE);
  };
  addEventListener('offline', tell);
  addEventListener('online', later);
  later();
  return {
    show: (next) => {
      state = next;
      later();
    },
    redraw: () => bar.hidden || tell(),
  };
}

function textOf(state: LineState): string {
  if (state.kind === 'gone' || state.kind === 'stranger' || state.kind === 'shut') return '';
  if (!navigator.onLine) return word().offline;
  if (state.kind === 'busy') return busy(Math.ceil(state.wait / 1000));
  return state.kind === 'online' ? '' : word()[state.kind];
}

function busy(seconds: number): string {
  return seconds < 100 ? word().busySeconds(Math.max(seconds, 1)) : word().busyMinutes(Math.ceil(seconds / 60));
}
