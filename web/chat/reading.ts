/** What has not been seen yet. */
import type { Vault } from './vault.ts';

export type Reading = {
  /** Something of the other side came; ids of one conversation rise. `live`: now, and not before the page was opened. */
  readonly arrived: (id: string, live: boolean) => void;
  /** The person looks at the conversation, or no longer does. */
  readonly looking: (looks: boolean) => void;
  readonly restart: () => void;
};

/** unread: how much there is. fresh: where it begins, once somebody looks. */
type Told = { readonly unread: (count: number) => void; readonly fresh: (id: string) => void };

/** Counts what comes while nobody looks; remembers over page loads up to where it was seen. */
export function newReading(vault: () => Vault, told: Told): Reading {
  let looks = false;
  let last = '';
  let unread = 0;
  /** The first that was not seen; and up to where it was seen when the page was opened, until something lies behind it. */
  let [first, before]: [string?, string?] = [];
  const upTo = (): string | undefined => asText(vault().read('read'));
  const tell = (count: number): void => {
    if (count !== unread) told.unread(count);
    unread = count;
  };
  const seen = (): void => {
    if (last !== '') vault().write('read', last);
    if (first !== undefined) told.fresh(first);
    first = undefined;
    tell(0);
  };
  const miss = (id: string): void => {
    if (id <= (upTo() ?? '')) return;
    first ??= id;
    tell(unread + 1);
  };
  const see = (id: string, live: boolean): void => {
    if (!live && before !== undefined && id > before) [first, before] = [id, undefined];
    seen();
  };
  return {
    arrived: (id, live) => {
      if (last === '') before = upTo();
      if (id > last) last = id;
      if (looks) see(id, live);
      else miss(id);
    },
    looking: (now) => {
      looks = now;
      if (looks) seen();
    },
    restart: () => {
      last = '';
      first = undefined;
      tell(0);
    },
  };
}

function asText(kept: unknown): string | undefined {
  return typeof kept === 'string' ? kept : undefined;
}
