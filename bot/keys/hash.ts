import { createHash } from 'node:crypto';

/** By what a secret is known that has at least 128 random bits: nobody finds it again by trying. Not for passwords. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
