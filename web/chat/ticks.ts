import { fieldsOf } from './activity.ts';
import type { Ticks } from './bubble/steps-view.ts';
import type { Vault } from './vault.ts';

/** Steps that the person ticked, kept for as long as the conversation. */
export function keepTicks(vault: () => Vault): Ticks {
  const all = () => fieldsOf(vault().read('ticks'));
  return {
    of: (bubble) => {
      const done = all()[bubble];
      return Array.isArray(done) ? done.filter((step) => typeof step === 'number') : [];
    },
    set: (bubble, done) => vault().write('ticks', { ...all(), [bubble]: done }),
  };
}
