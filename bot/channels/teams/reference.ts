import * as z from 'zod';
import type { JsonObject } from '../../store/store.ts';
import type { Speaker } from '../../turn.ts';
import type { Incoming } from './incoming.ts';

/** The name of this channel in the store, for all services behind the Bot Framework. */
export const CHANNEL = 'teams';

const Account = z.object({ id: z.string(), name: z.string().exactOptional() });

/** All that is needed to say something in a conversation, whenever. Nobody's name but the bot's. */
const Reference = z.object({
  channelId: z.string(),
  serviceUrl: z.string(),
  conversation: z.object({
    id: z.string(),
    conversationType: z.string().exactOptional(),
    tenantId: z.string().exactOptional(),
    isGroup: z.boolean().exactOptional(),
  }),
  bot: Account,
  user: Account.exactOptional(),
  locale: z.string().exactOptional(),
});

/** Where a conversation is, as the service wants it named. */
export type Reference = z.infer<typeof Reference>;

/** The reference as it was stored; undefined when it cannot be read. */
export function readReference(stored: JsonObject): Reference | undefined {
  return Reference.safeParse(stored).data;
}

/** Where the answer to this goes. */
export function referenceOf({ channelId, serviceUrl, conversation, from, recipient, locale }: Incoming): Reference {
  const { id, conversationType, tenantId, isGroup } = conversation;
  return {
    channelId,
    serviceUrl,
    conversation: { id, ...(conversationType && { conversationType }), ...(tenantId && { tenantId }), ...(isGroup && { isGroup }) },
    bot: { id: recipient.id, ...(recipient.name && { name: recipient.name }) },
    ...(from && { user: { id: from.id } }),
    ...(locale && { locale }),
  };
}

/** The conversation as the store calls it: no other channel's name has a slash in it. */
export function conversationOf({ channelId, conversation }: Incoming): string {
  return `${channelId}/${conversation.id}`;
}

/** Who speaks. The directory's ID of a person is the same in all conversations, and the one that their administrators know. */
export function speakerOf(incoming: Incoming): Speaker {
  const { from, locale, deliveryMode } = incoming;
  return {
    channel: CHANNEL,
    conversation: conversationOf(incoming),
    user: from?.aadObjectId || from?.id || incoming.conversation.id,
    locale: locale || 'en',
    ...(deliveryMode === 'expectReplies' && { inPlace: true as const }),
  };
}
