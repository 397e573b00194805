import { fromPeers, type Peer } from './peer.ts';

type Bayes = {
  addDocument(text: string, label: string): void;
  train(): void;
  classify(text: string): string;
};

/** natural's naive Bayes classifier, as its manual shows it. */
export const naturalBayes: Peer = {
  name: 'natural Bayes',
  slow: false,
  train: async (texts) => {
    const Classifier = fromPeers<new () => Bayes>('natural/lib/natural/classifiers/bayes_classifier.js');
    const bayes = new Classifier();
    for (const { text, intent } of texts) bayes.addDocument(text, intent);
    bayes.train();
    return (text) => bayes.classify(text);
  },
};
