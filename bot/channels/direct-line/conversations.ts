import * as z from 'zod';
import { checked } from '../../http/checked.ts';
import type { Answer, Ask } from '../../http/exchange.ts';
import { Refusal } from '../../http/refusal.ts';
import { type JsonObject, StoreError } from '../../store/store.ts';
import { begin } from '../../turn.ts';
import { type Caller, callerOf, newConversation, newName, refuseOther } from './access.ts';
import { asActivity } from './activity.ts';
import type { Line } from './line.ts';
import { grantOf, tokenOf } from './token-routes.ts';
import type { Grant } from './tokens.ts';

/** Lines of the past that somebody gets who asks from the start, and at most with one call. */
const PAST = 200;
/** Characters of one answer, about: who wants more asks again after its watermark. */
const ANSWER = 1_048_576;
/** What a client may name a conversation. */
const NAME = /^[A-Za-z0-9_-]{1,64}$/;

const StartWish = z.looseObject({
  user: z.looseObject({ id: z.string('"user.id" must be a text.').min(1).max(200).nullish() }, '"user" must be an object.').nullish(),
  // A conversation that does not begin for a wrong locale would never begin: clients do not try again.
  locale: z.string().max(35).catch('en').nullish(),
});

/** Starts the conversation of the token with a greeting: 201, or 200 when it was started before. With the secret, always a new one. */
export async function startConversation(line: Line, ask: Ask): Promise<Answer> {
  const caller = await callerOf(line, ask);
  const wish = checked(StartWish, await ask.json());
  const grant = grantFor(caller, caller.kind === 'server' ? newConversation(caller.site) : '', wish.user?.id);
  const speaker = { channel: 'directline', conversation: grant.conv, user: grant.user, locale: wish.locale ?? 'en' };
  const fresh = await begin(await line.house, speaker, line.now());
  const from = fresh ? 0 : await watermarkOf(line, grant.conv, undefined);
  return { status: fresh ? 201 : 200, json: await connection(line, ask, grant, from) };
}

/** A fresh token and a stream that goes on after the watermark: what a client asks for that lost its socket. */
export async function continueConversation(line: Line, ask: Ask): Promise<Answer> {
  const conversation = conversationOf(ask);
  const caller = await callerOf(line, ask);
  refuseOther(caller, conversation);
  if ((await line.store.read(conversation)).version === 0) throw new Refusal('ConversationNotFound', 'There is no such conversation.');
  const grant = grantFor(caller, conversation, undefined);
  return { status: 200, json: await connection(line, ask, grant, await watermarkOf(line, conversation, ask.query.get('watermark'))) };
}

/** Of somebody with a token, that of the token; a server that knows the secret is handed one for its user. */
function grantFor(caller: Caller, conv: string, user: string | null | undefined): Grant {
  return caller.kind === 'holder' ? grantOf(caller) : { conv, user: user ?? newName('dl_'), site: caller.site };
}

/**
 * What was said after the watermark. Clients that poll give up for ever at the first refusal, so while the store is away, or for
 * who asks faster than any client does, there is simply nothing new.
 */
export async function readActivities(line: Line, ask: Ask): Promise<Answer> {
  try {
    return await activitiesAfter(line, ask);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    line.failed(error);
    return nothingNew(ask);
  }
}

function nothingNew(ask: Ask): Answer {
  return { status: 200, json: { activities: [], watermark: ask.query.get('watermark') ?? '' } };
}

async function activitiesAfter(line: Line, ask: Ask): Promise<Answer> {
  const conversation = conversationOf(ask);
  refuseOther(await callerOf(line, ask), conversation);
  if (line.limits.polls(conversation, line.now()) > 0) return nothingNew(ask);
  const from = await watermarkOf(line, conversation, ask.query.get('watermark'));
  const lines = await line.store.after(conversation, from, PAST);
  const url = await line.files.links.from(ask.home);
  const activities = fitting(lines.map((said) => asActivity(conversation, said, url)));
  return { status: 200, json: { activities, watermark: String(lines[activities.length - 1]?.seq ?? from) } };
}

/** The first of them, as many as one answer holds; at least one. */
function fitting(activities: readonly JsonObject[]): readonly JsonObject[] {
  let size = 0;
  const end = activities.findIndex((activity) => {
    size += JSON.stringify(activity).length;
    return size > ANSWER;
  });
  return end < 0 ? activities : activities.slice(0, Math.max(1, end));
}

/** The conversation in the path. Throws Refusal. */
export function conversationOf(ask: Ask): string {
  const conversation = ask.params.conversation ?? '';
  if (!NAME.test(conversation)) throw new Refusal('ConversationNotFound', 'There is no such conversation.');
  return conversation;
}

/** The seq that a watermark means. None, or one that is no number, is the start of what is shown; one too large is the end. */
export async function watermarkOf(line: Line, conversation: string, watermark: string | null | undefined): Promise<number> {
  const last = (await line.store.read(conversation)).nextSeq - 1;
  if (watermark && /^\d{1,15}$/.test(watermark)) return Math.min(Number(watermark), last);
  return Math.max(0, last - PAST);
}

async function connection(line: Line, ask: Ask, grant: Grant, from: number): Promise<JsonObject> {
  const ticket = await line.tokens.ticket.issue(grant);
  const home = ask.home.replace(/^http/, 'ws');
  const streamUrl = `${home}/v3/directline/conversations/${grant.conv}/stream?watermark=${from}&t=${ticket}`;
  return { ...(await tokenOf(line, grant)), streamUrl };
}
