import type { FileUrl } from '../files/file-links.ts';
import type { Files } from '../files/files.ts';
import type { Answer, Ask } from '../http/exchange.ts';
import type { FileWithBytes } from '../store/store.ts';

/** Files between people and those who help them. */
export type DeskFiles = {
  /** Where desks elsewhere can fetch what people sent, at this server as they know it. */
  readonly addresses: (home: string) => Promise<FileUrl>;
  /** Does something with the files of a request, when there is room for them: as everybody else's, they are checked and cleaned. Throws Refusal. */
  readonly take: (ask: Ask, work: (files: readonly FileWithBytes[]) => Promise<Answer>) => Promise<Answer>;
};

/** The door that is there for everybody's files. */
export function deskFiles({ admit, limits, clean, links }: Pick<Files, 'admit' | 'limits' | 'clean' | 'links'>): DeskFiles {
  return {
    addresses: links.from,
    take: (ask, work) =>
      admit(ask, async () => {
        const files: FileWithBytes[] = [];
        // One after the other: a picture takes much memory while it is drawn.
        for (const part of await ask.parts(limits)) files.push(await clean(part, ask.address));
        return work(files);
      }),
  };
}
