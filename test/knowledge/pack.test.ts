/** What a sound pack becomes, and what is only worth a warning. */
import { describe, expect, test } from '@jest/globals';
import { loadPack } from '../../knowledge/load.ts';
import type { Pack } from '../../knowledge/pack.ts';
import { problemLine } from '../../knowledge/problem.ts';
import { changed, loadWith } from './small-pack.ts';

async function packOf(changes: Parameters<typeof loadWith>[0] = {}): Promise<Pack> {
  const loaded = await loadWith(changes);
  if (!loaded.ok) throw new Error(loaded.problems.map(problemLine).join('\n'));
  return loaded.pack;
}

describe('causes with kinds are spread', () => {
  test('in topics, by their shares', async () => {
    const pack = await packOf();
    expect(pack.topics.get('dark')?.causes).toEqual({ bulb: 2, socket: 1, mains: 1 });
    expect([...pack.causes.keys()]).toEqual(['bulb', 'socket', 'mains']);
  });

  test('in fixes, where each kind is removed as likely', async () => {
    expect((await packOf()).fixes.get('new-lamp')?.removes).toEqual({ bulb: 0.9, socket: 0.9 });
  });

  test('and a kind that the fix names itself keeps its own probability', async () => {
    const pack = await packOf(changed('fixes/lamp.yaml', 'any-part: 0.9', 'any-part: 0.9, socket: 0.2'));
    expect(pack.fixes.get('new-lamp')?.removes).toEqual({ bulb: 0.9, socket: 0.2 });
  });

  test('down to the last, and added to a weight of their own', async () => {
    const more = '- id: anything\n  title: anything at all\n  kinds: { any-part: 1, mains: 1 }\n';
    const pack = await packOf({
      ...changed('causes.yaml', '- id: mains', `${more}- id: mains`),
      ...changed('topics/problems.yaml', 'any-part: 3, mains: 1', 'anything: 6, bulb: 1'),
    });
    expect(pack.topics.get('dark')?.causes).toEqual({ bulb: 3, socket: 1, mains: 3 });
  });
});

describe('parts come together', () => {
  test('the small pack is sound, without a warning', async () => {
    expect(await loadWith({})).toMatchObject({ ok: true, warnings: [] });
  });

  test('values of devices join their slot', async () => {
    const pack = await packOf({ 'devices.yaml': 'slot: colour\nvalues:\n  - { id: green, label: Green, implies: { lit: on } }\n' });
    expect(pack.slots.get('colour')?.values.map((value) => value.id)).toEqual(['red', 'blue', 'green']);
  });

  test('checks are slots too, and examples of other files follow those of the topic', async () => {
    const pack = await packOf();
    expect(pack.slots.get('lit')).toBe(pack.checks.get('lit'));
    expect(pack.topics.get('dark')?.examples.at(-1)).toBe('it went dark');
    expect(pack.topics.get('dark')?.examples).toHaveLength(6);
  });

  test('the pack about printers is sound and nothing in it is suspicious', async () => {
    const loaded = await loadPack('test/packs/printers');
    expect((loaded.ok ? [] : loaded.problems).map(problemLine)).toEqual([]);
    expect(loaded.warnings.map(problemLine)).toEqual([expect.stringMatching(/pack\.yaml:1:1: \d+ of \d+ sources are not verified yet$/)]);
  });
});

type Row = readonly [name: string, file: string, from: string, to: string, warned: string];

describe('a doubtful pack is loaded with a warning', () => {
  test.each<Row>([
    [
      'an unused cause',
      'causes.yaml',
      '- id: mains',
      '- { id: rust, title: rust, dead_end: It stays. }\n- id: mains',
      'causes.yaml:11:9: no topic and no entry leads to the cause `rust`',
    ],
    [
      'an unused slot',
      'slots.yaml',
      '- id: age',
      '- { id: mood, title: Mood, kind: size }\n- id: age',
      'slots.yaml:9:9: nothing looks at the slot `mood`',
    ],
    [
      'a long step',
      'fixes/lamp.yaml',
      'Throw it away.',
      'x'.repeat(221),
      'fixes/lamp.yaml:21:12: this step has 221 characters; more than 220 are hard to follow',
    ],
    ['an unverified source', 'guides.yaml', 'verified: true', 'verified: false', 'pack.yaml:1:1: 1 of 5 sources are not verified yet'],
    [
      'a variant missing',
      'fixes/lamp.yaml',
      '    - do: ["Take',
      '    - when: { lit: on }\n      do: ["Take',
      'fixes/lamp.yaml:7:5: no variant fits colour blue, lit off; end with one without `when`, or restrict the `when` of the whole',
    ],
    [
      'a version missing',
      'guides.yaml',
      '    - do: [Brush it.]',
      '    - when: { age: { from: "1", below: "2" } }\n      say: Brush it.',
      'guides.yaml:7:5: no variant fits age 0; end with one without `when`, or restrict the `when` of the whole',
    ],
    [
      'nearly the same example',
      'topics/examples/more.yaml',
      'it went dark',
      'please - the example of chat (a)',
      'topics/examples/more.yaml:2:5: nearly the same as "example a of chat" of `chat` (topics/others.yaml:6)',
    ],
    [
      'the same example twice',
      'topics/examples/more.yaml',
      'it went dark',
      'example a of dark',
      'topics/examples/more.yaml:2:5: this example stands twice (topics/problems.yaml:6)',
    ],
    [
      'kinds that say something themselves',
      'causes.yaml',
      '  kinds:',
      '  shows: { lit: { off: 0.5 } }\n  kinds:',
      'causes.yaml:10:3: `any-part` is replaced by its kinds; write `shows` there',
    ],
    [
      'states without about',
      'slots.yaml',
      'words: [blue]',
      'states: [blueish]',
      'slots.yaml:5:32: `states` count only near a word of `about`, and `colour` has none',
    ],
    [
      'too many values for buttons',
      'slots.yaml',
      '    - { id: red',
      `${'abcdefg'.replace(/./g, '    - { id: v$&, label: $& }\n')}    - { id: red`,
      'slots.yaml:13:3: `colour` has 9 values, too many for buttons; give the question 8 `choices` or fewer',
    ],
  ])('%s', async (_name, file, from, to, warned) => {
    const loaded = await loadWith(changed(file, from, to));
    expect((loaded.ok ? [] : loaded.problems).map(problemLine)).toEqual([]);
    expect(loaded.warnings.map(problemLine)).toEqual([warned]);
  });
});
