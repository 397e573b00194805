/**
 * Keeps the page to the part of the screen that a phone's keyboard leaves, where the browser itself does not: what stands at the end
 * of the page stays in sight above the keyboard, what stands at its beginning is not pushed out.
 */
export function keepAboveKeyboard(): void {
  const screen = window.visualViewport;
  const root = document.documentElement;
  const adjust = (): void => {
    // Who has zoomed in sees a part of the page, and no keyboard made it so.
    const covered = screen !== null && screen.scale < 1.01 && innerHeight - screen.height > LEAST;
    if (!covered) return void root.style.removeProperty('--screen');
    root.style.setProperty('--screen', `${screen.height}px`);
    scrollTo(0, 0);
  };
  screen?.addEventListener('resize', adjust);
}

/** Pixels that a keyboard takes at least; bars of the browser take less. */
const LEAST = 120;
