import { compareText } from './problem.ts';

/** The known name that was most likely meant, or nothing when none is near. */
function nearest(word: string, known: Iterable<string>): string | undefined {
  const wanted = loose(word);
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const name of known) {
    const distance = editDistance(wanted, loose(name), bestDistance);
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** Names that were perhaps meant, the most likely first; those that begin alike before those that are only spelt alike. */
export function nearestNames(word: string, known: Iterable<string>, count: number): readonly string[] {
  const wanted = loose(word);
  const limit = Math.max(2, Math.floor(word.length / 2)) + 1;
  const scored = [...known].map((name) => {
    const other = loose(name);
    const part = wanted.length > 2 && (other.includes(wanted) || wanted.includes(other));
    return { name, distance: part ? 0.5 : editDistance(wanted, other, limit) };
  });
  return scored
    .filter(({ distance }) => distance < limit)
    .sort((a, b) => a.distance - b.distance || a.name.length - b.name.length || compareText(a.name, b.name))
    .slice(0, count)
    .map(({ name }) => name);
}

/** `; did you mean "x"?`, or nothing. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const name = nearest(word, known);
  return name === undefined ? '' : `; did you mean \`${name}\`?`;
}

/** How people vary the same name: case, and the sign between words. */
function loose(name: string): string {
  return name.toLowerCase().replace(/[\s_.-]+/g, '-');
}

/** Insertions, deletions, substitutions and swaps of neighbours; gives up with `limit` once it is reached. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = nextRow(a, b, i, row, before);
    before = row;
    row = next;
  }
  return row[b.length] ?? limit;
}

function nextRow(a: string, b: string, i: number, row: readonly number[], before: readonly number[]): number[] {
  const next = [i];
  for (let j = 1; j <= b.length; j++) {
    const change = a[i - 1] === b[j - 1] ? 0 : 1;
    const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
    const swap = swapped ? cell(before, j - 2) + 1 : Number.POSITIVE_INFINITY;
    next.push(Math.min(cell(row, j) + 1, cell(next, j - 1) + 1, cell(row, j - 1) + change, swap));
  }
  return next;
}

function cell(row: readonly number[], j: number): number {
  return row[j] ?? Number.POSITIVE_INFINITY;
}
