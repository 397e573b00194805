/** Buttons stay on the screen: what one of an earlier moment says is taken for what it says, and nothing else changes. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { CaseFile, type Open } from '../../dialogs/case-file.ts';
import { decide } from '../../dialogs/decide.ts';
import type { Decision } from '../../dialogs/decision.ts';
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
const rating: Open = { kind: 'rating', choices: [{ label: '5 ★', pick: 'rate:case=5' }], times: 1, at: NOW };

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

describe('of the topics', () => {
  const fixing = () =>
    caseOf(pack, {
      facts: JAM,
      problems: [problem({ fixes: { 'load-paper': 'failed', 'clear-jam': 'offered' }, codes: ['E02'] })],
      current: 0,
      open: fixOpen('clear-jam'),
    });

  test('begin another problem; the one at hand waits as it is', () => {
    const turned = press(fixing(), 'topic:is=bad_print');
    expect(turned.case.problems).toMatchObject([
      { topic: 'prints_nothing', status: 'waiting', fixes: { 'load-paper': 'failed', 'clear-jam': 'offered' }, codes: ['E02'] },
      { topic: 'bad_print', status: 'open', fixes: {}, codes: [] },
    ]);
    expect(turned.case.current).toBe(1);
    expect(said(turned)).toContain('second_problem');
    const back = press(turned.case, 'topic:is=prints_nothing');
    expect(back.case).toMatchObject({ current: 0, problems: [{ status: 'open' }, { status: 'waiting' }] });
  });

  test('say more exactly what it is about while nothing was done yet', () => {
    const file = caseOf(pack, { facts: JAM, problems: [problem({ confidence: 0.6 })], current: 0 });
    expect(press(file, 'topic:is=bad_print').case.problems).toMatchObject([{ topic: 'bad_print', confidence: 1 }]);
  });

  test('that the pack no longer has leave the open question as it is', () => {
    for (const pick of ['topic:is=gone', 'guide:is=gone', `unsure:slot=${'x'.repeat(150)}`]) {
      const pressed = press(fixing(), pick);
      expect(said(pressed)[0]).toBe('stale_button');
      expect(pressed.case.open).toMatchObject({ kind: 'fix', about: 'clear-jam' });
      expect(CaseFile.parse(pressed.case)).toEqual(pressed.case);
    }
  });

  test('find room for a seventh problem, at the cost of one that is done', () => {
    const solved = problem({ status: 'solved' });
    const file = caseOf(pack, { problems: [problem({ status: 'waiting' }), solved, solved, solved, solved, solved], current: 5 });
    const after = press(file, 'topic:is=bad_print').case;
    expect(after.problems.map(({ status }) => status)).toEqual(['waiting', 'solved', 'solved', 'solved', 'solved', 'open']);
    expect(after.current).toBe(5);
  });
});

test('"yes, that helped" of an earlier answer leaves the problem at hand as it is', () => {
  const file = caseOf(pack, {
    facts: JAM,
    problems: [problem({ fixes: { 'clear-jam': 'offered' } })],
    current: 0,
    open: fixOpen('clear-jam'),
  });
  expect(press(file, 'helped:is=yes').case.open).toMatchObject({ kind: 'fix', about: 'clear-jam' });
});

describe('of the rating', () => {
  const rated = (decision: Decision) => decision.effects.filter(({ kind }) => kind === 'rated');

  test('count once, and only after it was asked for', () => {
    expect(rated(press(caseOf(pack), 'rate:case=1'))).toEqual([]);
    const asked = caseOf(pack, { once: ['rate-asked'], open: rating });
    const once = press(asked, 'rate:case=4');
    expect(rated(once)).toEqual([{ kind: 'rated', rating: 4 }]);
    expect(rated(press(once.case, 'rate:case=1'))).toEqual([]);
  });

  test('count also late, and the problem at hand goes on', () => {
    const problems = [problem({ fixes: { 'clear-jam': 'offered' } })];
    const late = press(caseOf(pack, { facts: JAM, once: ['rate-asked'], problems, current: 0, open: fixOpen('clear-jam') }), 'rate:case=5');
    expect(rated(late)).toHaveLength(1);
    expect(late.case.open).toMatchObject({ kind: 'fix', about: 'clear-jam' });
  });
});
