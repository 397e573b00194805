/** Codes that share one entry: a family of numbers, of which only the first and the last are written down. */
import type { Entry, Pack } from '../knowledge/pack.ts';

/** Entries of which each stands for a family of numbers. */
export function codeFamilies(pack: Pack): readonly Entry[] {
  return [...pack.entries.values()].filter((entry) => entry.through !== undefined);
}

/** The families to which a number without an entry of its own belongs. */
export function familiesOf(families: readonly Entry[], code: string): readonly Entry[] {
  if (!/^[1-9]\d{0,5}$/.test(code)) return [];
  return families.filter((entry) => Number(entry.code) <= Number(code) && Number(code) <= Number(entry.through));
}
