import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Ask } from '../../http/exchange.ts';
import { Refusal } from '../../http/refusal.ts';
import { namesOrigin } from '../../sites/site.ts';
import type { Line } from './line.ts';
import type { Grant } from './tokens.ts';

/** Who asks: a server that knows the secret of a site, or somebody with a token. */
export type Caller = { readonly kind: 'server'; readonly site: string } | ({ readonly kind: 'holder' } & Grant);

/** Finds out who asks. Throws Refusal. */
export async function callerOf(line: Line, ask: Ask): Promise<Caller> {
  const bearer = /^Bearer +(\S+)$/i.exec(ask.header('authorization') ?? '')?.[1];
  if (bearer === undefined) throw new Refusal('Unauthorized', 'There is no token.', { 'WWW-Authenticate': 'Bearer' });
  const site = await line.sites.bySecret(bearer);
  if (site !== undefined) {
    // A secret in a page is no secret.
    if (ask.header('origin') !== undefined) throw new Refusal('WrongOrigin', 'The secret must not be used in a browser.');
    return { kind: 'server', site: site.id };
  }
  const grant = await line.tokens.read(bearer);
  await refuseOrigin(line, ask.header('origin'), ask.home, grant);
  return { kind: 'holder', ...grant };
}

/**
 * Refuses pages that the token was not made for: those it names, else those of its site; programs that are no browsers
 * name no origin. Throws Refusal.
 */
export async function refuseOrigin(line: Line, origin: IncomingMessage['headers']['origin'], home: string, grant: Grant): Promise<void> {
  const site = await line.sites.find(grant.site);
  if (site === undefined) throw new Refusal('TokenInvalid', 'The site of this token is no more.');
  if (origin === undefined) return;
  // Who has not set up a site gives the secret of the settings to pages of their own choice.
  const anywhere = grant.origins === undefined && site.version === 0;
  if (anywhere || origin === home || namesOrigin(grant.origins ?? site.origins, origin)) return;
  throw new Refusal('WrongOrigin', 'The token was made for other pages.');
}

/** Refuses a token of another conversation, and the secret of another site. Throws Refusal. */
export function refuseOther(caller: Caller, conversation: string): void {
  const own = caller.kind === 'holder' ? caller.conv === conversation : siteOf(conversation) === caller.site;
  if (!own) throw new Refusal('WrongConversation', '');
}

const RANDOM = 22;

/** A name that cannot be guessed. */
export function newName(prefix: string): string {
  return `${prefix}${randomBytes(16).toString('base64url')}`;
}

/** A name for a conversation of this site: whoever knows the secret of a site may see its conversations and no others. */
export function newConversation(site: string): string {
  return newName(`${site}_`);
}

function siteOf(conversation: string): string {
  return conversation.charAt(conversation.length - RANDOM - 1) === '_' ? conversation.slice(0, -RANDOM - 1) : '';
}
