/** Lets things through in the order in which they came, also when one of them has to wait for something. */
export type Turnstile = (wait: Promise<unknown> | undefined, go: () => void) => void;

export function newTurnstile(): Turnstile {
  let queue: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return (wait, go) => {
    if (wait === undefined && waiting === 0) return go();
    waiting++;
    queue = queue
      .then(() => wait)
      .then(() => {
        waiting--;
        go();
      });
  };
}
