import type { Instant } from '../dialogs/case-file.ts';

/** A line as it came in, without the time that it began with; `at` when that time was understood. */
export type TimedLine = { readonly text: string; readonly at?: Instant; readonly wrong?: string };

const TIMED = /^@(\d{4}-\d{2}-\d{2}\S*)(?:\s(.*))?$/s;
const TIME = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/** Reads `@2026-01-02T10:00Z still broken`. Without a zone it is UTC. What looks like a time and is none stays text, and `wrong` says why. */
export function readTimed(line: string): TimedLine {
  const found = TIMED.exec(line);
  if (found === null) return { text: line };
  const [, written = '', rest = ''] = found;
  const shape = TIME.exec(written);
  const at = shape === null ? Number.NaN : Date.parse(shape[1] === undefined && written.includes('T') ? `${written}Z` : written);
  if (Number.isFinite(at)) return { text: rest, at };
  return { text: line, wrong: `not a time: @${written.slice(0, 60)} (write @2026-01-02T10:00Z); the line is taken as it stands` };
}

/** A clock that goes on from wherever it was set last. */
export type Clock = { readonly now: () => Instant; readonly set: (at: Instant) => void };

/** Runs with the real time until it is set. */
export function newClock(real: () => Instant): Clock {
  let ahead = 0;
  return {
    now: () => real() + ahead,
    set: (at) => {
      ahead = at - real();
    },
  };
}
