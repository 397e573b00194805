/** Signing in to the desk and out of it, and choosing a password. */
import * as z from 'zod';
import type { Door } from '../channels/channel.ts';
import type { Config } from '../config.ts';
import { checked } from '../http/checked.ts';
import { type Answer, type Ask, blockOf, type Route } from '../http/exchange.ts';
import { refuseForeignPage } from '../http/own-page.ts';
import { newRate, type Rate } from '../http/rate.ts';
import { Refusal } from '../http/refusal.ts';
import { hashOf } from '../keys/hash.ts';
import type { Log } from '../log.ts';
import type { Account, Accounts, Gate } from '../store/accounts.ts';
import type { JsonObject, Store } from '../store/store.ts';
import { Login, Name, newAccount } from './account-names.ts';
import type { AgentOf } from './desk-agent.ts';
import { type Guessing, newGuessing } from './guessing.ts';
import { hashPassword, isCheap, isPassword, PASSWORD_LENGTH, weakness } from './passwords.ts';
import { agentOf, newSessions, type Sessions, type Signed } from './sessions.ts';

/** Passwords that one place may have hashed in a minute, right or wrong: hashing is work. */
const HASHES_PER_MINUTE = 60;

type OpenParts = {
  readonly store: Pick<Store, 'accounts' | 'shared'>;
  readonly config: Pick<Config, 'deskIdleMinutes' | 'deskHours'>;
  readonly now: () => number;
  readonly log: Log;
};

type SignInParts = {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly guessing: Guessing;
  readonly now: () => number;
  readonly log: Log;
};

type Desk = SignInParts & { readonly rate: Rate };

const Password = z
  .string('The password must be a text.')
  .max(PASSWORD_LENGTH.most, `The password may have at most ${PASSWORD_LENGTH.most} characters.`);
const Link = z.string('The link must be a text.').max(100);
const SignIn = z.object({ login: z.string('The sign-in name must be a text.').max(200), password: Password });
const Look = z.object({ link: Link });
const First = z.object({ link: Link, login: Login, name: Name, password: Password });
const Invited = z.object({ link: Link, password: Password });
const Change = z.object({ old: Password, password: Password });

/** Where the page of the desk signs people in, and who is signed in. */
export function openSignIn({ store, config, now, log }: OpenParts): Door & { readonly agentOf: AgentOf } {
  const sessions = newSessions(store.accounts, config);
  const parts = { accounts: store.accounts, sessions, guessing: newGuessing(store), now, log };
  return { routes: signInRoutes(parts), agentOf: sessions.agentOf, close: async () => undefined };
}

function signInRoutes(parts: SignInParts): readonly Route[] {
  const desk: Desk = { ...parts, rate: newRate(HASHES_PER_MINUTE, 60_000) };
  const route = (method: 'GET' | 'POST', path: string, answer: (desk: Desk, ask: Ask) => Promise<Answer>): Route => ({
    method,
    path: `/desk/api/session${path}`,
    open: false,
    answer: (ask) => answer(desk, ask),
  });
  return [
    route('GET', '', whoIsIn),
    route('POST', '', signIn),
    route('POST', '/end', signOut),
    route('POST', '/password', changePassword),
    route('POST', '/look', lookAtLink),
    route('POST', '/link', takeLink),
  ];
}

async function whoIsIn({ sessions }: Desk, ask: Ask): Promise<Answer> {
  return told(await sessions.look(ask));
}

/** Whoever it was and whatever was wrong, the answer is the same, and takes the same time. */
async function signIn(desk: Desk, ask: Ask): Promise<Answer> {
  refuseForeignPage(ask);
  const wish = checked(SignIn, await ask.json());
  const login = wish.login.trim().toLowerCase();
  const gates = await knocked(desk, ask, login);
  const account = await desk.accounts.find(login);
  const right = await isPassword(wish.password, account?.password);
  if (account === undefined || !right) {
    desk.log.warn('desk sign-in refused', { address: ask.address });
    throw new Refusal('WrongPassword', 'The sign-in name or the password is not right.');
  }
  await desk.accounts.takeBack(gates);
  return enter(desk, ask, await renewed(desk, account, wish.password));
}

async function signOut({ sessions }: Desk, ask: Ask): Promise<Answer> {
  await sessions.signed(ask);
  return { ...told(undefined), cookies: [await sessions.end(ask)] };
}

/** Ends every other session of theirs as well. */
async function changePassword(desk: Desk, ask: Ask): Promise<Answer> {
  const { account } = await desk.sessions.signed(ask);
  const { old, password } = checked(Change, await ask.json());
  const gates = await knocked(desk, ask, account.login);
  if (!(await isPassword(old, account.password))) throw new Refusal('WrongPassword', 'The old password is not right.');
  await desk.accounts.takeBack(gates);
  refuseWeak(password, account.login);
  const hash = await hashPassword(password);
  await desk.accounts.setPassword(account.id, hash);
  return enter(desk, ask, { ...account, password: hash });
}

async function lookAtLink(desk: Desk, ask: Ask): Promise<Answer> {
  refuseForeignPage(ask);
  const { account } = await goodLink(desk, checked(Look, await ask.json()).link);
  return { status: 200, json: account === undefined ? { kind: 'first' } : { kind: 'invited', name: account.name, login: account.login } };
}

/** A link is a way in for whoever holds it: it makes the first account, or gives an account its password. */
async function takeLink(desk: Desk, ask: Ask): Promise<Answer> {
  refuseForeignPage(ask);
  refuseHaste(desk, ask);
  const body = await ask.json();
  const { account } = await goodLink(desk, checked(Look, body).link);
  const given = account ?? newAccountOf(checked(First, body));
  const { link, password } = checked(Invited, body);
  refuseWeak(password, given.login);
  const entered = await desk.accounts.redeem(hashOf(link), { ...given, password: await hashPassword(password) });
  if (entered === undefined) throw used();
  return enter(desk, ask, entered);
}

function newAccountOf({ login, name }: z.infer<typeof First>): Account {
  return newAccount(login, name, 'lead', '');
}

async function goodLink({ accounts }: Desk, link: string): Promise<{ readonly account: Account | undefined }> {
  const good = await accounts.link(hashOf(link));
  if (good === undefined) throw used();
  return good;
}

function used(): Refusal {
  return new Refusal('LinkUsed', 'This link was used, or is too old.');
}

/** The gates that were knocked at and opened. Throws Refusal with the time to wait. */
async function knocked(desk: Desk, ask: Ask, login: string): Promise<readonly Gate[]> {
  refuseHaste(desk, ask);
  const gates = await desk.guessing.gates(ask, login);
  const wait = await desk.accounts.knock(gates);
  if (wait > 0) throw tooMany(wait);
  return gates;
}

function refuseHaste(desk: Desk, ask: Ask): void {
  const wait = desk.rate(blockOf(ask.address), desk.now());
  if (wait > 0) throw tooMany(wait);
}

function tooMany(wait: number): Refusal {
  return new Refusal('TooManyRequests', 'There were too many tries to sign in.', { 'Retry-After': String(Math.ceil(wait / 1000)) });
}

function refuseWeak(password: string, login: string): void {
  const why = weakness(password, login);
  if (why !== undefined) throw new Refusal('BadArgument', why);
}

/** Hashes that were made when hashing cost less are made anew, while the password is at hand. */
async function renewed({ accounts }: Desk, account: Account, password: string): Promise<Account> {
  if (!isCheap(account.password)) return account;
  const hash = await hashPassword(password);
  await accounts.setPassword(account.id, hash);
  return { ...account, password: hash };
}

async function enter({ sessions, guessing, log }: Desk, ask: Ask, account: Account): Promise<Answer> {
  const begun = await sessions.begin(ask, account);
  if (begun === undefined) throw new Refusal('WrongPassword', 'The account was changed just now.');
  log.info('desk signed in', { agent: account.id });
  return { ...told(begun), cookies: [begun.cookie, await guessing.remember(ask, account.login)] };
}

function told(signed: Signed | undefined): Answer {
  if (signed === undefined) return { status: 200, json: { agent: null } };
  const { account, csrf } = signed;
  return { status: 200, json: { agent: { ...agentOf(account), login: account.login } as JsonObject, csrf } };
}
