/** The quick reader says what the whole parser says, or nothing. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LineCounter } from 'yaml';
import { plainYaml } from '../../knowledge/yaml-plain.ts';
import { parseYaml, syntaxProblems } from '../../knowledge/yaml-syntax.ts';
import { readYaml } from '../../knowledge/yaml-text.ts';
import { plainValue } from '../../knowledge/yaml-value.ts';
import { SMALL } from './small-pack.ts';

const WRONG = Symbol('wrong');

/** What the whole parser makes of a text. */
function whole(text: string): unknown {
  const doc = parseYaml(text, new LineCounter());
  if (doc === undefined || syntaxProblems(doc, text).length > 0) return WRONG;
  const { value, found } = plainValue(doc.contents);
  return found.length > 0 ? WRONG : value;
}

function sameOrNothing(text: string): boolean {
  const quick = plainYaml(text);
  if (quick !== undefined) expect({ text, value: quick }).toEqual({ text, value: whole(text) });
  return quick !== undefined;
}

function textsUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

const PACK = [...textsUnder('knowledge'), ...textsUnder('test/packs')];

describe('what it reads', () => {
  test('nearly all that is written in packs', () => {
    const size = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + text.length, 0);
    expect(size(PACK.filter(sameOrNothing)) / size(PACK)).toBeGreaterThan(0.95);
  });

  test.each<readonly [string, unknown]>([
    ['- a\n- b # said\n# aside\n\n- "c # d: e"\n', ['a', 'b', 'c # d: e']],
    ["- 'it''s'\n- it's\n- \"a \\\"b\\\"\"\n", ["it's", "it's", 'a "b"']],
    ['- id: x\n  n: 0.5\n  when: { on: true }\n- id: y\n', [{ id: 'x', n: 0.5, when: { on: true } }, { id: 'y' }]],
    ['a:\n  - [b, "c, d", { e: f }]\n  - []\n', { a: [['b', 'c, d', { e: 'f' }], []] }],
    ['a:\n  {\n    b: 1, # one\n    c: [x,\n      y],\n  }\n', { a: { b: 1, c: ['x', 'y'] } }],
    ['"on": null\n__proto__: x\n', undefined],
    [
      '"on": null\n"__proto__": { a: b }\n',
      Object.fromEntries([
        ['on', null],
        ['__proto__', { a: 'b' }],
      ]),
    ],
    ['- 5 gb\n- 2-step\n- 1.5\n- -5\n- 1st', undefined],
    ['- 5 gb\n- 1.5\n- 1st\n- 3utools\n- http://a.b/c?d#e', ['5 gb', 1.5, '1st', '3utools', 'http://a.b/c?d#e']],
  ])('%j', (text, value) => {
    expect(plainYaml(text)).toEqual(value);
    sameOrNothing(text);
  });
});

describe('what it leaves to the whole parser', () => {
  test.each([
    '',
    '# nothing\n',
    'text',
    'a:\n',
    'a: b\na: c\n',
    'a: b: c\n',
    'a: >-\n  b\n  c\n',
    'a: &x b\nc: *x\n',
    'a: !t b\n',
    'a: b\n  c\n',
    '- a\n  b\n',
    '- a\n - b\n',
    '- - a\n',
    '- 0x1F\n',
    '- 1e3\n',
    '- 007\n',
    '- .5\n',
    'a: .inf\n',
    '- -.NaN\n',
    '- 1.\n',
    '- +12\n',
    '- 1.5E-3\n',
    '- True\n',
    '- ~\n',
    '- a:\n',
    '- a b: c\n',
    '- "a\n  b"\n',
    '- "a\\x41"\n',
    '- [a, b\n',
    '- [a,\nb]\n',
    '- {a: b, a: c}\n',
    '- [a: b]\n',
    '- [a, , b]\n',
    'a:\tb\n',
    '\ufeffa: b\n',
    'a: b\r\n',
    '---\na: b\n',
    'a:\n- b\n',
    `- ${'['.repeat(30)}${']'.repeat(30)}\n`,
  ])('%j', (text) => {
    expect(plainYaml(text)).toBeUndefined();
  });
});

const SIGNS = [
  ' ',
  '  ',
  '\n',
  '\n  ',
  '- ',
  ': ',
  ':',
  ',',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '#',
  ' # ',
  '&a ',
  '*a',
  '!',
  '|',
  '>',
  '-',
  '?',
  '~',
];
const WORDS = [
  'a',
  'id: ',
  'b: ',
  'true',
  'null',
  '1',
  '0.5',
  '1e3',
  '0x1',
  '.inf',
  '-1',
  '+',
  '\\',
  '\u00a0',
  '\u2028',
  '\t',
  'on',
  '%',
  '@',
  '`',
];
const piece = fc.constantFrom(...SIGNS, ...WORDS);

test('any mixture of signs and words', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      sameOrNothing(pieces.join(''));
    }),
    { numRuns: 3000 },
  );
});

test('any slip within what people write', () => {
  const texts = [...Object.values(SMALL).map(String), ...PACK.filter((text) => text.length < 3000)];
  const slip = fc.record({
    text: fc.constantFrom(...texts),
    at: fc.nat(),
    cut: fc.integer({ min: 0, max: 4 }),
    put: fc.array(piece, { maxLength: 3 }),
  });
  fc.assert(
    fc.property(slip, ({ text, at, cut, put }) => {
      const place = at % (text.length + 1);
      sameOrNothing(text.slice(0, place) + put.join('') + text.slice(place + cut));
    }),
    { numRuns: 2000 },
  );
});

test('places are those of the whole parser', () => {
  const plain = '# first\n- id: one\n  n: 12\n- { id: two }\n';
  const places = (text: string) => {
    const read = readYaml('f.yaml', new TextEncoder().encode(text));
    if (!read.ok) throw new Error('not read');
    const { at, key, typed } = read.yaml;
    return [at([0, 'n']), key([0, 'n']), at([1]), at([1, 'id']), at([5])]
      .map(({ line, column }) => [line, column])
      .concat([[typed([0, 'n'])]] as never);
  };
  expect(plainYaml(plain)).toBeDefined();
  expect(plainYaml(plain.replaceAll('\n', '\r\n'))).toBeUndefined();
  expect(places(plain)).toEqual([[3, 6], [3, 3], [4, 3], [4, 9], [2, 1], ['12']]);
  expect(places(plain)).toEqual(places(plain.replaceAll('\n', '\r\n')));
});
