/** What an activity from outside may look like, and how a committed line of the log looks as one. */
import * as z from 'zod';
import type { Message } from '../../../dialogs/heard.ts';
import { type Choice, plain, type Reply } from '../../../dialogs/reply.ts';
import type { FileUrl } from '../../files/file-links.ts';
import { isBarePicture } from '../../files/kinds.ts';
import { isObject } from '../../http/json.ts';
import { Refusal } from '../../http/refusal.ts';
import type { Agent, Json, JsonObject, Logged, Notice, Said, SentFile } from '../../store/store.ts';

/** JSON characters of a client's own fields that are worth keeping for its echo. */
const EXTRA = 16_384;
/** Fields that we set ourselves, or that are kept in another form. */
const OURS = new Set(
  'type id timestamp channelId conversation from recipient serviceUrl text attachments replyToId suggestedActions'.split(' '),
);
/** What only this server may say of a message. */
const OUR_CHANNEL_DATA = new Set(['system', 'notice', 'state', 'agent', 'keepsake', 'webchat:sequence-id']);

const text = (what: string, most: number) => z.string(`${what} must be a text.`).max(most, `${what} must have at most ${most} characters.`);
const object = (what: string) => z.record(z.string(), z.unknown(), `${what} must be an object.`);

const absent = (schema: z.ZodString) => schema.nullish().transform((value) => value ?? undefined);

const Activity = z.looseObject({
  type: text('"type"', 100),
  name: absent(text('"name"', 200)),
  id: absent(text('"id"', 400)),
  text: z.string('"text" must be a text.').nullish(),
  locale: absent(text('"locale"', 35)),
  from: z.looseObject({ id: absent(text('"from.id"', 200)) }, '"from" must be an object.').nullish(),
  channelData: object('"channelData"').nullish(),
  attachments: z.array(object('an attachment'), '"attachments" must be a list.').max(20, 'At most 20 attachments at once.').nullish(),
});

/** A file as the message tells of it: its bytes come beside. */
type Attached = { readonly name: string; readonly thumbnail?: string };

/** An activity as a client posts it, checked. */
export type Posted = {
  readonly type: string;
  /** Of an event. */
  readonly name: string | undefined;
  /** The client's own name for this delivery. */
  readonly key: string | undefined;
  readonly from: string | undefined;
  readonly locale: string | undefined;
  readonly message: Message;
  readonly extra: JsonObject;
  /** What it says of its files, in the order in which they are shown. */
  readonly attached: readonly Attached[];
};

/** Reads what a client posts. Throws Refusal. */
export function readActivity(body: JsonObject): Posted {
  if (body.type === undefined) throw new Refusal('MissingProperty', 'An activity needs a "type", such as "message".');
  const result = Activity.safeParse(body);
  if (!result.success) throw new Refusal('BadArgument', result.error.issues[0]?.message ?? 'This is no activity.');
  const activity = result.data;
  const pick = readPick(body.value);
  const device = readDevice(body.channelData);
  const attachments = activity.attachments?.length ?? 0;
  const message = { text: activity.text ?? '', attachments, ...(pick !== undefined && { pick }), ...(device && { device }) };
  return {
    type: activity.type,
    name: activity.name,
    key: readKey(body.channelData) ?? activity.id,
    from: activity.from?.id,
    locale: activity.locale,
    message,
    extra: readExtra(body),
    attached: (activity.attachments ?? []).map(readAttached),
  };
}

/** Small pictures that clients make themselves. Others than these kinds could be more than pictures. */
const THUMBNAIL = /^data:(image\/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=]{0,24000})$/;

function readAttached({ name, thumbnailUrl }: Readonly<Record<string, unknown>>): Attached {
  const thumbnail = typeof thumbnailUrl === 'string' && isThumbnail(thumbnailUrl) ? thumbnailUrl : undefined;
  return { name: typeof name === 'string' ? name : '', ...(thumbnail !== undefined && { thumbnail }) };
}

function isThumbnail(url: string): boolean {
  const [, type, bytes = ''] = THUMBNAIL.exec(url) ?? [];
  return type !== undefined && isBarePicture(type, Buffer.from(bytes, 'base64'));
}

/** What a site's page says of the person's device; whatever is no short text says nothing. */
function readDevice(channelData: Json | undefined): string | undefined {
  const context = isObject(channelData) ? channelData.context : undefined;
  const device = isObject(context) ? context.device : undefined;
  return typeof device === 'string' ? device.slice(0, 200) : undefined;
}

function readPick(value: Json | undefined): string | undefined {
  if (!isObject(value) || value.pick === undefined) return undefined;
  if (typeof value.pick !== 'string' || value.pick.length > 200) {
    throw new Refusal('BadArgument', '"value.pick" must be a text of at most 200 characters.');
  }
  return value.pick;
}

function readKey(channelData: Json | undefined): string | undefined {
  if (!isObject(channelData)) return undefined;
  // Microsoft's own tests write it in small letters.
  const key = channelData.clientActivityID ?? channelData.clientActivityId;
  if (key === undefined || key === null) return undefined;
  if (typeof key !== 'string' || key.length > 200) {
    throw new Refusal('BadArgument', '"channelData.clientActivityID" must be a text of at most 200 characters.');
  }
  return key;
}

/** The client's own fields, for its echo; of files only the names. Too many of them are left away, but for the delivery's name. */
function readExtra(body: JsonObject): JsonObject {
  const channelData = isObject(body.channelData) ? without(body.channelData, OUR_CHANNEL_DATA) : undefined;
  const files = Array.isArray(body.attachments) && body.attachments.length > 0 ? { attachments: body.attachments.map(fileName) } : {};
  const extra = { ...without(body, OURS), ...files, ...(channelData && { channelData }) };
  if (JSON.stringify(extra).length <= EXTRA) return extra;
  const key = readKey(body.channelData);
  return key === undefined ? {} : { channelData: { clientActivityID: key } };
}

function without(from: JsonObject, keys: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(from).filter(([key]) => !keys.has(key)));
}

function fileName(attachment: Json): JsonObject {
  const { contentType, name } = isObject(attachment) ? attachment : {};
  const type = typeof contentType === 'string' ? contentType.slice(0, 100) : 'application/octet-stream';
  return { contentType: type, ...(typeof name === 'string' && { name: name.slice(0, 200) }) };
}

/** Id of a line of the log, as clients know it. */
export function activityId(conversation: string, seq: number): string {
  return `${conversation}|${String(seq).padStart(7, '0')}`;
}

/** A line of the log as every client of this protocol can show it; our own page finds the parts under `channelData.keepsake`. */
export function asActivity(conversation: string, line: Logged, url: FileUrl): JsonObject {
  const id = activityId(conversation, line.seq);
  const { said } = line;
  switch (said.from) {
    case 'bot':
      return fromBot(conversation, id, line.at, said.reply);
    case 'user':
      return { ...said.extra, ...common(conversation, id, line.at), ...fromUser(conversation, said, url) };
    case 'agent':
      return {
        ...common(conversation, id, line.at),
        ...fromAgent(said.agent),
        text: said.text,
        textFormat: 'plain',
        ...attached(conversation, said.files, url),
      };
    case 'notice':
      return fromNotice(conversation, id, line.at, said.notice);
  }
}

function fromUser(conversation: string, said: Extract<Said, { from: 'user' }>, url: FileUrl): JsonObject {
  const name = isObject(said.extra?.from) ? said.extra.from.name : undefined;
  const from = { id: said.user, ...(typeof name === 'string' && { name }), role: 'user' };
  return { from, text: said.text, ...attached(conversation, said.files, url) };
}

function attached(conversation: string, files: readonly SentFile[] | undefined, url: FileUrl): JsonObject {
  if (files === undefined || files.length === 0) return {};
  const attachments = files.map(({ id, name, type, thumbnail }) => {
    const contentUrl = url(conversation, id);
    const thumbnailUrl = thumbnail ?? (type.startsWith('image/') ? contentUrl : undefined);
    return { contentType: type, name, contentUrl, ...(thumbnailUrl !== undefined && { thumbnailUrl }) };
  });
  return { attachments };
}

/** Clients that know no agents show the name of the bot; ours and the page around Web Chat read `channelData.agent`. */
function fromAgent({ id, name, picture }: Agent): JsonObject {
  const agent = { id, name, ...(picture !== undefined && { avatarUrl: picture }) };
  return { from: { id: `agent-${id}`, name, role: 'bot' }, channelData: { agent } };
}

/** A person who helps is writing; nothing for whatever else is whispered. */
export function typingOf(conversation: string, { kind, agent }: JsonObject): readonly JsonObject[] {
  if (kind !== 'typing' || !isObject(agent)) return [];
  const { id, name } = agent;
  const from = { id: `agent-${String(id)}`, name: String(name), role: 'bot' };
  return [{ type: 'typing', channelId: 'directline', conversation: { id: conversation }, from, channelData: { agent } }];
}

function fromNotice(conversation: string, id: string, at: number, { kind, text, agent, state, choices = [] }: Notice): JsonObject {
  const channelData = { system: true, notice: kind, ...(agent && { agent: { id: agent.id, name: agent.name } }), ...(state && { state }) };
  return { ...common(conversation, id, at), from: BOT, text, textFormat: 'plain', ...offered(choices), channelData };
}

/** Buttons that clients offer until something else is said. */
function offered(choices: readonly Choice[]): JsonObject {
  return choices.length === 0 ? {} : { inputHint: 'expectingInput', suggestedActions: { actions: choices.map(asAction) } };
}

const BOT: JsonObject = { id: 'keepsake', name: 'Keepsake', role: 'bot' };

/** Something the bot says, as an activity. */
export function fromBot(conversation: string, id: string, at: number, reply: Reply): JsonObject {
  return {
    ...common(conversation, id, at),
    from: BOT,
    text: plain(reply),
    textFormat: 'plain',
    ...offered(reply.choices),
    channelData: { keepsake: { ...reply, choices: reply.choices.map(({ label, pick }) => ({ label, pick })) } },
  };
}

function asAction({ label, pick }: Choice): JsonObject {
  return { type: 'messageBack', title: label, text: label, displayText: label, value: { pick } };
}

function common(conversation: string, id: string, at: number): JsonObject {
  return { type: 'message', id, timestamp: new Date(at).toISOString(), channelId: 'directline', conversation: { id: conversation } };
}
