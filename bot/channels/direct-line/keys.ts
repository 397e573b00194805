import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { errorCode } from '../../error-code.ts';
import { type Store, StoreError } from '../../store/store.ts';

/** Keys that sign tokens: the first one signs, all of them are accepted. */
export type Keys = readonly { readonly kid: string; readonly secret: Uint8Array }[];

const KeyFile = z.object({ keys: z.array(z.object({ kid: z.string().min(1), secret: z.base64url().min(43) })).min(1) });

/** The keys in this file, generated when there is none; only the owner may read it. Throws StoreError. */
export function readKeys(file: string): Keys {
  try {
    return parseKeys(existing(file) ?? generate(file), file);
  } catch (error) {
    throw error instanceof StoreError ? error : new StoreError('unwritable', file, error);
  }
}

/** The keys that all processes of this store share; the first one makes them. Rejects with StoreError. */
export async function sharedKeys({ shared }: Pick<Store, 'shared'>): Promise<Keys> {
  const name = 'direct-line-keys';
  return parseKeys(await shared(name, newKeys), `"${name}" of table "shared"`);
}

function parseKeys(json: string, place: string): Keys {
  try {
    const { keys } = KeyFile.parse(JSON.parse(json));
    return keys.map(({ kid, secret }) => ({ kid, secret: Buffer.from(secret, 'base64url') }));
  } catch (error) {
    throw new StoreError('failed', `${place} holds no keys: remove it, and people start new conversations`, error);
  }
}

function newKeys(): string {
  return JSON.stringify({ keys: [{ kid: randomBytes(6).toString('base64url'), secret: randomBytes(32).toString('base64url') }] });
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
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${newKeys()}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, 'utf8');
}
