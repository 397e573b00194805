/** Who a site says that somebody is: a JWT that the site's own server signed. */
import { createPublicKey, hkdfSync, randomBytes } from 'node:crypto';
import { errors, importJWK, type JWK, jwtVerify } from 'jose';
import * as z from 'zod';
import { errorText } from '../error-code.ts';
import type { KeyPlace } from '../keys/key-place.ts';
import type { JsonObject } from '../store/store.ts';
import type { Site } from './site.ts';

const NAME = 'site-identity';
/** Seconds for which such a JWT may be good, and by which clocks may differ. */
const LIFE = 3600;
const TOLERANCE = 30;
const LEAST_BITS = 2048;

const Claims = z.object({
  sub: z.string().min(1).max(150),
  name: z.string().max(100).optional(),
  jti: z.string().min(8).max(200),
  exp: z.number(),
});

/** Who it is; `jti` is good once, until `exp` (seconds since 1970). */
export type Claims = Readonly<z.infer<typeof Claims>>;

/** Why it proves nothing, in a sentence for whoever builds the site. */
export type Unproved = { readonly kind: 'unproved'; readonly why: string };

/** What all secrets of sites are derived from: nothing that could sign for a site is ever stored with it. */
export async function identityRoot(place: KeyPlace, setting: string): Promise<Uint8Array> {
  const root = setting === '' ? await place.read(NAME, () => randomBytes(32).toString('base64url')) : setting;
  return Buffer.from(root.trim(), 'base64url');
}

/** The secret of this round with which the site signs HS256. */
export function identitySecret(root: Uint8Array, site: string, round: number): string {
  return Buffer.from(hkdfSync('sha256', root, '', `keepsake identity ${site} ${round}`, 32)).toString('base64url');
}

/** Reads who somebody is. Of several keys the one counts that verifies; each kind of key has its own algorithm. */
export async function readIdentity(site: Site, root: Uint8Array, jwt: string, now: number): Promise<Claims | Unproved> {
  const keys = await keysOf(site, root);
  if (keys.length === 0) return unproved(`The site ${site.id} has no key for identities: npm run site -- identity ${site.id}.`);
  let why = 'The identity is not signed by a key of this site.';
  for (const { key, algorithm } of keys) {
    try {
      const options = { algorithms: [algorithm], currentDate: new Date(now), clockTolerance: TOLERANCE };
      return checked((await jwtVerify(jwt, key, options)).payload, now);
    } catch (error) {
      if (error instanceof errors.JWTExpired) return unproved('The identity has expired. Sign a new one when it is needed.');
      if (error instanceof errors.JWTClaimValidationFailed) why = `The identity is not good: ${errorText(error)}.`;
    }
  }
  return unproved(why);
}

type VerifyingKey = { readonly algorithm: string; readonly key: Awaited<ReturnType<typeof importJWK>> };

async function keysOf({ id, identity }: Site, root: Uint8Array): Promise<readonly VerifyingKey[]> {
  const secrets = identity.rounds.map((round) => ({ algorithm: 'HS256', key: Buffer.from(identitySecret(root, id, round)) }));
  const published = identity.keys.map(async (jwk): Promise<VerifyingKey> => {
    const algorithm = algorithmOf(jwk) ?? 'none';
    return { algorithm, key: await importJWK(jwk as JWK, algorithm) };
  });
  return [...secrets, ...(await Promise.all(published))];
}

function checked(payload: object, now: number): Claims | Unproved {
  const read = Claims.safeParse(payload);
  if (!read.success) return unproved('An identity needs "sub", "exp" and "jti" (at least 8 characters, another one each time).');
  if (read.data.exp > now / 1000 + LIFE + TOLERANCE)
    return unproved(`An identity may be good for an hour at most: "exp" is too far ahead.`);
  return read.data;
}

function unproved(why: string): Unproved {
  return { kind: 'unproved', why };
}

/** A public key out of a file: PEM or JWK of Ed25519, P-256, or RSA of 2048 bits and more. Throws an Error that says what is wrong. */
export function readPublicKey(text: string): JsonObject {
  const jwk = text.trimStart().startsWith('{') ? JSON.parse(text) : undefined;
  if (/PRIVATE KEY/.test(text) || jwk?.d !== undefined) throw new Error('That is a private key. Keep it, and give the public one.');
  const key = jwk === undefined ? createPublicKey(text) : createPublicKey({ key: jwk, format: 'jwk' });
  const shown = key.export({ format: 'jwk' }) as JsonObject;
  if (algorithmOf(shown) === undefined) throw new Error('Keys for identities are Ed25519, P-256 or RSA.');
  if ((key.asymmetricKeyDetails?.modulusLength ?? LEAST_BITS) < LEAST_BITS) throw new Error(`An RSA key needs ${LEAST_BITS} bits or more.`);
  return shown;
}

function algorithmOf({ kty, crv }: JsonObject): string | undefined {
  if (kty === 'RSA') return 'RS256';
  if (kty === 'EC' && crv === 'P-256') return 'ES256';
  return kty === 'OKP' && crv === 'Ed25519' ? 'EdDSA' : undefined;
}
