import { performance } from 'node:perf_hooks';

/** One message of one conversation; rejects when it was not answered as it should be. */
export type SendOne = (message: number) => Promise<void>;

/** Latencies in milliseconds, ascending, and how long all of it took. */
export type Timed = { readonly latencies: readonly number[]; readonly seconds: number };

/** Sends so many turns by so many clients, each of which waits for its answer; `script` messages of a conversation, then the next one. */
export async function load(clients: number, turns: number, script: number, conversations: readonly SendOne[]): Promise<Timed> {
  const ready = [...conversations];
  const latencies: number[] = [];
  let left = turns;
  const client = async (): Promise<void> => {
    while (left > 0) {
      const send = ready.pop() as SendOne;
      for (let message = 0; message < script && left > 0; message++) {
        left -= 1;
        const began = performance.now();
        await send(message);
        latencies.push(performance.now() - began);
      }
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - began) / 1000;
  return { latencies: latencies.sort((a, b) => a - b), seconds };
}

/** The value below which this share of them lies; of none it is 0. */
export function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? 0;
}
