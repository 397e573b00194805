/** How much of a message is in words that were never met: the plainest sign that it is about something else. */

/**
 * The share of a text's words that are strange, each weighed by how telling it is (its inverse document frequency): 0 when
 * all were met, 1 when none was. `counts` says in how many of `texts` texts each word was met.
 */
export function strangeness(words: readonly string[], counts: ReadonlyMap<string, number>, texts: number): number {
  let strange = 0;
  let all = 0;
  for (const word of words) {
    const met = counts.get(word) ?? 0;
    const weight = 1 + Math.log((1 + texts) / (1 + met));
    all += weight;
    if (met === 0) strange += weight;
  }
  return all === 0 ? 1 : strange / all;
}
