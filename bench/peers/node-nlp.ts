import { fromPeers, type Peer } from './peer.ts';

type Manager = {
  addDocument(language: string, text: string, label: string): void;
  train(): Promise<unknown>;
  process(language: string, text: string): Promise<{ readonly intent?: string }>;
};
type NlpModule = { readonly NlpManager: new (options: object) => Manager };

/** node-nlp's manager, as its manual shows it. */
export const nodeNlp: Peer = {
  name: 'node-nlp',
  slow: false,
  train: async (texts) => {
    const { NlpManager } = fromPeers<NlpModule>('node-nlp');
    const manager = new NlpManager({ languages: ['en'], forceNER: false, autoSave: false, nlu: { log: false } });
    for (const { text, intent } of texts) manager.addDocument('en', text, intent);
    await manager.train();
    return async (text) => (await manager.process('en', text)).intent ?? '';
  },
};
