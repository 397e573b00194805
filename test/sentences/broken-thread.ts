import { serveEmbedder } from '../../bot/sentences/serve-embedder.ts';

await serveEmbedder(() => Promise.reject(new Error('the weights are no weights')));
