/** Buttons stay on the screen: what one of an earlier moment says is taken for what it says, and nothing else changes. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { CaseFile, Open } from '../../dialogs/case-file.ts';
import { decide } from '../../dialogs/decide.ts';
import type { Decision } from '../../dialogs/decision.ts';
import { button } from '../../dialogs/picks.ts';
import type { Pack } from '../../knowledge/pack.ts';
import { caseOf, fact, heard, NOW, printers, problem } from './given.ts';

let pack: Pack;
beforeAll(async () => {
  pack = await printers();
});

function press(file: CaseFile, pick: string): Decision {
  const at = pick.indexOf('=');
  return decide(pack, file, heard({ text: 'button', pick: { subject: pick.slice(0, at), value: pick.slice(at + 1) } }), NOW);
}

const said = (decision: Decision): string[] => decision.replies.map((reply) => reply.id.replace(/#\d+$/, ''));
const solved = (decision: Decision) => decision.effects.filter(({ kind }) => kind === 'solved');

const JAM = { connection: fact('ok'), paper: fact('jammed') };
const fixOpen = (about: string): Open => ({ kind: 'fix', about, choices: [], times: 1, at: NOW });
const rating: Open = { kind: 'rating', choices: [button('5 ★', { kind: 'rate', rating: 5 })], times: 1, at: NOW };

describe('of a fix', () => {
  const done = () =>
    caseOf(pack, { facts: JAM, problems: [problem({ fixes: { 'clear-jam': 'worked' }, status: 'solved' })], current: 0, open: rating });

  test('that worked counts once, and the rating is still asked for', () => {
    const again = press(done(), 'fix:clear-jam=worked');
    expect(solved(again)).toEqual([]);
    expect(again.case.open?.kind).toBe('rating');
  });

  test('that helped only for a while opens its problem again', () => {
    const back = press(done(), 'fix:clear-jam=failed');
    expect(said(back)[0]).toBe('relapse');
    expect(back.case.problems[0]).toMatchObject({ status: 'open', fixes: { 'clear-jam': 'failed' } });
    expect(back.case.open).toBeDefined();
  });

  const two = () =>
    caseOf(pack, {
      facts: { ...JAM, kind: fact('inkjet') },
      problems: [
        problem({ fixes: { 'clear-jam': 'offered' }, status: 'waiting' }),
        problem({ topic: 'bad_print', fixes: { 'new-cartridge': 'offered' } }),
      ],
      current: 1,
      open: fixOpen('new-cartridge'),
    });

  test('for a problem that waits solves that one, and the one at hand goes on', () => {
    const worked = press(two(), 'fix:clear-jam=worked');
    expect(solved(worked)).toEqual([{ kind: 'solved', topic: 'prints_nothing', fix: 'clear-jam' }]);
    expect(worked.case.problems.map(({ status }) => status)).toEqual(['solved', 'open']);
    expect(worked.case.open).toMatchObject({ kind: 'fix', about: 'new-cartridge' });
  });

  test('that seemed to work lets the problem at hand wait when it did not', () => {
    const before = press(two(), 'fix:clear-jam=worked').case;
    const back = press(before, 'fix:clear-jam=failed');
    expect(back.case.problems.map(({ status }) => status)).toEqual(['open', 'waiting']);
    expect(back.case.current).toBe(0);
  });
});
