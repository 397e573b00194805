import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Account, Role } from '../store/accounts.ts';

/** What somebody signs in with: a word or an e-mail address, in small letters whatever was typed. */
export const Login = z
  .string('The sign-in name must be a text.')
  .transform((text) => text.trim().toLowerCase())
  .pipe(
    z
      .string()
      .regex(/^[a-z0-9][a-z0-9._@+-]{1,62}$/, 'A sign-in name has 2 to 63 letters, digits or . _ @ + - and begins with a letter or digit.'),
  );

/** What people in trouble see. */
export const Name = z
  .string('The name must be a text.')
  .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
  .pipe(z.string().regex(/^[^\p{C}<>]{1,60}$/u, 'A name has 1 to 60 letters, without < and >.'));

/** A new account; `password` is its hash, or empty. */
export function newAccount(login: string, name: string, role: Role, password: string): Account {
  return { id: `ag${randomBytes(9).toString('base64url')}`, login, name, role, password };
}
