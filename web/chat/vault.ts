/** What one site's chat keeps in this browser: a few small values, each under its own name. */
export type Vault = {
  readonly read: (name: Kept) => unknown;
  readonly write: (name: Kept, value: unknown) => void;
  readonly forget: () => void;
};

/** conversation: the way back into it. unsent: what was written and not delivered. draft: what is half-written. ticks: steps that are done. read: up to where it was read. */
type Kept = (typeof KEPT)[number];
const KEPT = ['conversation', 'unsent', 'draft', 'ticks', 'read'] as const;

type Storage = {
  getItem: (key: string) => string | null;
  setItem: (key: string, value: string) => void;
  removeItem: (key: string) => void;
};

/** Where values go when the browser's storage is blocked or full, as it may be in a frame. */
export type Spare = { readonly read: (name: Kept) => unknown; readonly write: (name: Kept, value: unknown) => void };

/** Keeps values in the browser's storage under this prefix; where that fails in memory, and in the spare place if there is one. */
export function newVault(storage: () => Storage, prefix: string, spare?: Spare): Vault {
  const memory = new Map<Kept, unknown>();
  return {
    read: (name) => parsed(attempt(() => storage().getItem(prefix + name))) ?? memory.get(name) ?? spare?.read(name),
    write: (name, value) => {
      memory.set(name, value);
      const text = JSON.stringify(value);
      const done = attempt(() => {
        storage().setItem(prefix + name, text);
        return true;
      });
      if (done !== true) spare?.write(name, value);
    },
    forget: () => {
      memory.clear();
      for (const name of KEPT) {
        attempt(() => storage().removeItem(prefix + name));
        spare?.write(name, undefined);
      }
    },
  };
}

function attempt<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}

function parsed(kept: string | null | undefined): unknown {
  return attempt(() => (typeof kept === 'string' ? JSON.parse(kept) : undefined));
}
