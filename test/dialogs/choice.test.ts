/** Buttons of before are called as they are called now: in the person's language, whatever it was when they were made. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { choicesNow } from '../../dialogs/choice.ts';
import { packFor } from '../../dialogs/locale.ts';
import { type Pick, writePick } from '../../dialogs/picks.ts';
import type { Talk } from '../../dialogs/talk.ts';
import type { Pack } from '../../knowledge/pack.ts';
import { brainOf } from '../brain.ts';
import { caseOf, heard, NOW } from './given.ts';

let whole: Pack;
beforeAll(async () => {
  whole = (await brainOf()).pack;
});

function talkIn(locale: string): Talk {
  const file = { ...caseOf(whole), locale };
  return { pack: packFor(whole, locale), whole, heard: heard(), at: NOW, before: file, file, replies: [], effects: [] };
}

const labels = (locale: string, picks: readonly Pick[]): readonly string[] =>
  choicesNow(
    talkIn(locale),
    picks.map((pick) => ({ label: 'as it was', pick: writePick(pick) })),
  ).map(({ label }) => label);

const YES_NO: readonly Pick[] = [true, false].flatMap((yes): Pick[] => [
  { kind: 'consent', fix: 'restore-iphone', yes },
  { kind: 'helped', yes },
  { kind: 'person', yes },
  { kind: 'settled', yes },
]);

const OTHERS: readonly Pick[] = [
  { kind: 'unsure', slot: 'storage' },
  { kind: 'how' },
  { kind: 'quiet' },
  { kind: 'withdraw' },
  { kind: 'continue' },
  { kind: 'fix', fix: 'restore-iphone', outcome: 'worked' },
  { kind: 'fix', fix: 'restore-iphone', outcome: 'failed' },
  { kind: 'fix', fix: 'restore-iphone', outcome: 'done-before' },
  { kind: 'code', code: undefined },
  { kind: 'topic', topic: undefined },
  { kind: 'topic', topic: 'backup_fails' },
  { kind: 'guide', guide: undefined },
  { kind: 'set', facts: [['storage', 'ok']] },
  { kind: 'set', facts: [['vpn', 'on']] },
];

describe.each(['de', 'es'])('in %s', (locale) => {
  test('every button that has words is called otherwise than in English', () => {
    const picks = [...YES_NO, ...OTHERS];
    const [own, english] = [labels(locale, picks), labels('en', picks)];
    expect(own.flatMap((label, i) => (label === english[i] || label === '' || label === 'as it was' ? [`${i}: ${label}`] : []))).toEqual(
      [],
    );
  });
});

test('what a button no longer says, or what several say, keeps its words', () => {
  const gone: readonly Pick[] = [
    { kind: 'topic', topic: 'gone' },
    { kind: 'guide', guide: 'gone' },
    { kind: 'set', facts: [['gone', 'x']] },
    { kind: 'set', facts: [['data_safe', 'safe']] },
  ];
  expect(new Set(labels('de', gone))).toEqual(new Set(['as it was']));
  expect(choicesNow(talkIn('de'), [{ label: 'as it was', pick: 'nonsense' }])).toEqual([{ label: 'as it was', pick: 'nonsense' }]);
});
