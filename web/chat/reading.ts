/** What has not been seen yet. */
import type { Vault } from './vault.ts';

export type Reading = {
  /** Something of the other side came; ids of one conversation rise. */
  readonly arrived: (id: string) => void;
  /** The person looks at the conversation, or no longer does. */
  readonly looking: (looks: boolean) => void;
  readonly restart: () => void;
};

/** Counts what comes while nobody looks; remembers over page loads up to where it was seen. */
export function newReading(vault: () => Vault, told: (unread: number) => void): Reading {
  let looks = false;
  let last = '';
  let unread = 0;
  const tell = (count: number): void => {
    if (count !== unread) told(count);
    unread = count;
  };
  const seen = (): void => {
    if (last !== '') vault().write('read', last);
    tell(0);
  };
  return {
    arrived: (id) => {
      if (id > last) last = id;
      const upTo = vault().read('read');
      if (looks) seen();
      else if (!(typeof upTo === 'string' && id <= upTo)) tell(unread + 1);
    },
    looking: (now) => {
      looks = now;
      if (looks) seen();
    },
    restart: () => {
      last = '';
      tell(0);
    },
  };
}
