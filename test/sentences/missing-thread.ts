import { serveEmbedder } from '../../bot/sentences/serve-embedder.ts';
import { EmbedderError } from '../../bot/sentences/text-embedder.ts';

await serveEmbedder(() => Promise.reject(new EmbedderError('missing', 'the packages are not installed: npm install them')));
