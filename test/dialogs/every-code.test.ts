/**
 * Every code and every on-screen message of the pack, on each platform that it belongs to, typed as a person would, by somebody
 * who cooperates and by somebody who does not: each comes to a fix that was confirmed, to a person, or to an honest end.
 */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { seeded } from '../../bench/random.ts';
import type { Brain } from '../../bot/rehearsal/run-chat.ts';
import type { Entry } from '../../knowledge/pack.ts';
import { brainOf } from '../brain.ts';
import { caseOfEntry, type PersonCase, shown, withFact } from '../person-case.ts';
import { converse, type Talked } from '../person-talk.ts';
import { COOPERATIVE, type Temper, UNCOOPERATIVE } from '../persons.ts';

let brain: Brain;
let cases: readonly PersonCase[];
beforeAll(async () => {
  brain = await brainOf();
  cases = [...brain.pack.entries.values()].flatMap(casesOf);
});

/** How somebody names it: the code once, each message once; on each platform that it can stand on. */
function casesOf(entry: Entry, index: number): PersonCase[] {
  const words = entry.code === undefined ? entry.messages.map(shown) : [`error ${entry.code}`, ...entry.messages.map(shown)];
  const platforms = (brain.pack.slots.get('platform')?.values ?? [])
    .map((v) => withFact(brain.pack, {}, 'platform', v.id) ?? {})
    .filter((known) => caseOfEntry(brain, () => 0, entry, known, '') !== undefined);
  return words.flatMap((first) => platforms.flatMap((known) => caseOfEntry(brain, seeded(index), entry, known, first) ?? []));
}

type Walk = { readonly one: PersonCase; readonly talked: Talked };

function walkAll(temper: Temper): Walk[] {
  return cases.map((one, i) => ({ one, talked: converse(brain, one, temper, seeded(i)) }));
}

function report(walks: readonly Walk[], wrong: (walk: Walk) => string | undefined): string[] {
  return walks.flatMap((walk) => {
    const why = wrong(walk);
    return why === undefined ? [] : [`${walk.one.entry} "${walk.one.first}": ${why}\n${walk.talked.transcript}`];
  });
}

function reached({ one, talked }: Walk): boolean {
  const id = one.entry ?? '';
  return talked.said.has(`neighbour:${id}`) || talked.file.problems.some((p) => p.entries.includes(id));
}

describe.each([
  ['cooperative', COOPERATIVE],
  ['uncooperative', UNCOOPERATIVE],
] as const)('every code and message with somebody %s', (name, temper) => {
  let walks: readonly Walk[];
  beforeAll(() => {
    walks = walkAll(temper);
  });

  test('is walked', () => {
    expect(new Set(walks.map(({ one }) => one.entry))).toEqual(new Set(brain.pack.entries.keys()));
  });

  test('ends', () => {
    expect(report(walks, ({ talked }) => (talked.ended === 'lost' ? `not after ${talked.turns} turns` : undefined))).toEqual([]);
  });

  test('keeps every promise', () => {
    expect(report(walks, ({ talked }) => talked.broken[0])).toEqual([]);
  });

  if (name === 'cooperative') {
    test('is in the case', () => {
      expect(report(walks, (walk) => (reached(walk) ? undefined : 'the entry is not in the case'))).toEqual([]);
    });
    test('is spoken of as reported where it is not known', () => {
      const unsure = ({ one }: Walk): boolean => (brain.pack.entries.get(one.entry ?? '')?.confidence ?? 1) < 0.5;
      const doubtful = walks.filter(unsure);
      expect(doubtful.length).toBeGreaterThan(0);
      expect(report(doubtful, ({ talked }) => (/\breport/.test(talked.transcript) ? undefined : 'spoken of as known'))).toEqual([]);
    });
    test('is solved only by a fix that worked', () => {
      const false_ = (w: Walk) => w.talked.ended === 'solved' && w.talked.fix === undefined;
      expect(report(walks, (walk) => (false_(walk) ? 'nothing had worked' : undefined))).toEqual([]);
    });
  }
});
