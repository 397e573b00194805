/** Whatever a file holds, reading it ends in a value or in problems with places, never in a thrown error. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readYaml } from '../../knowledge/yaml-text.ts';
import { loadWith, SMALL } from './small-pack.ts';

const PIECES = [
  '- ',
  'id: ',
  'x',
  '\n',
  '  ',
  '[',
  ']',
  '{',
  '}',
  '&a ',
  '*a',
  '!t ',
  '"',
  "'",
  '#',
  ':',
  '? ',
  '|\n',
  '>\n',
  '\t',
  '---\n',
  '%YAML 1.1\n',
  '<<: ',
  '0x1',
  '.nan',
];

test('any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const read = readYaml('f', bytes);
      if (!read.ok) for (const problem of read.problems) expect(Math.min(problem.line, problem.column)).toBeGreaterThanOrEqual(1);
    }),
    { numRuns: 300 },
  );
});

test('any mixture of the signs of YAML', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }), (pieces) => {
      const read = readYaml('f', new TextEncoder().encode(pieces.join('')));
      expect(read.ok || read.problems.length > 0).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('any line of the small pack left out or written twice', async () => {
  for (const [file, content] of Object.entries(SMALL)) {
    const lines = String(content).split('\n');
    for (const i of lines.keys()) {
      const without = await loadWith({ [file]: lines.filter((_, j) => j !== i).join('\n') });
      const twice = await loadWith({ [file]: lines.flatMap((line, j) => (j === i ? [line, line] : [line])).join('\n') });
      expect(without.ok || without.problems.length > 0).toBe(true);
      expect(twice.ok || twice.problems.length > 0).toBe(true);
    }
  }
});
