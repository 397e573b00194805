/** What every embedder does; see bot/sentences/text-embedder.ts. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TextEmbedder } from '../../bot/sentences/text-embedder.ts';

type Opened = { readonly embedder: TextEmbedder; readonly close: () => Promise<void> };

const length = (numbers: Float32Array): number => Math.hypot(...numbers);
const likeness = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);

/** Every row of the contract, for one embedder. `near` and `far` are texts of which the first means more alike to `text`. */
export function embedderContract(
  name: string,
  open: () => Promise<Opened>,
  { text, near, far }: Readonly<Record<'text' | 'near' | 'far', string>>,
): void {
  describe(`an embedder: ${name}`, () => {
    let embedder: TextEmbedder;
    let close: Opened['close'];
    beforeAll(async () => {
      ({ embedder, close } = await open());
    }, 120_000);
    afterAll(() => close());

    test('has a name, and as many numbers for a text as it says', async () => {
      expect(embedder.id).toMatch(/@\d/);
      const [numbers] = await embedder.embed([text]);
      expect(Object.prototype.toString.call(numbers)).toBe('[object Float32Array]');
      expect(numbers).toHaveLength(embedder.dim);
    });

    test('gives each text its numbers, in order, of length one', async () => {
      const texts = [far, text, near, 'one', text];
      const all = await embedder.embed(texts);
      expect(all).toHaveLength(texts.length);
      for (const numbers of all) expect(length(numbers)).toBeCloseTo(1, 4);
      for (const [i, one] of texts.entries()) {
        const [alone] = await embedder.embed([one]);
        expect(likeness(alone as Float32Array, all[i] as Float32Array)).toBeCloseTo(1, 4);
      }
    });

    test('gives the same text the same numbers, to the last bit', async () => {
      const [once] = await embedder.embed([text]);
      await embedder.embed([far, near]);
      const [again] = await embedder.embed([text]);
      expect(again).toEqual(once);
    });

    test('finds what means alike nearer than what does not', async () => {
      const [a, b, c] = (await embedder.embed([text, near, far])) as [Float32Array, Float32Array, Float32Array];
      expect(likeness(a, b)).toBeGreaterThan(likeness(a, c));
    });

    test('gives nothing for nothing, zeros for a text with nothing in it, also beside others', async () => {
      expect(await embedder.embed([])).toEqual([]);
      const [none, some, blank] = await embedder.embed(['', text, ' \n\t ']);
      expect(none).toEqual(new Float32Array(embedder.dim));
      expect(blank).toEqual(none);
      expect(length(some as Float32Array)).toBeCloseTo(1, 4);
    });

    test.each([
      ['long', 'word '.repeat(400)],
      ['one long word', 'a'.repeat(2000)],
      ['in other scripts', 'резервная копия バックアップ نسخة احتياطية'],
      ['of pictures', '👩‍👩‍👧‍👦😀🏳️‍🌈'],
      ['of control characters and a torn pair', 'a\u0000b\u0007\ud83d'],
      ['that names parts of objects', '__proto__ constructor toString'],
      ['of full stops', '.'],
    ])('reads a text that is odd: %s', async (_, odd) => {
      const [numbers] = await embedder.embed([odd]);
      expect(length(numbers as Float32Array)).toBeCloseTo(1, 4);
    });

    test('answers many at once, each its own', async () => {
      const asked = Array.from({ length: 20 }, (_, i) => `${text} number ${i}`);
      const [alone, together] = await Promise.all([Promise.all(asked.map((one) => embedder.embed([one]))), embedder.embed(asked)]);
      for (const [i, [numbers]] of alone.entries())
        expect(likeness(numbers as Float32Array, together[i] as Float32Array)).toBeCloseTo(1, 4);
    });
  });
}
