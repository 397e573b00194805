import { WHOLE_SCREEN } from './style.ts';

/**
 * On a phone the panel takes the whole screen: it keeps to the part that the keyboard leaves, the page behind it does not scroll, and
 * the focus does not get lost in what cannot be seen. Returns how to stop.
 */
export function takeScreen(panel: HTMLElement, host: HTMLElement, back: () => void): () => void {
  const root = document.documentElement;
  const before = root.style.overflow;
  const screen = window.visualViewport;
  const whole = matchMedia(WHOLE_SCREEN);
  const adjust = (): void => {
    root.style.overflow = whole.matches ? 'hidden' : before;
    const part = whole.matches ? screen : null;
    panel.style.top = part ? `${part.offsetTop}px` : '';
    panel.style.height = part ? `${part.height}px` : '';
    panel.setAttribute('aria-modal', String(whole.matches));
  };
  const hold = ({ target }: FocusEvent): void => {
    if (whole.matches && target !== host) back();
  };
  const watched: readonly [EventTarget | null, string][] = [
    [screen, 'resize'],
    [screen, 'scroll'],
    [whole, 'change'],
  ];
  for (const [one, what] of watched) one?.addEventListener(what, adjust);
  document.addEventListener('focusin', hold);
  adjust();
  return () => {
    for (const [one, what] of watched) one?.removeEventListener(what, adjust);
    document.removeEventListener('focusin', hold);
    root.style.overflow = before;
    panel.removeAttribute('style');
  };
}
