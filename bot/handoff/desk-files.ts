import type { FileUrl } from '../files/file-links.ts';
import type { Files } from '../files/files.ts';
import type { Answer, Ask } from '../http/exchange.ts';
import type { Part } from '../http/multipart.ts';
import type { FileWithBytes } from '../store/store.ts';

/** Files between people and those who help them. What comes in is checked and cleaned as everybody's is. */
export type DeskFiles = {
  /** Where desks elsewhere can fetch what people sent, at this server as they know it. */
  readonly addresses: (home: string) => Promise<FileUrl>;
  /** Does something with the files of a request, when there is room for them. Throws Refusal. */
  readonly take: (ask: Ask, work: (files: readonly FileWithBytes[]) => Promise<Answer>) => Promise<Answer>;
  /** The same for files that stood in the body of a request. Throws Refusal. */
  readonly clean: (ask: Ask, parts: readonly Part[]) => Promise<readonly FileWithBytes[]>;
};

/** The door that is there for everybody's files. */
export function deskFiles({ admit, limits, clean, links }: Pick<Files, 'admit' | 'limits' | 'clean' | 'links'>): DeskFiles {
  const cleaned = async ({ address }: Ask, parts: readonly Part[]): Promise<readonly FileWithBytes[]> => {
    const files: FileWithBytes[] = [];
    // One after the other: a picture takes much memory while it is drawn.
    for (const part of parts) files.push(await clean(part, address));
    return files;
  };
  return {
    addresses: links.from,
    take: (ask, work) => admit(ask, async () => work(await cleaned(ask, await ask.parts(limits)))),
    clean: async (ask, parts) => (parts.length === 0 ? [] : admit(ask, () => cleaned(ask, parts))),
  };
}
