/** A small real embedder: texts that share pieces of three letters have numbers alike. And what may go wrong with one, on demand. */
import { EmbedderError, type TextEmbedder } from '../../bot/sentences/text-embedder.ts';

export const TRIGRAMS = { id: 'trigrams@1', dim: 256 } as const;

function numbersOf(text: string): Float32Array {
  const numbers = new Float32Array(TRIGRAMS.dim);
  const letters = text.trim() === '' ? '' : ` ${text.toLowerCase()} `;
  for (let i = 0; i + 3 <= letters.length; i++) {
    let hash = 7;
    for (let k = i; k < i + 3; k++) hash = (Math.imul(hash, 31) + letters.charCodeAt(k)) >>> 0;
    const place = hash % TRIGRAMS.dim;
    numbers[place] = (numbers[place] as number) + 1;
  }
  const length = Math.hypot(...numbers);
  return length === 0 ? numbers : numbers.map((number) => number / length);
}

/** For ever, and without any work. */
function hang(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

export async function loadTrigrams(): Promise<TextEmbedder> {
  return {
    ...TRIGRAMS,
    embed: async (texts) => {
      if (texts.includes('please die')) process.exit(3);
      if (texts.includes('please hang')) hang();
      if (texts.includes('please fail')) throw new EmbedderError('broken', 'failed on demand');
      return texts.map(numbersOf);
    },
  };
}
