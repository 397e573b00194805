/** Single keys that do something, outside of text fields; they can be switched off, for people whose tools type by themselves. */
import { useLayoutEffect } from 'preact/hooks';
import type { Words } from './words-en.ts';

type Key = keyof Words['keys'];
type Keys = Readonly<Partial<Record<Key, () => void>>>;

const KEPT = 'desk keys';

export function keysAreOn(): boolean {
  try {
    return localStorage.getItem(KEPT) !== 'off';
  } catch {
    return true;
  }
}

export function switchKeys(on: boolean): void {
  try {
    localStorage.setItem(KEPT, on ? 'on' : 'off');
  } catch {
    // Then they are on again next time.
  }
}

/** Hears these keys while the component is shown. */
export function useKeys(keys: Keys): void {
  // At once with what is drawn: a key must not do what the page showed before.
  useLayoutEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      const work = Object.hasOwn(keys, event.key) ? keys[event.key as Key] : undefined;
      if (work === undefined || !isFree(event) || !keysAreOn()) return;
      event.preventDefault();
      work();
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  });
}

/** Whether a key is nobody else's: no chord, not in a field, no window open. */
function isFree({ ctrlKey, metaKey, altKey, target, defaultPrevented }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || defaultPrevented) return false;
  if (document.querySelector('dialog[open]') !== null) return false;
  return !(target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]'));
}
