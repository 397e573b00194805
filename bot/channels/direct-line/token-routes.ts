import * as z from 'zod';
import type { Answer, Ask } from '../../http/exchange.ts';
import { isObject } from '../../http/json.ts';
import { refuseForeignPage } from '../../http/own-page.ts';
import { Refusal } from '../../http/refusal.ts';
import type { JsonObject } from '../../store/store.ts';
import { callerOf, newName } from './access.ts';
import type { Line } from './line.ts';
import { type Grant, TOKEN_SECONDS } from './tokens.ts';

/** The site of this server's own pages. */
const DEFAULT_SITE = 'default';

const UserId = z.string('"user.id" must be a text.').min(1, '"user.id" must not be empty.').max(200, '"user.id" is too long.');
const TokenWish = z.looseObject({
  user: z.looseObject({ id: UserId.optional() }, '"user" must be an object.').optional(),
  trustedOrigins: z.array(z.string().max(300), '"trustedOrigins" must be a list of texts.').max(50).optional(),
});
const EmbedWish = z.looseObject({
  site: z.string('"site" must be a text.').max(100).optional(),
  resume: z.string('"resume" must be a text.').max(4096).nullish(),
});

/** A token for a page of ours: for a new anonymous conversation, or for the one that the browser was in before. */
export async function embedToken(line: Line, ask: Ask): Promise<Answer> {
  refuseForeignPage(ask);
  const { site = DEFAULT_SITE, resume } = checked(EmbedWish, await ask.json());
  if (site !== DEFAULT_SITE)
    throw new Refusal('BadArgument', `There is no site ${JSON.stringify(site)}; this server's own pages are "default".`);
  const before = resume ? await resumed(line, resume) : undefined;
  if (before === undefined) refuseFlood(line, ask);
  const grant = before ?? { conv: newName('c'), user: newName('dl_'), site };
  const handle = await line.tokens.resume.issue(grant);
  return { status: 200, json: { ...(await tokenOf(line, grant)), userId: grant.user, resume: handle } };
}

/** A token for somebody whom another server vouches for. */
export async function generateToken(line: Line, ask: Ask): Promise<Answer> {
  const caller = await callerOf(ask, line.tokens, line.config.secret);
  if (caller.kind !== 'server') throw new Refusal('Unauthorized', 'Tokens are generated with the secret, not with a token.');
  const { user, trustedOrigins } = checked(TokenWish, smallKeys(await ask.json()));
  const origins = trustedOrigins === undefined ? {} : { origins: trustedOrigins };
  const grant = { conv: newName('c'), user: user?.id ?? newName('dl_'), site: 'secret', ...origins };
  return { status: 200, json: await tokenOf(line, grant) };
}

/** A fresh token for the same user in the same conversation. */
export async function refreshToken(line: Line, ask: Ask): Promise<Answer> {
  const caller = await callerOf(ask, line.tokens, line.config.secret);
  if (caller.kind !== 'holder') throw new Refusal('Unauthorized', 'A token is refreshed with itself, not with the secret.');
  return { status: 200, json: await tokenOf(line, grantOf(caller)) };
}

/** What clients get with every token. */
export async function tokenOf(line: Line, grant: Grant): Promise<JsonObject> {
  return { conversationId: grant.conv, token: await line.tokens.issue(grant), expires_in: TOKEN_SECONDS };
}

/** The bare grant, without what else the caller is. */
export function grantOf({ conv, user, site, origins }: Grant): Grant {
  return { conv, user, site, ...(origins !== undefined && { origins }) };
}

/** A body that has to look like this. Throws Refusal. */
export function checked<T>(schema: z.ZodType<T>, body: JsonObject): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new Refusal('BadArgument', result.error.issues[0]?.message ?? 'The request is not understood.');
}

/** The conversation of a handle. One that is too old, or of other keys, leads nowhere: the browser has to begin anew. */
async function resumed(line: Line, handle: string): Promise<Grant> {
  try {
    return grantOf(await line.tokens.resume.read(handle));
  } catch (error) {
    throw new Refusal('ConversationNotFound', 'This conversation can no longer be resumed.', {}, error);
  }
}

function refuseFlood(line: Line, ask: Ask): void {
  const wait = line.limits.tokens(ask.address, line.now());
  if (wait === 0) return;
  throw new Refusal('TooManyRequests', 'Too many conversations were begun from this address.', {
    'Retry-After': String(Math.ceil(wait / 1000)),
  });
}

/** Some clients of old write `User.Id`. */
function smallKeys(body: JsonObject): JsonObject {
  const small = (value: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key.charAt(0).toLowerCase() + key.slice(1), isObject(item) ? small(item) : item]),
    );
  return small(body);
}
