import type { JsonObject } from './store.ts';

/** A site as it is stored. Version 0: not written yet. */
type SiteRow = { readonly id: string; readonly version: number; readonly data: JsonObject };

/** The sites whose pages embed the chat: few, read rarely, written by people. */
export type Sites = {
  /** All of them, by id. */
  readonly all: () => Promise<readonly SiteRow[]>;
  /** Writes it, with the next version, if it still has the version that was read; says whether it did. */
  readonly write: (site: SiteRow) => Promise<boolean>;
  /** Says whether there was one. */
  readonly remove: (id: string) => Promise<boolean>;
};
