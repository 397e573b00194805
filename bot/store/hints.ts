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
