/** Attempts that come quickly one after the other: a server that restarts is back within seconds. */
const QUICK = 12;

/**
 * Milliseconds to wait before the next attempt: doubling from half a second, to 1.5 s at first and to 15 s when it takes long,
 * with jitter so that pages do not come back all at once.
 */
export function backoff(failures: number): number {
  const most = Math.min(failures < QUICK ? 1500 : 15_000, 500 * 2 ** Math.min(failures, 10));
  return most / 2 + (Math.random() * most) / 2;
}

/** Waits that can be cut short: when the network comes back, nobody should wait on. */
export type Pauses = { readonly wait: (milliseconds: number) => Promise<void>; readonly wake: () => void };

export function newPauses(): Pauses {
  const sleepers = new Set<() => void>();
  return {
    wait: (milliseconds) =>
      new Promise((resolve) => {
        const up = (): void => {
          clearTimeout(timer);
          sleepers.delete(up);
          resolve();
        };
        const timer = setTimeout(up, milliseconds);
        sleepers.add(up);
      }),
    wake: () => {
      for (const up of [...sleepers]) up();
    },
  };
}
