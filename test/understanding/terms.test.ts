import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Context } from '../../dialogs/heard.ts';
import { type Ready, ready } from './real-pack.ts';

let bot: Ready;
beforeAll(async () => {
  bot = await ready();
});

const asking = (slot: string): Context => ({ facts: {}, open: { kind: 'slot', slot, choices: [] } });

describe('the meaning of a word is asked', () => {
  test.each([
    ['what is icloud', ['icloud']],
    ["what's a backup?", ['backup']],
    ['sorry but what does dfu mode mean', ['dfu']],
    ['i dont know what safe mode is', ['safe-mode']],
    ['i no understand what is cache', ['cache']],
    ['hub? what is that', ['usb-hub']],
    ['what is google drive backup', ['google-backup']],
    ['what is a vpn and what is a firewall', ['vpn', 'firewall']],
    ['never heard of smart switch', ['smart-switch']],
    ['was ist eigentlich ein vpn', ['vpn']],
    ['ich weiß nicht was der abgesicherte modus ist, was heißt werkseinstellungen', ['factory-reset']],
    ['qué es la caché', ['cache']],
    ['no entiendo qué es el modo seguro', ['safe-mode']],
  ])('%s', (text, terms) => {
    const heard = bot.hear(text);
    expect(heard.terms).toEqual(terms);
    expect(heard.facts).toEqual([]);
  });

  test('what is told beside it counts', () => {
    const heard = bot.hear('what is a vpn? my iphone 12 backup fails with error 4013 since yesterday');
    expect(heard.terms).toEqual(['vpn']);
    expect(heard.codes.map(({ code }) => code)).toEqual(['4013']);
    expect(heard.facts).toContainEqual({ slot: 'model', value: 'iphone-12', corrects: false });
  });
});

describe('a word is only used', () => {
  test.each([
    'what is the icloud backup stuck on',
    'what is wrong with my backup',
    'what is using up my icloud storage',
    'what does the backup include',
    'i do not know what my backup password is called on this pc of mine',
    'the router is fine',
    'icloud',
    'was ist mit meinem backup los',
    'qué hay en la copia',
  ])('%s', (text) => {
    expect(bot.hear(text).terms).toBeUndefined();
  });

  test('a name with a question mark answers the question that is open', () => {
    const heard = bot.hear('icloud?', asking('route'));
    expect(heard.terms).toBeUndefined();
    expect(heard.facts).toContainEqual({ slot: 'route', value: 'icloud', corrects: false });
    expect(bot.hear('icloud??').terms).toEqual(['icloud']);
  });
});
