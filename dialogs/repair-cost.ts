/**
 * Expected cost of repair: what it costs on average, in minutes, to try fixes in the best order and hand over when
 * nothing left is worth its cost (Heckerman, Breese and Rommelse 1995; Jensen et al. 2001). One fault is assumed.
 */

/** P(a fix removes a cause); the cause by its place among the beliefs. */
export type Removal = { readonly cause: number; readonly share: number };

/** A fix as the sum sees it: its cost in minutes, the few causes that it may remove, and the fixes that must come before it. */
export type Action = {
  readonly id: string;
  readonly cost: number;
  readonly removes: readonly Removal[];
  readonly after: readonly string[];
};

/** P(this fix removes the fault), for unnormalised beliefs. */
export function chance(action: Action, beliefs: readonly number[]): number {
  let sum = 0;
  for (const { cause, share } of action.removes) sum += (beliefs[cause] ?? 0) * share;
  return sum;
}

/** Lowers beliefs, unnormalised, by what this fix would have removed: it failed. */
export function failInto(beliefs: number[], action: Action): void {
  for (const { cause, share } of action.removes) beliefs[cause] = (beliefs[cause] ?? 0) * (1 - share);
}

/** The action with the best chance per minute among those whose predecessors are done; none when nothing is worth its cost against help. */
export function mostEfficient(actions: readonly Action[], beliefs: readonly number[], left: number, help: number): Action | undefined {
  let best: Action | undefined;
  let bestEfficiency = left / help;
  for (const action of actions) {
    const efficiency = chance(action, beliefs) / action.cost;
    if (efficiency <= bestEfficiency || action.after.some((id) => actions.some((a) => a.id === id))) continue;
    best = action;
    bestEfficiency = efficiency;
  }
  return best;
}

/**
 * Expected minutes from here to a fix or a person, for beliefs that sum to at most 1 (the rest is a cause that no
 * action removes) and `help`, the cost of a person.
 */
export function expectedCost(actions: readonly Action[], start: readonly number[], help: number): number {
  const beliefs = start.slice();
  const remaining = actions.slice();
  // What is not explained by any known cause stays unfixed by every action.
  let left = 1;
  let cost = 0;
  for (;;) {
    const action = mostEfficient(remaining, beliefs, left, help);
    if (action === undefined) return cost + left * help;
    cost += left * action.cost;
    left -= chance(action, beliefs);
    failInto(beliefs, action);
    remaining.splice(remaining.indexOf(action), 1);
  }
}
