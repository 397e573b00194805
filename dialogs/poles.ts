import type { Check } from '../knowledge/pack.ts';

/** Values of a check for "all is well there" and "that is what is wrong": the likeliest and the unlikeliest; undefined for one of more than two. */
export function polesOf({ base }: Check): { readonly well: string; readonly ill: string } | undefined {
  const [well, ill, ...others] = Object.entries(base).sort(([, a], [, b]) => b - a);
  return well !== undefined && ill !== undefined && others.length === 0 ? { well: well[0], ill: ill[0] } : undefined;
}
