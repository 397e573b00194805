/** Slows down who guesses passwords, and nobody else: not the owner of the name, and not for long. */
import { createHmac, randomBytes } from 'node:crypto';
import { cookieName, cookieOf, setCookie } from '../http/cookies.ts';
import { type Ask, blockOf } from '../http/exchange.ts';
import { hashOf } from '../keys/hash.ts';
import type { Gate } from '../store/accounts.ts';
import type { Store } from '../store/store.ts';
import { same } from './sessions.ts';

const COOKIE = 'keepsake-device';
/** Seconds for which a browser is remembered: as long as browsers allow. */
const DEVICE_SECONDS = 400 * 86_400;
const MINUTES = 60_000;

/** What slows down who guesses. */
export type Guessing = {
  /**
   * What is knocked at to sign in with this name. Wherever somebody signed in before, only their own tries count: whoever
   * guesses elsewhere cannot make them wait. Everywhere else three are counted: name and place together, the place, and the
   * name alone, which is waited for half a minute at most, because anybody can make it count.
   */
  readonly gates: (ask: Ask, login: string) => Promise<readonly Gate[]>;
  /** The cookie that tells this browser from those that guess. */
  readonly remember: (ask: Ask, login: string) => Promise<string>;
};

/** All processes of the store know each other's browsers. */
export function newGuessing({ shared }: Pick<Store, 'shared'>): Guessing {
  const key = (): Promise<string> => shared('desk-device-key', () => randomBytes(32).toString('base64url'));
  const stamp = async (nonce: string, login: string): Promise<string> =>
    createHmac('sha256', await key())
      .update(`${nonce} ${login}`)
      .digest('base64url');
  const device = async ({ header, home }: Ask, login: string): Promise<string | undefined> => {
    const [nonce = '', mac = ''] = (cookieOf(header('cookie'), cookieName(COOKIE, home)) ?? '').split('.');
    return nonce !== '' && same(mac, await stamp(nonce, login)) ? nonce : undefined;
  };
  return {
    gates: async (ask, login) => {
      const known = await device(ask, login);
      if (known !== undefined) return [gate(`device ${known}`, 10, 15 * MINUTES)];
      const place = blockOf(ask.address);
      return [
        gate(`both ${login} ${place}`, 5, 15 * MINUTES),
        gate(`place ${place}`, 20, 15 * MINUTES),
        gate(`name ${login}`, 20, MINUTES / 2),
      ];
    },
    remember: async (ask, login) => {
      const nonce = (await device(ask, login)) ?? randomBytes(16).toString('base64url');
      const value = `${nonce}.${await stamp(nonce, login)}`;
      return setCookie(cookieName(COOKIE, ask.home), value, DEVICE_SECONDS, ask.home);
    },
  };
}

function gate(key: string, free: number, longest: number): Gate {
  return { key: hashOf(key), free, longest };
}
