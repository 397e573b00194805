/** How likely each answer is under each cause. A turn asks this hundreds of times, so it is worked out once for each pack. */
import type { Cause, Pack } from '../knowledge/pack.ts';

/** P(value | cause) of one slot: what is said of some values, and what is left for each of the others. */
export type Likelihoods = { readonly of: ReadonlyMap<string, number>; readonly others: number };

/** Likelihood of a value that a cause says nothing of, where the pack gives no base rate. */
const FLOOR = 0.01;

type Table = Map<Cause | undefined, Map<string, Likelihoods>>;
const tables = new WeakMap<Pack, Table>();

/** As the cause says, the rest shared among the values it leaves out; where it says nothing, the base rate. */
export function likelihoodsOf(pack: Pack, cause: Cause | undefined, slot: string): Likelihoods {
  const shown = cause?.shows[slot];
  const slots = slotsOf(tableOf(pack), shown === undefined ? undefined : cause);
  const before = slots.get(slot);
  if (before !== undefined) return before;
  const found = shown === undefined ? usual(pack, slot) : told(pack, slot, shown);
  slots.set(slot, found);
  return found;
}

function tableOf(pack: Pack): Table {
  const table: Table = tables.get(pack) ?? new Map();
  if (table.size === 0) tables.set(pack, table);
  return table;
}

function slotsOf(table: Table, cause: Cause | undefined): Map<string, Likelihoods> {
  const slots = table.get(cause) ?? new Map<string, Likelihoods>();
  if (slots.size === 0) table.set(cause, slots);
  return slots;
}

function usual(pack: Pack, slot: string): Likelihoods {
  const values = pack.slots.get(slot)?.values.length ?? 0;
  return { of: new Map(Object.entries(pack.checks.get(slot)?.base ?? {})), others: 1 / Math.max(1, values) };
}

function told(pack: Pack, slot: string, shown: Readonly<Record<string, number>>): Likelihoods {
  const rest = 1 - Object.values(shown).reduce((sum, p) => sum + p, 0);
  const left = pack.slots.get(slot)?.values.filter(({ id }) => shown[id] === undefined).length ?? 0;
  return { of: new Map(Object.entries(shown)), others: Math.max(FLOOR, rest / Math.max(1, left)) };
}
