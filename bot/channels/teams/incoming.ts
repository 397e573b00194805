/** What the Bot Framework may send, checked before anybody looks at it. */
import * as z from 'zod';
import { Refusal } from '../../http/refusal.ts';
import type { JsonObject } from '../../store/store.ts';
import { isLoopback } from './registration.ts';

const text = (what: string, most: number) => z.string(`${what} must be a text.`).max(most, `${what} must have at most ${most} characters.`);
const name = (what: string, most: number) => text(what, most).min(1, `${what} must not be empty.`);
const object = (what: string) => z.record(z.string(), z.unknown(), `${what} must be an object.`);
const list = <T extends z.ZodType>(what: string, item: T, most: number) =>
  z.array(item, `${what} must be a list.`).max(most, `${what} must have at most ${most} entries.`);

const account = (what: string) =>
  z.looseObject(
    {
      id: name(`"${what}.id"`, 300),
      name: text(`"${what}.name"`, 300).nullish(),
      aadObjectId: text(`"${what}.aadObjectId"`, 100).nullish(),
      role: text(`"${what}.role"`, 50).nullish(),
    },
    `"${what}" must be an object.`,
  );

const Entity = z.looseObject({
  type: text('"entities[].type"', 100).nullish(),
  text: text('"entities[].text"', 400).nullish(),
  mentioned: z.looseObject({ id: text('"entities[].mentioned.id"', 300).nullish() }, '"entities[].mentioned" must be an object.').nullish(),
});

const Activity = z.looseObject({
  type: name('"type"', 100),
  id: text('"id"', 500).nullish(),
  channelId: z.string('"channelId" must be a text.').regex(/^[\w.:-]{1,80}$/, '"channelId" must be the name of a channel.'),
  serviceUrl: text('"serviceUrl"', 500).refine(isService, '"serviceUrl" must be an https address.'),
  conversation: z.looseObject(
    {
      id: name('"conversation.id"', 500),
      conversationType: text('"conversation.conversationType"', 50).nullish(),
      tenantId: text('"conversation.tenantId"', 100).nullish(),
      isGroup: z.boolean('"conversation.isGroup" must be true or false.').nullish(),
    },
    '"conversation" must be an object.',
  ),
  from: account('from').nullish(),
  recipient: account('recipient'),
  text: z.string('"text" must be a text.').nullish(),
  locale: text('"locale"', 35).nullish(),
  name: text('"name"', 200).nullish(),
  action: text('"action"', 100).nullish(),
  timestamp: text('"timestamp"', 50).nullish(),
  deliveryMode: text('"deliveryMode"', 50).nullish(),
  value: z.unknown().optional(),
  channelData: object('"channelData"').nullish(),
  entities: list('"entities"', Entity, 100).nullish(),
  attachments: list('"attachments"', z.looseObject({ contentType: text('"attachments[].contentType"', 200).nullish() }), 50).nullish(),
  membersAdded: list('"membersAdded"', account('membersAdded[]'), 500).nullish(),
  membersRemoved: list('"membersRemoved"', account('membersRemoved[]'), 500).nullish(),
});

/** An activity from outside, checked; `raw` is all of it. */
export type Incoming = z.infer<typeof Activity> & { readonly raw: JsonObject };

/** Reads what was sent. Throws Refusal. */
export function readIncoming(body: JsonObject): Incoming {
  const result = Activity.safeParse(body);
  if (!result.success) throw new Refusal('BadArgument', complaintOf(result.error));
  return { ...result.data, raw: body };
}

/** The first thing that is wrong, with where it is. */
function complaintOf({ issues: [issue] }: z.ZodError): string {
  const at = issue?.path.join('.') ?? '';
  if (issue?.code === 'invalid_type' && issue.input === undefined && !issue.message.startsWith('"')) return `"${at}" is missing or wrong.`;
  return issue?.message.startsWith('"') ? issue.message : `"${at}" is missing or wrong.`;
}

function isService(url: string): boolean {
  const read = URL.parse(url);
  if (read === null || read.username !== '' || read.password !== '') return false;
  return read.protocol === 'https:' || (read.protocol === 'http:' && isLoopback(read.hostname));
}
