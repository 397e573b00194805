/** Keeps the newest message in sight, unless the reader has scrolled away to read something older. */
export type Scroll = { readonly follow: (newest: HTMLElement) => void };

/** How near to the end counts as being there, in pixels. */
const NEAR = 120;

export function newScroll(scroller: HTMLElement, latest: HTMLElement): Scroll {
  let following = true;
  const atEnd = (): boolean => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
  scroller.addEventListener('scroll', () => {
    following = atEnd();
    if (following) latest.hidden = true;
  });
  new ResizeObserver(() => following && scroller.scrollTo({ top: scroller.scrollHeight })).observe(scroller);
  latest.addEventListener('click', () => scroller.scrollTo({ top: scroller.scrollHeight }));
  return {
    follow: (newest) => {
      const mine = newest.classList.contains('user');
      if (!following && !mine) {
        latest.hidden = false;
        return;
      }
      following = true;
      scroller.scrollTo({ top: wanted(scroller, newest) });
    },
  };
}

/** The end, but never past the beginning of what is new: a long answer is read from its top. */
function wanted(scroller: HTMLElement, newest: HTMLElement): number {
  const top = newest.offsetTop - scroller.offsetTop - 24;
  const end = scroller.scrollHeight - scroller.clientHeight;
  return newest.classList.contains('user') ? end : Math.min(end, Math.max(top, 0));
}
