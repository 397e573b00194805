/** Runs a work when asked, one at a time: asked while it runs, it runs once more, so that whoever asks sees what was true when they asked. */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const begin = (): Promise<void> => {
    running = work().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (running === undefined) return begin();
    next ??= running.then(begin, begin).finally(() => {
      next = undefined;
    });
    return next;
  };
}
