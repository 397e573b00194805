import { serveEmbedder } from '../../bot/sentences/serve-embedder.ts';
import { loadTrigrams } from './trigrams.ts';

await serveEmbedder(loadTrigrams);
