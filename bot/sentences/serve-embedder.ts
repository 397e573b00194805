/** An embedder behind the door of a thread: what thread-embedder.ts talks to. */
import { parentPort } from 'node:worker_threads';
import { errorText } from '../error-code.ts';
import { EmbedderError, type TextEmbedder } from './text-embedder.ts';

/** Texts to embed. One such is asked at a time. */
export type Asked = { readonly id: number; readonly texts: readonly string[] };

/** What a thread says: that it listens, that it never will, and the numbers of all texts in one row, or why there are none. */
export type Answered =
  | { readonly kind: 'awake'; readonly dim: number }
  | { readonly kind: 'missing'; readonly why: string }
  | { readonly kind: 'embedded'; readonly id: number; readonly numbers: Float32Array }
  | { readonly kind: 'failed'; readonly id: number; readonly why: string };

/** The first embedding of a process takes a second; nobody should wait for that. */
const WARMING = ['these words wake the model', 'and these are read at the same time'];

/** Loads the embedder and answers for as long as the thread lives. Rejects, and so ends the thread, when it cannot be loaded. */
export async function serveEmbedder(load: () => Promise<TextEmbedder>): Promise<void> {
  const say = (answer: Answered): void => parentPort?.postMessage(answer);
  try {
    const embedder = await load();
    await embedder.embed(WARMING);
    parentPort?.on('message', async (asked: Asked) => say(await answerTo(embedder, asked)));
    say({ kind: 'awake', dim: embedder.dim });
  } catch (error) {
    if (!(error instanceof EmbedderError && error.code === 'missing')) throw error;
    say({ kind: 'missing', why: error.message });
  }
}

async function answerTo(embedder: TextEmbedder, { id, texts }: Asked): Promise<Answered> {
  try {
    const rows = await embedder.embed(texts);
    const numbers = new Float32Array(texts.length * embedder.dim);
    for (const [i, row] of rows.entries()) numbers.set(row, i * embedder.dim);
    return { kind: 'embedded', id, numbers };
  } catch (error) {
    return { kind: 'failed', id, why: errorText(error) };
  }
}
