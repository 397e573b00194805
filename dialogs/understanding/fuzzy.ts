/** fuse.js, for picking one of a few names that were offered. Never on the path of every message. */
import Fuse from 'fuse.js';

const MOST_NAMES = 500;
const LONGEST = 60;
/** 0 is a perfect match, 1 matches anything. */
const THRESHOLD = 0.34;
/** The second best must be this much worse. */
const LEAD = 0.08;

/** The number of the name that was meant, or -1 when none or more than one could be. */
export function nearestName(names: readonly string[], said: string): number {
  if (said.length < 3 || said.length > LONGEST || names.length === 0) return -1;
  const fuse = new Fuse(names.slice(0, MOST_NAMES), {
    includeScore: true,
    ignoreLocation: true,
    threshold: THRESHOLD,
    minMatchCharLength: 2,
  });
  const [best, second] = fuse.search(said, { limit: 2 });
  if (!best || (second && (second.score ?? 1) - (best.score ?? 1) < LEAD)) return -1;
  return best.refIndex;
}
