import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Pick, readPick, readStored, writePick } from '../../dialogs/picks.ts';

const id = fc.stringMatching(/^[a-z0-9]{1,8}(?:-[a-z0-9]{1,8})?$/).filter((word) => word !== 'none');
const yes = fc.boolean();

const anyPick: fc.Arbitrary<Pick> = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), facts: fc.array(fc.tuple(id, id), { minLength: 1, maxLength: 3 }) }),
  fc.record({ kind: fc.constant('unsure' as const), slot: id }),
  fc.record({ kind: fc.constant('fix' as const), fix: id, outcome: fc.constantFrom('worked', 'failed', 'done-before', 'skipped') }),
  fc.record({ kind: fc.constant('consent' as const), fix: id, yes }),
  fc.record({ kind: fc.constant('code' as const), code: fc.option(id, { nil: undefined }) }),
  fc.record({ kind: fc.constant('topic' as const), topic: fc.option(id, { nil: undefined }) }),
  fc.record({ kind: fc.constant('guide' as const), guide: fc.option(id, { nil: undefined }) }),
  fc.record({ kind: fc.constantFrom('helped' as const, 'person' as const), yes }),
  fc.record({ kind: fc.constant('rate' as const), rating: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constantFrom('how' as const, 'continue' as const) }),
);

describe('what a button carries', () => {
  test('is read as it was written', () => {
    fc.assert(fc.property(anyPick, (pick) => expect(readStored(writePick(pick))).toEqual(pick)));
  });

  test.each([
    'x',
    '',
    '=',
    'rate:is=0',
    'rate:is=6',
    'rate:is=5.5',
    'consent:x=maybe',
    'fix:x=exploded',
    'set:facts=platform',
    'set:facts=~x',
    '__proto__:x=y',
    'constructor=go',
    'toString:is=yes',
  ])('%j says nothing', (pick) => {
    expect(readStored(pick)).toBeUndefined();
  });

  test('anything else never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (subject, value) => {
        readPick(subject, value);
        readStored(`${subject}=${value}`);
      }),
    );
  });
});
