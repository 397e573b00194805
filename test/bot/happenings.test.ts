/** What is counted of a turn, read off the case before and after it. */
import { describe, expect, test } from '@jest/globals';
import { happenings } from '../../bot/insight/happenings.ts';
import type { Problem } from '../../dialogs/case-file.ts';
import { EMPTY_CASE } from './line-house.ts';

const problem = (topic: string, changes: Partial<Problem> = {}): Problem => ({
  topic,
  confidence: 1,
  codes: [],
  entries: [],
  fixes: {},
  unsure: [],
  status: 'open',
  ...changes,
});
const stage = (problems: readonly Problem[], changes: { misheard?: number; said?: string[] } = {}) => ({
  ...EMPTY_CASE,
  said: ['again#0'],
  problems: [...problems],
  ...changes,
});
const counted = (...[before, after, heard = true]: [Parameters<typeof happenings>[0], Parameters<typeof happenings>[1], boolean?]) =>
  happenings(before, after, heard).map(({ kind, code }) => (code === undefined ? kind : `${kind} ${code}`));

describe('a turn is counted as', () => {
  test('somebody who came, once: with the first message, whether they were welcomed or not', () => {
    const fresh = stage([], { said: [] });
    const welcomed = stage([], { said: ['welcome#0'] });
    expect(counted(fresh, welcomed, false)).toEqual([]);
    expect([counted(fresh, stage([])), counted(welcomed, stage([])), counted(stage([]), stage([]))]).toEqual([['came'], ['came'], []]);
  });

  test('a problem that began, and what came of it', () => {
    expect(counted(stage([]), stage([problem('jam'), problem('ink', { status: 'waiting' })]))).toEqual(['begun jam', 'begun ink']);
    expect(counted(stage([problem('jam')]), stage([problem('jam', { status: 'solved' })]))).toEqual(['solved jam']);
    expect(counted(stage([problem('jam')]), stage([problem('jam', { status: 'handed-over' })]))).toEqual(['handed-over jam']);
    expect(counted(stage([problem('jam', { status: 'handed-over' })]), stage([problem('jam')]))).toEqual([]);
  });

  test('the same problem again, when the first one was solved', () => {
    const first = problem('jam', { status: 'solved' });
    expect(counted(stage([first]), stage([first, problem('jam')]))).toEqual(['begun jam']);
    // A case that lets go of its oldest problem to make room counts nothing for it.
    expect(counted(stage([first, problem('ink')]), stage([problem('ink')]))).toEqual([]);
  });

  test('a fix that was given, worked or failed, each once', () => {
    const jam = (fixes: Problem['fixes']) => stage([problem('jam', { fixes })]);
    expect(counted(jam({}), jam({ shake: 'offered' }))).toEqual(['given shake']);
    expect(counted(jam({ shake: 'offered' }), jam({ shake: 'failed', clean: 'offered' }))).toEqual(['failed shake', 'given clean']);
    expect(counted(jam({ clean: 'offered' }), jam({ clean: 'worked' }))).toEqual(['worked clean']);
    expect(counted(jam({ clean: 'worked' }), jam({ clean: 'worked', shake: 'done-before' }))).toEqual([]);
  });

  test('a message that led nowhere; nobody else can be missed', () => {
    expect(counted(stage([]), stage([], { misheard: 1 }))).toEqual(['missed']);
    expect(counted(stage([], { misheard: 1 }), stage([], { misheard: 1 }))).toEqual([]);
    expect(counted(stage([]), stage([], { misheard: 1 }), false)).toEqual([]);
  });
});
