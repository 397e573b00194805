/** How both sides of a hook know that it is the other one who writes, and that it is not said twice by somebody who listened. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../../http/refusal.ts';

/** Header: when it was signed, in seconds since 1970. */
export const TIMESTAMP = 'x-keepsake-timestamp';
/** Header: the signature. */
export const SIGNATURE = 'x-keepsake-signature';
/** Header: the name of the delivery. */
export const DELIVERY = 'x-keepsake-delivery';

/** Seconds that a clock may be wrong, and a message may be on its way. */
const FRESH = 300;

/** `timestamp` in seconds since 1970; over the bytes of the body as they are sent. */
export function signatureOf(secret: string, timestamp: string, body: Uint8Array | string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`;
}

/** Refuses what is not signed with the secret, or was signed too long ago. `now` in milliseconds. Throws Refusal. */
export function refuseUnsigned(secret: string, header: (name: string) => string | undefined, body: Uint8Array, now: number): void {
  const timestamp = header(TIMESTAMP) ?? '';
  const given = Buffer.from(header(SIGNATURE) ?? '');
  const right = Buffer.from(signatureOf(secret, timestamp, body));
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw new Refusal('Unsigned', 'The signature is not right.');
  const age = Math.abs(now / 1000 - Number(timestamp));
  if (!/^\d{1,12}$/.test(timestamp) || age > FRESH) throw new Refusal('Unsigned', 'The signature is too old.');
}
