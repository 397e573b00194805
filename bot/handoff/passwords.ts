/** Passwords of the desk: hashed slowly, so that a stolen database tells none. */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../http/refusal.ts';
import { newInOrder } from '../in-order.ts';

/** What a hash costs: 2^ln · 8 · 128 bytes of memory (32 MB), p times over. Stored with each hash, so that it can be raised. */
type Cost = { readonly ln: number; readonly r: number; readonly p: number };

const COST: Cost = { ln: 15, r: 8, p: 3 };
/** What a stored cost may be at most: a row that somebody wrote must not take the machine down. */
const MOST: Cost = { ln: 20, r: 16, p: 16 };
const SALT = 16;
const KEY = 32;
const STORED = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]{16,})\$([\w-]{43})$/;

/** Characters that a password needs, and may have. */
export const PASSWORD_LENGTH = { least: 10, most: 200 } as const;
const COMMON = /password|passwort|contrase[nñ]a|qwert|asdf|letmein|welcome|keepsake|1234567890|123456?|abcdef|iloveyou/gi;

/** A hash takes a thread of few; one after the other, so that signing in never stops the rest. So many wait at most: seconds of work. */
const inOrder = newInOrder();
const LINE = 50;
let waiting = 0;

/** The hash of a password, with its salt and cost. Throws Refusal when too many are to be made just now. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT);
  const key = await derive(password, salt, COST);
  return `$scrypt$ln=${COST.ln},r=${COST.r},p=${COST.p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/** Whether this is the password. Takes as long when there is none to compare with. Throws Refusal as `hashPassword`. */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  const known = stored === undefined ? undefined : parsed(stored);
  const { salt, key, cost } = known ?? { salt: randomBytes(SALT), key: randomBytes(KEY), cost: COST };
  const right = timingSafeEqual(await derive(password, salt, cost), key);
  return known !== undefined && right;
}

/** Whether a password should be hashed anew, because hashes cost more today. */
export function isCheap(stored: string): boolean {
  const cost = parsed(stored)?.cost;
  return cost === undefined || cost.ln < COST.ln || cost.p < COST.p;
}

/** What is wrong with a new password, as a sentence; undefined when it will do. */
export function weakness(password: string, login: string): string | undefined {
  const { least, most } = PASSWORD_LENGTH;
  if ([...password].length < least) return `The password needs at least ${least} characters.`;
  if (password.length > most) return `The password may have at most ${most} characters.`;
  const own = login.length < 3 ? password : password.toLowerCase().replaceAll(login.toLowerCase(), '');
  // What everybody tries first counts for nothing.
  if (new Set(own.toLowerCase().replace(COMMON, '')).size < 6)
    return 'The password is too easy to guess. Take a few words that do not belong together.';
  return undefined;
}

function parsed(stored: string): { readonly salt: Buffer; readonly key: Buffer; readonly cost: Cost } | undefined {
  const [, ln, r, p, salt = '', key = ''] = STORED.exec(stored) ?? [];
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  if (ln === undefined || cost.ln > MOST.ln || cost.r > MOST.r || cost.p > MOST.p) return undefined;
  return { salt: Buffer.from(salt, 'base64url'), key: Buffer.from(key, 'base64url'), cost };
}

async function derive(password: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> {
  if (waiting >= LINE) throw new Refusal('Unavailable', 'Very many people sign in just now.', { 'Retry-After': '5' });
  const N = 2 ** ln;
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r };
  waiting += 1;
  try {
    return await inOrder('scrypt', () => {
      const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
      // The same signs may be composed differently by different keyboards.
      scrypt(password.normalize('NFKC'), salt, KEY, options, (error, key) => (error === null ? resolve(key) : reject(error)));
      return promise;
    });
  } finally {
    waiting -= 1;
  }
}
