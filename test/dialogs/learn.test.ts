import { beforeAll, describe, expect, test } from '@jest/globals';
import { learn } from '../../dialogs/learn.ts';
import { isBareValue } from '../../dialogs/learn-topic.ts';
import type { Pack } from '../../knowledge/pack.ts';
import { caseOf, fact, heard, NOW, printers, problem } from './given.ts';

let pack: Pack;
beforeAll(async () => {
  pack = await printers();
});

const kinds = (learnt: ReturnType<typeof learn>) => learnt.lessons.map((l) => l.kind);
const told = (slot: string, value: string, corrects = false) => ({ slot, value, corrects });

describe('in answer to "did that help?"', () => {
  const trying = () =>
    caseOf(pack, {
      problems: [problem({ fixes: { 'clear-jam': 'offered' } })],
      current: 0,
      open: { kind: 'fix', about: 'clear-jam', choices: [], times: 1, at: NOW },
    });
  const code = { code: 'E5', status: 'known' as const, meanings: [], suggestions: [] };

  test('an error that was not known before says no', () => {
    const learnt = learn(pack, trying(), heard({ text: 'now it shows E5', codes: [code] }), NOW);
    expect(learnt.file.problems[0]?.fixes).toEqual({ 'clear-jam': 'failed' });
    expect(learnt.file.problems[0]?.codes).toEqual(['E5']);
  });

  test('a yes to something else is no success', () => {
    const yes = { kind: 'yes' as const };
    const fixes = (words: Parameters<typeof heard>[0]) => learn(pack, trying(), heard(words), NOW).file.problems[0]?.fixes;
    expect(fixes({ text: 'yes a mac', answer: yes, facts: [told('platform', 'mac')] })).toEqual({ 'clear-jam': 'offered' });
    expect(fixes({ text: 'yes', answer: yes })).toEqual({ 'clear-jam': 'worked' });
  });

  test('a question about an error says nothing', () => {
    const learnt = learn(pack, trying(), heard({ text: 'what does E5 mean?', codes: [code], asks: true }), NOW);
    expect(learnt.file.problems[0]?.fixes).toEqual({ 'clear-jam': 'offered' });
  });
});

test('whoever says that it is solved answers no question', () => {
  const asking = caseOf(pack, {
    problems: [problem({})],
    current: 0,
    open: { kind: 'slot', about: 'paper', choices: [], times: 1, at: NOW },
  });
  const answer = { kind: 'yes' as const };
  const paper = (words: Parameters<typeof heard>[0]) => learn(pack, asking, heard(words), NOW).file.facts.paper?.value;
  expect(paper({ text: 'yes', answer })).toBe('ok');
  expect(paper({ text: 'they are back, thanks', answer, commands: ['solved', 'thanks'] })).toBeUndefined();
});

describe('a topic', () => {
  test('that is sure opens a problem', () => {
    const learnt = learn(pack, caseOf(pack), heard({ topics: [{ id: 'prints_nothing', confidence: 0.9 }] }), NOW);
    expect(learnt.file.problems).toMatchObject([{ topic: 'prints_nothing', status: 'open' }]);
    expect(learnt.lessons).toEqual([{ kind: 'topic', topic: 'prints_nothing', how: 'new' }]);
  });

  test.each([
    ['likely', [0.5, 0.05], ['prints_nothing']],
    ['not likely alone, but together', [0.28, 0.27], ['prints_nothing', 'bad_print']],
    ['hardly possible', [0.1, 0.1], undefined],
  ])('that is %s', (_, [first = 0, second = 0], offered) => {
    const topics = [
      { id: 'prints_nothing', confidence: first },
      { id: 'bad_print', confidence: second },
    ];
    const learnt = learn(pack, caseOf(pack), heard({ topics }), NOW);
    expect(learnt.file.problems).toEqual([]);
    expect(learnt.lessons).toEqual(offered === undefined ? [] : [{ kind: 'guess', topics: offered }]);
  });

  test('of a bare value in answer to something is none', () => {
    const asking = caseOf(pack, { open: { kind: 'describe', choices: [], times: 1, at: NOW } });
    const words = heard({ text: 'a mac', facts: [told('platform', 'mac')], topics: [{ id: 'prints_nothing', confidence: 0.9 }] });
    expect(isBareValue(words)).toBe(true);
    const learnt = learn(pack, asking, words, NOW);
    expect(learnt.file.problems).toEqual([]);
    expect(learnt.file.facts.platform?.value).toBe('mac');
  });

  test('of another kind waits until the first problem is done', () => {
    const busy = caseOf(pack, { problems: [problem({ fixes: { 'clear-jam': 'offered' } })], current: 0 });
    const text = 'and by the way the colours look terrible on paper';
    const learnt = learn(pack, busy, heard({ text, topics: [{ id: 'bad_print', confidence: 0.9 }] }), NOW);
    expect(learnt.file.problems.map((p) => [p.topic, p.status])).toEqual([
      ['prints_nothing', 'open'],
      ['bad_print', 'waiting'],
    ]);
    expect(learnt.file.current).toBe(0);
  });

  test('does not change what a code is about', () => {
    const coded = caseOf(pack, { problems: [problem({ codes: ['E03'], entries: ['e03'] })], current: 0 });
    const text = 'the driver on the computer prints odd things too';
    const learnt = learn(pack, coded, heard({ text, topics: [{ id: 'bad_print', confidence: 0.95 }] }), NOW);
    expect(learnt.file.problems[0]?.topic).toBe('prints_nothing');
  });
});

describe('an answer', () => {
  const asking = (about: string) =>
    caseOf(pack, { problems: [problem()], current: 0, open: { kind: 'slot', about, choices: [], times: 1, at: NOW } });

  test.each([
    ['connection', 'yes', 'ok'],
    ['connection', 'no', 'problem'],
    ['queue', 'yes', 'blocked'],
    ['queue', 'no', 'clear'],
    ['settings_noted', 'yes', 'noted'],
  ] as const)('to %s: %s means %s', (slot, kind, value) => {
    const { file } = learn(pack, asking(slot), heard({ text: kind, answer: { kind } }), NOW);
    expect(file.facts[slot]?.value).toBe(value);
    expect(file.open).toBeUndefined();
  });

  test('no to a list of things is none of them, and yes says nothing', () => {
    expect(kinds(learn(pack, asking('paper'), heard({ text: 'no', answer: { kind: 'no' } }), NOW))).toEqual(['unsure']);
    expect(kinds(learn(pack, asking('model'), heard({ text: 'yes', answer: { kind: 'yes' } }), NOW))).toEqual([]);
  });

  test('that fills another slot is not one to the open question', () => {
    const words = heard({ text: 'no it is the mac that I use here', answer: { kind: 'no' }, facts: [told('platform', 'mac')] });
    const { file } = learn(pack, asking('connection'), words, NOW);
    expect(file.facts.connection).toBeUndefined();
    expect(file.facts.platform?.value).toBe('mac');
  });
});

describe('a question in between', () => {
  test('answers nothing, whatever words of it would', () => {
    const asking = caseOf(pack, {
      problems: [problem()],
      current: 0,
      open: { kind: 'slot', about: 'paper', choices: [], times: 1, at: NOW },
    });
    const words = heard({
      asks: true,
      guides: [{ id: 'both-sides', confidence: 0.95 }],
      answer: { kind: 'no' },
      facts: [told('paper', 'empty')],
    });
    const { file } = learn(pack, asking, words, NOW);
    expect(file.facts.paper).toBeUndefined();
    expect(file.open?.about).toBe('paper');
  });
});

describe('a correction', () => {
  const known = () => caseOf(pack, { problems: [problem()], current: 0, facts: { platform: fact('mac') } });

  test('is said so when it was asked or is put as one', () => {
    expect(kinds(learn(pack, known(), heard({ text: 'no, windows', facts: [told('platform', 'windows', true)] }), NOW))).toEqual([
      'corrected',
    ]);
  });

  test('is none when the other value is only mentioned in a story', () => {
    const text = 'my brother has a windows computer and there it all works very well every day';
    const { file } = learn(pack, known(), heard({ text, facts: [told('platform', 'windows')] }), NOW);
    expect(file.facts.platform?.value).toBe('mac');
  });
});

describe('codes', () => {
  const code = (part: object) =>
    heard({ codes: [{ code: 'E02', status: 'known', meanings: ['e02-display', 'e02-screen'], suggestions: [], ...part }] });

  test('of several meanings keep all of them until one is ruled out', () => {
    const open = learn(pack, caseOf(pack), code({}), NOW);
    expect(open.file.problems[0]).toMatchObject({ codes: ['E02'], entries: ['e02-display', 'e02-screen'] });
    expect(open.file.facts.place).toBeUndefined();
    const told = learn(pack, open.file, heard({ pick: { subject: 'set:facts', value: 'place~screen' } }), NOW);
    expect(told.file.problems[0]?.entries).toEqual(['e02-screen']);
  });

  test('that are near or unknown are no evidence', () => {
    const near = learn(pack, caseOf(pack), code({ code: 'E20', status: 'near', meanings: [], suggestions: ['E02'] }), NOW);
    expect(near.file.problems).toEqual([]);
    expect(near.lessons).toEqual([{ kind: 'near-code', code: 'E20', suggestions: ['E02'] }]);
    const unknown = learn(pack, caseOf(pack), code({ code: 'X9', status: 'unknown', meanings: [] }), NOW);
    expect(unknown.lessons).toEqual([{ kind: 'unknown-code', code: 'X9' }]);
  });

  test('that were confirmed count as written', () => {
    const { file } = learn(pack, caseOf(pack), heard({ pick: { subject: 'code:is', value: 'E03' } }), NOW);
    expect(file.problems[0]).toMatchObject({ codes: ['E03'], entries: ['e03'] });
    expect(file.facts.place?.value).toBe('display');
  });
});
