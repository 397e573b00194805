import { labelledJudge, trainOnTexts } from '../../dialogs/understanding/labelled.ts';
import type { Meanings } from '../../dialogs/understanding/meanings.ts';
import type { Peer } from './peer.ts';

/** The engine of this repository, by words alone or also by what they mean. */
export function ours(name: string, meanings?: Meanings): Peer {
  return {
    name,
    slow: false,
    train: async (texts) => {
      const judge = labelledJudge(trainOnTexts(texts, undefined, meanings));
      return (text) => judge(text).ranked[0]?.id ?? '';
    },
  };
}
