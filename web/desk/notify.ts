/** Messages of the browser, for who looks elsewhere. Only after they were asked for with a button. */
import type { Queue } from '../../bot/handoff/desk-api.ts';
import { word } from './words.ts';

export type NotifyState = 'impossible' | 'off' | 'on' | 'blocked';

const KEY = 'desk notify';

export function notifyState(): NotifyState {
  if (!('Notification' in window)) return 'impossible';
  if (Notification.permission === 'denied') return 'blocked';
  return Notification.permission === 'granted' && wished() ? 'on' : 'off';
}

/** Asks the browser, which asks the person; or stops. */
export async function toggleNotify(): Promise<NotifyState> {
  const wish = notifyState() !== 'on';
  if (wish && Notification.permission === 'default') await Notification.requestPermission();
  keep(wish);
  return notifyState();
}

/** Who has come since the queue was read before; of the first reading nobody is news. */
export function arrivals(before: Queue | undefined, after: Queue): Queue['waiting'] {
  if (before === undefined) return [];
  const known = new Set(before.waiting.map(({ conversation }) => conversation));
  return after.waiting.filter(({ conversation }) => !known.has(conversation));
}

/** Shows it, unless the page is being looked at. One conversation has one message. */
export function notify(conversation: string, text: string, open: (conversation: string) => void): void {
  if (notifyState() !== 'on' || document.hasFocus()) return;
  const shown = shownNow(text, conversation);
  if (shown === undefined) return;
  shown.onclick = () => {
    focus();
    open(conversation);
    shown.close();
  };
}

/** Undefined where pages may not show any by themselves: phones have them, and throw. */
function shownNow(text: string, conversation: string): Notification | undefined {
  try {
    return new Notification(word().desk, { body: text, tag: conversation });
  } catch {
    return undefined;
  }
}

function wished(): boolean {
  try {
    return localStorage.getItem(KEY) === 'on';
  } catch {
    return false;
  }
}

function keep(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}
