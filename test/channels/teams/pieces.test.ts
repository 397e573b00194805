import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bytesOf, endOfPiece } from '../../../bot/channels/teams/pieces.ts';

function piecesOf(text: string, most: number): readonly string[] {
  const pieces: string[] = [];
  for (let from = 0; from < text.length; ) {
    const end = endOfPiece(text, from, most);
    expect(end).toBeGreaterThan(from);
    pieces.push(text.slice(from, end));
    from = end;
  }
  return pieces;
}

describe('pieces of a text', () => {
  test('are the text, none too large, no character torn', () => {
    const words = fc.array(
      fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.constantFrom(' ', '\n', '\n\n', '🙂', '"', '\u0007')),
      {
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(words, fc.integer({ min: 16, max: 300 }), (parts, most) => {
        const text = parts.join('').toWellFormed();
        const pieces = piecesOf(text, most);
        expect(pieces.join('')).toBe(text);
        for (const piece of pieces) {
          expect(bytesOf(piece)).toBeLessThanOrEqual(most);
          expect(piece.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('end where a paragraph ends, else a line, else a word', () => {
    expect(piecesOf('one two three.\n\nfour five six', 22)).toEqual(['one two three.\n\n', 'four five six']);
    expect(piecesOf('one two three four five', 22)).toEqual(['one two three four ', 'five']);
    expect(piecesOf('aaaaaaaaaaaaaaa\nbbbbbbb cc', 24)).toEqual(['aaaaaaaaaaaaaaa\n', 'bbbbbbb cc']);
    expect(piecesOf('x'.repeat(50), 22)).toEqual(['x'.repeat(20), 'x'.repeat(20), 'x'.repeat(10)]);
  });

  test('are one, when all of it fits', () => {
    expect(piecesOf('short', 100)).toEqual(['short']);
  });
});
