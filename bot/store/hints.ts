import type { JsonObject } from './store.ts';

/** Who wants to hear that something was committed to a conversation (or left in a queue), within this process. */
export type Hints = {
  readonly watch: (name: string, hint: () => void) => () => void;
  readonly give: (name: string) => void;
  /** The names that somebody watches now. */
  readonly watched: () => readonly string[];
};

/** No hints wanted yet. */
export function newHints(): Hints {
  const watchers = new Map<string, Set<() => void>>();
  return {
    watch: (name, hint) => {
      const own = watchers.get(name) ?? new Set();
      watchers.set(name, own.add(hint));
      return () => {
        own.delete(hint);
        if (own.size === 0 && watchers.get(name) === own) watchers.delete(name);
      };
    },
    give: (name) => {
      for (const hint of watchers.get(name) ?? []) hint();
    },
    watched: () => [...watchers.keys()],
  };
}

/** Who listens to what is whispered, within this process. */
export type Whispers = {
  readonly overhear: (name: string, hear: (what: JsonObject) => void) => () => void;
  readonly give: (name: string, what: JsonObject) => void;
};

/** Nobody listens yet. */
export function newWhispers(): Whispers {
  const listeners = new Map<string, Set<(what: JsonObject) => void>>();
  return {
    overhear: (name, hear) => {
      const own = listeners.get(name) ?? new Set();
      listeners.set(name, own.add(hear));
      return () => {
        own.delete(hear);
        if (own.size === 0 && listeners.get(name) === own) listeners.delete(name);
      };
    },
    give: (name, what) => {
      for (const hear of listeners.get(name) ?? []) hear(what);
    },
  };
}
