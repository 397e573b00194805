/** What every engine in `bench:understanding` can do: learn labelled texts, then label others. */
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export type Labelled = { readonly text: string; readonly intent: string };

export type Peer = {
  readonly name: string;
  /** Judged on a seeded sample only when a whole test would take too long. */
  readonly slow: boolean;
  readonly train: (texts: readonly Labelled[]) => Promise<(text: string) => string | Promise<string>>;
};

/** Peers are installed beside the bench, not with the product. */
const load = createRequire(resolve('bench/package.json'));

/** What the peer's package exports to `require`. */
export function fromPeers<T>(name: string): T {
  return load(name) as T;
}

/** The address of a peer's file that is an ES module. */
export function pathOfPeer(name: string): string {
  return pathToFileURL(resolve('bench/node_modules', name)).href;
}
