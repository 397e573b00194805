/** Words by the families of our own list: who says "erase" is near who says "delete", though no example says so. */
import { hashText } from './hash.ts';
import { FAMILIES } from './lexicon/families.ts';
import { stem } from './words.ts';

const SEED = 0x51ed270b;
const NONE: readonly number[] = [];
const byStem = listed();

/** Hashes of the families that an English stem is in. */
export function familiesOf(stemmed: string): readonly number[] {
  return byStem.get(stemmed) ?? NONE;
}

function listed(): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const family of FAMILIES.trim().split(/\s*[|\n]\s*/)) {
    const name = hashText(family, SEED);
    for (const member of new Set(family.split(' ').map(stem))) found.set(member, [...(found.get(member) ?? []), name]);
  }
  return found;
}
