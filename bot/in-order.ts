/** Runs works of the same key one after the other, in the order in which they came; works of other keys run beside them. */
export type InOrder = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** A new set of queues; a queue lives only while something stands in it. */
export function newInOrder(): InOrder {
  const tails = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const before = tails.get(key) ?? Promise.resolve();
    const result = before.then(work, work);
    // Whether it failed is its own caller's business, not that of the next in the queue.
    const tail: Promise<unknown> = result.then(ended, ended);
    function ended(): void {
      if (tails.get(key) === tail) tails.delete(key);
    }
    tails.set(key, tail);
    return result;
  };
}
