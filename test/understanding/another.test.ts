/** The phone at hand, and another one that is spoken of beside it. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Context } from '../../dialogs/heard.ts';
import { type Ready, ready } from './real-pack.ts';

let bot: Ready;
beforeAll(async () => {
  bot = await ready();
});

type Facts = Readonly<Record<string, string | undefined>>;
const told = (text: string, facts: Context['facts'] = {}): Facts =>
  Object.fromEntries(bot.hear(text, { facts }).facts.map((fact) => [fact.slot, fact.value]));

describe('one that is gone is not the one at hand', () => {
  test.each<[string, Facts]>([
    ['my backup wont finish. i had an iphone 8 i sold last year', { model: undefined, came_from: 'ios' }],
    ['used to have a galaxy s10, now an iphone 14 wont restore', { model: 'iphone-14', platform: 'ios', came_from: 'android' }],
    ['the iphone 8 i sold backed up fine', { model: undefined, platform: undefined }],
    ['ich hatte vorher ein iphone 8, jetzt macht mein pixel 7 kein backup', { model: 'pixel-7', platform: 'android', came_from: 'ios' }],
    ['tenía un samsung y ahora mi iphone 13 no restaura', { model: 'iphone-13', platform: 'ios', came_from: 'android' }],
  ])('%s', (text, facts) => {
    expect(part(told(text), facts)).toEqual(facts);
  });
});

describe('from one to another', () => {
  test.each<[string, Facts]>([
    [
      'got my new pixel 8 today, coming from an iphone 12, whatsapp chats didnt come over',
      { platform: 'android', model: 'pixel-8', came_from: 'ios' },
    ],
    ['samsung s20 to pixel 9 transfer. copied contacts but no sms', { platform: 'android', model: 'pixel-9', came_from: 'android' }],
    ['moving from samsung s21 to iphone 15 with move to ios', { platform: 'ios', model: 'iphone-15', came_from: 'android' }],
    ['my old phone was a samsung, my new phone is an iphone 15', { platform: 'ios', model: 'iphone-15', came_from: 'android' }],
    ['restore the backup of my old iphone 8 on my iphone 14', { model: 'iphone-14', came_from: 'ios' }],
    ['von meinem iphone 11 auf das pixel 8, whatsapp fehlt', { platform: 'android', model: 'pixel-8', came_from: 'ios' }],
    ['pasé de mi iphone 11 a un samsung s23 y faltan las fotos', { platform: 'android', model: 'galaxy-s23', came_from: 'ios' }],
    ["my wife's iphone 12 is fine but my pixel 7 does not back up", { platform: 'android', model: 'pixel-7' }],
    ['whatsapp is still on the iphone 11, i have a new galaxy s23 now', { platform: 'android', model: 'galaxy-s23', came_from: 'ios' }],
  ])('%s', (text, facts) => {
    expect(part(told(text), facts)).toEqual(facts);
  });
});

describe('the only one that is spoken of is the one at hand', () => {
  test.each<[string, Facts]>([
    ['my old iphone 8 wont back up', { model: 'iphone-8', platform: 'ios' }],
    ["my wife's iphone 12 wont back up", { model: 'iphone-12', platform: 'ios' }],
    ['i have had an iphone 8 for years and it never backed up', { model: 'iphone-8' }],
    ['das iphone 11 meiner frau sichert nicht', { model: 'iphone-11' }],
    ['el iphone 11 de mi mujer no hace copia', { model: 'iphone-11' }],
  ])('%s', (text, facts) => {
    expect(part(told(text), facts)).toEqual(facts);
  });
});

describe('beside what is known', () => {
  const known = { platform: 'android', model: 'pixel-8', family: 'pixel' };

  test.each<[string, Facts]>([
    ['my old iphone had no problems with that', { platform: undefined, came_from: 'ios' }],
    ['the iphone i sold had no problems with that', { platform: undefined, came_from: 'ios' }],
  ])('%s', (text, facts) => {
    expect(part(told(text, known), facts)).toEqual(facts);
  });

  test('the new one takes its place', () => {
    expect(bot.hear('sorry the new one is an iphone 15', { facts: known }).facts).toContainEqual({
      slot: 'model',
      value: 'iphone-15',
      corrects: true,
    });
    expect(bot.hear('my new phone is an iphone 15 by the way', { facts: known }).facts).toContainEqual({
      slot: 'platform',
      value: 'ios',
      corrects: true,
    });
  });
});

/** What is told of the slots that are looked at. */
function part(all: Facts, looked: Facts): Facts {
  return Object.fromEntries(Object.keys(looked).map((slot) => [slot, all[slot]]));
}
