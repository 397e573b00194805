/** Who wants to hear that something was committed to a conversation, within this process. */
export type Hints = {
  readonly watch: (conversation: string, hint: () => void) => () => void;
  readonly give: (conversation: string) => void;
};

/** No hints wanted yet. */
export function newHints(): Hints {
  const watchers = new Map<string, Set<() => void>>();
  return {
    watch: (conversation, hint) => {
      const own = watchers.get(conversation) ?? new Set();
      watchers.set(conversation, own.add(hint));
      return () => {
        own.delete(hint);
        if (own.size === 0 && watchers.get(conversation) === own) watchers.delete(conversation);
      };
    },
    give: (conversation) => {
      for (const hint of watchers.get(conversation) ?? []) hint();
    },
  };
}
