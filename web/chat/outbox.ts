/** What was written and is not delivered, kept over page loads. Files are not: a page that is loaded again may no longer read them. */
import { fieldsOf } from './activity.ts';
import type { Outgoing } from './delivery.ts';
import type { Vault } from './vault.ts';

export type Outbox = {
  readonly put: (message: Outgoing) => void;
  /** Delivered, or refused for good. */
  readonly done: (key: string) => void;
  readonly all: () => readonly Outgoing[];
};

/** Messages kept at most. */
const MOST = 50;

export function newOutbox(vault: () => Vault): Outbox {
  const all = (): readonly Outgoing[] => readAll(vault().read('unsent'));
  return {
    all,
    put: (message) => {
      if (message.files !== undefined) return;
      vault().write('unsent', [...all().filter(({ key }) => key !== message.key), message].slice(-MOST));
    },
    done: (done) => {
      const left = all().filter(({ key }) => key !== done);
      if (left.length < all().length) vault().write('unsent', left);
    },
  };
}

function readAll(kept: unknown): readonly Outgoing[] {
  return (Array.isArray(kept) ? kept : []).flatMap((one: unknown) => {
    const { key, text, pick, card, context } = fieldsOf(one);
    if (typeof key !== 'string' || typeof text !== 'string') return [];
    return {
      key,
      text,
      ...(typeof pick === 'string' && { pick }),
      ...(typeof card === 'object' && { card: fieldsOf(card) }),
      ...(typeof context === 'object' && { context: fieldsOf(context) }),
    };
  });
}
