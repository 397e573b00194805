/** What of a pack's texts a translation leaves out. */
import type { Pack, Part, Translation } from './pack.ts';

/** What of a pack can be translated. */
export type Texts = Pick<Pack, Part>;

/** The parts of the pack in which texts are missing in these translations, each with the ids of what lacks them. */
export function missing(pack: Texts, parts: readonly Translation[]): readonly (readonly [Part, readonly string[]])[] {
  const has = (lacks: (part: Translation) => boolean): boolean => !parts.some((part) => !lacks(part));
  const all: Readonly<Record<Part, readonly string[]>> = {
    slots: ids(pack.slots, (slot, id) => (slot.question?.how.length ?? 0) > 0 && has((part) => part.slots[id]?.how === undefined)),
    guides: ids(pack.guides, (_guide, id) => has((part) => part.guides[id]?.variants === undefined)),
    causes: ids(pack.causes, (cause, id) => cause.dead_end !== undefined && has((part) => part.causes[id]?.dead_end === undefined)),
    fixes: ids(pack.fixes, (_fix, id) => has((part) => part.fixes[id]?.steps === undefined)),
    entries: ids(pack.entries, (_entry, id) => has((part) => part.entries[id]?.meaning === undefined)),
    tips: ids(pack.tips, (_tip, id) => has((part) => part.tips[id] === undefined)),
    terms: ids(pack.terms, (_term, id) => has((part) => part.terms[id]?.say === undefined)),
  };
  return (Object.entries(all) as [Part, readonly string[]][]).filter(([, lacking]) => lacking.length > 0);
}

function ids<T>(table: ReadonlyMap<string, T>, lacks: (one: T, id: string) => boolean): readonly string[] {
  return [...table].filter(([id, one]) => lacks(one, id)).map(([id]) => id);
}
