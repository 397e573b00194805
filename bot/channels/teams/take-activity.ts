/** What the Bot Framework sends: believed, understood, committed, and only then acknowledged. */
import { randomUUID } from 'node:crypto';
import type { Answer, Ask } from '../../http/exchange.ts';
import { Refusal } from '../../http/refusal.ts';
import { begin } from '../../turn.ts';
import { answerInPlace, NOTHING } from './in-place.ts';
import { type Incoming, readIncoming } from './incoming.ts';
import { keepReference } from './keep-reference.ts';
import { isNewest } from './newest.ts';
import { pressedIn } from './pressed.ts';
import { conversationOf, speakerOf } from './reference.ts';
import type { Room } from './room.ts';
import { takeInvoked, takePressed } from './take-pressed.ts';
import { takeWords } from './take-words.ts';

/** Answers the Bot Framework. Rejects with Refusal or StoreError. */
export async function takeActivity(room: Room, ask: Ask): Promise<Answer> {
  const incoming = readIncoming(await ask.json());
  await room.door.admit(incoming, ask);
  switch (incoming.type) {
    case 'message':
      return takeMessage(room, incoming);
    case 'messageUpdate':
      return takeEdit(room, incoming);
    case 'invoke':
      return takeInvoke(room, incoming);
    case 'conversationUpdate':
      return takeMembers(room, incoming);
    case 'installationUpdate':
      return takeInstallation(room, incoming);
    case 'typing':
      return tellTyping(room, incoming);
    default:
      // Reactions, events, receipts, and whatever comes to exist: nothing is wrong with them, and nothing is to be said.
      return NOTHING;
  }
}

/** Whoever helps sees that somebody writes; it is not worth an error. */
async function tellTyping({ house }: Room, incoming: Incoming): Promise<Answer> {
  await (await house).typing?.(conversationOf(incoming)).catch(() => undefined);
  return NOTHING;
}

async function takeMessage(room: Room, incoming: Incoming): Promise<Answer> {
  // What the bot says itself comes back on some channels.
  if (incoming.from?.id === incoming.recipient.id || incoming.from?.role === 'bot') return NOTHING;
  const pressed = pressedIn(incoming.value);
  if (pressed !== undefined) return takePressed(room, incoming, pressed);
  return takeWords(room, incoming, incoming.id ? `id/${incoming.id}` : `new/${randomUUID()}`);
}

/** An edit of the newest message is understood anew; what was said before that is answered already. */
async function takeEdit(room: Room, incoming: Incoming): Promise<Answer> {
  const edited = incoming.channelData?.eventType === 'editMessage' && incoming.id;
  if (!edited || !(await isNewest(room, incoming))) return NOTHING;
  return takeWords(room, incoming, `edit/${incoming.id}/${incoming.timestamp ?? randomUUID()}`);
}

async function takeInvoke(room: Room, incoming: Incoming): Promise<Answer> {
  if (incoming.name !== 'adaptiveCard/action')
    throw new Refusal(
      'BadArgument',
      `An invoke named ${JSON.stringify(incoming.name ?? '')} means nothing here; "adaptiveCard/action" does.`,
    );
  return takeInvoked(room, incoming);
}

/** Whoever comes in is greeted, once in each conversation; where the bot was shown out, nothing can be sent any more. */
async function takeMembers(room: Room, incoming: Incoming): Promise<Answer> {
  const { membersAdded, membersRemoved, recipient, conversation } = incoming;
  const isBot = ({ id }: { readonly id: string }): boolean => id === recipient.id;
  if (membersRemoved?.some(isBot)) return takeLeave(room, incoming);
  const alone = !conversation.isGroup && !['groupChat', 'channel'].includes(conversation.conversationType ?? '');
  const greeted = (membersAdded ?? []).some((member) => alone || isBot(member));
  return greeted ? takeArrival(room, incoming) : NOTHING;
}

async function takeInstallation(room: Room, incoming: Incoming): Promise<Answer> {
  return incoming.action?.startsWith('remove') ? takeLeave(room, incoming) : takeArrival(room, incoming);
}

async function takeArrival(room: Room, incoming: Incoming): Promise<Answer> {
  const speaker = speakerOf(incoming);
  await keepReference(room, incoming);
  const fresh = await begin(await room.house, speaker, room.now());
  if (!fresh || !speaker.inPlace) return NOTHING;
  return answerInPlace(incoming, 'begin', await room.store.after(speaker.conversation, 0, 20));
}

async function takeLeave(room: Room, incoming: Incoming): Promise<Answer> {
  await room.store.addresses.end(conversationOf(incoming), 'the bot was removed from the conversation');
  return NOTHING;
}
