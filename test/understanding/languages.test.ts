/** Spanish and German: messages written apart from the training examples, answers, commands, facts and number words. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer, Command, Context, Understanding } from '../../dialogs/heard.ts';
import { answerOf } from '../../dialogs/understanding/answers.ts';
import { languageOf } from '../../dialogs/understanding/language.ts';
import { spokenIn } from '../../dialogs/understanding/spoken.ts';
import { wordsOf } from '../../dialogs/understanding/words.ts';
import { brainOf } from '../brain.ts';

type Labelled = {
  readonly text: string;
  readonly topic: string;
  readonly also: readonly string[];
  readonly platform: string | null;
  readonly codes: readonly string[];
};

const labelled = (language: string): readonly Labelled[] =>
  readFileSync(`test/understanding/messages.${language}.jsonl`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Labelled);

const rawWords = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];

let understand: (text: string, context?: Context) => Understanding;
beforeAll(async () => {
  const brain = await brainOf();
  understand = (text, context = { facts: {} }) => brain.understand({ text }, context);
});

describe.each(['es', 'de'])('messages in %s', (language) => {
  const messages = labelled(language);
  const share = (right: (message: Labelled, heard: Understanding) => boolean): number =>
    messages.filter((message) => right(message, understand(message.text))).length / messages.length;

  test('are at least a hundred', () => {
    expect(messages.length).toBeGreaterThanOrEqual(100);
  });

  test('are known to be in it, at least 95 %', () => {
    expect(share((_, heard) => heard.language === language)).toBeGreaterThanOrEqual(0.95);
  });

  test('have their topic first in at least 70 %, and among three in at least 90 %', () => {
    const fits = (message: Labelled, id: string | undefined) => [message.topic, ...message.also].includes(id ?? '');
    expect(share((message, heard) => fits(message, heard.topics[0]?.id))).toBeGreaterThanOrEqual(0.7);
    expect(share((message, heard) => heard.topics.some((topic) => fits(message, topic.id)))).toBeGreaterThanOrEqual(0.9);
  });

  test('have their platform in at least 96 %', () => {
    const said = (heard: Understanding) => heard.facts.find((fact) => fact.slot === 'platform')?.value ?? 'unknown';
    expect(share((message, heard) => message.platform === null || said(heard) === message.platform)).toBeGreaterThanOrEqual(0.96);
  });

  test('have exactly their codes', () => {
    const wrong = messages.filter(({ text, codes }) => `${understand(text).codes.map((code) => code.code)}` !== `${codes}`);
    expect(wrong).toEqual([]);
  });
});

describe('the language', () => {
  test.each([
    ['es', 'no me deja restaurar el teléfono'],
    ['es', 'se quedo en la manzana y no pasa de ahi'],
    ['de', 'mein handy laesst sich nicht sichern'],
    ['de', 'iPhone hängt beim Apfel'],
    ['en', 'my iphone is stuck on the logo'],
    ['en', 'no backup in icloud'],
    ['en', 'die battery die, it will not start'],
  ])('%s: %s', (language, text) => {
    expect(languageOf(text, rawWords(text))).toBe(language);
  });

  test.each([
    ['es', 'iPhone 14'],
    ['es', 'error 4013'],
    ['de', 'ok'],
    ['de', 'WhatsApp'],
  ])('of what is too short is that of the conversation: %s: %s', (language, text) => {
    expect(languageOf(text, rawWords(text), language)).toBe(language);
  });
});

const FIX: Context['open'] = { kind: 'fix', choices: ['A', 'B'] };
const answered = (language: string, text: string, open: Context['open'] = FIX): Answer | undefined =>
  answerOf(
    { text, words: wordsOf(text).map((word) => word.word), spoken: spokenIn(language) },
    { facts: {}, ...(open ? { open } : {}) },
    'none',
  );

describe('answers', () => {
  test.each<[string, string, Answer['kind']]>([
    ['es', 'sí', 'yes'],
    ['es', 'si ya funciona', 'yes'],
    ['es', 'no', 'no'],
    ['es', 'no funcionó', 'no'],
    ['es', 'pues no, la verdad', 'no'],
    ['es', 'no lo sé', 'unsure'],
    ['es', 'ni idea', 'unsure'],
    ['es', 'ya lo hice', 'done-already'],
    ['es', 'eso ya lo probé', 'done-already'],
    ['es', 'todavía no', 'not-yet'],
    ['es', 'sigue igual', 'same'],
    ['es', 'sale el mismo error', 'same'],
    ['es', 'más o menos', 'partly'],
    ['es', 'vale', 'not-yet'],
    ['es', 'yes', 'yes'],
    ['de', 'ja', 'yes'],
    ['de', 'ja, hat geklappt', 'yes'],
    ['de', 'jetzt geht es', 'yes'],
    ['de', 'nein', 'no'],
    ['de', 'nee leider nicht', 'no'],
    ['de', 'hat nicht funktioniert', 'no'],
    ['de', 'weiß nicht', 'unsure'],
    ['de', 'weiss nicht', 'unsure'],
    ['de', 'keine Ahnung', 'unsure'],
    ['de', 'hab ich schon gemacht', 'done-already'],
    ['de', 'noch nicht', 'not-yet'],
    ['de', 'immer noch dasselbe', 'same'],
    ['de', 'geht immer noch nicht', 'same'],
    ['de', 'jein', 'partly'],
    ['de', 'alles klar', 'not-yet'],
    ['de', 'nope', 'no'],
  ])('%s: %s is %s', (language, text, kind) => {
    expect(answered(language, text)).toEqual({ kind });
  });

  test.each([
    ['es', 'la segunda', 1],
    ['es', 'el primero por favor', 0],
    ['de', 'das zweite', 1],
    ['de', 'die erste', 0],
  ])('%s: %s is button %i', (language, text, index) => {
    expect(answered(language, text, { kind: 'topic', choices: ['Copia', 'Otra'] })).toEqual({ kind: 'choice', index });
  });
});

describe('commands, facts and codes', () => {
  test.each<[string, Command]>([
    ['quiero hablar con una persona', 'human'],
    ['ich will mit einem menschen sprechen', 'human'],
    ['por qué preguntas eso', 'why'],
    ['wie prüfe ich das denn', 'how'],
    ['esto es una estafa, estoy harto', 'anger'],
    ['sind meine fotos weg für immer', 'data-gone'],
    ['ist das normal, dass es so lange dauert', 'is-normal'],
    ['quiero empezar de nuevo por favor', 'start-over'],
  ])('%s: %s', (text, command) => {
    expect(understand(text).commands).toContain(command);
  });

  test.each([
    ['el wifi va bien pero la copia no sube', 'network', 'ok'],
    ['mi wifi es muy lento y la copia no sube', 'network', 'problem'],
    ['das wlan ist nicht langsam, das backup geht trotzdem nicht', 'network', 'ok'],
    ['das internet fällt ständig aus', 'network', 'problem'],
    ['no tengo espacio para la copia', 'storage', 'full'],
    ['mein speicher ist voll und es sichert nicht', 'storage', 'full'],
    ['es ist genug platz frei auf dem handy', 'storage', 'ok'],
    ['se quedó en la manzana desde ayer', 'screen', 'logo'],
    ['meine kontakte sind nicht mehr da', 'missing', 'contacts'],
  ])('%s: %s is %s', (text, slot, value) => {
    expect(understand(text).facts.find((fact) => fact.slot === slot)?.value).toBe(value);
  });

  test.each([
    ['me sale error cuatro mil trece', ['4013']],
    ['error cuarenta trece al restaurar', ['4013']],
    ['der fehler viertausenddreizehn kommt', ['4013']],
    ['fehler neun beim iphone', ['9']],
    ['desde hace 14 días sale un error', []],
    ['fehler seit 9 stunden', []],
    ['da kommt ein fehler und ein neues fenster', []],
    ['me salió error once veces', []],
  ])('%s: %j', (text, codes) => {
    expect(understand(text).codes.map((code) => code.code)).toEqual(codes);
  });

  test.each(['no sale ningún código en la pantalla', 'es wird kein fehlercode angezeigt'])('no code: %s', (text) => {
    expect(understand(text).noCode).toBe(true);
  });
});
