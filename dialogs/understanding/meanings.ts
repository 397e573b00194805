/** What words mean, as numbers, from outside: optional, and never needed. */
import { byteReader, byteWriter } from './bytes.ts';
import { stem } from './words.ts';

/** `size` numbers for each word, between -127 and 127; words whose numbers are alike mean alike. */
export type Meanings = { readonly size: number; readonly places: ReadonlyMap<string, number>; readonly values: Int8Array };

/** Words met more often than this (as a share of all words) say little. */
const COMMON = 1e-2;

/** Reads texts as what their words mean together: the mean of the words, the common ones weighing less. `counts` says how often words are met. */
export function meaningOf(
  meanings: Meanings | undefined,
  counts: ReadonlyMap<string, number>,
): (words: readonly string[]) => Float32Array | undefined {
  if (!meanings) return () => undefined;
  let total = 0;
  for (const count of counts.values()) total += count;
  return (words) => {
    const sum = new Float32Array(meanings.size);
    for (const word of words) {
      const weight = COMMON / (COMMON + (counts.get(word) ?? 0.5) / Math.max(1, total));
      addTo(sum, meanings, word, weight);
    }
    return ofLengthOne(sum);
  };
}

function addTo(sum: Float32Array, { size, places, values }: Meanings, word: string, weight: number): void {
  const place = places.get(word) ?? places.get(`~${stem(word)}`);
  if (place === undefined) return;
  for (let i = 0; i < size; i++) sum[i] = (sum[i] as number) + weight * (values[place * size + i] as number);
}

function ofLengthOne(values: Float32Array): Float32Array | undefined {
  let square = 0;
  for (const value of values) square += value * value;
  if (square === 0) return;
  const scale = 1 / Math.sqrt(square);
  return values.map((value) => value * scale);
}

/** Meanings as bytes: the words in the order of their numbers. */
export function meaningsToBytes(words: readonly string[], size: number, values: Int8Array): Uint8Array {
  const writer = byteWriter();
  writer.json({ meanings: 1, size });
  writer.text(words.join('\n'));
  writer.array(values);
  return writer.done();
}

/** The meanings again; undefined when the bytes are damaged or something else. An inflected form is looked up by its stem, too. */
export function meaningsFromBytes(bytes: Uint8Array): Meanings | undefined {
  const reader = byteReader(bytes);
  const head = reader?.json() as { meanings?: unknown; size?: unknown } | undefined;
  if (!reader || head?.meanings !== 1 || typeof head.size !== 'number') return;
  const words = reader.text().split('\n');
  const values = reader.array(Int8Array);
  if (values.length !== words.length * head.size) return;
  const places = new Map(words.map((word, place) => [word, place]));
  for (const [place, word] of words.entries()) {
    const shared = `~${stem(word)}`;
    const there = places.get(shared);
    if (there === undefined || word.length < (words[there] as string).length) places.set(shared, place);
  }
  return { size: head.size, places, values };
}
