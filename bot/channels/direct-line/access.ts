import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Ask } from '../../http/exchange.ts';
import { Refusal } from '../../http/refusal.ts';
import type { Grant, Tokens } from './tokens.ts';

/** Who asks: a server that knows the secret, or somebody with a token. */
export type Caller = { readonly kind: 'server' } | ({ readonly kind: 'holder' } & Grant);

/** Finds out who asks. Throws Refusal. */
export async function callerOf(ask: Ask, tokens: Tokens, secret: string): Promise<Caller> {
  const bearer = /^Bearer +(\S+)$/i.exec(ask.header('authorization') ?? '')?.[1];
  if (bearer === undefined) throw new Refusal('Unauthorized', 'There is no token.', { 'WWW-Authenticate': 'Bearer' });
  if (isSecret(bearer, secret)) {
    // A secret in a page is no secret.
    if (ask.header('origin') !== undefined) throw new Refusal('WrongOrigin', 'The secret must not be used in a browser.');
    return { kind: 'server' };
  }
  const grant = await tokens.read(bearer);
  refuseOrigin(ask.header('origin'), grant);
  return { kind: 'holder', ...grant };
}

/** Refuses pages that the token was not made for; programs that are no browsers name no origin. Throws Refusal. */
export function refuseOrigin(origin: string | undefined, { origins }: Grant): void {
  if (origin === undefined || origins === undefined || origins.includes(origin)) return;
  throw new Refusal('WrongOrigin', 'The token was made for other pages.');
}

/** Refuses a token of another conversation. Throws Refusal. */
export function refuseOther(caller: Caller, conversation: string): void {
  if (caller.kind === 'holder' && caller.conv !== conversation) throw new Refusal('WrongConversation', '');
}

/** A name that cannot be guessed. */
export function newName(prefix: string): string {
  return `${prefix}${randomBytes(16).toString('base64url')}`;
}

function isSecret(bearer: string, secret: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return secret !== '' && timingSafeEqual(hash(bearer), hash(secret));
}
