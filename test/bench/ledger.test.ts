import { describe, expect, test } from '@jest/globals';
import { acknowledged, faultsOf, type Line, type Talk } from '../../bench/torture/ledger.ts';

/** Somebody who sent these messages; those with a seq were acknowledged as it. */
function talk(sent: Readonly<Record<string, number | undefined>>): Talk {
  const entries = Object.entries(sent).map(([key, seq]) => {
    const id = seq === undefined ? {} : { id: `c1|${String(seq).padStart(7, '0')}` };
    return [key, { key, text: 'x', ...id }] as const;
  });
  return { conversation: 'c1', sent: new Map(entries), touched: 0 };
}

/** A log of which each word is a line: `bot`, or the key of a user's message. */
function log(words: string): readonly Line[] {
  return words.split(' ').map((word, i) => ({
    seq: i + 1,
    at: `2026-01-01T00:00:0${i}.000Z`,
    role: word === 'bot' ? 'bot' : 'user',
    key: word === 'bot' ? undefined : word,
  }));
}

function faults(sent: Readonly<Record<string, number | undefined>>, lines: readonly Line[]): readonly string[] {
  const one = talk(sent);
  return faultsOf(one, lines, acknowledged(one));
}

describe('the torture finds what it looks for', () => {
  test('a conversation in which all is well has no faults, nor has one whose last message is not acknowledged yet', () => {
    expect(faults({ a: 2, b: 4 }, log('bot a bot b bot bot'))).toEqual([]);
    expect(faults({ a: 2, b: undefined }, log('bot a bot b bot'))).toEqual([]);
    expect(faults({ a: 2, b: undefined }, log('bot a bot'))).toEqual([]);
  });

  test.each([
    ['a lost message', { a: 2, b: 4 }, log('bot a bot'), 'c1: b was acknowledged as c1|0000004 and is lost'],
    ['a doubled message', { a: 2 }, log('bot a bot a bot'), 'c1: a was taken 2 times: seq 2, 4'],
    ['a message that nobody sent', { a: 2 }, log('bot a bot z bot'), 'c1: z was sent by nobody'],
    ['a message that is elsewhere', { a: 4 }, log('bot a bot'), 'c1: a was acknowledged as c1|0000004 and is now seq 2'],
    ['a torn turn', { a: 2, b: 3 }, log('bot a b bot'), 'c1: seq 2 was not answered before the next message'],
    ['a torn turn at the end', { a: 2 }, log('bot a'), 'c1: seq 2 was not answered before the next message'],
  ])('%s', (_what, sent, lines, fault) => {
    expect(faults(sent, lines)).toContain(fault);
  });

  test('a gap, and time that stands still', () => {
    const [first, second, third] = log('bot a bot') as [Line, Line, Line];
    expect(faults({ a: 2 }, [first, second, { ...third, seq: 4 }])).toEqual(['c1: line 3 has seq 4: a gap or a double']);
    expect(faults({ a: 2 }, [first, second, { ...third, at: second.at }])).toEqual(['c1: seq 3 is not later than the one before']);
  });
});
