/** A yes that erases something has to be plain. */
import { describe, expect, test } from '@jest/globals';
import { answerOf } from '../../dialogs/understanding/answers.ts';
import { spokenIn } from '../../dialogs/understanding/spoken.ts';
import { wordsOf } from '../../dialogs/understanding/words.ts';

const BUTTONS: Readonly<Record<string, readonly string[]>> = {
  en: ['Yes, I understand, go on', "No, don't do that"],
  de: ['Ja, ich verstehe, weiter', 'Nein, lieber nicht'],
  es: ['Sí, lo entiendo, adelante', 'No, mejor no'],
};

function agrees(text: string, language: string): boolean {
  const said = { text, words: wordsOf(text).map(({ word }) => word), spoken: spokenIn(language) };
  const answer = answerOf(said, { facts: {}, open: { kind: 'consent', choices: BUTTONS[language] ?? [] } }, 'none');
  const yes = answer?.kind === 'yes' || (answer?.kind === 'choice' && answer.index === 0);
  return yes && answer?.hedged !== true;
}

describe('agrees', () => {
  test.each([
    ...[
      'yes',
      'yes please',
      'ok',
      'sure',
      'yeah go ahead',
      'Yes, I understand, go on',
      'yes i understand',
      '👍',
      'yes, do it',
      'I agree',
    ].map((text) => [text, 'en']),
    ...['ja', 'ja bitte', 'Ja, ich verstehe, weiter', 'einverstanden', 'okay', 'ja, mach das'].map((text) => [text, 'de']),
    ...['sí', 'sí, adelante', 'de acuerdo', 'vale', 'Sí, lo entiendo, adelante', 'sí por favor'].map((text) => [text, 'es']),
  ])('%s (%s)', (text = '', language = '') => {
    expect(agrees(text, language)).toBe(true);
  });
});

describe('does not agree', () => {
  test.each([
    ...[
      'yes but i have not saved my photos yet',
      'yes only if nothing is lost',
      'ok i understand but no',
      'yes, will i lose my photos?',
      'yes?',
      'i guess so',
      'probably',
      'i think so',
      'yeah i lost my photos already',
      'yes and my screen is cracked',
      'it worked',
      'no',
    ].map((text) => [text, 'en']),
    ...['ja, aber meine Fotos sind noch drauf', 'ich denke schon', 'ja, wenn nichts verloren geht', 'wahrscheinlich', 'ja?', 'nein'].map(
      (text) => [text, 'de'],
    ),
    ...['sí, pero mis fotos están ahí', 'creo que sí', 'sí, si no pierdo nada', '¿sí?', 'no'].map((text) => [text, 'es']),
  ])('%s (%s)', (text = '', language = '') => {
    expect(agrees(text, language)).toBe(false);
  });
});
