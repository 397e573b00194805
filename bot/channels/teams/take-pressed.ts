import { randomUUID } from 'node:crypto';
import type { Answer } from '../../http/exchange.ts';
import type { JsonObject, Said } from '../../store/store.ts';
import { type Answered, turn } from '../../turn.ts';
import { answeredCard, shown } from './cards.ts';
import { answerInPlace, NOTHING } from './in-place.ts';
import type { Incoming } from './incoming.ts';
import { keepReference } from './keep-reference.ts';
import { nameOf } from './names.ts';
import { type Pressed, pressedBy } from './pressed.ts';
import { speakerOf } from './reference.ts';
import type { Room } from './room.ts';
import { readSending } from './sending.ts';

/** A button that no pack has: understood as one whose question is over, which is said kindly and changes nothing. */
const OVER = 'over:is=go';

/** Takes a button that came with a message. A second press of one card is no answer any more. */
export async function takePressed(room: Room, incoming: Incoming, pressed: Pressed): Promise<Answer> {
  const { key, answered } = await press(room, incoming, pressed);
  const first = firstPress(answered);
  const late = answered.kind === 'duplicate' && first?.message !== messageOf(incoming) && first?.pick !== pressed.pick;
  if (late) return takeLate(room, incoming);
  return incoming.deliveryMode === 'expectReplies' ? answerInPlace(incoming, key, answered.log) : NOTHING;
}

/** Takes a button that Teams called us for, and shows the card as it was answered: by this press, or by the first one. */
export async function takeInvoked(room: Room, incoming: Incoming): Promise<Answer> {
  const pressed = pressedBy(incoming.value);
  const { sending } = (await room.store.addresses.read(speakerOf(incoming).conversation)) ?? { sending: {} };
  const { answered } = await press(room, incoming, pressed);
  const label = firstPress(answered)?.label ?? pressed.label;
  const { card } = readSending(sending);
  // The card as it was before this press took its buttons away.
  if (card !== undefined && card.name === pressed.card) return { status: 200, json: shown(answeredCard(card.reply, label)) };
  return { status: 200, json: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: `✓ ${label}` } };
}

async function press(
  room: Room,
  incoming: Incoming,
  { pick, label, card }: Pressed,
): Promise<{ readonly key: string; readonly answered: Answered }> {
  const speaker = speakerOf(incoming);
  // All presses of one card are one delivery.
  const key = card === undefined ? `id/${incoming.id ?? randomUUID()}` : `card/${card}`;
  await keepReference(room, incoming);
  const extra: JsonObject = { message: messageOf(incoming), ...(card !== undefined && { card }) };
  const answered = await turn(await room.house, { ...speaker, key, at: room.now(), message: { text: label || pick, pick }, extra });
  return { key, answered };
}

async function takeLate(room: Room, incoming: Incoming): Promise<Answer> {
  const key = `late/${incoming.id ?? randomUUID()}`;
  const { log } = await turn(await room.house, { ...speakerOf(incoming), key, at: room.now(), message: { text: '', pick: OVER } });
  return incoming.deliveryMode === 'expectReplies' ? answerInPlace(incoming, key, log) : NOTHING;
}

function messageOf({ id }: Incoming): string {
  return nameOf(id ?? '');
}

/** What was pressed first, as it was committed. */
function firstPress({
  log,
}: Answered): { readonly pick: string | undefined; readonly label: string; readonly message: unknown } | undefined {
  const said: Said | undefined = log.find((line) => line.said.from === 'user')?.said;
  return said?.from === 'user' ? { pick: said.pick, label: said.text, message: said.extra?.message } : undefined;
}
