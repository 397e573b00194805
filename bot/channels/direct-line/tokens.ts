import { randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import * as z from 'zod';
import { Refusal } from '../../http/refusal.ts';
import { type Keys, signer } from '../../keys/token-keys.ts';

/** Seconds that a token lives; clients count on half an hour. */
export const TOKEN_SECONDS = 1800;
/** Seconds in which a stream has to be opened. */
const TICKET_SECONDS = 60;

/** What a token allows: to be this user in this conversation, from pages of these origins if any are named. */
const Grant = z.object({
  conv: z.string(),
  user: z.string(),
  site: z.string(),
  /** What somebody is called, by whoever vouches for them. */
  name: z.string().optional(),
  /** Whether the site's server has signed who this is. */
  verified: z.literal(true).optional(),
  origins: z.array(z.string()).optional(),
});
export type Grant = Readonly<z.infer<typeof Grant>>;

/** token: for calls. stream: opens one socket. resume: fetches a token for the same conversation, days later. */
type Purpose = 'token' | 'stream' | 'resume';

/** Issues and reads what people carry. Reading throws Refusal. */
export type Tokens = {
  readonly issue: (grant: Grant) => Promise<string>;
  readonly read: (token: string) => Promise<Grant>;
  readonly resume: { readonly issue: (grant: Grant) => Promise<string>; readonly read: (token: string) => Promise<Grant> };
  /** A ticket is good for one socket: addresses end up in logs. */
  readonly ticket: { readonly issue: (grant: Grant) => Promise<string>; readonly redeem: (ticket: string) => Promise<Grant> };
};

/**
 * Tokens signed with these keys; a resume token lives so many days. `once` says whether nobody asked for this name
 * before, on any process, within so many milliseconds.
 */
export function newTokens(keys: () => Promise<Keys>, resumeDays: number, once: (name: string, span: number) => Promise<boolean>): Tokens {
  const known = newKnown();
  return {
    issue: async (grant) => sign(await keys(), 'token', grant, TOKEN_SECONDS),
    read: async (token) => {
      const now = await keys();
      const before = known.find(now, token, Date.now());
      if (before !== undefined) return before;
      const { grant, until } = await verify(now, 'token', token);
      known.add(token, { grant, until });
      return grant;
    },
    resume: {
      issue: async (grant) => sign(await keys(), 'resume', grant, resumeDays * 86_400),
      read: async (token) => (await verify(await keys(), 'resume', token)).grant,
    },
    ticket: {
      issue: async (grant) => sign(await keys(), 'stream', grant, TICKET_SECONDS),
      redeem: async (ticket) => {
        const { grant, id } = await verify(await keys(), 'stream', ticket);
        if (!(await once(`ticket ${id}`, TICKET_SECONDS * 1000))) {
          throw new Refusal('TokenInvalid', 'This stream address was used before.');
        }
        return grant;
      },
    },
  };
}

function sign(keys: Keys, purpose: Purpose, grant: Grant, seconds: number): Promise<string> {
  const key = signer(keys, Date.now());
  return new SignJWT({ bot: 'keepsake', ...grant })
    .setProtectedHeader({ alg: 'HS256', kid: key.kid, typ: 'JWT' })
    .setAudience(purpose)
    .setIssuedAt()
    .setExpirationTime(`${seconds} seconds`)
    .setJti(randomUUID())
    .sign(key.secret);
}

/** What a good token says; `until` is when it expires, in milliseconds. */
type Verified = { readonly grant: Grant; readonly id: string; readonly until: number };

async function verify(keys: Keys, purpose: Purpose, token: string): Promise<Verified> {
  try {
    const find = ({ kid }: { kid?: string }): Uint8Array => {
      const key = keys.find((known) => known.kid === kid);
      if (key === undefined) throw new errors.JWSInvalid('unknown key');
      return key.secret;
    };
    const { payload } = await jwtVerify(token, find, { algorithms: ['HS256'], audience: purpose, requiredClaims: ['exp', 'jti'] });
    return { grant: Grant.parse(payload), id: String(payload.jti), until: Number(payload.exp) * 1000 };
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new Refusal('TokenExpired', 'The token has expired.', {}, error);
    throw new Refusal('TokenInvalid', 'This is no token of this server.', {}, error);
  }
}

/** Tokens that are remembered at most; beyond it the oldest are verified again. */
const KNOWN = 10_000;

type Known = Pick<Verified, 'grant' | 'until'>;

/**
 * Good tokens of late: somebody in a conversation shows the same one with every message, and verifying costs as much as
 * understanding does. When the keys change all are verified again, for a key may have been given up.
 */
function newKnown(): {
  readonly find: (keys: Keys, token: string, now: number) => Grant | undefined;
  readonly add: (token: string, known: Known) => void;
} {
  const good = new Map<string, Known>();
  let by = '';
  return {
    find: (keys, token, now) => {
      const kids = keys.map(({ kid }) => kid).join(' ');
      if (kids !== by) good.clear();
      by = kids;
      const known = good.get(token);
      return known !== undefined && now < known.until ? known.grant : undefined;
    },
    add: (token, known) => {
      const oldest = good.size >= KNOWN ? good.keys().next() : undefined;
      if (oldest?.done === false) good.delete(oldest.value);
      good.set(token, known);
    },
  };
}
