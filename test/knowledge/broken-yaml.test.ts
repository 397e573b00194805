/** Slips of people who never learnt YAML: each is told with its place, in words that say what to do. */
import { expect, test } from '@jest/globals';
import { type Broken, refuses } from './broken.ts';
import { changed, loadWith } from './small-pack.ts';

const MEANING = 'meaning: The red one is out.';
const at = (place: string, said: string): readonly string[] => [`codes/lamp.yaml:${place}: ${said}`];

const BROKEN: readonly Broken[] = [
  ...(
    [
      ['a colon in a text', 'Look: it is out.', '5:12', 'a text with a colon in it goes in "quotes"'],
      [
        'a quote within a text',
        '"Out" it says',
        '5:18',
        'something follows a closing quote; one pair of "quotes" goes around the whole text',
      ],
      [
        'an apostrophe in single quotes',
        "'It isn't on'",
        '5:20',
        'something follows a closing quote; one pair of "quotes" goes around the whole text',
      ],
      ['a percent sign first', '%50 is out', '5:12', 'a text that begins with % goes in "quotes"'],
      ['an at sign first', '@home it is out', '5:12', 'a text that begins with @ goes in "quotes"'],
      ['a bar first', '| it is out', '5:14', 'a text that begins with | or > goes in "quotes"'],
      [
        'a number sign in a text',
        "It isn't on, see #12",
        '5:29',
        'what follows # would not be read; a text with a # in it goes in "quotes", and a comment has a space after the #',
      ],
    ] as const
  ).map(([name, text, place, said]): Broken => [name, 'codes/lamp.yaml', MEANING, `meaning: ${text}`, at(place, said)]),
  ['no colon', 'codes/lamp.yaml', '- id: red-7', '- id red-7', at('1:3', 'a colon is missing in this line; meant is "key: value"')],
  ['no space after a colon', 'codes/lamp.yaml', MEANING, MEANING.replace(': ', ':'), at('5:3', 'a space is missing after the colon')],
  ['no space after a dash', 'codes/lamp.yaml', '- id: red-7', '-id: red-7', at('1:6', 'a space is missing after the -')],
  ['a line too far in', 'codes/lamp.yaml', `  ${MEANING}`, `    ${MEANING}`, at('4:10', 'the next line is indented too far')],
  [
    'a line too far out',
    'codes/lamp.yaml',
    `  ${MEANING}`,
    ` ${MEANING}`,
    at('5:1', 'this line is not indented like its neighbours; lines of one entry begin in the same column'),
  ],
  [
    'no-break spaces',
    'codes/lamp.yaml',
    `  ${MEANING}`,
    `\u00a0\u00a0${MEANING}`,
    at('5:1', 'a no-break space is used for indenting; use plain spaces'),
  ],
  ['a bracket left open', 'codes/lamp.yaml', 'colour: red }', 'colour: red', at('4:3', 'a bracket above is never closed; } is missing')],
  [
    'quotes of a word processor',
    'codes/lamp.yaml',
    '"7"',
    '“7”',
    at('2:9', '`“7”` is not a code: digits with an optional minus, 0xE8000015, or capitals with digits; write straight quotes (")'),
  ],
  [
    'two versions not sorted out',
    'codes/lamp.yaml',
    '- id: blue-7',
    '<<<<<<< ours\n- id: blue-7\n=======\n- id: blue-8\n>>>>>>> theirs',
    at('9:1', 'two versions of this file were merged and not sorted out; keep one and delete these marks'),
  ],
  ['a percentage', 'codes/lamp.yaml', '0.9', '90 %', at('7:15', 'expected is a number, not `90 %`; write 0.9')],
  ['a decimal comma', 'codes/lamp.yaml', '0.9', '0,9', at('7:15', 'expected is a number, not `0,9`; write 0.9')],
];

refuses(BROKEN);

test.each([
  ['a comment', 'The red one is out. # all the time'],
  ['a number sign within a word', 'The red one#2 is out.'],
  ['a number sign in quotes', '"The red one is out, see #12"'],
])('%s hinders nothing', async (_name, text) => {
  expect(await loadWith(changed('codes/lamp.yaml', MEANING, `meaning: ${text}`))).toMatchObject({ ok: true });
});
