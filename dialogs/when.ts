import type { When } from '../knowledge/pack.ts';

/** Facts as slot → value. */
export type Known = Readonly<Record<string, string>>;
export type Holds = 'yes' | 'no' | 'unknown';

/** Orders versions by their numbers: "9.3" before "17.4". Negative when a is older. */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

type Range = Exclude<When[string], string | string[]>;

function within({ from, below }: Range, version: string): boolean {
  const late = from === undefined || compareVersions(version, from) >= 0;
  return late && (below === undefined || compareVersions(version, below) < 0);
}

function fits(wanted: When[string], value: string): boolean {
  if (typeof wanted === 'string') return wanted === value;
  return Array.isArray(wanted) ? wanted.includes(value) : within(wanted, value);
}

function lineHolds(wanted: When[string], value: string | undefined): Holds {
  if (value === undefined) return 'unknown';
  return fits(wanted, value) ? 'yes' : 'no';
}

/** Whether all lines of a condition hold for what is known: one contradiction is a no, anything open leaves it unknown. */
export function holds(when: When, known: Known): Holds {
  let result: Holds = 'yes';
  // A turn asks this a few hundred times, mostly of empty conditions: no list is made of their lines.
  for (const slot in when) {
    const line = lineHolds(when[slot] as When[string], known[slot]);
    if (line === 'no') return 'no';
    if (line === 'unknown') result = 'unknown';
  }
  return result;
}

/** The slots of a condition that are not known yet. */
export function openSlots(when: When, known: Known): string[] {
  return Object.keys(when).filter((slot) => known[slot] === undefined);
}

/** The first entry whose condition holds; entries before it that could still hold name the slots that would decide. */
export function choose<T extends { readonly when: When }>(
  variants: readonly T[],
  known: Known,
): { readonly variant: T | undefined; readonly undecided: readonly string[] } {
  const undecided = new Set<string>();
  for (const variant of variants) {
    const verdict = holds(variant.when, known);
    if (verdict === 'yes') return { variant, undecided: [...undecided] };
    if (verdict === 'unknown') for (const slot of openSlots(variant.when, known)) undecided.add(slot);
  }
  return { variant: variants.findLast((v) => holds(v.when, known) === 'unknown'), undecided: [...undecided] };
}
