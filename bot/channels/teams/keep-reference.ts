import type { Incoming } from './incoming.ts';
import { conversationOf, readReference, referenceOf, speakerOf } from './reference.ts';
import type { Room } from './room.ts';

/** Sees that the conversation can be reached, before anything is to be sent to it. Most messages bring nothing new. */
export async function keepReference({ store }: Pick<Room, 'store'>, incoming: Incoming): Promise<void> {
  const conversation = conversationOf(incoming);
  const reference = referenceOf(incoming);
  const known = await store.addresses.read(conversation);
  const same =
    known !== undefined && known.ended === undefined && JSON.stringify(readReference(known.reference)) === JSON.stringify(reference);
  if (!same) await store.addresses.keep(conversation, speakerOf(incoming).user, reference);
}
