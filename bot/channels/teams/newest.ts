import type { Incoming } from './incoming.ts';
import { nameOf } from './names.ts';
import { conversationOf } from './reference.ts';
import type { Room } from './room.ts';

/** Lines at the end of a log among which the newest message of a person is looked for. */
const LAST = 50;

/** Whether this is (an edit of) the newest message that a person wrote in its conversation. */
export async function isNewest({ store }: Pick<Room, 'store'>, incoming: Incoming): Promise<boolean> {
  const conversation = conversationOf(incoming);
  const { nextSeq } = await store.read(conversation);
  const lines = await store.after(conversation, Math.max(0, nextSeq - 1 - LAST), LAST);
  const newest = lines.findLast(({ said }) => said.from === 'user')?.said;
  return newest?.from === 'user' && newest.extra?.message === nameOf(incoming.id ?? '');
}
