/** Keeps the newest message in sight, unless the reader has scrolled away to read something older. */
export type Scroll = { readonly follow: (newest: HTMLElement) => void };

/** How near to the end counts as being there, in pixels. */
const NEAR = 120;
/** Milliseconds for which a scroll is the reader's after they touched wheel, screen or keys; all others are ours. */
const BY_HAND = 1000;

/** Follows the newest message in `scroller`; `latest` shows when something new is out of sight, and leads there. */
export function newScroll(scroller: HTMLElement, latest: HTMLElement): Scroll {
  let following = true;
  let touched = Number.NEGATIVE_INFINITY;
  const go = (top: number): void => {
    // Somebody who comes back to a long conversation is at its end at once, and not after a ride through all of it.
    const far = Math.abs(top - scroller.scrollTop) > 2 * scroller.clientHeight;
    scroller.scrollTo({ top, ...(far && { behavior: 'instant' }) });
  };
  const toEnd = (): void => go(scroller.scrollHeight - scroller.clientHeight);
  for (const hand of ['wheel', 'touchmove', 'keydown', 'pointerdown']) {
    scroller.addEventListener(hand, () => (touched = performance.now()), { passive: true });
  }
  scroller.addEventListener('scroll', () => {
    const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
    if (atEnd) following = true;
    else if (performance.now() - touched < BY_HAND) following = false;
    if (atEnd) latest.hidden = true;
  });
  latest.addEventListener('click', () => {
    toEnd();
    // The button goes when the end is there.
    scroller.focus({ preventScroll: true });
  });
  // A picture takes its place only when it has come.
  scroller.addEventListener('load', () => following && toEnd(), true);
  // The keyboard of a phone takes half of the height: what was at the end stays there.
  new ResizeObserver(() => following && toEnd()).observe(scroller);
  return {
    follow: (newest) => {
      following ||= newest.classList.contains('user');
      latest.hidden = following;
      if (following) go(wanted(scroller, newest));
    },
  };
}

/** The end, but never past the beginning of what is new: a long answer is read from its top. */
function wanted(scroller: HTMLElement, newest: HTMLElement): number {
  const end = scroller.scrollHeight - scroller.clientHeight;
  if (newest.classList.contains('user')) return end;
  let first: Element = newest;
  while (first.previousElementSibling?.classList.contains('bot')) first = first.previousElementSibling;
  const top = first.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop - 16;
  return Math.min(end, Math.max(top, 0));
}
