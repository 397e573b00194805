/** All situations that conditions can tell apart, to prove that something is said in each. */
import { meets } from './conditions.ts';
import type { Slot, When } from './pack.ts';
import { compareVersions, type World } from './world.ts';

/** Slot → value; a slot that makes no sense in the situation is left out. */
export type Situation = Readonly<Record<string, string>>;

/** More are not looked through: a proof that takes minutes is not run. */
const MAX_SITUATIONS = 20_000;

/** One situation for each combination that the conditions distinguish, within `inside`; nothing when there are too many. */
export function situations(world: World, conditions: readonly When[], inside: readonly When[]): readonly Situation[] | undefined {
  const all = [...conditions, ...inside];
  const slots = [...new Set(all.flatMap(Object.keys))];
  let found: Situation[] = [{}];
  for (const slot of slots) {
    const values = classes(world, slot, slots, all).filter((value) =>
      inside.every((when) => when[slot] === undefined || meets(value, when[slot])),
    );
    found = found.flatMap((one) => values.map((value) => ({ ...one, [slot]: value })).filter((next) => consistent(world, next, slot)));
    if (found.length > MAX_SITUATIONS) return undefined;
  }
  return dedupe(found.map((one) => sensible(world, one)));
}

/** Whether a condition holds in a situation. */
export function holdsIn(when: When, situation: Situation): boolean {
  return Object.entries(when).every(([slot, wanted]) => {
    const value = situation[slot];
    return value !== undefined && meets(value, wanted);
  });
}

/** One value for each group of values that no condition and no implication tells apart. */
function classes(world: World, slot: string, slots: readonly string[], conditions: readonly When[]): readonly string[] {
  const values =
    world.slots.get(slot)?.value.kind === 'version' ? versionPoints(slot, conditions) : [...(world.values.get(slot)?.keys() ?? [])];
  const byClass = new Map<string, string>();
  for (const value of values) {
    const implies = world.values.get(slot)?.get(value)?.value.implies ?? {};
    const marks = conditions.map((when) => when[slot] === undefined || meets(value, when[slot]));
    const key = JSON.stringify([marks, slots.map((one) => implies[one] ?? '')]);
    if (!byClass.has(key)) byClass.set(key, value);
  }
  return [...byClass.values()];
}

/** The edges of all ranges, and something before the first: between two edges nothing changes. */
function versionPoints(slot: string, conditions: readonly When[]): readonly string[] {
  const edges = conditions.flatMap((when) => {
    const wanted = when[slot];
    return typeof wanted === 'object' && !Array.isArray(wanted) ? [wanted.from, wanted.below] : [];
  });
  return ['0', ...edges.filter((edge) => edge !== undefined)].sort(compareVersions);
}

function consistent(world: World, situation: Situation, added: string): boolean {
  return Object.entries(situation).every(([slot, value]) => {
    const implies = world.values.get(slot)?.get(value)?.value.implies ?? {};
    const against = slot === added ? Object.keys(implies) : [added];
    return against.every((other) => implies[other] === undefined || situation[other] === undefined || implies[other] === situation[other]);
  });
}

/** Without the slots that would not be asked there. */
function sensible(world: World, situation: Situation): Situation {
  const asked = (slot: Slot | undefined): boolean =>
    Object.entries(slot?.when ?? {}).every(([other, wanted]) => situation[other] === undefined || meets(situation[other], wanted));
  return Object.fromEntries(Object.entries(situation).filter(([slot]) => asked(world.slots.get(slot)?.value)));
}

function dedupe(found: readonly Situation[]): readonly Situation[] {
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}
