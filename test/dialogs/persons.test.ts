/** Simulated persons, three for each cause, answering wrongly at times or not at all; `npm run bench:persons` asks many more. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { seeded } from '../../bench/random.ts';
import type { Brain } from '../../bot/rehearsal/run-chat.ts';
import { brainOf } from '../brain.ts';
import { type PersonCase, sampleCase } from '../person-case.ts';
import { complaintAbout, converse, type Talked } from '../person-talk.ts';
import { COOPERATIVE, ORDINARY } from '../persons.ts';

const EACH = 3;
/** Wrong answers lead astray now and then; more than these, and the bot is at fault. */
const GOOD_ENDS = 0.95;

let brain: Brain;
let runs: readonly { readonly one: PersonCase; readonly talked: Talked }[];
beforeAll(async () => {
  brain = await brainOf();
  runs = [...brain.pack.causes.keys()].flatMap((cause, c) =>
    Array.from({ length: EACH }, (_, i) => seeded(c * 1000 + i)).flatMap((random) => {
      const one = sampleCase(brain, random, cause);
      return one === undefined ? [] : [{ one, talked: converse(brain, one, ORDINARY, random) }];
    }),
  );
});

describe('simulated persons', () => {
  test('bring every cause', () => {
    expect(new Set(runs.map(({ one }) => one.cause))).toEqual(new Set(brain.pack.causes.keys()));
  });

  test('come to a fix that removes their cause, or to a person with the right summary', () => {
    const complaints = runs.flatMap(({ one, talked }) => {
      const complaint = complaintAbout(brain.pack, one, talked);
      return complaint === undefined ? [] : [`${one.cause} "${one.first}": ${complaint}`];
    });
    expect(complaints.length > runs.length * (1 - GOOD_ENDS) ? complaints : []).toEqual([]);
  });

  test('are never asked what is known, told the same twice in a row, or led to destroy unasked', () => {
    expect(runs.flatMap(({ one, talked }) => talked.broken.map((b) => `${one.cause} "${one.first}": ${b}`))).toEqual([]);
  });

  test('the simulation notices a conversation that went wrong', () => {
    const run = runs.find(({ talked }) => talked.ended === 'solved');
    const one = run?.one as PersonCase;
    const talked = run?.talked as Talked;
    expect(complaintAbout(brain.pack, one, { ...talked, fix: undefined })).toMatch(/nothing had worked/);
    expect(complaintAbout(brain.pack, one, { ...talked, ended: 'handoff', fix: undefined })).toMatch(/ended/);
    const mute = converse(
      { ...brain, understand: (_, context) => brain.understand({ text: '' }, context) },
      one,
      { ...COOPERATIVE, buttons: 0, handsLast: false },
      seeded(1),
    );
    expect(mute.ended).toBe('lost');
  });
});
