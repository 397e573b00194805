/**
 * A linear support vector machine for one class against the rest, by dual coordinate descent with shrinking (Hsieh et
 * al., 2008; squared hinge loss). Deterministic: the order of the examples is shuffled by a fixed seed.
 */
import { seededRandom } from './hash.ts';

/** Examples as compressed rows: row i is `index`/`value` from `start[i]` to `start[i + 1]`. All rows have length one. */
export type Rows = { readonly start: Int32Array; readonly index: Int32Array; readonly value: Float32Array; readonly features: number };

export type SvmOptions = { readonly c: number; readonly passes: number; readonly tolerance: number };

/** Weights of one class, the last of them for the constant feature. `positive[i]` is 1 for examples of the class; `used` lists rows. */
export function trainOne(rows: Rows, used: Int32Array, positive: Uint8Array, options: SvmOptions): Float32Array {
  const weights = new Float32Array(rows.features + 1);
  const alpha = new Float32Array(used.length);
  const cost = costs(used, positive, options.c);
  const order = Int32Array.from(used, (_, i) => i);
  const random = seededRandom(used.length);
  const state: Pass = { active: order.length, worst: 0 };
  for (let pass = 0; pass < options.passes; pass++) {
    shuffle(order, state.active, random);
    onePass(order, state, (i) => step(rows, used[i] as number, positive, weights, alpha, i, cost));
    if (state.worst >= options.tolerance) continue;
    if (state.active === order.length) break;
    state.active = order.length;
  }
  return weights;
}

/** How many examples still move, and how far the farthest was from its best place. */
type Pass = { active: number; worst: number };

function onePass(order: Int32Array, state: Pass, move: (i: number) => number): void {
  state.worst = 0;
  for (let s = 0; s < state.active; s++) {
    const moved = move(order[s] as number);
    if (moved < 0) shrink(order, s--, state);
    else state.worst = Math.max(state.worst, moved);
  }
}

/** The rarer side weighs more: √(rest / own). */
function costs(used: Int32Array, positive: Uint8Array, c: number): readonly [number, number] {
  let own = 0;
  for (const row of used) own += positive[row] as number;
  return [c, c * Math.sqrt(Math.max(1, used.length - own) / Math.max(1, own))];
}

/** Moves one multiplier to its best place. Returns how far it was from it, or -1 when it may rest. */
function step(
  rows: Rows,
  row: number,
  positive: Uint8Array,
  weights: Float32Array,
  alpha: Float32Array,
  i: number,
  cost: readonly [number, number],
): number {
  const side = positive[row] === 1 ? 1 : -1;
  const diagonal = 0.5 / cost[side === 1 ? 1 : 0];
  const from = rows.start[row] as number;
  const to = rows.start[row + 1] as number;
  const before = alpha[i] as number;
  let dot = weights[rows.features] as number;
  for (let k = from; k < to; k++) dot += (weights[rows.index[k] as number] as number) * (rows.value[k] as number);
  const gradient = side * dot - 1 + before * diagonal;
  if (before === 0 && gradient >= 0) return gradient > 0.1 ? -1 : 0;
  const after = Math.max(before - gradient / (2 + diagonal), 0);
  const change = (after - before) * side;
  alpha[i] = after;
  if (change === 0) return 0;
  for (let k = from; k < to; k++) {
    const f = rows.index[k] as number;
    weights[f] = (weights[f] as number) + change * (rows.value[k] as number);
  }
  weights[rows.features] = (weights[rows.features] as number) + change;
  return Math.abs(gradient);
}

function shrink(order: Int32Array, at: number, state: Pass): void {
  state.active--;
  const last = order[state.active] as number;
  order[state.active] = order[at] as number;
  order[at] = last;
}

function shuffle(order: Int32Array, length: number, random: () => number): void {
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = order[i] as number;
    order[i] = order[j] as number;
    order[j] = kept;
  }
}
