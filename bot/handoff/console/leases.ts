import type { Handler } from '../../later/run-queue.ts';
import type { Store } from '../../store/store.ts';
import type { Hear } from '../desk.ts';
import { CONSOLE } from '../rota.ts';

/** The job that looks after the leases; it goes on for ever, in one process at a time. */
export const LEASES = 'desk-leases';
/** Conversations that are given back in one look. */
const STEP = 50;

export type LeaseParts = {
  readonly store: Pick<Store, 'desks'>;
  readonly hear: Hear;
  /** Milliseconds of a lease. */
  readonly lease: number;
  readonly failed: (error: unknown) => void;
};

/** Gives back to the queue what agents have who show no sign of life. */
export function leaseHandler({ store, hear, lease, failed }: LeaseParts): Handler {
  // While no server ran nobody could show a sign of life: they get the time to come back.
  const patient = performance.now() + lease;
  const look = async (): Promise<void> => {
    for (const { conversation, agent, since, epoch } of await store.desks.lapsed(STEP)) {
      const key = `gone/${since}/${epoch}`;
      if (agent !== undefined) await hear({ desk: CONSOLE, conversation, key, said: { kind: 'left', agent: agent.id } });
    }
  };
  return async () => {
    if (performance.now() > patient) await look().catch(failed);
    return { kind: 'again', delay: Math.min(5000, lease / 4) };
  };
}
