import { describe, expect, test } from '@jest/globals';
import type { Answer, Context } from '../../dialogs/heard.ts';
import { answerOf } from '../../dialogs/understanding/answers.ts';
import { spokenIn } from '../../dialogs/understanding/spoken.ts';
import { wordsOf } from '../../dialogs/understanding/words.ts';

const read = (text: string, open?: Context['open'], answered = false): Answer | undefined =>
  answerOf(
    { text, words: wordsOf(text).map((word) => word.word), spoken: spokenIn('en') },
    open ? { facts: {}, open } : { facts: {} },
    answered ? 'asked' : 'none',
  );

const FIX: Context['open'] = { kind: 'fix', choices: ['It worked', 'Same problem', 'Skip this'] };

describe('answers to "did that work?"', () => {
  test.each<[string, Answer['kind']]>([
    ['yes', 'yes'],
    ['yeah', 'yes'],
    ['yep!!', 'yes'],
    ['yup it did', 'yes'],
    ['YES', 'yes'],
    ['yesss', 'yes'],
    ['ok', 'not-yet'],
    ['ok thanks', 'not-yet'],
    ['ok it worked', 'yes'],
    ['👍', 'yes'],
    ['✅', 'yes'],
    ['that fixed it', 'yes'],
    ['omg it works now', 'yes'],
    ['yes thank you so much', 'yes'],
    ['its working now lol', 'yes'],
    ['i think so', 'yes'],
    ['sure, why not', 'yes'],
    ['yea man', 'yes'],
    ['no', 'no'],
    ['nope', 'no'],
    ['nah', 'no'],
    ['nah didnt work', 'no'],
    ['yeah nope it didnt', 'no'],
    ['yeah no', 'no'],
    ["no it didn't", 'no'],
    ['no sorry', 'no'],
    ['not really', 'no'],
    ['👎', 'no'],
    ['held both buttons nothing', 'no'],
    ['not there', 'no'],
    ['no luck', 'no'],
    ['unfortunately not', 'no'],
    ['that did nothing', 'no'],
    ["nope, doesn't work", 'no'],
    ['it failed again', 'no'],
    ["it didn't help at all", 'no'],
    ['NO NO NO', 'no'],
    ['idk', 'unsure'],
    ['i dont know', 'unsure'],
    ['dunno', 'unsure'],
    ['not sure tbh', 'unsure'],
    ['no idea', 'unsure'],
    ["i can't tell", 'unsure'],
    ['maybe', 'unsure'],
    ['🤷', 'unsure'],
    ['how should i know', 'unsure'],
    ['already did that', 'done-already'],
    ['already tried that lol', 'done-already'],
    ['yeah tried that', 'done-already'],
    ['i did that already', 'done-already'],
    ["i've already done this", 'done-already'],
    ['been there done that', 'done-already'],
    ['tried that yesterday', 'done-already'],
    ['still nothing', 'same'],
    ['same thing again', 'same'],
    ['same', 'same'],
    ['still the same error', 'same'],
    ['no change', 'same'],
    ['still not enough', 'same'],
    ['yes i did that and its still the same', 'same'],
    ['no, still the same problem', 'same'],
    ['it came back', 'same'],
    ['kinda', 'partly'],
    ['a bit better', 'partly'],
    ['yes and no', 'partly'],
    ['some of it', 'partly'],
    ['it worked for a while', 'partly'],
    ['not yet', 'not-yet'],
    ['still running', 'not-yet'],
    ['one sec', 'not-yet'],
    ['let me try', 'not-yet'],
    ["i'll try that", 'not-yet'],
  ])('%s → %s', (text, kind) => {
    expect(
      read(text, FIX)?.kind === 'choice' ? ['yes', 'no', 'same'][(read(text, FIX) as { index: number }).index] : read(text, FIX)?.kind,
    ).toBe(kind);
  });
});

describe('no answer', () => {
  test.each([
    ['my sister has one in blue and loves it'],
    ['how do i check that?'],
    ['why do you ask'],
    ['the screen is black'],
    [''],
    ['what is a router?'],
    ['it worked before the update'],
  ])('%s', (text) => {
    expect(read(text, { kind: 'slot', slot: 's', choices: ['Cloud', 'Computer'] })).toBeUndefined();
  });
});

describe('choices', () => {
  const open = { kind: 'slot', slot: 's', choices: ['Plenty of room', 'The cloud is full', 'The phone is full', 'Yes, it is broken'] };
  test.each<[string, number]>([
    ['Plenty of room', 0],
    ['plenty of room.', 0],
    ['plenty', 0],
    ['the cloud', 1],
    ['cloud is full', 1],
    ['2', 1],
    ['option 2', 1],
    ['the second one', 1],
    ['third', 2],
    ['the last one', 3],
    ['number 1 please', 0],
    ['first', 0],
    ['plenti of rom', 0],
    ['the phon is ful', 2],
    ['yes', 3],
  ])('%s → %i', (text, index) => {
    expect(read(text, open)).toEqual({ kind: 'choice', index });
  });

  test('what fits two choices is none', () => {
    expect(read('full', open)).toBeUndefined();
    expect(read('7', open)).toBeUndefined();
  });

  test('a number is no place when the words answered already', () => {
    expect(read('2', { kind: 'slot', slot: 's', choices: ['a', 'b', 'c'] }, true)).toBeUndefined();
  });
});

describe('what only sounds like an answer', () => {
  test.each([
    'ok one more thing about it',
    'every password i have',
    'no backup',
    'i dont have a backup of those photos',
    'it is in the other room',
  ])('to a fix: %s', (text) => {
    expect(read(text, FIX)).toBeUndefined();
  });

  const ROOM: Context['open'] = { kind: 'slot', slot: 'storage', choices: ['Plenty of room', 'The phone is full'] };
  test.each(['no luck', 'did not work', 'ok thanks', 'okay thank you', 'no computer', 'no case'])('to a question: %s', (text) => {
    expect(read(text, ROOM)).toBeUndefined();
  });

  test('a device is none of the choices, however much it looks like one', () => {
    const of = (filled: 'others' | 'none') =>
      answerOf({ text: 'phone full', words: ['phone', 'full'], spoken: spokenIn('en') }, { facts: {}, open: ROOM }, filled);
    expect(of('others')).toBeUndefined();
    expect(of('none')).toEqual({ kind: 'choice', index: 1 });
  });
});

test.each<[string, Answer['kind']]>([
  ['second computer same', 'same'],
  ['new cable, same error', 'same'],
  ['tried every password i have', 'done-already'],
  ['ok ill wait', 'not-yet'],
  ['no luck', 'no'],
  ['no it isnt', 'no'],
])('how it ended, said in few words: %s', (text, kind) => {
  expect(read(text, FIX)).toEqual({ kind });
});

test('without an open question only plain answers are read', () => {
  expect(read('nope')).toEqual({ kind: 'no' });
  expect(read('restore failed')).toBeUndefined();
});

test('long and hostile text is no answer and takes no time to say so', () => {
  expect(read('no yes '.repeat(10_000), FIX)).toBeUndefined();
});
