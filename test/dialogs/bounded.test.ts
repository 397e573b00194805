/** A case file stays small, whatever is told, and keeps what is at hand. */
import { beforeAll, expect, test } from '@jest/globals';
import { CASE_BYTES, CaseFile, MOST } from '../../dialogs/case-file.ts';
import { decide } from '../../dialogs/decide.ts';
import { settleMeanings } from '../../dialogs/meanings.ts';
import { writePick } from '../../dialogs/picks.ts';
import { shrink } from '../../dialogs/shrink.ts';
import { open, type Talk } from '../../dialogs/talk.ts';
import type { Pack } from '../../knowledge/pack.ts';
import { brainOf } from '../brain.ts';
import { caseOf, fact, heard, NOW, problem } from './given.ts';

let pack: Pack;
beforeAll(async () => {
  pack = (await brainOf()).pack;
});

const bytes = (file: CaseFile): number => new TextEncoder().encode(JSON.stringify(file)).length;

test('of every message of the pack, quoted one after the other, the last ones are kept', () => {
  const quoted = [...pack.entries.values()].flatMap(({ id, messages: [wording], neighbour }) =>
    wording === undefined || neighbour !== undefined ? [] : [{ id, confidence: 1, wording }],
  );
  expect(quoted.length).toBeGreaterThan(100);
  let file = caseOf(pack);
  for (const message of quoted) {
    file = decide(pack, file, heard({ messages: [message] }), NOW).case;
    expect(bytes(file)).toBeLessThanOrEqual(CASE_BYTES);
    expect(CaseFile.parse(file)).toEqual(file);
  }
  const shown = file.problems.flatMap((p) => Object.keys(p.shown ?? {}));
  expect(shown.length).toBeLessThanOrEqual(MOST.problems * MOST.quotes);
  expect(shown).toContain(quoted.at(-1)?.id);
});

test('of more meanings than there is room for, those told last count', () => {
  const codes = [...new Set([...pack.entries.values()].flatMap(({ code }) => code ?? []))].slice(0, MOST.codes);
  const quoted =
    [...pack.entries.values()].find(({ code, messages, when }) => code === undefined && messages.length > 0 && !when.platform)?.id ?? '';
  const file = caseOf(pack, { problems: [problem({ topic: 'restore_fails', codes, entries: [quoted] })], current: 0 });
  expect(settleMeanings(pack, file, NOW).problems[0]?.entries).toContain(quoted);
});

const fixes = () => Object.fromEntries([...pack.fixes.keys()].map((id) => [id, 'skipped' as const]));

test('however much there is, the problem at hand stays, with what came of its fixes', () => {
  const facts = Object.fromEntries([...pack.slots.values()].flatMap(({ id, values }) => (values[0] ? [[id, fact(values[0].id)]] : [])));
  const busy = problem({ topic: 'stuck', fixes: { ...fixes(), [[...pack.fixes.keys()][0] ?? '']: 'failed' } });
  const waiting = problem({ topic: 'backup_fails', fixes: fixes(), status: 'waiting' });
  for (const current of [0, 1, 5]) {
    const problems = Array.from({ length: MOST.problems }, (_, i) => (i === current ? busy : waiting));
    const small = shrink(caseOf(pack, { facts, problems, current, once: Array.from({ length: MOST.once }, (_, i) => `once:${i}`) }));
    expect(bytes(small)).toBeLessThanOrEqual(CASE_BYTES);
    expect(small.problems[small.current]).toMatchObject({ topic: 'stuck', status: 'open' });
    expect(Object.values(small.problems[small.current]?.fixes ?? {})).toContain('failed');
  }
});

test('what is small loses nothing', () => {
  const file = caseOf(pack, { problems: [problem({ topic: 'stuck', status: 'solved' }), problem({ topic: 'backup_fails' })], current: 1 });
  expect(shrink(file)).toEqual(file);
});

test('buttons with long words or many facts are kept, and the case still reads as ours', () => {
  const file = caseOf(pack);
  const talk: Talk = { pack, whole: pack, heard: heard(), at: NOW, before: file, file, replies: [], effects: [] };
  const [slots, long] = [[...pack.slots.keys()].slice(0, 8), 'word '.repeat(240)];
  const pick = writePick({ kind: 'set', facts: slots.map((slot) => [slot, 'x'.repeat(20)] as const) });
  const asked = open(talk, 'slot', 'storage', [{ label: long, pick }]).file;
  expect(CaseFile.parse(asked)).toEqual(asked);
  expect(asked.open?.choices[0]?.pick).toBe(pick);
});
