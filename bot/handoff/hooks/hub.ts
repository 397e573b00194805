/** A hub that speaks the Bot Framework's hand-over events: it routes, its agents write activities. */
import * as z from 'zod';
import type { FileUrl } from '../../files/file-links.ts';
import { isObject } from '../../http/json.ts';
import { Refusal } from '../../http/refusal.ts';
import type { JsonObject, Logged, SentFile } from '../../store/store.ts';
import type { Desk, DeskCase, Hear, ToDesk } from '../desk.ts';
import { lineOf } from '../line-of.ts';
import { call } from './call.ts';
import { handoffInitiate, handoffStatus, uuidOf } from './events.ts';
import { inbox, type Wish } from './inbox.ts';
import type { HookParts } from './webhook.ts';

const Activity = z.looseObject({
  type: z.string().max(100),
  id: z.string().min(1).max(200).nullish(),
  name: z.string().max(200).nullish(),
  text: z.string().max(8000).nullish(),
  conversation: z.looseObject({ id: z.string().min(1).max(300) }),
  from: z.looseObject({ id: z.string().max(100).nullish(), name: z.string().max(100).nullish() }).nullish(),
});
type Activity = z.output<typeof Activity>;

/** The desk. `home`: the address of this server, as hubs reach it. */
export function openHub(parts: HookParts & { readonly home: string }): Desk {
  const { name, hook, addresses, now, home } = parts;
  const post = (delivery: string, json: JsonObject): Promise<void> => call(hook, delivery, json, now());
  let listener: Hear | undefined;
  const hear: Hear = (inward) => listener?.(inward) ?? Promise.resolve({ kind: 'unknown' });
  const routes = [inbox({ ...parts, secret: hook.secret, hear }, 'activities', (body) => wishOf(name, body))];
  return {
    name,
    open: async (waiting) =>
      post(`initiate/${waiting.key}`, initiate(waiting, `${home}/desks/${name}/activities`, await addresses(), now())),
    tell: async (said) => post(deliveryOf(said), activityOf(said, await addresses(), now())),
    staffed: async () => true,
    door: { routes, close: async () => undefined },
    listen: (own) => {
      listener = own;
    },
  };
}

function initiate(waiting: DeskCase, serviceUrl: string, url: FileUrl, at: number): JsonObject {
  const { key, conversation, channel, user, language, summary, note, transcript } = waiting;
  const asked = transcript.findLast(({ said }) => said.from === 'user')?.seq ?? 0;
  const activity = `${conversation}|${String(asked).padStart(7, '0')}`;
  const reference = { conversation, channel, user, locale: language, activity, serviceUrl };
  const value = { skill: waiting.topic, issue: summary.title, case: key, language, note };
  return handoffInitiate(
    reference,
    value,
    transcript.map((line) => pastActivity(line, waiting, url)),
    key,
    at,
  );
}

function pastActivity(line: Logged, { conversation, user }: DeskCase, url: FileUrl): JsonObject {
  const { seq, at, text, from, agent, files } = lineOf(line);
  const who = from === 'user' ? { id: user, role: 'user' } : { id: agent?.id ?? 'keepsake', name: agent?.name ?? 'Keepsake', role: 'bot' };
  const id = `${conversation}|${String(seq).padStart(7, '0')}`;
  const attachments = files === undefined ? {} : { attachments: attached(conversation, files, url) };
  return { type: 'message', id, timestamp: new Date(at).toISOString(), from: who, text, ...attachments };
}

function attached(conversation: string, files: readonly SentFile[], url: FileUrl): readonly JsonObject[] {
  return files.map(({ id, name, type }) => ({ name, contentType: type, contentUrl: url(conversation, id) }));
}

function deliveryOf(said: ToDesk): string {
  return `${said.case}/${said.kind === 'message' ? said.message.key : `closed/${said.because}`}`;
}

function activityOf(said: ToDesk, url: FileUrl, at: number): JsonObject {
  const { conversation } = said;
  if (said.kind === 'closed') return handoffStatus(conversation, 'completed', said.because, deliveryOf(said), at);
  const { text, files = [] } = said.message;
  return {
    type: 'message',
    id: uuidOf(deliveryOf(said)),
    timestamp: new Date(at).toISOString(),
    conversation: { id: conversation },
    from: { id: 'user', role: 'user' },
    text,
    attachments: attached(conversation, files, url),
  };
}

/** A status is never refused, whatever else is in it; other activities that mean nothing here are passed over. */
function wishOf(desk: string, body: JsonObject): Wish {
  const read = Activity.safeParse(body);
  if (!read.success) throw new Refusal('BadArgument', 'This is no activity with a conversation.');
  const activity = read.data;
  if (activity.type === 'typing') return { kind: 'typing', conversation: activity.conversation.id, agent: agentOf(desk, activity) };
  const said = activity.type === 'message' ? messageOf(desk, activity) : statusOf(desk, activity, body);
  if (said === undefined) return { kind: 'nothing' };
  const line = activity.type === 'message' ? { line: { agent: agentOf(desk, activity), text: activity.text ?? '' } } : {};
  const key = activity.id ?? uuidOf(JSON.stringify(body));
  return { kind: 'hear', inward: { conversation: activity.conversation.id, key, said, ...line } };
}

type Said = Extract<Wish, { kind: 'hear' }>['inward']['said'];

function messageOf(desk: string, activity: Activity): Said | undefined {
  return (activity.text ?? '') === '' ? undefined : { kind: 'message', agent: agentOf(desk, activity), takes: true };
}

function statusOf(desk: string, activity: Activity, { value }: JsonObject): Said | undefined {
  if (activity.type === 'endOfConversation') return { kind: 'ended', reason: 'completed' };
  if (activity.type !== 'event' || activity.name !== 'handoff.status') return undefined;
  switch (isObject(value) ? value.state : undefined) {
    case 'accepted':
      return { kind: 'assigned', agent: agentOf(desk, activity), takes: true };
    case 'failed':
      return { kind: 'failed', desk };
    case 'completed':
      return { kind: 'ended', reason: 'completed' };
    default:
      return undefined;
  }
}

/** A status need not say who it is. */
function agentOf(desk: string, { from }: Activity): { readonly id: string; readonly name: string } {
  const id = from?.id ?? '';
  const name = from?.name ?? '';
  return { id: id === '' ? desk : id, name: name === '' ? desk : name };
}
