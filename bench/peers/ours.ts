import { judgeOf, type Knowing, withEmbedder } from '../../bot/engine-figures.ts';
import { labelledJudge, trainOnTexts } from '../../dialogs/understanding/labelled.ts';
import type { Peer } from './peer.ts';

/** The engine of this repository, by words alone or also by what they mean, each or together. */
export function ours(name: string, { meanings, embedder }: Knowing = {}): Peer {
  return {
    name,
    slow: false,
    train: async (texts) => {
      const byWords = trainOnTexts(texts, undefined, meanings);
      if (embedder === undefined) {
        const judge = labelledJudge(byWords);
        return (text) => judge(text).ranked[0]?.id ?? '';
      }
      const judge = judgeOf(await withEmbedder(byWords, texts, embedder), embedder);
      return async (text) => (await judge(text)).ranked[0]?.id ?? '';
    },
  };
}
