/** What can be said of conditions without knowing anybody's facts: do two fit together, does one always hold with another. */
import type { When } from './pack.ts';
import { compareVersions, type World } from './world.ts';

type Range = { readonly from?: string | undefined; readonly below?: string | undefined };
type Wanted = When[string];

/** Whether somebody's facts can meet both conditions. */
export function compatible(world: World, a: When, b: When): boolean {
  const left = closure(world, a);
  const right = closure(world, b);
  return Object.entries(left).every(([slot, wanted]) => {
    const other = right[slot];
    return other === undefined || overlap(wanted, other);
  });
}

/** Whether the general condition holds wherever the particular one does. */
export function covers(world: World, general: When, particular: When): boolean {
  const known = closure(world, particular);
  return Object.entries(general).every(([slot, wanted]) => {
    const other = known[slot];
    return other !== undefined && within(other, wanted);
  });
}

/** The slots in which two conditions exclude each other, also by what their values imply. */
export function excludedBy(world: World, a: When, b: When): readonly string[] {
  const left = closure(world, a);
  const right = closure(world, b);
  return Object.keys(left).filter((slot) => {
    const [one, other] = [left[slot], right[slot]];
    return one !== undefined && other !== undefined && !overlap(one, other);
  });
}

/** The condition with what its values imply: a model says which platform. */
function closure(world: World, when: When): When {
  const found: Record<string, Wanted> = { ...when };
  const open = Object.keys(when);
  for (let slot = open.pop(); slot !== undefined; slot = open.pop()) {
    for (const [implied, values] of Object.entries(impliedByAll(world, slot, found[slot]))) {
      if (found[implied] !== undefined) continue;
      found[implied] = values;
      open.push(implied);
    }
  }
  return found;
}

/** What each of the wanted values implies of another slot. */
function impliedByAll(world: World, slot: string, wanted: Wanted | undefined): Readonly<Record<string, string[]>> {
  const list = listOf(wanted);
  if (list === undefined) return {};
  const implied = list.map((value) => world.values.get(slot)?.get(value)?.value.implies ?? {});
  const slots = Object.keys(implied[0] ?? {}).filter((one) => implied.every((facts) => facts[one] !== undefined));
  return Object.fromEntries(slots.map((one) => [one, [...new Set(implied.map((facts) => facts[one] ?? ''))]]));
}

function listOf(wanted: Wanted | undefined): readonly string[] | undefined {
  if (typeof wanted === 'string') return [wanted];
  return Array.isArray(wanted) ? wanted : undefined;
}

function overlap(a: Wanted, b: Wanted): boolean {
  const [left, right] = [listOf(a), listOf(b)];
  if (left !== undefined && right !== undefined) return left.some((value) => right.includes(value));
  if (left !== undefined) return left.some((value) => inRange(value, b as Range));
  if (right !== undefined) return right.some((value) => inRange(value, a as Range));
  return before((a as Range).from, (b as Range).below) && before((b as Range).from, (a as Range).below);
}

function within(inner: Wanted, outer: Wanted): boolean {
  const [left, right] = [listOf(inner), listOf(outer)];
  if (left !== undefined) return left.every((value) => (right === undefined ? inRange(value, outer as Range) : right.includes(value)));
  if (right !== undefined) return false;
  const [small, large] = [inner as Range, outer as Range];
  const lower = large.from === undefined || (small.from !== undefined && compareVersions(small.from, large.from) >= 0);
  const upper = large.below === undefined || (small.below !== undefined && compareVersions(small.below, large.below) <= 0);
  return lower && upper;
}

function before(from: string | undefined, below: string | undefined): boolean {
  return from === undefined || below === undefined || compareVersions(from, below) < 0;
}

/** Whether a version lies in a range. */
function inRange(version: string, range: Range): boolean {
  return (range.from === undefined || compareVersions(version, range.from) >= 0) && before(version, range.below);
}

/** Whether a value meets one line of a condition. */
export function meets(value: string, wanted: Wanted): boolean {
  const list = listOf(wanted);
  return list === undefined ? inRange(value, wanted as Range) : list.includes(value);
}
