import type { Answer } from '../../http/exchange.ts';
import { turn } from '../../turn.ts';
import { answerInPlace, NOTHING } from './in-place.ts';
import type { Incoming } from './incoming.ts';
import { keepReference } from './keep-reference.ts';
import { nameOf } from './names.ts';
import { speakerOf } from './reference.ts';
import type { Room } from './room.ts';
import { filesOf, wordsOf } from './words.ts';

/** Takes what somebody wrote. `key` names the delivery. */
export async function takeWords(room: Room, incoming: Incoming, key: string): Promise<Answer> {
  const speaker = speakerOf(incoming);
  const files = filesOf(incoming);
  await keepReference(room, incoming);
  const house = await room.house;
  const message = { text: wordsOf(incoming), attachments: files.length };
  const extra = { ...(incoming.id && { message: nameOf(incoming.id) }), ...(files.length > 0 && { attachments: files }) };
  const { log } = await turn(house, { ...speaker, key, at: room.now(), message, extra });
  return speaker.inPlace ? answerInPlace(incoming, key, log) : NOTHING;
}
