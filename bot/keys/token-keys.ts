import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { newFresh } from '../fresh.ts';
import { StoreError } from '../store/store.ts';
import type { KeyPlace } from './key-place.ts';

/** A key that signs tokens from the moment `from` on (milliseconds since 1970), until a younger one does. */
export type Key = { readonly kid: string; readonly secret: Uint8Array; readonly from: number };

/** All keys whose tokens are good, oldest first; never none. */
export type Keys = readonly Key[];

const NAME = 'direct-line';
/** Milliseconds after which every process has read the keys anew, and those in which a new key waits for that. */
const SPAN = 10_000;
const NOTICE = 60_000;

const KeyFile = z.object({
  keys: z.array(z.object({ kid: z.string().min(1), secret: z.base64url().min(43), from: z.number().default(0) })).min(1),
});

/** The key that signs now. */
export function signer(keys: Keys, now: number): Key {
  const key = keys.findLast(({ from }) => from <= now) ?? keys[0];
  if (key === undefined) throw new Error('no key to sign with');
  return key;
}

/** The keys that a setting names, as `kid:secret` in a row; the first one signs. Undefined when it names none. */
export function keysOfSetting(setting: string): Keys | undefined {
  if (setting === '') return undefined;
  const pairs = setting.split(',').map((pair) => pair.split(':'));
  return pairs.toReversed().map(([kid = '', secret = '']) => ({ kid, secret: Buffer.from(secret, 'base64url'), from: 0 }));
}

/** The keys of this place, generated when there are none, and read again now and then. */
export function openKeys(place: KeyPlace, now: () => number): () => Promise<Keys> {
  return newFresh(async () => parseKeys(await read(place), place), SPAN, now);
}

/** What can be done to the keys of a place while servers run. Everything rejects with StoreError. */
export type KeyRing = {
  readonly list: () => Promise<Keys>;
  /** Adds a key that signs as soon as all processes know it; drops those whose tokens have all expired after so many milliseconds. */
  readonly rotate: (life: number, now: number) => Promise<Keys>;
  /** Removes a key: what it signed is worth nothing any more. Undefined when there is no such key, or no other. */
  readonly forget: (kid: string, now: number) => Promise<Keys | undefined>;
};

/** The keys of this place, for a command. */
export function keyRing(place: KeyPlace): KeyRing {
  const change = async (make: (keys: Keys) => Keys | undefined): Promise<Keys | undefined> => {
    for (;;) {
      const before = await read(place);
      const after = make(parseKeys(before, place));
      if (after === undefined || (await place.exchange(NAME, before, written(after)))) return after;
    }
  };
  return {
    list: async () => parseKeys(await read(place), place),
    rotate: async (life, now) => (await change((keys) => [...stillGood(keys, now - life), newKey(now + NOTICE)])) ?? [],
    forget: (kid, now) =>
      change((keys) => {
        const left = keys.filter((key) => key.kid !== kid);
        if (left.length === keys.length) return undefined;
        return left.some(({ from }) => from <= now) ? left : [...left, newKey(now)];
      }),
  };
}

/** A key signs until the next one begins: what it signed last has expired so long after that. */
function stillGood(keys: Keys, since: number): Keys {
  return keys.filter((_, i) => (keys[i + 1]?.from ?? Number.POSITIVE_INFINITY) > since);
}

function newKey(from: number): Key {
  return { kid: randomBytes(6).toString('base64url'), secret: randomBytes(32), from };
}

function read(place: KeyPlace): Promise<string> {
  return place.read(NAME, () => written([newKey(0)]));
}

function written(keys: Keys): string {
  return `${JSON.stringify({ keys: keys.map((key) => ({ ...key, secret: Buffer.from(key.secret).toString('base64url') })) })}\n`;
}

function parseKeys(json: string, place: KeyPlace): Keys {
  try {
    const { keys } = KeyFile.parse(JSON.parse(json));
    return keys.map((key) => ({ ...key, secret: Buffer.from(key.secret, 'base64url') })).toSorted((a, b) => a.from - b.from);
  } catch (error) {
    throw new StoreError('failed', `${place.called(NAME)} holds no keys: remove it, and people start new conversations`, error);
  }
}
