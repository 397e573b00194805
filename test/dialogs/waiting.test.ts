/** Between the wish for a person and "is it solved?": nothing is asked twice of people, and no question is lost. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { CaseFile } from '../../dialogs/case-file.ts';
import { decide } from '../../dialogs/decide.ts';
import { hearDesk } from '../../dialogs/desk-talk.ts';
import type { Understanding } from '../../dialogs/heard.ts';
import type { Pack } from '../../knowledge/pack.ts';
import { caseOf, heard, NOW, printers, problem } from './given.ts';

let pack: Pack;
beforeAll(async () => {
  pack = await printers();
});

const turn = (file: CaseFile, part: Partial<Understanding>) => decide(pack, file, heard(part), NOW);

const YES = { text: 'button', pick: { subject: 'person:is', value: 'yes' } };

test.each([
  ['the same button', YES],
  ['the same words', { commands: ['human' as const] }],
  ['a danger', { alarms: ['smoke'] }],
])('who waits for a person and asks for one again (%s) is handed over once', (_, again) => {
  const waits = turn(caseOf(pack), YES);
  expect(waits.effects.map(({ kind }) => kind)).toEqual(['handoff']);
  const asked = turn(waits.case, again);
  expect(asked.effects.map(({ kind }) => kind)).not.toContain('handoff');
  expect(asked.replies.map(({ id }) => id)).toContain('handed_over#0');
  expect(asked.case.handoff).toEqual(waits.case.handoff);
});

/** A person helped and is done. */
function helped(): CaseFile {
  const file = caseOf(pack, {
    problems: [problem({ status: 'handed-over' })],
    current: 0,
    mode: 'human',
    handoff: { since: NOW, agent: { id: 'a', name: 'Maria' } },
  });
  return hearDesk(pack, file, { kind: 'ended', agent: 'a', reason: 'done' }, NOW)?.case as CaseFile;
}

test.each([
  ['a question about the helper', { commands: ['who' as const], asks: true }],
  ['something of another trade', { outOfScope: true }],
  ['what is not understood', {}],
])('"is it solved?" is still there after %s', (_, part) => {
  const after = turn(helped(), part);
  expect(after.case.open?.kind).toBe('solved');
  expect(after.replies.at(-1)?.choices.map(({ pick }) => pick)).toEqual(['settled:is=yes', 'settled:is=no']);
});

describe('who tells whether a person solved it', () => {
  /** Something else has come up since. */
  const since = (): CaseFile => {
    const file = helped();
    return { ...file, problems: [...file.problems, problem({ topic: 'bad_print', status: 'open' })], current: 1 };
  };
  const settled = (value: string) => ({ text: 'button', pick: { subject: 'settled:is', value } });

  test('speaks of what the person had, and not of what has come up since', () => {
    const after = turn(since(), settled('yes'));
    expect(after.case.problems.map(({ status }) => status)).toEqual(['solved', 'open']);
    expect(after.case.open).toBeDefined();
  });

  test('takes that up again when it is not', () => {
    const after = turn(since(), settled('no'));
    expect(after.case.problems.map(({ status }) => status)).toEqual(['open', 'waiting']);
    expect(after.case).toMatchObject({ current: 0, open: { kind: 'person' } });
  });
});
