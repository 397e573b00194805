import type { Answer, Ask } from '../http/exchange.ts';
import { Refusal } from '../http/refusal.ts';
import type { FileWithBytes } from '../store/store.ts';

/** Files that agents send: as everybody else's, they are checked and cleaned before they are kept. */
export type DeskFiles = {
  /** Does something with the files of a request, when there is room for them. Throws Refusal. */
  readonly take: (ask: Ask, work: (files: readonly FileWithBytes[]) => Promise<Answer>) => Promise<Answer>;
};

/** Where no files are taken. */
export const NO_FILES: DeskFiles = {
  take: () => Promise.reject(new Refusal('BadArgument', 'No files are taken here.')),
};
