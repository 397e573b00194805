import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Context } from '../../dialogs/heard.ts';
import { type Ready, ready } from './real-pack.ts';

let bot: Ready;
beforeAll(async () => {
  bot = await ready();
});

const told = (text: string, context?: Context) => Object.fromEntries(bot.hear(text, context).facts.map((fact) => [fact.slot, fact.value]));
const asking = (slot: string, choices: readonly string[] = []): Context => ({ facts: {}, open: { kind: 'slot', slot, choices } });

describe('what was being done', () => {
  test.each([
    ['i restored my phone twice and the battery still drains in two hours', undefined],
    ['backed everything up but the keyboard autocorrect is still broken', undefined],
    ['this new update ruined my battery', 'update'],
    ['how do i back up everything before i restore it', 'backup'],
    ['forgot my passcode and i never backed up the phone', undefined],
    ['my phone wont start and i have not backed up anything', undefined],
    ['flashed a rom and now it is in a boot loop', 'update'],
    ['my photos are gone since i signed out of icloud', 'sync'],
  ])('%s', (text, phase) => {
    expect(told(text).phase).toBe(phase);
  });

  test('an answer to the question counts, whatever it sounds like', () => {
    expect(told('restored it, battery still drains', asking('phase')).phase).toBe('restore');
  });
});

describe('a polite word to a question', () => {
  const YES_NO = ['Yes, hot', 'No', "I'm not sure"];
  test.each(['ok', 'okay thanks', 'great', 'good', 'cool', 'perfect, thanks', 'alright'])('%s is no yes', (text) => {
    expect(bot.hear(text, asking('data_safe', ['Yes, there is a copy', 'No, only on this phone'])).answer).toBeUndefined();
    expect(told(text, asking('data_safe')).data_safe).toBeUndefined();
  });

  test('is what the slot says that it means', () => {
    expect(bot.hear('fine', asking('heat', YES_NO)).answer).toBeUndefined();
    expect(told('fine', asking('heat', YES_NO)).heat).toBe('ok');
  });
});

describe('a word that stands on no button', () => {
  test.each(['i hope so', 'cool', 'my son', 'come on'])('%s is no slip of one that does', (text) => {
    const buttons = ['On the phone itself', 'Work or school manages it', 'It is my own', 'No, only on this phone'];
    expect(bot.hear(text, asking('update_by', buttons)).answer?.kind).not.toBe('choice');
  });

  test.each(['on the phne', 'scool', 'the phone itslef'])('%s is one', (text) => {
    expect(bot.hear(text, asking('update_by', ['On the phone itself', 'Work or school manages it'])).answer?.kind).toBe('choice');
  });
});

describe('what is told in passing', () => {
  test.each<[string, Record<string, string>]>([
    ['my iphone wont back up', { platform: 'ios' }],
    ['its an android', { platform: 'android' }],
    ['i have an iPhone 13 Pro Max', { model: 'iphone-13-pro-max', platform: 'ios' }],
    ['iphone13promax', { model: 'iphone-13-pro-max', platform: 'ios' }],
    ['my iphnoe 12 is stuck', { model: 'iphone-12', platform: 'ios' }],
    ['s23 ultra', { model: 'galaxy-s23-ultra', platform: 'android' }],
    ['S23ultra', { model: 'galaxy-s23-ultra', platform: 'android' }],
    ['galaxy s8+ backup', { model: 'galaxy-s8-plus', platform: 'android' }],
    ['back up now does nothing on my pixel 7', { platform: 'android' }],
    ['switching from iphone to s24', { platform: 'android', model: 'galaxy-s24' }],
    ['moved from android to iphone 15', { platform: 'ios', model: 'iphone-15' }],
    ['i am on ios 17.4', { os: '17.4', platform: 'ios' }],
    ['ios17.4.1 backup fails', { os: '17.4.1', platform: 'ios' }],
    ['android 14 restore', { os: '14', platform: 'android' }],
    ['wifi is fine', { network: 'ok' }],
    ['wi-fi is good', { network: 'ok' }],
    ['wi fi works great', { network: 'ok' }],
    ['the internet is really slow here', { network: 'problem' }],
    ['my wifi keeps dropping', { network: 'problem' }],
    ['i have a good connection', { network: 'ok' }],
    ['wifi is not slow', { network: 'ok' }],
    ["wifi isn't slow", { network: 'ok' }],
    ['wifi is NOT the problem', { network: 'ok' }],
    ["it's not a wifi problem", { network: 'ok' }],
    ['not the wifi, not the cable', { network: 'ok', cable: 'ok' }],
    ['ruled out the cable', { cable: 'ok' }],
    ['nothing wrong with the cable', { cable: 'ok' }],
    ['icloud is full', { storage: 'full' }],
    ['not enough storage', { storage: 'full' }],
    ["i don't have enough storage", { storage: 'full' }],
    ['plenty of space left', { storage: 'ok' }],
    ['it is not full', { storage: 'ok' }],
    ['48 of 50 gb used', { storage: 'full' }],
    ['48gb of 50', { storage: 'full' }],
    ['20 of 200 GB', { storage: 'ok' }],
    ['only 200mb free', { storage: 'full' }],
    ['2 gigs left of 64 gigs', { storage: 'full' }],
    ['100 gb free of 128', { storage: 'ok' }],
    ['wifi and storage are both fine', { network: 'ok', storage: 'ok' }],
    ['wifi, storage and the cable are all fine', { network: 'ok', storage: 'ok', cable: 'ok' }],
    ['wifi is fine but icloud is full', { network: 'ok', storage: 'full' }],
    ['wifi is fine, icloud is full', { network: 'ok', storage: 'full' }],
    ['my backup is 120gb', { amount: '120 GB' }],
    ['12 gb backup and 3 gb free', { storage: 'full', amount: '12 GB' }],
    ['3 gb free but the backup needs 12 gb', { storage: 'full', amount: '12 GB' }],
    ['next backup: 3.2 GB, available: 1.1 GB', { storage: 'full', amount: '3.2 GB' }],
    ['backup size 45gb, 200gb free on the mac', { storage: 'ok', amount: '45 GB' }],
    ['my icloud is 5gb and the backup is 12gb', { storage: 'full', amount: '12 GB' }],
    ['i have 200gb icloud and 120gb of photos', { amount: '120 GB' }],
    ['128 gb phone with 120 gb full, backing up 90 gb', { storage: 'full', amount: '90 GB' }],
    ['phone is 64gb and 20gb used', { storage: 'ok' }],
    ['restored 80gb out of 120gb so far', { amount: '120 GB' }],
    ['restoring 120 gb, 20 gb left', { amount: '120 GB' }],
    ['ich habe noch 100 gb frei', { storage: 'ok' }],
    ['quedan 300 mb libres', { storage: 'full' }],
    ['it has been running for 6 hours', { elapsed: '6 h' }],
    ['stuck for over 2 days', { elapsed: '2 d' }],
    ['it has been running for 1½ hours', { elapsed: '1.5 h' }],
    ['it has been running for 2 and a half hours', { elapsed: '2.5 h' }],
    ['it has been running for 1 1/2 hours', { elapsed: '1.5 h' }],
    ['it has been running for 1/2 hour', { elapsed: '0.5 h' }],
    ['it has been running for ¾ hour', { elapsed: '0.75 h' }],
    ['upload speed is 0.8 mbps', { speed: '0.8 Mbit/s' }],
    ['speed test says 300 down', { speed: '300 Mbit/s' }],
    ['upload 0.8', { speed: '0.8 Mbit/s' }],
    ['everything is up to date', { updates: 'current' }],
    ['i updated yesterday', { updates: 'current' }],
    ['no updates waiting', { updates: 'current' }],
    ['backing up to icloud', { route: 'icloud', phase: 'backup', platform: 'ios' }],
    ['restoring from itunes', { phase: 'restore', route: 'computer' }],
    ['the phone is overheating', { heat: 'hot' }],
    ['the phone is not overheating', { heat: 'ok' }],
  ])('%s', (text, facts) => {
    expect(told(text)).toMatchObject(facts);
  });
});

describe('what is not told', () => {
  test.each<[string, string]>([
    ['is my wifi ok?', 'network'],
    ['should i turn my vpn off', 'vpn'],
    ['if icloud is full what happens', 'storage'],
    ['what happens if i turn norton off', 'security_software'],
    ['not android', 'platform'],
    ['my phone wont back up', 'network'],
    ['a 13 month old backup', 'model'],
    ['i updated the backup 3 days ago', 'elapsed'],
    ['check every 2 hours', 'elapsed'],
    ['my restore is stuck and the phone is hot', 'elapsed'],
    ['my phone does not back up', 'heat'],
    ['43 of 210 apps', 'storage'],
    ['30gb out of 90gb restored', 'storage'],
    ['it has 25gb left to go', 'storage'],
    ['restoring 120 gb, 25 gb left', 'storage'],
    ['my 64gb phone restarts', 'amount'],
  ])('%s says nothing of %s', (text, slot) => {
    expect(told(text)).not.toHaveProperty(slot);
  });
});

describe('corrections', () => {
  test.each<[string, string, string]>([
    ['wait, actually android', 'platform', 'android'],
    ["wait actually it's an android, my mom's phone", 'platform', 'android'],
    ['sorry i meant iphone', 'platform', 'ios'],
    ['no its an android', 'platform', 'android'],
    ['iphone. no wait, android', 'platform', 'android'],
    ['oops, it is an iphone 8', 'model', 'iphone-8'],
  ])('%s', (text, slot, value) => {
    expect(bot.hear(text).facts).toContainEqual({ slot, value, corrects: true });
  });

  test('a fact without a correction corrects nothing', () => {
    expect(bot.hear('it is an iphone').facts).toContainEqual({ slot: 'platform', value: 'ios', corrects: false });
  });
});

describe('while a question is open', () => {
  test.each<[string, string, string]>([
    ['it drops', 'network', 'problem'],
    ['yes, full strength', 'network', 'ok'],
    ['48 of 50', 'storage', 'full'],
    ['13 mini', 'model', 'iphone-13-mini'],
    ['about 120', 'amount', '120 GB'],
    ['17.4', 'os', '17.4'],
    ['20 mbps', 'speed', '20 Mbit/s'],
    ['20', 'speed', '20 Mbit/s'],
    ['five hours', 'elapsed', '5 h'],
    ['galxy s22', 'model', 'galaxy-s22'],
  ])('%s answers %s', (text, slot, value) => {
    expect(told(text, asking(slot))).toMatchObject({ [slot]: value });
  });

  test('of several devices that "11" may be, the one that goes with the known platform', () => {
    expect(told('11', { ...asking('model'), facts: { platform: 'ios' } })).toMatchObject({ model: 'iphone-11' });
  });

  test('a short answer opens no topic', () => {
    const heard = bot.hear('it drops all the time', asking('network', ['Works well', 'Slow, weak or dropping']));
    expect(heard.topics).toEqual([]);
    expect(heard.outOfScope).toBe(false);
  });
});

describe('meanings of a code go by what is known', () => {
  test('a platform that is known narrows them, one that is said more so', () => {
    const meanings = (text: string, facts: Record<string, string> = {}) => bot.hear(text, { facts }).codes[0]?.meanings ?? [];
    expect(meanings('error 9').length).toBeGreaterThan(1);
    const ios = meanings('error 9 on my iphone');
    expect(ios.length).toBeGreaterThan(0);
    expect(ios.every((id) => bot.pack.entries.get(id)?.when.platform !== 'android')).toBe(true);
    expect(meanings('error 9', { platform: 'ios' })).toEqual(ios);
  });

  test('near codes only suggest', () => {
    const [near] = bot.hear('error 4031').codes;
    expect(near).toMatchObject({ code: '4031', status: 'near', meanings: [] });
    expect(near?.suggestions).toContain('4013');
    expect(bot.hear('error 401').codes).toEqual([{ code: '401', status: 'unknown', meanings: [], suggestions: [] }]);
    expect(bot.hear('error 777').codes).toEqual([{ code: '777', status: 'unknown', meanings: [], suggestions: [] }]);
  });
});
