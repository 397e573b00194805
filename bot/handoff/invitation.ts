/** Links that let somebody in once, to choose a password. What follows the # never leaves the browser, so no log has it. */
import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import { hashOf } from '../keys/hash.ts';
import type { Account, Accounts } from '../store/accounts.ts';

/** Milliseconds that the link for the first account is good for, and one for somebody who has an account. */
const FIRST_LIFE = 3_600_000;
const LIFE = 24 * 3_600_000;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

/** Who can reach this server, and who reads what it says. */
type Reach = Pick<Config, 'host' | 'publicUrl' | 'trustProxy' | 'logFormat'>;

/** A link to choose the password of this account; it replaces the one before. `home` without a slash at its end. */
export async function invite(accounts: Accounts, account: Pick<Account, 'id'>, home: string): Promise<string> {
  return linkTo(home, await kept(accounts, account.id, LIFE));
}

/**
 * What `npm start` says of the desk, once it knows its own address. Where nobody can sign in yet and only this machine can reach the server, a link to make
 * the first account: on any other machine the console may be read by others than who runs it.
 */
export async function wayIn(accounts: Accounts, { host, publicUrl, trustProxy, logFormat }: Reach): Promise<(home: string) => string> {
  if ((await accounts.all()).length > 0) return (home) => `Help people yourself at ${home}/desk`;
  const alone = LOOPBACK.test(host) && publicUrl === '' && trustProxy === 0 && logFormat === 'pretty';
  if (!alone) return (home) => `Nobody can help in person at ${home}/desk yet: npm run desk -- add LOGIN --name NAME`;
  const secret = await kept(accounts, undefined, FIRST_LIFE);
  return (home) => `Help people yourself: ${linkTo(home, secret)}\n  (this link is good for an hour, and once)`;
}

async function kept(accounts: Accounts, id: string | undefined, life: number): Promise<string> {
  const secret = randomBytes(24).toString('base64url');
  await accounts.keepLink(hashOf(secret), id, life);
  return secret;
}

function linkTo(home: string, secret: string): string {
  return `${home}/desk#link=${secret}`;
}
