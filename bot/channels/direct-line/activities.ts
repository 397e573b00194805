import type { Answer, Ask } from '../../http/exchange.ts';
import { Refusal } from '../../http/refusal.ts';
import { hashOf } from '../../keys/hash.ts';
import { type FileWithBytes, StoreError } from '../../store/store.ts';
import { type House, type Speaker, turn } from '../../turn.ts';
import { type Caller, callerOf, newName, refuseOther } from './access.ts';
import { activityId, fromBot, type Posted, readActivity } from './activity.ts';
import { conversationOf } from './conversations.ts';
import type { Line } from './line.ts';

/** Takes what somebody sends. */
export async function takeActivity(line: Line, ask: Ask): Promise<Answer> {
  const conversation = conversationOf(ask);
  const caller = await callerOf(line, ask);
  refuseOther(caller, conversation);
  const posted = readActivity(await ask.json());
  if (isEnd(posted)) return taken(newName(`${conversation}|d`));
  const user = await userOf(line, caller, conversation, posted.from);
  switch (posted.type) {
    case 'message':
      refuseFlood(line, conversation);
      return takeMessage(line, conversation, caller, user, posted, []);
    case 'typing':
      await tellTyping(line, conversation);
      return taken(newName(`${conversation}|t`));
    case 'event':
      refuseFlood(line, conversation);
      return takeEvent(line, conversation, user, posted);
    default:
      throw new Refusal(
        'BadArgument',
        `An activity of type ${JSON.stringify(posted.type)} means nothing here; "message", "event" and "typing" do.`,
      );
  }
}

/** Does the turn. A message is answered 200 only after it and all that was said to it are on the disk. */
export async function takeMessage(
  line: Line,
  conversation: string,
  caller: Caller,
  user: string,
  posted: Posted,
  files: readonly FileWithBytes[],
): Promise<Answer> {
  const house = await line.house;
  const { message } = posted;
  const extra = caller.kind === 'holder' && caller.name !== undefined ? { ...posted.extra, from: { name: caller.name } } : posted.extra;
  // Of two users in one conversation each has their own names.
  const key = posted.key === undefined ? newName('') : `${user}/${nameless(house, posted.key)}`;
  const speaker = { channel: 'directline', conversation, user, locale: posted.locale ?? 'en' };
  try {
    const { firstSeq } = await turn(house, { ...speaker, key, at: line.now(), message, files, extra });
    return taken(activityId(conversation, firstSeq));
  } catch (error) {
    if (error instanceof StoreError) tellTrouble(line, house, speaker);
    throw error;
  }
}

/** As clients make them: nothing that anybody wrote. */
const MADE = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=.*[a-z])[0-9a-z]{1,16})$/i;

/** A name of a delivery is kept; one that holds a secret only as what it comes to. */
function nameless({ masking }: House, key: string): string {
  return MADE.test(key) || masking.text(key) === key ? key : hashOf(key);
}

/** Nothing could be written, so this is shown to whoever is looking now and is not kept. */
function tellTrouble(line: Line, { recent, trouble }: House, { conversation, locale }: Speaker): void {
  const told = trouble(recent.find(conversation)?.case.locale ?? locale);
  line.streams.show(conversation, fromBot(conversation, newName(`${conversation}|x`), line.now(), told));
}

/** Whoever helps sees that somebody writes. It is not kept, and not worth an error. */
async function tellTyping({ house, limits, now }: Line, conversation: string): Promise<void> {
  const { typing } = await house;
  if (limits.typing(conversation, now()) === 0) await typing?.(conversation).catch(() => undefined);
}

/** Events of clients (a page opened, a receipt) ask for nothing; they are shown again, because clients wait for it. */
async function takeEvent(line: Line, conversation: string, user: string, posted: Posted): Promise<Answer> {
  const { masking } = await line.house;
  const extra = masking.json(posted.extra);
  const id = newName(`${conversation}|e`);
  const from = { id: user, role: 'user' };
  const timestamp = new Date(line.now()).toISOString();
  line.streams.show(conversation, {
    ...extra,
    type: 'event',
    id,
    timestamp,
    channelId: 'directline',
    conversation: { id: conversation },
    from,
  });
  return taken(id);
}

/** What only this server says: a client that says it is taken at its word no further than that it was heard. */
function isEnd({ type, name }: Posted): boolean {
  return type === 'endOfConversation' || (type === 'event' && name !== undefined && /^(?:handoff|endofconversation)\b/i.test(name));
}

/** Characters of the name of a user, at most: databases look people up by it. */
const USER = 200;

/** The user of the token, whoever the activity says it is from; servers speak for their users. Throws Refusal. */
export async function userOf(line: Line, caller: Caller, conversation: string, from: string | undefined): Promise<string> {
  if (caller.kind === 'holder') return caller.user;
  if (from === undefined || from === '') throw new Refusal('MissingProperty', 'With the secret, an activity needs "from.id".');
  if (from.length > USER) throw new Refusal('BadArgument', `The id of a user must have at most ${USER} characters.`);
  if ((await line.store.read(conversation)).version === 0) throw new Refusal('ConversationNotFound', 'There is no such conversation.');
  return from;
}

/** Refuses who writes faster than a person can. Throws Refusal. */
export function refuseFlood(line: Line, conversation: string): void {
  const now = line.now();
  const wait = Math.max(line.limits.message(conversation, now), line.limits.minute(conversation, now));
  if (wait === 0) return;
  throw new Refusal('TooManyRequests', 'That was very fast.', { 'Retry-After': String(Math.ceil(wait / 1000)) });
}

function taken(id: string): Answer {
  return { status: 200, json: { id } };
}
