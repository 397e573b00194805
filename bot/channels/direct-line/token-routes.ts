import * as z from 'zod';
import { checked } from '../../http/checked.ts';
import type { Answer, Ask } from '../../http/exchange.ts';
import { isObject } from '../../http/json.ts';
import { Refusal } from '../../http/refusal.ts';
import type { JsonObject } from '../../store/store.ts';
import { callerOf, newConversation, newName } from './access.ts';
import type { Line } from './line.ts';
import { type Grant, TOKEN_SECONDS } from './tokens.ts';

const UserId = z.string('"user.id" must be a text.').min(1, '"user.id" must not be empty.').max(200, '"user.id" is too long.');
const UserName = z.string('"user.name" must be a text.').max(100, '"user.name" must have at most 100 characters.');
const TokenWish = z.looseObject({
  user: z.looseObject({ id: UserId.optional(), name: UserName.optional() }, '"user" must be an object.').optional(),
  trustedOrigins: z.array(z.string().max(300), '"trustedOrigins" must be a list of texts.').max(50).optional(),
});
/** A token for somebody whom another server vouches for. */
export async function generateToken(line: Line, ask: Ask): Promise<Answer> {
  const caller = await callerOf(line, ask);
  if (caller.kind !== 'server') throw new Refusal('Unauthorized', 'Tokens are generated with the secret, not with a token.');
  const { user, trustedOrigins } = checked(TokenWish, smallKeys(await ask.json()));
  if (user?.id !== undefined) refuseTooMany(line.limits.user(`${caller.site} ${user.id}`, line.now()), 'for this user');
  const grant: Grant = {
    conv: newConversation(caller.site),
    user: user?.id ?? newName('dl_'),
    site: caller.site,
    ...(user?.name !== undefined && { name: user.name }),
    ...(trustedOrigins !== undefined && { origins: trustedOrigins }),
  };
  return { status: 200, json: await tokenOf(line, grant) };
}

/** A fresh token for the same user in the same conversation. */
export async function refreshToken(line: Line, ask: Ask): Promise<Answer> {
  const caller = await callerOf(line, ask);
  if (caller.kind !== 'holder') throw new Refusal('Unauthorized', 'A token is refreshed with itself, not with the secret.');
  return { status: 200, json: await tokenOf(line, grantOf(caller)) };
}

/** What clients get with every token. */
export async function tokenOf(line: Line, grant: Grant): Promise<JsonObject> {
  return { conversationId: grant.conv, token: await line.tokens.issue(grant), expires_in: TOKEN_SECONDS };
}

/** The bare grant, without what else the caller is. */
export function grantOf({ conv, user, site, name, verified, origins }: Grant): Grant {
  return {
    conv,
    user,
    site,
    ...(name !== undefined && { name }),
    ...(verified && { verified }),
    ...(origins !== undefined && { origins }),
  };
}

/** Refuses who has to wait so many milliseconds before they may begin another conversation. Throws Refusal. */
export function refuseTooMany(wait: number, whose: string): void {
  if (wait === 0) return;
  throw new Refusal('TooManyRequests', `Too many conversations were begun ${whose}.`, {
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
