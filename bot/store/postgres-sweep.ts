import type { Hints } from './hints.ts';
import type { Connections, Row, Statement } from './postgres-pool.ts';

/** Milliseconds between two looks. */
const PAUSE = 1000;
/** Watched conversations that one look covers; the others are covered by the next ones. */
const LOOK = 5000;

/** How far the logs of these conversations have come. */
export const SEEN: Statement = { name: 'sweep', text: 'SELECT id, next_seq FROM conversation WHERE id = ANY ($1)' };

/** Looks now and then whether the watched conversations have moved: a process that is killed after its commit tells nobody. */
export function openSweep(hints: Hints, { query }: Pick<Connections, 'query'>): { readonly close: () => void } {
  const seen = new Map<string, number>();
  let begin = 0;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  const moved = ({ id, next_seq: next }: Row): void => {
    if (seen.get(id) !== next) hints.give(id);
    seen.set(id, next);
  };
  const look = async (): Promise<void> => {
    const watched = hints.watched();
    const names = watched.slice(begin, begin + LOOK);
    begin = begin + LOOK < watched.length ? begin + LOOK : 0;
    if (seen.size > 2 * watched.length) keepOnly(seen, watched);
    // Trouble with the database is told by those who need an answer.
    const rows = names.length === 0 ? [] : await query(SEEN, [names]).catch(() => []);
    rows.forEach(moved);
    if (!closed) timer = setTimeout(look, PAUSE).unref();
  };
  timer = setTimeout(look, PAUSE).unref();
  return {
    close: () => {
      closed = true;
      clearTimeout(timer);
    },
  };
}

function keepOnly(seen: Map<string, number>, names: readonly string[]): void {
  const wanted = new Set(names);
  for (const name of seen.keys()) if (!wanted.has(name)) seen.delete(name);
}
