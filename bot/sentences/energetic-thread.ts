/** The thread in which sentences are embedded; see thread-embedder.ts. */
import { loadEnergetic } from './energetic.ts';
import { serveEmbedder } from './serve-embedder.ts';

await serveEmbedder(loadEnergetic);
