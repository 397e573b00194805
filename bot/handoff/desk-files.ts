import type { Files } from '../files/files.ts';
import type { Answer, Ask } from '../http/exchange.ts';
import type { FileWithBytes } from '../store/store.ts';

/** Files that agents send: as everybody else's, they are checked and cleaned before they are kept. */
export type DeskFiles = {
  /** Does something with the files of a request, when there is room for them. Throws Refusal. */
  readonly take: (ask: Ask, work: (files: readonly FileWithBytes[]) => Promise<Answer>) => Promise<Answer>;
};

/** The door that is there for everybody's files. */
export function deskFiles({ admit, limits, clean }: Pick<Files, 'admit' | 'limits' | 'clean'>): DeskFiles {
  return {
    take: (ask, work) =>
      admit(ask, async () => {
        const files: FileWithBytes[] = [];
        // One after the other: a picture takes much memory while it is drawn.
        for (const part of await ask.parts(limits)) files.push(await clean(part, ask.address));
        return work(files);
      }),
  };
}
