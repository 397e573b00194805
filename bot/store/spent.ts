/** Remembers names for a while; says whether this is the first time within so many milliseconds. Of one process. */
export function newSpent(now: () => number): (name: string, span: number) => boolean {
  const until = new Map<string, number>();
  return (name, span) => {
    const at = now();
    // Spans are alike, so the oldest ends first; one that does not only stays a little longer.
    for (const [old, end] of until) {
      if (end > at) break;
      until.delete(old);
    }
    if ((until.get(name) ?? 0) > at) return false;
    until.delete(name);
    until.set(name, at + span);
    return true;
  };
}
