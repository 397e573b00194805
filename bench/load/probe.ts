/** Loaded into a server before it starts (`NODE_OPTIONS=--import=…`): on SIGUSR2 it prints how late the event loop was since the last time. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/** Milliseconds between two looks; as many of them are in every delay that is measured. */
const EVERY = 2;

if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: EVERY });
  delay.enable();
  process.on('SIGUSR2', () => {
    // Garbage is no memory that somebody needs: with --expose-gc it is left away.
    (globalThis as { gc?: () => void }).gc?.();
    const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - EVERY);
    const told = { probe: { p50: late(delay.percentile(50)), p99: late(delay.percentile(99)), rss: process.memoryUsage().rss } };
    delay.reset();
    console.log(JSON.stringify(told));
  });
}
