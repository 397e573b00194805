/** Milliseconds for which anything is waited for: a loaded machine is slow, not wrong. Less than a test may take, so that it is told what never came. */
export const PATIENCE = 120_000;

/** Looks again and again until it is there; rejects with what it looked for when that never comes. */
export async function until<T>(look: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`waited ${PATIENCE / 1000} s in vain for ${look}`);
    await new Promise((wake) => setTimeout(wake, 20));
  }
}
