/** 32-bit hashes, with which features are named: no strings are built while a message is read. */

/** FNV-1a over UTF-16 units, begun with `seed`. */
export function hashText(text: string, seed: number): number {
  let hash = seed | 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return finish(hash);
}

/** One step of FNV-1a. */
export function hashUnit(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** Two hashes in this order as one. */
export function hashPair(first: number, second: number, seed: number): number {
  return finish(Math.imul(first ^ seed, 0x85ebca6b) ^ Math.imul(second, 0xc2b2ae35));
}

/** Spreads the bits, so that nearby inputs land far apart. Never 0: zero means "empty" in tables. */
export function finish(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  h ^= h >>> 16;
  return h === 0 ? 1 : h | 0;
}

/** A small seeded random number generator (mulberry32): the same seed, the same numbers from 0 to 1. */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
