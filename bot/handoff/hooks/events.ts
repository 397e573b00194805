/** The Bot Framework's events of a hand-over, as its SDK makes them: for hubs that know those. */
import { createHash } from 'node:crypto';
import type { JsonObject } from '../../store/store.ts';

/** Whom it is about, as the framework wants to know it. */
export type Reference = {
  readonly conversation: string;
  readonly channel: string;
  readonly user: string;
  readonly locale: string;
  /** The activity that asked for a person. */
  readonly activity: string;
  readonly serviceUrl: string;
};

const BOT = { id: 'keepsake', name: 'Keepsake', role: 'bot' } as const;

/** Somebody wants a person. `name` makes its id: tried again, it is the same event. */
export function handoffInitiate(
  reference: Reference,
  value: JsonObject,
  activities: readonly JsonObject[],
  name: string,
  at: number,
): JsonObject {
  const { conversation, channel, user, locale, activity, serviceUrl } = reference;
  const from = { id: user, role: 'user' };
  return {
    ...event('handoff.initiate', value, conversation, name, at),
    from,
    relatesTo: { activityId: activity, user: from, bot: BOT, conversation: { id: conversation }, channelId: channel, locale, serviceUrl },
    replyToId: activity,
    serviceUrl,
    channelId: channel,
    attachments: [{ content: { activities }, contentType: 'application/json', name: 'Transcript' }],
  };
}

/** What has come of it. */
export function handoffStatus(
  conversation: string,
  state: 'accepted' | 'failed' | 'completed',
  message: string | undefined,
  name: string,
  at: number,
): JsonObject {
  return event('handoff.status', { state, ...(message !== undefined && { message }) }, conversation, name, at);
}

function event(kind: string, value: JsonObject, conversation: string, name: string, at: number): JsonObject {
  return {
    type: 'event',
    name: kind,
    value,
    id: uuidOf(name),
    timestamp: new Date(at).toISOString(),
    localTimezone: 'UTC',
    conversation: { id: conversation },
    attachments: [],
    entities: [],
  };
}

/** The same name gives the same id. */
export function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
