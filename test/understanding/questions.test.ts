import { expect, test } from '@jest/globals';
import { clausesOf } from '../../dialogs/understanding/clauses.ts';
import { isQuestion } from '../../dialogs/understanding/questions.ts';
import { spokenIn } from '../../dialogs/understanding/spoken.ts';
import { wordsOf } from '../../dialogs/understanding/words.ts';

const asks = (text: string): boolean => isQuestion(text, clausesOf(text, wordsOf(text), spokenIn('en')));

test.each([
  'can i restore a newer backup',
  "can't i restore a newer backup",
  'does it erase my phone',
  "isn't it too slow",
  'how do i check that',
  'and what is that for',
  'it stopped again?',
])('asks: %s', (text) => {
  expect(asks(text)).toBe(true);
});

test.each([
  "can't restore, it says the backup is newer",
  'cannot back up since the update',
  'does not start any more',
  "isn't working",
  'it stopped again',
])('tells: %s', (text) => {
  expect(asks(text)).toBe(false);
});
