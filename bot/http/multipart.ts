/** Files in the body of a request: `multipart/form-data`, or one file as it is. */
import type { IncomingMessage } from 'node:http';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { errorText } from '../error-code.ts';
import { Refusal } from './refusal.ts';

/** One part of the body. What it says of itself is a claim. */
export type Part = { readonly field: string; readonly name: string; readonly type: string; readonly bytes: Buffer };

/** `bytes` of the whole body, and how many parts. */
export type PartLimits = { readonly bytes: number; readonly parts: number };

/** Milliseconds between two looks at who sends, and bytes a second that have come after the first of them. */
const LOOK = 10_000;
const SLOWEST = 2048;

/** The parts of the body, in order. Throws Refusal. */
export async function readParts(request: IncomingMessage, limits: PartLimits): Promise<readonly Part[]> {
  const type = request.headers['content-type'] ?? '';
  if (/^multipart\/form-data\b/i.test(type)) return readForm(request, type, limits);
  const chunks: Buffer[] = [];
  await pour(request, limits.bytes, async (chunk) => void chunks.push(chunk));
  if (chunks.length === 0) return [];
  const name = /\bfilename="?([^";]{1,200})/i.exec(request.headers['content-disposition'] ?? '')?.[1] ?? 'file';
  return [{ field: 'file', name, type, bytes: Buffer.concat(chunks) }];
}

async function readForm(request: IncomingMessage, type: string, limits: PartLimits): Promise<readonly Part[]> {
  const parts: Part[] = [];
  try {
    const { form, finished } = openForm(type, limits, parts);
    await pour(request, limits.bytes, (chunk) => written(form, chunk));
    form.end();
    await finished;
    return parts;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('BadArgument', `The body is no multipart/form-data: ${errorText(error)}.`, { Connection: 'close' }, error);
  }
}

type Form = { readonly form: BusboyInstance; readonly finished: Promise<void> };

function openForm(type: string, { bytes, parts: most }: PartLimits, parts: Part[]): Form {
  const limits = { fileSize: bytes, files: most, parts: most, headerPairs: 16, headerSize: 8192, fieldNameSize: 100 };
  const form = new Busboy({ headers: { 'content-type': type }, isPartAFile: () => true, limits });
  const finished = new Promise<void>((resolve, reject) => {
    const tooMany = (): void => reject(new Refusal('FilesTooBig', `There are more than ${most} parts.`, { Connection: 'close' }));
    form.on('finish', resolve).on('error', reject).on('partsLimit', tooMany).on('filesLimit', tooMany);
  });
  // Whoever pours hears of it from there.
  finished.catch(() => undefined);
  form.on('file', (field: string, stream: BusboyFileStream, name: string | undefined, _encoding: string, declared: string) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('error', () => undefined);
    stream.on('end', () => parts.push({ field, name: unescaped(name ?? ''), type: declared, bytes: Buffer.concat(chunks) }));
  });
  return { form, finished };
}

/** Browsers write these three of a file's name in this way, and no others. */
function unescaped(name: string): string {
  return name.replace(/%(22|0D|0A)/gi, (escaped) => decodeURIComponent(escaped));
}

function written(form: BusboyInstance, chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    form.once('error', reject);
    form.write(chunk, () => {
      form.off('error', reject);
      resolve();
    });
  });
}

/** Hands the body on, piece by piece, as long as it is not too large and its sender not too slow. */
async function pour(request: IncomingMessage, most: number, hand: (chunk: Buffer) => Promise<void>): Promise<void> {
  let size = 0;
  let looks = 0;
  const timer = setInterval(() => {
    looks += 1;
    if (size < (looks * LOOK * SLOWEST) / 1000) request.destroy(new Refusal('Timeout', 'The body came too slowly.'));
  }, LOOK);
  try {
    for await (const chunk of request) {
      size += chunk.length;
      if (size > most) {
        throw new Refusal('FilesTooBig', `The files have more than ${Math.floor(most / 1_048_576)} MB together.`, { Connection: 'close' });
      }
      await hand(chunk);
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('BadArgument', 'The body broke off.', { Connection: 'close' }, error);
  } finally {
    clearInterval(timer);
  }
}
