import type { Store } from '../../store/store.ts';
import type { Hear } from '../desk.ts';
import { CONSOLE } from '../rota.ts';

/** Conversations that are given back in one look. */
const STEP = 50;
/** Milliseconds between two looks, at most. */
const PAUSE = 5000;

/** What is needed to look after leases. */
export type LeaseParts = {
  readonly store: Pick<Store, 'desks'>;
  readonly hear: Hear;
  /** Milliseconds of a lease. */
  readonly lease: number;
  readonly failed: (error: unknown) => void;
};

/**
 * Gives back to the queue what agents have who show no sign of life. Every process looks, which only reads; who has lost what goes by a
 * name, so it is given back once. Returns how to stop, which finishes what was begun.
 */
export function watchLeases({ store, hear, lease, failed }: LeaseParts): () => Promise<void> {
  // While no server ran nobody could show a sign of life: they get the time to come back.
  const patient = performance.now() + lease;
  const giveBack = async (): Promise<void> => {
    for (const { conversation, agent, since, epoch } of await store.desks.lapsed(STEP)) {
      const key = `gone/${since}/${epoch}`;
      if (agent !== undefined) await hear({ desk: CONSOLE, conversation, key, said: { kind: 'left', agent: agent.id } });
    }
  };
  let looking: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    await giveBack().catch(failed);
    looking = undefined;
  };
  const timer = setInterval(
    () => {
      if (performance.now() > patient) looking ??= look();
    },
    Math.min(PAUSE, lease / 4),
  ).unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
