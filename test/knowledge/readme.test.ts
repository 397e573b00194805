/** The examples that support people copy are read by the same schemas as the pack. */

import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { draft } from '../../knowledge/draft.ts';
import { problemLine } from '../../knowledge/problem.ts';
import { readYaml } from '../../knowledge/yaml-text.ts';

const README = readFileSync('knowledge/README.md', 'utf8');
const EXAMPLES = [...README.matchAll(/```yaml\n# (\S+)\n([\s\S]*?)```/g)].map((found) => ({
  file: found[1] ?? '',
  text: found[0].slice(8, -3),
}));

test('every kind of part has an example', () => {
  const kinds = EXAMPLES.map(({ file }) => file.split(/[/.]/)[0]);
  expect(new Set(kinds)).toEqual(new Set(['slots', 'checks', 'causes', 'fixes', 'codes', 'topics', 'guides', 'tips', 'alarms', 'terms']));
  expect(README.match(/```yaml/g)).toHaveLength(EXAMPLES.length);
});

test.each(EXAMPLES)('$file', ({ file, text }) => {
  const read = readYaml(file, new TextEncoder().encode(text));
  if (!read.ok) throw new Error(read.problems.map(problemLine).join('\n'));
  const { problems } = draft([{ part: file.split(/[/.]/)[0] ?? '', yaml: read.yaml, own: true }], new Set(), true);
  expect(problems.map(problemLine)).toEqual([]);
});
