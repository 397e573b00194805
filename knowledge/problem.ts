/** A place in a file, counted from 1 as editors do. */
export type Place = { readonly file: string; readonly line: number; readonly column: number };

/** What is wrong there, and what was meant. */
export type Problem = Place & { readonly message: string };

/** The problem as compilers print it, so that editors and terminals can jump to it. */
export function problemLine(problem: Problem): string {
  return `${problem.file}:${problem.line}:${problem.column}: ${problem.message}`;
}

/** By file, then from top to bottom; the same words at the same place only once. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const once = new Map(problems.map((problem) => [problemLine(problem), problem]));
  return [...once.values()].sort((a, b) => compareText(a.file, b.file) || a.line - b.line || a.column - b.column);
}

/** Plain code-unit order: the same on every machine, whatever its language. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Another place, as a problem at `from` mentions it. */
export function mention(place: Place, from: Place): string {
  return place.file === from.file ? `line ${place.line}` : `${place.file}:${place.line}`;
}
