/** A sentence model as bytes, and back. */
import type { Pack } from '../../knowledge/pack.ts';
import type { SentenceModel } from '../sense.ts';
import { byteReader, byteWriter } from './bytes.ts';
import { VERSION as WORDS } from './model.ts';

/** Raised whenever a model kept by older code would be read wrongly; what words say is part of what it was fitted to. */
const VERSION = `1 beside ${WORDS}`;

/** The model with what it was learnt from, and a checksum. */
export function sentencesToBytes(model: SentenceModel, { hash }: Pick<Pack, 'hash'>): Uint8Array {
  const { weights, bias, ...head } = model;
  const writer = byteWriter();
  writer.json({ version: VERSION, pack: hash, ...head });
  writer.array(weights);
  writer.array(bias);
  return writer.done();
}

/** The model again; undefined when the bytes are damaged, of another version, or not of this pack and this embedder. */
export function sentencesFromBytes(bytes: Uint8Array, { hash }: Pick<Pack, 'hash'>, embedder: string): SentenceModel | undefined {
  const reader = byteReader(bytes);
  if (!reader) return;
  const { version, pack, ...head } = reader.json() as SentenceModel & { version?: unknown; pack?: unknown };
  if (version !== VERSION || pack !== hash || head.embedder !== embedder) return;
  const model = { ...head, weights: reader.array(Float32Array), bias: reader.array(Float32Array) };
  const { size, labels, bias, weights } = model;
  return bias.length === labels.length && weights.length === size * labels.length ? model : undefined;
}
