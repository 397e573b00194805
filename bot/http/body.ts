import type { IncomingMessage } from 'node:http';
import type { JsonObject } from '../store/store.ts';
import { parseObject } from './json.ts';
import { Refusal } from './refusal.ts';

/** How long a body may take to arrive, in milliseconds. */
const PATIENCE = 10_000;
/** A body too large is read on (and thrown away) up to this many times the limit, so that the refusal reaches its sender. */
const DRAIN = 16;

/** The JSON object in the body of a request; `{}` when there is no body. `limit` in bytes. Throws Refusal. */
export async function readObject(request: IncomingMessage, limit: number): Promise<JsonObject> {
  const bytes = await readBytes(request, limit);
  if (bytes.length === 0) return {};
  const type = request.headers['content-type'] ?? 'application/json';
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(type)) throw new Refusal('NotJsonType', 'The body is not declared as JSON.');
  return parseObject(bytes.toString('utf8'));
}

/** The body of a request as it came. `limit` in bytes. Throws Refusal. */
export async function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  const timer = setTimeout(() => request.destroy(new Refusal('Timeout', 'The body took too long.')), PATIENCE);
  try {
    const { chunks, size } = await taken(request, limit);
    if (size > limit)
      throw new Refusal('MessageSizeTooBig', `The body is larger than ${Math.floor(limit / 1024)} KB.`, { Connection: 'close' });
    return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('BadArgument', 'The body broke off.', { Connection: 'close' }, error);
  } finally {
    clearTimeout(timer);
  }
}

type Taken = { readonly chunks: readonly Buffer[]; readonly size: number };

/** What arrives, up to the limit, and how much it was. By events: to iterate over a stream costs as much as all else that is done to a small body. */
function taken(request: IncomingMessage, limit: number): Promise<Taken> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      if (size <= limit * DRAIN) return;
      // Not destroyed: the refusal still goes out by the same connection, which then ends.
      request.pause();
      resolve({ chunks, size });
    });
    request.on('end', () => resolve({ chunks, size }));
    request.on('error', reject);
    request.on('close', () => reject(new Error('It was closed before its end.')));
    // Whose caller has left already hears nothing more.
    if (request.destroyed) reject(new Error('It was closed before it was read.'));
  });
}
