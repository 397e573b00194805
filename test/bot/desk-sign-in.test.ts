import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { wayIn } from '../../bot/handoff/invitation.ts';
import { hashPassword, isCheap, isPassword, weakness } from '../../bot/handoff/passwords.ts';
import { hashOf } from '../../bot/keys/hash.ts';
import { type DeskHouse, deskHouse, newVisitor, type Visitor } from './desk-house.ts';

const SESSION = '/desk/api/session';
const BEHIND = '/desk/api/behind';
const PASSWORD = 'three green ladders';
const GUESSED = { login: 'maria', password: 'not that one at all' };

let house: DeskHouse;
let maria: Visitor;

function atHome(): void {
  beforeEach(async () => {
    house = await deskHouse();
    await house.addAccount('maria', PASSWORD, 'lead');
    maria = newVisitor(house.url);
  });
  afterEach(() => house.close());
}

async function signedIn(visitor: Visitor, password = PASSWORD): Promise<{ readonly 'x-keepsake-csrf': string }> {
  const { status, body } = await visitor.post(SESSION, { login: 'maria', password });
  expect(status).toBe(200);
  return { 'x-keepsake-csrf': String(body.csrf) };
}

describe('signing in', () => {
  atHome();

  test('with name and password opens the desk; the cookie is for this server alone, and no script', async () => {
    expect(await maria.get(SESSION)).toMatchObject({ status: 200, body: { agent: null } });
    const got = await maria.post(SESSION, { login: ' Maria ', password: PASSWORD });
    expect(got).toMatchObject({ status: 200, body: { agent: { name: 'MARIA', role: 'lead', login: 'maria' } } });
    expect(JSON.stringify(got.body)).not.toContain('scrypt');
    expect(got.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^keepsake-desk=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/),
      expect.stringMatching(/^keepsake-device=[\w.-]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=34560000$/),
    ]);
    expect(await maria.get(SESSION)).toMatchObject({ body: { agent: { login: 'maria' }, csrf: got.body.csrf } });
    expect(await maria.get(BEHIND)).toMatchObject({ status: 200, body: { name: 'MARIA', role: 'lead' } });
  });

  test('over https the cookies are secure, and bound to the host', async () => {
    const secure = await deskHouse({ PUBLIC_URL: 'https://help.example.com' });
    await secure.addAccount('maria', PASSWORD);
    const got = await newVisitor(secure.url).post(SESSION, { login: 'maria', password: PASSWORD });
    for (const cookie of got.headers.getSetCookie()) expect(cookie).toMatch(/^__Host-keepsake-.*; Path=\/; .*; Secure$/);
    await secure.close();
  });

  test('what is wrong is not told: unknown name, no password yet and wrong password are one answer', async () => {
    await house.store.accounts.add({ id: 'a9', login: 'invited', name: 'x', role: 'agent', password: '' });
    const answers = [];
    for (const login of ['maria', 'nobody', 'invited', 'MARIA', '__proto__'])
      answers.push(await newVisitor(house.url).post(SESSION, { login, password: 'wrong wrong wrong' }));
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, body: { error: { code: 'WrongPassword' } } });
    expect(answers.flatMap(({ headers }) => headers.getSetCookie())).toEqual([]);
  });

  test('nobody is let in by a body that is no name and password', async () => {
    for (const body of [{}, { login: 'maria' }, { login: ['maria'], password: PASSWORD }, { login: 'maria', password: { a: 1 } }])
      expect(await maria.post(SESSION, body)).toMatchObject({ status: 400 });
    expect(await maria.post(SESSION, { login: 'maria', password: 'x'.repeat(5000) })).toMatchObject({ status: 400 });
  });

  test('signing out ends it here, and what was carried is worth nothing', async () => {
    const csrf = await signedIn(maria);
    const stolen = maria.cookies.get('keepsake-desk') ?? '';
    expect(await maria.post(`${SESSION}/end`, {}, csrf)).toMatchObject({ status: 200, body: { agent: null } });
    expect(maria.cookies.has('keepsake-desk')).toBe(false);
    maria.cookies.set('keepsake-desk', stolen);
    expect(await maria.get(BEHIND)).toMatchObject({ status: 401, body: { error: { code: 'SignedOut' } } });
  });

  test('a new password signs out everywhere else, and works', async () => {
    const elsewhere = newVisitor(house.url);
    await signedIn(elsewhere);
    const csrf = await signedIn(maria);
    const next = 'seven quiet boats';
    expect(await maria.post(`${SESSION}/password`, { old: 'no no no no no', password: next }, csrf)).toMatchObject({ status: 401 });
    expect(await maria.post(`${SESSION}/password`, { old: PASSWORD, password: 'short' }, csrf)).toMatchObject({ status: 400 });
    expect(await maria.post(`${SESSION}/password`, { old: PASSWORD, password: next }, csrf)).toMatchObject({ status: 200 });
    expect(await maria.get(BEHIND)).toMatchObject({ status: 200 });
    expect(await elsewhere.get(BEHIND)).toMatchObject({ status: 401 });
    expect(await elsewhere.post(SESSION, { login: 'maria', password: PASSWORD })).toMatchObject({ status: 401 });
    await signedIn(elsewhere, next);
  });

  test('hashes that cost less than today are made anew while the password is at hand', async () => {
    const cheap = '$scrypt$ln=10,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$PLACE'.replace('PLACE', await cheapKey());
    const id = (await house.store.accounts.find('maria'))?.id ?? '';
    await house.store.accounts.setPassword(id, cheap);
    await signedIn(maria);
    const after = (await house.store.accounts.find('maria'))?.password ?? '';
    expect([isCheap(cheap), isCheap(after)]).toEqual([true, false]);
    expect(await isPassword(PASSWORD, after)).toBe(true);
  });

  async function cheapKey(): Promise<string> {
    const { scryptSync } = await import('node:crypto');
    return scryptSync(PASSWORD, Buffer.alloc(16), 32, { N: 1024, r: 8, p: 1 }).toString('base64url');
  }
});

describe('attacks', () => {
  atHome();

  test('session fixation: what a browser was made to carry is never a session', async () => {
    const planted = 'x'.repeat(43);
    maria.cookies.set('keepsake-desk', planted);
    await signedIn(maria);
    expect(maria.cookies.get('keepsake-desk')).not.toBe(planted);
    const attacker = newVisitor(house.url);
    attacker.cookies.set('keepsake-desk', planted);
    expect(await attacker.get(BEHIND)).toMatchObject({ status: 401 });
  });

  test('each sign-in is a new session, and ends the one that the browser had', async () => {
    await signedIn(maria);
    const before = maria.cookies.get('keepsake-desk') ?? '';
    await signedIn(maria);
    const old = newVisitor(house.url);
    old.cookies.set('keepsake-desk', before);
    expect(await old.get(BEHIND)).toMatchObject({ status: 401 });
    expect(await maria.get(BEHIND)).toMatchObject({ status: 200 });
  });

  test('forged requests: no change without the token, none from a foreign page, also not to sign in', async () => {
    const csrf = await signedIn(maria);
    expect(await maria.post(BEHIND)).toMatchObject({ status: 403, body: { error: { code: 'Forged' } } });
    expect(await maria.post(BEHIND, {}, { 'x-keepsake-csrf': 'guessed' })).toMatchObject({ status: 403 });
    const other = newVisitor(house.url);
    expect(await maria.post(BEHIND, {}, await signedIn(other))).toMatchObject({ status: 403 });
    expect(await maria.post(`${SESSION}/end`)).toMatchObject({ status: 403 });
    const foreign = { ...csrf, Origin: 'https://evil.example' };
    expect(await maria.post(BEHIND, {}, foreign)).toMatchObject({ status: 403, body: { error: { code: 'WrongOrigin' } } });
    expect(await maria.get(BEHIND, foreign)).toMatchObject({ status: 403 });
    expect(await other.post(SESSION, { login: 'maria', password: PASSWORD }, foreign)).toMatchObject({ status: 403 });
    const asForm = { 'Content-Type': 'text/plain' };
    expect(await other.post(SESSION, { login: 'maria', password: PASSWORD }, asForm)).toMatchObject({ status: 415 });
    expect(await maria.post(BEHIND, {}, { ...csrf, Origin: house.url })).toMatchObject({ status: 200 });
  });

  test('pages of other origins are never told that they may call', async () => {
    const response = await fetch(`${house.url}${SESSION}`, { method: 'OPTIONS', headers: { Origin: 'https://evil.example' } });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('brute force: after a few tries each costs a longer wait, and the right password does not come through early', async () => {
    const statuses = [];
    for (let i = 0; i < 12; i++) statuses.push((await maria.post(SESSION, GUESSED)).status);
    expect(statuses.slice(0, 6)).toEqual(Array(6).fill(401));
    expect(statuses).toContain(429);
    const refused = await maria.post(SESSION, { login: 'maria', password: PASSWORD });
    if (refused.status === 429) expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(house.logged.join('\n')).toContain('desk sign-in refused');
    expect(house.logged.join('\n')).not.toContain(GUESSED.password);
  });

  test('brute force at once: of a hundred tries only the free ones reach a password', async () => {
    const tries = await Promise.all(Array.from({ length: 50 }, () => newVisitor(house.url).post(SESSION, GUESSED)));
    expect(tries.filter(({ status }) => status === 401)).toHaveLength(6);
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(44);
  });

  test('nobody is locked out by others: where somebody signed in before, guesses from elsewhere do not count', async () => {
    await signedIn(maria);
    await Promise.all(Array.from({ length: 40 }, () => newVisitor(house.url).post(SESSION, GUESSED)));
    expect(await newVisitor(house.url).post(SESSION, { login: 'maria', password: PASSWORD })).toMatchObject({ status: 429 });
    maria.cookies.delete('keepsake-desk');
    await signedIn(maria);
  });

  test('a browser that is remembered is so for its own name only, and cannot be made up', async () => {
    await house.addAccount('tom', PASSWORD);
    const tom = newVisitor(house.url);
    await tom.post(SESSION, { login: 'tom', password: PASSWORD });
    const made = newVisitor(house.url);
    made.cookies.set('keepsake-device', 'abc.def');
    await Promise.all(Array.from({ length: 12 }, () => newVisitor(house.url).post(SESSION, GUESSED)));
    for (const visitor of [tom, made]) expect(await visitor.post(SESSION, GUESSED)).toMatchObject({ status: 429 });
  });

  test('what is on the disk opens nothing: no session, link or password in clear', async () => {
    await signedIn(maria);
    const carried = maria.cookies.get('keepsake-desk') ?? '';
    const limits = { idle: 60_000, whole: 60_000 };
    expect(await house.store.accounts.session(carried, limits)).toBeUndefined();
    expect(await house.store.accounts.session(hashOf(carried), limits)).toBeDefined();
    expect((await house.store.accounts.find('maria'))?.password).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/);
  });
});

describe('links', () => {
  atHome();

  const alone = { host: '127.0.0.1', publicUrl: '', trustProxy: 0, logFormat: 'pretty' } as const;

  async function firstLink(fresh: DeskHouse): Promise<string> {
    const said = (await wayIn(fresh.store.accounts, alone))(fresh.url);
    return /#link=([\w-]+)/.exec(said)?.[1] ?? '';
  }

  test('the first start shows a link that makes the first account, once, and signs it in', async () => {
    const fresh = await deskHouse();
    const visitor = newVisitor(fresh.url);
    const link = await firstLink(fresh);
    expect(await visitor.post(`${SESSION}/look`, { link })).toMatchObject({ status: 200, body: { kind: 'first' } });
    expect(await visitor.post(`${SESSION}/link`, { link, login: 'ann', name: 'Ann', password: 'password123' })).toMatchObject({
      status: 400,
    });
    const made = await visitor.post(`${SESSION}/link`, { link, login: 'Ann', name: ' Ann  B. ', password: PASSWORD });
    expect(made).toMatchObject({ status: 200, body: { agent: { login: 'ann', name: 'Ann B.', role: 'lead' } } });
    expect(await visitor.get(BEHIND)).toMatchObject({ status: 200 });
    const again = await newVisitor(fresh.url).post(`${SESSION}/link`, { link, login: 'eve', name: 'Eve', password: PASSWORD });
    expect(again).toMatchObject({ status: 403, body: { error: { code: 'LinkUsed' } } });
    expect((await wayIn(fresh.store.accounts, alone))(fresh.url)).not.toContain('link');
    await fresh.close();
  });

  test.each([{ host: '0.0.0.0' }, { publicUrl: 'https://help.example.com' }, { trustProxy: 1 }, { logFormat: 'json' as const }])(
    'no link is shown where others may read or reach it: %j',
    async (change) => {
      const fresh = await deskHouse();
      const said = (await wayIn(fresh.store.accounts, { ...alone, ...change }))(fresh.url);
      expect(said).not.toContain('#');
      expect(said).toContain('npm run desk -- add');
      await fresh.close();
    },
  );

  test('a link for an account changes its password and nothing else of it', async () => {
    const { id } = (await house.store.accounts.find('maria'))!;
    await house.store.accounts.keepLink(hashOf('the-link'), id, 60_000);
    expect(await maria.post(`${SESSION}/look`, { link: 'the-link' })).toMatchObject({
      body: { kind: 'invited', name: 'MARIA', login: 'maria' },
    });
    const wish = { link: 'the-link', password: 'seven quiet boats', login: 'root', name: 'Root', role: 'lead' };
    expect(await maria.post(`${SESSION}/link`, wish)).toMatchObject({ status: 200, body: { agent: { id, login: 'maria' } } });
    expect(await house.store.accounts.all()).toHaveLength(1);
    for (const link of ['the-link', 'other', '']) expect(await maria.post(`${SESSION}/look`, { link })).toMatchObject({ status: 403 });
  });
});

describe('passwords', () => {
  test('are hashed with a salt of their own, and compared as they were meant', async () => {
    const [one, two] = await Promise.all([hashPassword('näive café 12'), hashPassword('näive café 12')]);
    expect(one).not.toBe(two);
    expect(await isPassword('na\u0308ive cafe\u0301 12', one)).toBe(true);
    expect(await isPassword('naive cafe 12', one)).toBe(false);
    for (const broken of ['', 'plain', '$scrypt$ln=31,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA'])
      expect(await isPassword('', broken)).toBe(false);
  });

  test('so many at once that they would wait for long are sent away, and those before them are served', async () => {
    const cheap = `$scrypt$ln=8,r=8,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;
    const all = await Promise.allSettled(Array.from({ length: 60 }, () => isPassword('guess', cheap)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
    expect(all.at(-1)).toMatchObject({ reason: { code: 'Unavailable' } });
    expect(await isPassword('guess', cheap)).toBe(false);
  });

  test.each(['', 'short', 'aaaaaaaaaaaa', 'password123456', 'maria12345', 'qwertyuiop', 'x'.repeat(300)])(
    '%j is refused, with a reason',
    (password) => {
      expect(weakness(password, 'maria')).toMatch(/^The password/);
    },
  );

  test.each(['three green ladders', 'Tz7!kqPw2m', 'пароль из слов'])('%j will do', (password) => {
    expect(weakness(password, 'maria')).toBeUndefined();
  });
});
