import { fromPeers, type Labelled, type Peer } from './peer.ts';

type Fuse = { search(query: string, options: { limit: number }): readonly { readonly item: Labelled }[] };
type FuseModule = new (items: readonly Labelled[], options: object) => Fuse;

/** fuse.js finds the nearest training text by token search: the words of a message, any of which may match. */
export const fuse: Peer = {
  name: 'fuse.js (token search)',
  slow: true,
  train: async (texts) => {
    const Fuse = fromPeers<FuseModule>('fuse.js');
    const index = new Fuse(texts, { keys: ['text'], includeScore: true, ignoreLocation: true, threshold: 0.4, useTokenSearch: true });
    return (text) => index.search(text, { limit: 1 })[0]?.item.intent ?? '';
  },
};
