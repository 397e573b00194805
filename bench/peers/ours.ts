import { labelledJudge, trainOnTexts } from '../../dialogs/understanding/labelled.ts';
import type { Peer } from './peer.ts';

/** The engine of this repository. */
export const ours: Peer = {
  name: '**keepsake**',
  slow: false,
  train: async (texts) => {
    const judge = labelledJudge(trainOnTexts(texts));
    return (text) => judge(text).ranked[0]?.id ?? '';
  },
};
