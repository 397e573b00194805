import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { errorCode } from '../../error-code.ts';
import { StoreError } from '../../store/store.ts';

/** Keys that sign tokens: the first one signs, all of them are accepted. */
export type Keys = readonly { readonly kid: string; readonly secret: Uint8Array }[];

const KeyFile = z.object({ keys: z.array(z.object({ kid: z.string().min(1), secret: z.base64url().min(43) })).min(1) });

/** The keys in this file, generated when there is none; only the owner may read it. Throws StoreError. */
export function readKeys(file: string): Keys {
  try {
    const { keys } = KeyFile.parse(JSON.parse(existing(file) ?? generate(file)));
    return keys.map(({ kid, secret }) => ({ kid, secret: Buffer.from(secret, 'base64url') }));
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError) {
      throw new StoreError('failed', `${file} holds no keys: remove it, and people start new conversations`, error);
    }
    throw new StoreError('unwritable', file, error);
  }
}

function existing(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written beside and then linked into place: whole or not at all, and of two that start at once the first one counts. */
function generate(file: string): string {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const key = { kid: randomBytes(6).toString('base64url'), secret: randomBytes(32).toString('base64url') };
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify({ keys: [key] })}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, 'utf8');
}
