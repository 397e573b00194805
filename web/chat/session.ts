import type { Vault } from './vault.ts';

/** The conversation this browser is in: enough to come back to it after a reload, or days later. */
export type Session = {
  readonly conversation: string;
  readonly token: string;
  /** When the token was given, in milliseconds since 1970. */
  readonly given: number;
  /** Fetches a new token for the same conversation when this one is too old. */
  readonly resume: string | undefined;
};

/** Where the session is kept. */
export type Keep = { readonly read: () => Session | undefined; readonly write: (session: Session) => void };

/** Keeps the session in this vault. */
export function keepIn(vault: Vault): Keep {
  return { read: () => sessionOf(vault.read('conversation')), write: (session) => vault.write('conversation', session) };
}

/** The session that a stored value holds, whoever stored it. */
function sessionOf(kept: unknown): Session | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const { conversation, token, given, resume } = kept as Partial<Record<keyof Session, unknown>>;
  if (typeof conversation !== 'string' || typeof token !== 'string' || typeof given !== 'number') return undefined;
  return { conversation, token, given, resume: typeof resume === 'string' ? resume : undefined };
}
