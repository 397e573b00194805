const NONE: readonly RegExpExecArray[] = [];

/** All matches of a global pattern. Where there mostly are none, to search first costs less than `matchAll`, which begins by copying the pattern. */
export function matches(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  return text.search(pattern) < 0 ? NONE : [...text.matchAll(pattern)];
}
