import type { Fix, Pack } from '../knowledge/pack.ts';
import type { Removal } from './repair-cost.ts';

type Remedy = { readonly fix: Fix; readonly share: number };

const indexes = new WeakMap<Pack, ReadonlyMap<string, readonly Remedy[]>>();

/** What each fix does about these causes, in their order; fixes that do nothing are not among them. */
export function remediesFor(pack: Pack, causes: readonly string[]): ReadonlyMap<Fix, readonly Removal[]> {
  // A pack never changes, so what removes a cause is gathered once.
  const index = indexes.get(pack) ?? indexOf(pack);
  const remedies = new Map<Fix, Removal[]>();
  causes.forEach((id, cause) => {
    for (const { fix, share } of index.get(id) ?? []) {
      const removes = remedies.get(fix);
      if (removes === undefined) remedies.set(fix, [{ cause, share }]);
      else removes.push({ cause, share });
    }
  });
  return remedies;
}

function indexOf(pack: Pack): ReadonlyMap<string, readonly Remedy[]> {
  const index = new Map<string, Remedy[]>();
  for (const fix of pack.fixes.values()) {
    for (const [cause, share] of Object.entries(fix.removes)) index.set(cause, [...(index.get(cause) ?? []), { fix, share }]);
  }
  indexes.set(pack, index);
  return index;
}
