/** Packs that exclude themselves: what is never reached, and what is told in two ways. */
import { describe, expect, test } from '@jest/globals';
import { problemLine } from '../../knowledge/problem.ts';
import { type Broken, refuses } from './broken.ts';
import { changed, loadWith } from './small-pack.ts';

const BROKEN: readonly Broken[] = [
  [
    'an entry that tells two things of one slot',
    'codes/lamp.yaml',
    '  when: { colour: blue }\n',
    '  when: { colour: blue }\n  sets: { spare: lost }\n',
    ['codes/lamp.yaml:13:9: `sets` of `blue-7` says otherwise of `colour` than its `when`; both tell what is so wherever it appears'],
  ],
  [
    'an entry whose causes cannot be there',
    'codes/lamp.yaml',
    'causes: { mains: 1 }',
    'causes: { socket: 1 }',
    ['codes/lamp.yaml:15:11: none of the causes of `blue-7` can be where it appears; their `when` contradicts its own'],
  ],
  [
    'a fix that needs what it rules out',
    'fixes/lamp.yaml',
    '  needs: { spare: kept }\n',
    '  when: { spare: lost }\n  needs: { spare: kept }\n',
    ['fixes/lamp.yaml:18:10: `new-lamp` needs what its own `when` rules out (`spare`), so it is never offered'],
  ],
];

refuses(BROKEN);

const WARNED: readonly Broken[] = [
  [
    'one of the causes cannot be there',
    'codes/lamp.yaml',
    'causes: { mains: 1 }',
    'causes: { mains: 1, socket: 1 }',
    ['codes/lamp.yaml:15:23: `socket` cannot be behind `blue-7`: its `when` contradicts where that appears'],
  ],
  [
    'a topic that tells otherwise than its entry',
    'topics/problems.yaml',
    '  asks: [colour]',
    '  sets: { colour: red }',
    ['codes/lamp.yaml:13:10: `dark` says otherwise of `colour` than `blue-7`; perhaps another topic is meant'],
  ],
  [
    'a fix for a cause that it cannot meet',
    'fixes/lamp.yaml',
    '  removes: { bulb: 0.8 }',
    '  when: { colour: blue }\n  removes: { bulb: 0.8, socket: 0.1 }',
    ['fixes/lamp.yaml:6:25: `new-bulb` is never offered where `socket` can be; their `when` contradict each other'],
  ],
];

describe('a pack that works, but holds what is never reached', () => {
  test.each(WARNED)('%s', async (_name, file, from, to, said) => {
    const loaded = await loadWith(changed(file, from, to));
    expect(loaded.ok).toBe(true);
    expect(loaded.warnings.map(problemLine)).toEqual(expect.arrayContaining([...said]));
  });

  test('a cause that every way to it rules out', async () => {
    const loaded = await loadWith({
      ...changed('causes.yaml', '  when: { colour: red }\n', '  when: { spare: kept }\n'),
      ...changed('topics/problems.yaml', '  asks: [colour]', '  sets: { spare: lost }'),
    });
    expect(loaded.warnings.map(problemLine)).toContain(
      'causes.yaml:7:9: `socket` is never met: every topic and entry that leads to it contradicts its `when`',
    );
  });

  test('and none of this in the sound one', async () => {
    expect((await loadWith({})).warnings.map(problemLine).filter((line) => /contradict|otherwise/.test(line))).toEqual([]);
  });
});
