/** What is remembered of sending to a conversation: how fast, and the card that can be answered now. */
import * as z from 'zod';
import type { Reply } from '../../../dialogs/reply.ts';
import type { JsonObject } from '../../store/store.ts';
import { NO_PACE, Pace } from './pace.ts';

/** A card whose buttons can be pressed: its name, the activity that shows it, the turn that it came from. */
const OpenCard = z.object({
  name: z.string(),
  id: z.string(),
  turn: z.string(),
  reply: z.custom<Reply>((value) => typeof value === 'object' && value !== null),
});
const Sending = z.object({ pace: Pace, card: OpenCard.exactOptional() });

/** The one card of a conversation that can be answered. */
export type OpenCard = z.infer<typeof OpenCard>;
/** What is remembered of sending to one conversation. */
export type Sending = z.infer<typeof Sending>;

/** As it was stored; nothing, when it cannot be read. */
export function readSending(stored: JsonObject): Sending {
  return Sending.safeParse(stored).data ?? { pace: NO_PACE };
}

/** As it is stored. */
export function storedSending({ pace, card }: Sending): JsonObject {
  return { pace, ...(card && { card: { ...card, reply: card.reply as unknown as JsonObject } }) };
}
