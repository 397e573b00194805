/** A desk of somebody else's, reached by signed calls in both directions; docs/handoff.md is for those who build one. */
import * as z from 'zod';
import type { FileUrl } from '../../files/file-links.ts';
import type { Part } from '../../http/multipart.ts';
import { Refusal } from '../../http/refusal.ts';
import type { Json, JsonObject, SentFile } from '../../store/store.ts';
import { readCaseKey } from '../case-key.ts';
import type { Desk, DeskCase, Hear, ToDesk } from '../desk.ts';
import type { DeskFiles } from '../desk-files.ts';
import { lineOf } from '../line-of.ts';
import type { ShowTyping } from '../show-typing.ts';
import { call, type Hook } from './call.ts';
import { inbox, type Wish } from './inbox.ts';

/** What a desk is made of that is called by address. */
export type HookParts = {
  readonly name: string;
  readonly hook: Hook;
  /** Where the desk can fetch files, and what becomes of those that it sends. */
  readonly addresses: () => Promise<FileUrl>;
  readonly files: Pick<DeskFiles, 'clean'>;
  readonly showTyping: ShowTyping;
  readonly now: () => number;
};

const Agent = z.object({
  id: z.string().min(1).max(100),
  name: z.string().min(1).max(100),
  picture: z
    .url({ protocol: /^https$/ })
    .max(400)
    .exactOptional(),
});
/** Its bytes stand in it: an address could lead anywhere. */
const Sent = z.object({ name: z.string().max(300), content: z.base64() });
const named = { id: z.string().min(1).max(200), case: z.string().max(400) };
const Called = z.discriminatedUnion('type', [
  z.object({ ...named, type: z.literal('assigned'), agent: Agent }),
  z
    .object({
      ...named,
      type: z.literal('message'),
      agent: Agent,
      text: z.string().max(8000).default(''),
      files: z.array(Sent).default([]),
    })
    .refine(({ text, files }) => text !== '' || files.length > 0, 'a message needs a text, or files'),
  z.object({ ...named, type: z.literal('typing'), agent: Agent }),
  z.object({ ...named, type: z.literal('left'), agent: Agent }),
  z.object({ ...named, type: z.literal('closed'), reason: z.string().max(100).default('other') }),
  z.object({ ...named, type: z.literal('failed') }),
]);
type Called = z.output<typeof Called>;

/** The desk. */
export function openWebhook(parts: HookParts): Desk {
  const { name, hook, addresses, now } = parts;
  const post = (delivery: string, json: JsonObject): Promise<void> => call(hook, delivery, json, now());
  let listener: Hear | undefined;
  const hear: Hear = (inward) => listener?.(inward) ?? Promise.resolve({ kind: 'unknown' });
  const routes = [inbox({ ...parts, secret: hook.secret, hear }, 'events', (body) => wishOf(name, body))];
  return {
    name,
    open: async (waiting) => post(`opened/${waiting.key}`, opened(waiting, await addresses())),
    tell: async (said) =>
      post(`${said.case}/${said.kind === 'message' ? said.message.key : `closed/${said.because}`}`, told(said, await addresses())),
    // Whether they heard of it does not matter.
    typing: (key) => void post(`typing/${now()}`, { type: 'typing', case: key }).catch(() => undefined),
    staffed: async () => true,
    door: { routes, close: async () => undefined },
    listen: (own) => {
      listener = own;
    },
  };
}

function told(said: ToDesk, url: FileUrl): JsonObject {
  const { conversation } = said;
  const about = { type: said.kind, case: said.case, conversation };
  return said.kind === 'closed'
    ? { ...about, because: said.because }
    : { ...about, message: { ...withAddresses(said.message, conversation, url) } };
}

function opened({ key, conversation, language, summary, note, transcript }: DeskCase, url: FileUrl): JsonObject {
  const lines = transcript.map((line): Json => ({ ...withAddresses(lineOf(line), conversation, url) }));
  return { type: 'opened', case: key, conversation, language, note, summary: summary as unknown as Json, transcript: lines };
}

/** Its files, with where they are. */
function withAddresses<T extends { readonly files?: readonly SentFile[] }>(from: T, conversation: string, url: FileUrl): T {
  if (from.files === undefined) return from;
  return { ...from, files: from.files.map(({ id, name, type, size }) => ({ id, name, type, size, url: url(conversation, id) })) };
}

function wishOf(desk: string, body: JsonObject): Wish {
  const read = Called.safeParse(body);
  if (!read.success) {
    const { path, message } = read.error.issues[0] ?? { path: [], message: 'not understood' };
    throw new Refusal('BadArgument', `${path.join('.')}: ${message}.`);
  }
  const called = read.data;
  const about = readCaseKey(called.case);
  if (about === undefined) throw new Refusal('BadArgument', '"case" is what was sent with "opened".');
  const { conversation, since } = about;
  if (called.type === 'typing') return { kind: 'typing', conversation, agent: called.agent };
  const inward = { conversation, since, key: called.id, said: saidOf(desk, called) };
  if (called.type !== 'message') return { kind: 'hear', inward };
  return { kind: 'hear', inward: { ...inward, line: { agent: called.agent, text: called.text } }, files: called.files.map(asPart) };
}

function asPart({ name, content }: z.output<typeof Sent>): Part {
  return { field: 'file', name, type: '', bytes: Buffer.from(content, 'base64') };
}

function saidOf(desk: string, called: Exclude<Called, { type: 'typing' }>): Extract<Wish, { kind: 'hear' }>['inward']['said'] {
  switch (called.type) {
    case 'assigned':
      return { kind: 'assigned', agent: called.agent, takes: true };
    case 'message':
      return { kind: 'message', agent: called.agent, takes: true };
    case 'left':
      return { kind: 'left', agent: called.agent.id };
    case 'closed':
      return { kind: 'ended', reason: called.reason };
    case 'failed':
      return { kind: 'failed', desk };
  }
}
