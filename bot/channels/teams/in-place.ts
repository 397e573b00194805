import type { Answer } from '../../http/exchange.ts';
import type { JsonObject, Logged } from '../../store/store.ts';
import type { Incoming } from './incoming.ts';
import { nameOf } from './names.ts';
import { activityFor, type Show } from './outgoing.ts';
import { conversationOf, referenceOf } from './reference.ts';

/** Taken, and nothing to say in the answer itself. */
export const NOTHING: Answer = { status: 200, json: {} };

/** The replies in the body of the answer, for who asked with `expectReplies`. */
export function answerInPlace(incoming: Incoming, key: string, log: readonly Logged[]): Answer {
  const reference = referenceOf(incoming);
  const activities = log.flatMap(({ said, seq }, i): JsonObject[] => {
    if (said.from !== 'bot') return [];
    const show: Show = { kind: 'reply', reply: said.reply, card: nameOf(conversationOf(incoming), key, String(i)) };
    const replyTo = incoming.id ? { replyToId: incoming.id } : {};
    return [{ ...activityFor(reference, show), id: `${key}/${seq}`, ...replyTo }];
  });
  return { status: 200, json: { activities } };
}
