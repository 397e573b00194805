/** Somebody in Teams: what Teams sends to a bot for them, and what they see of what the bot sends. */
import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../../bot/store/store.ts';
import { type Answered, call } from '../../bot/line-client.ts';
import type { LoopbackConnector } from './loopback-connector.ts';

const BOT = { id: '28:keepsake', name: 'Keepsake' };
const TENANT = '00000000-0000-0000-0000-00000000000a';

type Scope = 'personal' | 'groupChat' | 'channel';

/** Where this person is, and who. */
export type Whereabouts = {
  readonly scope?: Scope;
  readonly channelId?: string;
  /** The token that comes with all they send. */
  readonly token?: () => Promise<string>;
};

export type TeamsPerson = {
  /** As the service calls it, and as the store does. */
  readonly id: string;
  readonly conversation: string;
  readonly base: JsonObject;
  readonly post: (activity: JsonObject) => Promise<Answered>;
  readonly arrive: () => Promise<Answered>;
  readonly say: (text: string, key?: string) => Promise<Answered>;
  /** All that they see now. */
  readonly seen: () => readonly JsonObject[];
  /** The buttons of the newest card that has any. */
  readonly buttons: () => readonly Button[];
  readonly press: (label: string, how?: 'execute' | 'submit') => Promise<Answered>;
};

/** A button as a card carries it, and the activity that shows it. */
export type Button = { readonly title: string; readonly data: JsonObject; readonly activity: string };

/** Brings somebody new to the bot, whose answers go to the connector; `url` is where the bot is just now. */
export function teamsPerson(url: () => string, connector: LoopbackConnector, where: Whereabouts = {}): TeamsPerson {
  const { scope = 'personal', channelId = 'msteams', token } = where;
  const user = { id: `29:${randomUUID()}`, name: 'Ann Example', aadObjectId: randomUUID() };
  const id = scope === 'personal' ? `a:${randomUUID()}` : `19:${randomUUID()}@thread.tacv2`;
  const base: JsonObject = {
    channelId,
    serviceUrl: connector.url,
    conversation: { id, conversationType: scope, tenantId: TENANT, ...(scope !== 'personal' && { isGroup: true }) },
    from: user,
    recipient: BOT,
    locale: 'en-US',
    channelData: { tenant: { id: TENANT } },
  };
  const post = async (activity: JsonObject): Promise<Answered> => {
    const options = token === undefined ? {} : { token: await token() };
    return call(url(), 'POST', '/api/messages', {
      ...options,
      body: { ...base, id: newId(), timestamp: new Date().toISOString(), ...activity },
    });
  };
  const seen = (): readonly JsonObject[] => connector.seen(id) as readonly JsonObject[];
  const buttons = (): readonly Button[] =>
    seen()
      .map(buttonsIn)
      .findLast((found) => found.length > 0) ?? [];
  return {
    id,
    conversation: `${channelId}/${id}`,
    base,
    post,
    arrive: () => post({ type: 'conversationUpdate', membersAdded: [BOT, user] }),
    say: (text, key) => post({ type: 'message', text, textFormat: 'plain', ...(key !== undefined && { id: key }) }),
    seen,
    buttons,
    press: (label, how = 'execute') => {
      const button = buttons().find(({ title }) => title === label);
      if (button === undefined) throw new Error(`no button ${label} among ${buttons().map(({ title }) => title)}`);
      return post(pressing(button, how));
    },
  };
}

/** What Teams sends when the button is pressed. */
export function pressing({ data, activity }: Button, how: 'execute' | 'submit'): JsonObject {
  if (how === 'submit') return { type: 'message', value: data, replyToId: activity };
  const action = { type: 'Action.Execute', verb: 'pick', data };
  return { type: 'invoke', name: 'adaptiveCard/action', value: { action, trigger: 'manual' }, replyToId: activity };
}

/** The card of an activity, if it has one. */
export function cardOf(activity: JsonObject): JsonObject | undefined {
  const [attachment] = (activity.attachments ?? []) as readonly { readonly content?: JsonObject }[];
  return attachment?.content;
}

/** The buttons of an activity. */
export function buttonsIn(activity: JsonObject): readonly Button[] {
  return partsOf(cardOf(activity)).flatMap((part) =>
    part.type === 'Action.Execute' || part.type === 'Action.Submit'
      ? [{ title: String(part.title), data: part.data as JsonObject, activity: String(activity.id) }]
      : [],
  );
}

/** All that can be read of an activity, line by line. */
export function textOf(activity: JsonObject): string {
  const card = cardOf(activity);
  if (card === undefined) return String(activity.text ?? '');
  return partsOf(card)
    .flatMap((part) => (part.type === 'RichTextBlock' ? [runsOf(part)] : part.type === 'Input.Toggle' ? [String(part.title)] : []))
    .join('\n');
}

function runsOf(block: JsonObject): string {
  return (block.inlines as readonly JsonObject[]).map(({ text }) => String(text)).join('');
}

/** Everything in a card, in the order in which it is shown. */
export function partsOf(part: unknown): readonly JsonObject[] {
  if (Array.isArray(part)) return part.flatMap(partsOf);
  if (typeof part !== 'object' || part === null) return [];
  const own = part as JsonObject;
  return [own, ...['body', 'items', 'columns', 'actions'].flatMap((name) => partsOf(own[name]))];
}

let last = 0;
function newId(): string {
  last += 1;
  return `f:${last}-${randomUUID()}`;
}
