import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { freePort } from '../../bench/load/http.ts';
import { until } from '../until.ts';
import { inBrowser } from '../web/browser.ts';
import { openBrowser } from './browser.ts';
import { addAccount, deskCommand, type Helper, newHelper, newPerson, type Person, personOn } from './desk-people.ts';
import { newDataFolder, type ServerProcess, startServer } from './server-process.ts';

const SHOTS = join(process.cwd(), 'dist/test');
const HTML = '<img src=x onerror="document.title=\'hacked\'"><b>bold</b>';
/** Eight by eight dots. */
const PICTURE = picture(8);
/** Seconds for which an agent keeps a conversation without a sign of life: longer than a server needs to start on a busy machine. */
const LEASE = 20;

inBrowser('the desk', () => {
  const data = newDataFolder();
  let server: ServerProcess;
  let browser: Browser;
  let ann: Person;
  let maria: Helper;
  let tom: Helper;

  const start = (port: number) => startServer(data.path, { PORT: String(port), KEEPSAKE_DESK_LEASE_SECONDS: String(LEASE) });

  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    // A port that stays free while the server is away.
    [server, browser] = await Promise.all([start(await freePort()), openBrowser()]);
    await addAccount(data.path, 'maria', 'Maria López', 'lead');
    await addAccount(data.path, 'tom', 'Tom Becker', 'agent');
    await server.ready;
  });

  afterAll(async () => {
    await browser.close();
    await server.stop('SIGKILL');
    data.remove();
  });

  test('somebody signs in; who has the wrong password does not', async () => {
    maria = await newHelper(browser, server.url, SHOTS);
    await maria.page.getByLabel('Sign-in name').fill('maria');
    await maria.page.getByLabel('Password').fill('not the password');
    await maria.page.keyboard.press('Enter');
    await maria.page.getByRole('alert').waitFor();
    await maria.isFine('sign-in');
    await maria.signIn('maria');
    await maria.page.getByText('Nobody waits').waitFor();
    await maria.isFine('empty');
  });

  test('a person asks for somebody, and appears in the queue with what is known', async () => {
    ann = await newPerson(browser, server.url);
    await ann.say('my iphone shows error 4013 when I restore it on my windows laptop');
    await ann.reads(/4013/);
    await ann.say('I want to talk to a person');
    await maria.waiting().first().waitFor();
    await maria.openFirst();
    await maria.page.locator('.known').getByText('4013').first().waitFor();
    await maria.reads(/I want to talk to a person/);
    await maria.isFine('waiting');
    await maria.take();
    await ann.reads(/Maria López/);
    await maria.isFine('taken');
  });

  test('both write, and what either writes is text and nothing else', async () => {
    await maria.write('Hello, I have read all of it.');
    await ann.reads('Hello, I have read all of it.');
    await ann.say(`thank you ${HTML}`);
    await maria.reads(/thank you <img/);
    await maria.write(`Try this: ${HTML}`);
    await ann.reads(/Try this: <img/);
    for (const page of [ann.page, maria.page]) {
      expect(await page.title()).not.toBe('hacked');
      expect(await page.locator('img[src=x], .text b, .bubble b').count()).toBe(0);
    }
  });

  test('each sees that the other is writing', async () => {
    // It is told for a moment only, and to nobody whose connection is just coming back.
    await until(async () => {
      await maria.page.getByLabel('Write to the person').pressSequentially('Le');
      return (await ann.page.locator('#log .typing').count()) > 0;
    });
    await maria.page.getByLabel('Write to the person').fill('');
  });

  test('files are seen at both ends, and opened by nobody else', async () => {
    await ann.page.locator('input[type=file]').setInputFiles({ name: 'screen <b>.png', mimeType: 'image/png', buffer: PICTURE });
    await ann.page.keyboard.press('Enter');
    const picture = maria.page.locator('.files img').first();
    await picture.waitFor();
    await maria.reads(/^screen/);
    expect(await maria.page.locator('.files b').count()).toBe(0);
    // A picture of which nothing can be drawn has no width.
    await maria.page.waitForFunction(`document.querySelector('.files img').naturalWidth > 0`);
    const address = await picture.getAttribute('src');
    expect((await fetch(`${server.url}${address}`)).status).toBe(401);
    await maria.page
      .locator('input[type=file]')
      .setInputFiles({ name: 'steps.txt', mimeType: 'text/plain', buffer: Buffer.from('1. Breathe') });
    await ann.reads(/steps\.txt/);
    await maria.isFine('files');
  });

  test('notes stay at the desk', async () => {
    await maria.page.getByLabel('Write a note').fill('Has called before.');
    await maria.page.getByRole('button', { name: 'Add note' }).click();
    await maria.page.locator('.notes').getByText('Has called before.').waitFor();
    expect(await ann.count('Has called before.')).toBe(0);
  });

  test('ready answers for this device go into the answer, to be read before they are sent', async () => {
    await maria.page.getByRole('button', { name: 'Ready answers' }).click();
    await maria.page.getByLabel('Find an answer').fill('cable');
    await maria.isFine('canned');
    await maria.page.locator('.canned button').first().click();
    expect(await maria.page.getByLabel('Write to the person').inputValue()).toMatch(/cable/i);
    await maria.page.getByLabel('Write to the person').fill('');
  });

  test('the server dies while both write: nothing is lost, nothing doubled', async () => {
    await server.stop('SIGKILL');
    await maria.write('one, while it was down');
    await maria.write('two, while it was down');
    await ann.say('three, while it was down');
    server = await start(server.port);
    await server.ready;
    await ann.insists();
    await ann.reads('two, while it was down');
    await maria.reads('three, while it was down');
    for (const text of ['one, while it was down', 'two, while it was down', 'three, while it was down']) {
      expect([await ann.count(text), await maria.count(text)]).toEqual([1, 1]);
    }
    const texts = await ann.texts();
    expect(texts.indexOf('one, while it was down')).toBeLessThan(texts.indexOf('two, while it was down'));
  });

  test('the agent loads the page again in the middle of a sentence', async () => {
    await maria.page.getByLabel('Write to the person').fill('half a sent');
    await maria.page.reload();
    await maria.page.getByLabel('Write to the person').waitFor();
    expect(await maria.page.getByLabel('Write to the person').inputValue()).toBe('half a sent');
    await maria.reads('one, while it was down');
    await maria.write('half a sentence, and the rest');
    await ann.reads('half a sentence, and the rest');
    expect(await maria.count('half a sentence, and the rest')).toBe(1);
  });

  test('the person leaves, misses something, and comes back to all of it', async () => {
    const { context } = ann;
    await ann.page.close();
    await maria.write('Are you still there?');
    const page = await context.newPage();
    ann = personOn(page);
    await page.goto(server.url);
    await ann.reads('Are you still there?');
    await ann.say('yes, sorry');
    await maria.reads('yes, sorry');
    expect(await ann.count('Hello, I have read all of it.')).toBe(1);
    expect(await ann.count('Are you still there?')).toBe(1);
  });

  test('it is closed: the bot speaks first, and the person rates', async () => {
    await maria.page.getByRole('button', { name: 'Close', exact: true }).click();
    await maria.isFine('closing');
    await maria.page.getByRole('button', { name: 'It is solved' }).click();
    await maria.page.getByText('Closed. Keepsake leads again.').waitFor();
    await rate(ann);
    await maria.isFine('closed');
    expect([...ann.complaints, ...maria.complaints]).toEqual([]);
  });

  test('two take one conversation at the same moment: one has it, the other is told who', async () => {
    tom = await newHelper(browser, server.url, SHOTS, { colorScheme: 'dark', viewport: { width: 960, height: 1200 } });
    await tom.signIn('tom');
    ann = await newPerson(browser, server.url);
    await ann.say('can I talk to a human please');
    for (const helper of [maria, tom]) {
      await helper.waiting().first().waitFor();
      await helper.openFirst();
      await helper.page.getByRole('button', { name: 'Take', exact: true }).waitFor();
    }
    await tom.isFine('tablet-dark');
    await tom.page.keyboard.press('s');
    await tom.page.getByRole('heading', { name: 'What is known' }).waitFor();
    await tom.isFine('tablet-dark-known');
    await tom.page.keyboard.press('s');
    // Both are at their buttons before either presses: who is second would else wait for a button that is gone.
    const buttons = await Promise.all(
      [maria, tom].map(({ page }) => page.getByRole('button', { name: 'Take', exact: true }).elementHandle()),
    );
    await Promise.all(buttons.map((button) => button?.dispatchEvent('click')));
    const holders = await until(async () => {
      const fields = await Promise.all([maria, tom].map(({ page }) => page.getByLabel('Write to the person').count()));
      const told = await Promise.all([maria, tom].map(({ page }) => page.getByText(/(?:^|· )with (?:Maria|Tom)/).count()));
      return fields.every((count, i) => count > 0 || (told[i] ?? 0) > 0) && fields.some((count) => count > 0) && fields;
    });
    expect(holders.toSorted()).toEqual([0, 1]);
    // From here on Tom is the one who has it.
    if (holders[0] === 1) {
      await maria.page.getByRole('button', { name: 'Give back' }).click();
      await tom.take();
    }
  });

  test('an agent who is gone loses it after the lease; another one goes on, and the person is told', async () => {
    await tom.write('I am looking into it.');
    await ann.reads('I am looking into it.');
    await tom.context.close();
    await maria.page.getByRole('button', { name: 'Take', exact: true }).waitFor();
    await maria.take();
    await maria.write('I go on for Tom.');
    await ann.reads('I go on for Tom.');
    expect(await ann.count('I am looking into it.')).toBe(1);
    expect(await maria.count('I am looking into it.')).toBe(1);
  });

  test('it is passed on to a colleague', async () => {
    tom = await newHelper(browser, server.url, SHOTS);
    await tom.signIn('tom');
    await maria.page.getByRole('button', { name: 'Pass on' }).click();
    await maria.isFine('pass');
    await maria.page
      .getByRole('dialog')
      .getByRole('button', { name: /Tom Becker/ })
      .click();
    await tom.page.locator('section[aria-labelledby=mine] .person').click();
    await tom.write('Tom again.');
    await ann.reads('Tom again.');
  });

  test('who helps two at once sees that the other one has written', async () => {
    const bob = await newPerson(browser, server.url);
    await bob.say('I need a person');
    await tom.waiting().first().waitFor();
    await tom.openFirst();
    await tom.take();
    await ann.say('still here');
    const row = tom.page.locator('section[aria-labelledby=mine] .person').filter({ hasText: 'new' });
    await row.waitFor();
    await tom.isFine('two');
    await row.click();
    await tom.reads('still here');
    await row.waitFor({ state: 'detached' });
    const mine = tom.page.locator('section[aria-labelledby=mine] .person');
    await mine.and(tom.page.locator(':not([aria-current])')).click();
    await tom.page.getByRole('button', { name: 'Close', exact: true }).click();
    await tom.page.getByRole('button', { name: 'The person did not answer' }).click();
    await mine.nth(1).waitFor({ state: 'detached' });
    await mine.click();
    await tom.reads('still here');
    await bob.context.close();
  });

  test('who gets a new password is signed out where they are, and loses nothing', async () => {
    await tom.page.getByLabel('Write to the person').fill('in the middle of');
    await deskCommand(data.path, ['password', 'tom'], 'seven quiet boats');
    await tom.page.getByText('You were signed out.').waitFor();
    await tom.signIn('tom', 'seven quiet boats');
    await tom.page
      .getByLabel('Write to the person')
      .or(tom.page.getByRole('button', { name: 'Take', exact: true }))
      .first()
      .waitFor();
    // On a slow machine the lease may have ended meanwhile.
    if ((await tom.page.getByLabel('Write to the person').count()) === 0) await tom.take();
    expect(await tom.page.getByLabel('Write to the person').inputValue()).toBe('in the middle of');
    await tom.page.getByLabel('Write to the person').fill('');
  });

  test('all of it works by keyboard, and the keys are listed', async () => {
    const { page } = tom;
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor();
    await tom.isFine('keys');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('r');
    await page.keyboard.type('By keyboard.');
    await page.keyboard.press('Enter');
    await ann.reads('By keyboard.');
    await page.keyboard.press('Escape');
    await page.keyboard.press('u');
    await page.getByRole('button', { name: 'Take', exact: true }).waitFor();
    await page.keyboard.press('t');
    await page.getByLabel('Write to the person').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('x');
    await page.getByRole('heading', { name: 'How did it end?' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Closed. Keepsake leads again.').waitFor();
  });

  test('who signs out is out, and leaves nothing in the tab', async () => {
    await tom.page.getByRole('button', { name: /Your account/ }).click();
    await tom.isFine('account');
    await tom.page.getByRole('button', { name: 'Sign out' }).click();
    await tom.page.getByRole('heading', { name: 'Sign in to the desk' }).waitFor();
    expect(await tom.page.evaluate(() => sessionStorage.length)).toBe(0);
    await tom.page.reload();
    await tom.page.getByRole('heading', { name: 'Sign in to the desk' }).waitFor();
    expect([...ann.complaints, ...maria.complaints, ...tom.complaints]).toEqual([]);
  });

  /** Says that it is solved, and gives five stars. */
  async function rate({ page, reads }: Person): Promise<void> {
    await page.locator('#log button[data-pick="settled:is=yes"]').click();
    await page.locator('#log button[data-pick="rate:case=5"]').click();
    await reads(/[Tt]hank/);
  }
});

/** A grey square, as PNG. */
function picture(size: number): Buffer {
  const rows = Buffer.concat(Array.from({ length: size }, () => Buffer.from([0, ...Array<number>(size).fill(128)])));
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head[8] = 8;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(data.length, 0);
  numbers.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([numbers.subarray(0, 4), body, numbers.subarray(4)]);
}
