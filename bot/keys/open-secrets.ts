import type { Config } from '../config.ts';
import { identityRoot } from '../sites/identity.ts';
import type { KeyPlace } from './key-place.ts';
import { type Keys, keysOfSetting, openKeys } from './token-keys.ts';

/** What this server signs with, and what the secrets are derived from with which sites sign. */
export type Secrets = { readonly keys: () => Promise<Keys>; readonly identityRoot: Uint8Array };

/** Out of the settings, or made once and kept in this place. Rejects with StoreError. */
export async function openSecrets(
  { tokenKeys, identityKey }: Pick<Config, 'tokenKeys' | 'identityKey'>,
  place: KeyPlace,
  now: () => number,
): Promise<Secrets> {
  const given = keysOfSetting(tokenKeys);
  const keys = given === undefined ? openKeys(place, now) : async () => given;
  return { keys, identityRoot: await identityRoot(place, identityKey) };
}
