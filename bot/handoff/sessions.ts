/** Who is signed in to the desk: what the browser carries, and what it has to show. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Config } from '../config.ts';
import { cookieName, cookieOf, setCookie } from '../http/cookies.ts';
import type { Ask } from '../http/exchange.ts';
import { refuseForeignPage } from '../http/own-page.ts';
import { Refusal } from '../http/refusal.ts';
import { hashOf } from '../keys/hash.ts';
import type { Account, Accounts, SessionLimits } from '../store/accounts.ts';
import type { AgentOf, Asking, DeskAgent } from './desk-agent.ts';

const COOKIE = 'keepsake-desk';
/** The header that every change has to carry, with the token that only a page of ours can read. */
const CSRF_HEADER = 'x-keepsake-csrf';

/** A session as its page needs it. */
export type Signed = { readonly account: Account; readonly csrf: string };

/** Who is signed in, by what their browser shows. */
export type Sessions = {
  readonly agentOf: AgentOf;
  /** Who is signed in, undefined when nobody is; asks for no token, so it is good for reading only. Rejects for foreign pages. */
  readonly look: (ask: Asking) => Promise<Signed | undefined>;
  /** As `look`, for a change: rejects when nobody is signed in or the token is not right. */
  readonly signed: (ask: Asking) => Promise<Signed>;
  /** Begins a session of its own, whatever the browser carried before; undefined when the account has changed meanwhile. */
  readonly begin: (ask: Asking, account: Account) => Promise<(Signed & { readonly cookie: string }) | undefined>;
  /** Ends it; what comes back removes the cookie. */
  readonly end: (ask: Asking) => Promise<string>;
};

/** Sessions kept by these accounts. */
export function newSessions(accounts: Accounts, config: Pick<Config, 'deskIdleMinutes' | 'deskHours'>): Sessions {
  const limits: SessionLimits = { idle: config.deskIdleMinutes * 60_000, whole: config.deskHours * 3_600_000 };
  const look: Sessions['look'] = async (ask) => {
    refuseForeignPage(ask);
    const carried = carriedBy(ask);
    const account = carried === undefined ? undefined : await accounts.session(hashOf(carried), limits);
    return account === undefined || carried === undefined ? undefined : { account, csrf: csrfOf(carried) };
  };
  const signed: Sessions['signed'] = async (ask) => {
    const found = await look(ask);
    if (found === undefined) throw new Refusal('SignedOut', 'Nobody is signed in.');
    if (ask.method === 'POST' && !same(ask.header(CSRF_HEADER) ?? '', found.csrf))
      throw new Refusal('Forged', `The request does not carry the right ${CSRF_HEADER}.`);
    return found;
  };
  return {
    look,
    signed,
    agentOf: async (ask) => agentOf((await signed(ask)).account),
    begin: async (ask, account) => {
      const before = carriedBy(ask);
      const fresh = randomBytes(32).toString('base64url');
      const begun = await accounts.openSession(hashOf(fresh), account, before === undefined ? undefined : hashOf(before));
      if (!begun) return undefined;
      await accounts.tidy(limits);
      const cookie = setCookie(cookieName(COOKIE, ask.home), fresh, limits.whole / 1000, ask.home);
      return { account, csrf: csrfOf(fresh), cookie };
    },
    end: async (ask) => {
      const carried = carriedBy(ask);
      if (carried !== undefined) await accounts.endSession(hashOf(carried));
      return setCookie(cookieName(COOKIE, ask.home), '', 0, ask.home);
    },
  };
}

/** An account as the rest of the desk knows it. */
export function agentOf({ id, name, role }: Account): DeskAgent {
  return { id, name, role };
}

/** Whether two texts are the same, in a time that does not tell how much of them is. */
export function same(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}

function carriedBy({ header, home }: Pick<Ask, 'header' | 'home'>): string | undefined {
  const value = cookieOf(header('cookie'), cookieName(COOKIE, home));
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
}

function csrfOf(session: string): string {
  return createHmac('sha256', session).update('against forged requests').digest('base64url');
}
