import type { Cause } from './pack.ts';

/** Weights in which every cause that is short for others is replaced by its kinds, by their shares, down to causes without kinds. */
export function spread(
  weights: Readonly<Record<string, number>>,
  causes: ReadonlyMap<string, Pick<Cause, 'kinds'>>,
): Record<string, number> {
  const found: Record<string, number> = {};
  const add = (id: string, weight: number, above: readonly string[]): void => {
    const kinds = Object.entries(causes.get(id)?.kinds ?? {});
    if (kinds.length === 0 || above.includes(id)) {
      found[id] = (found[id] ?? 0) + weight;
      return;
    }
    const sum = kinds.reduce((total, [, share]) => total + share, 0);
    for (const [kind, share] of kinds) add(kind, (weight * share) / sum, [...above, id]);
  };
  for (const [id, weight] of Object.entries(weights)) add(id, weight, []);
  return found;
}
