import type { Answer, Ask } from '../../http/exchange.ts';
import { Refusal } from '../../http/refusal.ts';
import { StoreError } from '../../store/store.ts';
import { type House, turn } from '../../turn.ts';
import { type Caller, callerOf, newName, refuseOther } from './access.ts';
import { activityId, fromBot, type Posted, readActivity } from './activity.ts';
import { conversationOf } from './conversations.ts';
import type { Line } from './line.ts';

/** Takes what somebody sends. A message is answered 200 only after it and all that was said to it are on the disk. */
export async function takeActivity(line: Line, ask: Ask): Promise<Answer> {
  const conversation = conversationOf(ask);
  const caller = await callerOf(line, ask);
  refuseOther(caller, conversation);
  const posted = readActivity(await ask.json());
  const user = userOf(caller, posted);
  switch (posted.type) {
    case 'message':
      return takeMessage(line, conversation, user, posted);
    case 'typing':
      return taken(newName(`${conversation}|t`));
    case 'event':
      return takeEvent(line, conversation, user, posted);
    default:
      throw new Refusal(
        'BadArgument',
        `An activity of type ${JSON.stringify(posted.type)} means nothing here; "message", "event" and "typing" do.`,
      );
  }
}

async function takeMessage(line: Line, conversation: string, user: string, posted: Posted): Promise<Answer> {
  refuseFlood(line, conversation);
  const house = await line.house;
  const { message, extra } = posted;
  // Of two users in one conversation each has their own names.
  const key = posted.key === undefined ? newName('') : `${user}/${posted.key}`;
  const speaker = { channel: 'directline', conversation, user, locale: posted.locale ?? 'en' };
  try {
    const { firstSeq } = await turn(house, { ...speaker, key, at: line.now(), message, extra });
    return taken(activityId(conversation, firstSeq));
  } catch (error) {
    if (error instanceof StoreError) tellTrouble(line, house, conversation);
    throw error;
  }
}

/** Nothing could be written, so this is shown to whoever is looking now and is not kept. */
function tellTrouble(line: Line, house: House, conversation: string): void {
  line.streams.show(conversation, fromBot(conversation, newName(`${conversation}|x`), line.now(), house.trouble));
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

/** The user of the token, whoever the activity says it is from; servers speak for their users. */
function userOf(caller: Caller, posted: Posted): string {
  if (caller.kind === 'holder') return caller.user;
  if (posted.from === undefined || posted.from === '')
    throw new Refusal('MissingProperty', 'With the secret, an activity needs "from.id".');
  return posted.from;
}

function refuseFlood(line: Line, conversation: string): void {
  const now = line.now();
  const wait = Math.max(line.limits.message(conversation, now), line.limits.minute(conversation, now));
  if (wait === 0) return;
  throw new Refusal('TooManyRequests', 'That was very fast.', { 'Retry-After': String(Math.ceil(wait / 1000)) });
}

function taken(id: string): Answer {
  return { status: 200, json: { id } };
}
