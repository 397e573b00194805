/** What our own pages ask for, which other pages hold in a frame. */
import * as z from 'zod';
import { checked } from '../../http/checked.ts';
import { type Answer, type Ask, blockOf } from '../../http/exchange.ts';
import { refuseForeignPage } from '../../http/own-page.ts';
import { Refusal } from '../../http/refusal.ts';
import { type Claims, readIdentity } from '../../sites/identity.ts';
import { DEFAULT_SITE, type Site } from '../../sites/site.ts';
import type { JsonObject } from '../../store/store.ts';
import { newConversation, newName } from './access.ts';
import type { Line } from './line.ts';
import { grantOf, refuseTooMany, tokenOf } from './token-routes.ts';
import type { Grant } from './tokens.ts';

const EmbedWish = z.looseObject({
  site: z.string('"site" must be a text.').max(100).optional(),
  identity: z.string('"identity" must be a text.').max(8192).nullish(),
  resume: z.string('"resume" must be a text.').max(4096).nullish(),
});

/** How the chat of a site looks, and whose pages may hold it; nothing of it is secret. */
export async function embedSite(line: Line, ask: Ask): Promise<Answer> {
  const { id, name, origins, theme } = await siteNamed(line, ask.query.get('site') ?? DEFAULT_SITE);
  return {
    status: 200,
    json: { id, name, origins, theme: { ...theme } as JsonObject },
    headers: { 'Cache-Control': 'public, max-age=60' },
  };
}

/** A token for a page of ours: for a new conversation, or for the one that the browser was in before. */
export async function embedToken(line: Line, ask: Ask): Promise<Answer> {
  refuseForeignPage(ask);
  const wish = checked(EmbedWish, await ask.json());
  const site = await siteNamed(line, wish.site ?? DEFAULT_SITE);
  const who = wish.identity ? await proved(line, site, wish.identity) : undefined;
  const before = wish.resume ? await resumed(line, site, wish.resume, who) : undefined;
  if (before === undefined) {
    refuseFlood(line, ask, site, who);
    // Who comes back has the handle of the conversation, which is worth more than what they signed in with.
    if (who !== undefined) await refuseUsed(line, site, who);
  }
  const origins = [ask.header('origin') ?? ask.home];
  const grant: Grant = { ...(before ?? newGrant(site, who)), origins };
  const handle = await line.tokens.resume.issue(grant);
  return { status: 200, json: { ...(await tokenOf(line, grant)), userId: grant.user, resume: handle } };
}

/** The site of this name. Throws Refusal. */
async function siteNamed(line: Line, id: string): Promise<Site> {
  const site = await line.sites.find(id);
  if (site === undefined) throw new Refusal('SiteNotFound', `There is no site ${JSON.stringify(id.slice(0, 40))}.`);
  return site;
}

function newGrant({ id }: Site, who: Claims | undefined): Grant {
  if (who === undefined) return { conv: newConversation(id), user: newName('dl_'), site: id };
  const name = who.name === undefined ? {} : { name: who.name };
  return { conv: newConversation(id), user: userOf(id, who), site: id, verified: true, ...name };
}

/** Two sites may both have a user 1. */
function userOf(site: string, { sub }: Claims): string {
  return `${site}/${sub}`;
}

async function proved(line: Line, site: Site, jwt: string): Promise<Claims> {
  const claims = await readIdentity(site, line.identityRoot, jwt, line.now());
  if ('why' in claims) throw new Refusal('IdentityInvalid', claims.why);
  return claims;
}

/** What was seen on its way must not be good for somebody else. The name is kept, on all processes, until it has expired. */
async function refuseUsed({ store, now }: Line, site: Site, { jti, exp }: Claims): Promise<void> {
  const delay = Math.max(0, exp * 1000 - now()) + 60_000;
  const first = await store.tasks.plan({ queue: 'job', key: `identity ${site.id} ${jti}`, kind: 'spent', payload: {}, delay });
  if (!first) throw new Refusal('IdentityInvalid', 'This identity was used before.');
}

/**
 * The conversation of a handle, or undefined when it is somebody else's and this one begins their own. A handle that is too
 * old, or of other keys, leads nowhere: the browser has to begin anew. What was said while nobody had signed in stays with
 * this browser when somebody does.
 */
async function resumed(line: Line, site: Site, handle: string, who: Claims | undefined): Promise<Grant | undefined> {
  const grant = grantOf(await readHandle(line, handle));
  if (grant.site !== site.id) throw new Refusal('ConversationNotFound', 'This conversation belongs to another site.');
  if (grant.verified !== true) return grant;
  if (who === undefined) throw new Refusal('IdentityNeeded', 'This conversation is that of somebody who had signed in.');
  return grant.user === userOf(site.id, who) ? grant : undefined;
}

async function readHandle(line: Line, handle: string): Promise<Grant> {
  try {
    return await line.tokens.resume.read(handle);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal('ConversationNotFound', 'This conversation can no longer be resumed.', {}, error);
  }
}

function refuseFlood(line: Line, ask: Ask, { id }: Site, who: Claims | undefined): void {
  refuseTooMany(line.limits.tokens(`${id} ${blockOf(ask.address)}`, line.now()), 'from this address');
  if (who !== undefined) refuseTooMany(line.limits.user(userOf(id, who), line.now()), 'by this user');
}
