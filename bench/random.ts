/** A small seeded generator (mulberry32), so that every run of a benchmark sees the same cases. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One key of a distribution; the rest to 1 gives undefined. */
export function draw(random: () => number, distribution: Readonly<Record<string, number>>): string | undefined {
  let left = random();
  for (const [key, p] of Object.entries(distribution)) {
    left -= p;
    if (left < 0) return key;
  }
  return undefined;
}

/** A factor with median 1 that is above `spread` in one case of six. */
export function lognormal(random: () => number, spread: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return spread ** normal;
}
