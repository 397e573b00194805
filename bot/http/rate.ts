/** Says how many milliseconds to wait before the next one, 0 when it may pass now (which counts it, or as many as it is). */
export type Rate = (key: string, now: number, weight?: number) => number;

/** Windows kept at most; beyond it the oldest are forgotten, which only ever lets more through. */
const KEYS = 100_000;

/** At most `most` of one key within a window of `span` milliseconds. */
export function newRate(most: number, span: number): Rate {
  const windows = new Map<string, { start: number; count: number }>();
  return (key, now, weight = 1) => {
    const window = windows.get(key);
    // A clock set back must not lock anybody out.
    if (window === undefined || now >= window.start + span || now < window.start) {
      windows.delete(key);
      windows.set(key, { start: now, count: weight });
      forgetOldest(windows);
      return 0;
    }
    if (window.count + weight > most) return window.start + span - now;
    window.count += weight;
    return 0;
  };
}

function forgetOldest(windows: Map<string, unknown>): void {
  const oldest = windows.size > KEYS ? windows.keys().next() : undefined;
  if (oldest?.done === false) windows.delete(oldest.value);
}
