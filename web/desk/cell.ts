/** A value that changes, and who wants to know. */
export type Cell<T> = {
  readonly get: () => T;
  readonly set: (next: T | ((before: T) => T)) => void;
  readonly watch: (hear: () => void) => () => void;
};

/** A cell that holds this. */
export function newCell<T extends object>(first: T): Cell<T> {
  let held = first;
  const watchers = new Set<() => void>();
  return {
    get: () => held,
    set: (next) => {
      const after = typeof next === 'function' ? next(held) : next;
      if (after === held) return;
      held = after;
      for (const hear of [...watchers]) hear();
    },
    watch: (hear) => {
      watchers.add(hear);
      return () => watchers.delete(hear);
    },
  };
}
