/** Waits for a moment in which nobody else is let through. */
export type Breath = () => Promise<void>;

/**
 * Lets one caller through in each round of the event loop. When many messages have come at once, as they do after every sync of the
 * disk, sockets and timers then wait for one thought at most and not for all of them.
 */
export function newBreath(): Breath {
  const waiting: (() => void)[] = [];
  const next = (): void => {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(next);
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(next);
    });
}
