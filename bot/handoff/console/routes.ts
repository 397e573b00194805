/** What the page of the desk asks and does; see desk-api.ts. */
import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { fileAnswer } from '../../files/file-answer.ts';
import { checked } from '../../http/checked.ts';
import type { Answer, Ask, Route } from '../../http/exchange.ts';
import { Refusal } from '../../http/refusal.ts';
import type { Handover } from '../../store/desks.ts';
import type { Agent, JsonObject } from '../../store/store.ts';
import type { House } from '../../turn.ts';
import type { Hear, Heard, Inward } from '../desk.ts';
import type { AgentOf, DeskAgent } from '../desk-agent.ts';
import { CLOSE_REASONS, type Done, MESSAGE_LENGTH } from '../desk-api.ts';
import type { DeskFiles } from '../desk-files.ts';
import { CONSOLE } from '../rota.ts';
import type { ShowTyping } from '../show-typing.ts';
import { isSeen, type Lists, queueFor } from './lists.ts';
import { viewOf } from './view.ts';

/** What the routes of the desk need. */
export type RouteParts = {
  readonly house: Promise<House>;
  readonly agentOf: AgentOf;
  readonly hear: Hear;
  readonly lists: Lists;
  /** Whether this desk is the first to be asked for every case. */
  readonly first: boolean;
  /** Whether the person is writing now. */
  readonly isTyping: (conversation: string) => boolean;
  readonly showTyping: ShowTyping;
  readonly files: DeskFiles;
  /** Somebody is at the desk; whoever looks at the list sees it. */
  readonly arrive: (agent: DeskAgent, status: string) => Promise<void>;
  readonly now: () => number;
};

const key = z.string().regex(/^[\w-]{8,100}$/, '"key" must be 8 to 100 letters, digits, - or _.');
const text = z
  .string('"text" must be a text.')
  .max(MESSAGE_LENGTH, `"text" must have at most ${MESSAGE_LENGTH} characters.`)
  .transform((written) => written.toWellFormed().trim());
const BODIES = {
  nothing: z.object({}),
  transfer: z.object({ to: z.string('"to" must be the id of an agent.').max(120) }),
  message: z.object({ key, text: text.refine((written) => written !== '', 'A message needs a text.') }),
  note: z.object({ key, text: text.refine((written) => written !== '', 'A note needs a text.') }),
  close: z.object({ reason: z.enum(CLOSE_REASONS, `"reason" must be one of ${CLOSE_REASONS.join(', ')}.`) }),
  presence: z.object({ status: z.enum(['available', 'away'], '"status" must be available or away.') }),
} as const;

const CONVERSATION = '/desk/api/conversations/:conversation';

/** A route for who is signed in; whether a change really comes from our page is for the accounts to see. */
function deskRoute(agentOf: AgentOf, method: 'GET' | 'POST', path: string, answer: (ask: Ask, agent: DeskAgent) => Promise<Answer>): Route {
  return { method, path, open: false, answer: async (ask) => answer(ask, await agentOf(ask)) };
}

type Deed<Wish> = (parts: RouteParts, agent: DeskAgent, stand: Handover, wish: Wish) => Promise<Done>;

/** The routes of the desk. */
export function deskRoutes(parts: RouteParts): readonly Route[] {
  const { agentOf, lists, now } = parts;
  const deed = <Wish>(name: string, body: z.ZodType<Wish>, act: Deed<Wish>): Route =>
    deskRoute(agentOf, 'POST', `${CONVERSATION}/${name}`, async (ask, agent) => {
      const wish = checked(body, await ask.json());
      return answered(await act(parts, agent, await standFor(parts, ask, agent), wish));
    });
  return [
    deskRoute(agentOf, 'GET', '/desk/api/queue', async (_, agent) => answered(queueFor(agent, await lists.read(), parts.first, now()))),
    deskRoute(agentOf, 'GET', CONVERSATION, (ask, agent) => showConversation(parts, ask, agent)),
    deed('take', BODIES.nothing, (own, agent, stand) => done(own, stand, { kind: 'assigned', agent: asAgent(agent), takes: false })),
    deed('release', BODIES.nothing, (own, agent, stand) => doneByHolder(own, agent, stand, { kind: 'left', agent: agent.id })),
    deed('transfer', BODIES.transfer, transfer),
    deed('message', BODIES.message, message),
    deskRoute(agentOf, 'GET', `${CONVERSATION}/files/:id`, (ask, agent) => showFile(parts, ask, agent)),
    deskRoute(agentOf, 'POST', `${CONVERSATION}/files`, (ask, agent) => files(parts, ask, agent)),
    deed('note', BODIES.note, note),
    deed('typing', BODIES.nothing, typing),
    deed('close', BODIES.close, close),
    deskRoute(agentOf, 'POST', '/desk/api/presence', async (ask, agent) => {
      await parts.arrive(agent, checked(BODIES.presence, await ask.json()).status);
      return answered({ ok: true });
    }),
  ];
}

async function showConversation(parts: RouteParts, ask: Ask, agent: DeskAgent): Promise<Answer> {
  const stand = await standFor(parts, ask, agent);
  const after = Number(ask.query.get('after') ?? 0);
  if (!Number.isSafeInteger(after) || after < 0) throw new Refusal('BadArgument', '"after" must be a whole number.');
  return answered(await viewOf(await parts.house, stand, after, { typing: parts.isTyping(stand.conversation), now: parts.now() }));
}

async function showFile(parts: RouteParts, ask: Ask, agent: DeskAgent): Promise<Answer> {
  const { conversation } = await standFor(parts, ask, agent);
  const { store } = await parts.house;
  const file = await store.file(conversation, ask.params.id ?? '');
  if (file === undefined) throw new Refusal('NotFound', 'There is no such file, or no more.');
  return fileAnswer(file);
}

/** Only what was handed over may be read, and of other desks only by leads: whoever guesses an id sees nothing. Throws Refusal. */
async function standFor(parts: RouteParts, ask: Ask, agent: DeskAgent): Promise<Handover> {
  const { store } = await parts.house;
  const stand = await store.desks.read(ask.params.conversation ?? '');
  if (stand === undefined || !isSeen(agent, stand, parts.first)) {
    throw new Refusal('NotFound', 'No such conversation was handed over to this desk.');
  }
  return stand;
}

async function transfer(parts: RouteParts, agent: DeskAgent, stand: Handover, { to }: { readonly to: string }): Promise<Done> {
  const colleague = (await parts.lists.read()).present.find(({ id }) => id === to);
  if (colleague === undefined) throw new Refusal('BadArgument', 'Nobody of that id is at the desk now.');
  const said = { kind: 'transferred', from: agent.id, agent: { id: colleague.id, name: colleague.name } } as const;
  return doneByHolder(parts, agent, stand, said);
}

async function message(parts: RouteParts, agent: DeskAgent, stand: Handover, wish: z.output<typeof BODIES.message>): Promise<Done> {
  return write(parts, agent, stand, wish.key, { agent: asAgent(agent), text: wish.text });
}

/** Files are a message of their own. Whose conversation it is not need not send them all first. */
async function files(parts: RouteParts, ask: Ask, agent: DeskAgent): Promise<Answer> {
  const stand = await standFor(parts, ask, agent);
  if (stand.state !== 'taken' || stand.agent?.id !== agent.id) throw new Refusal('NotYours', 'You do not have this conversation.');
  const name = checked(key, ask.query.get('key'));
  return parts.files.take(ask, async (sent) => {
    if (sent.length === 0) throw new Refusal('MissingProperty', 'There is no file.');
    return answered(await write(parts, agent, stand, name, { agent: asAgent(agent), text: '', files: sent }));
  });
}

function write(parts: RouteParts, agent: DeskAgent, stand: Handover, name: string, line: NonNullable<Inward['line']>): Promise<Done> {
  return done(parts, stand, { kind: 'message', agent: asAgent(agent), takes: false }, `${agent.id}/${name}`, line);
}

async function note(parts: RouteParts, agent: DeskAgent, { conversation }: Handover, wish: z.output<typeof BODIES.note>): Promise<Done> {
  const { store, masking } = await parts.house;
  // What people told in confidence has no business in a note either.
  await store.desks.addNote(conversation, { key: `${agent.id}/${wish.key}`, agent: asAgent(agent), text: masking.text(wish.text) });
  return { ok: true };
}

async function typing(parts: RouteParts, agent: DeskAgent, stand: Handover): Promise<Done> {
  if (stand.agent?.id === agent.id) await parts.showTyping(CONSOLE, stand.conversation, asAgent(agent));
  return { ok: true };
}

async function close(parts: RouteParts, agent: DeskAgent, stand: Handover, { reason }: { readonly reason: string }): Promise<Done> {
  return doneByHolder(parts, agent, stand, { kind: 'ended', agent: agent.id, reason });
}

/** What only somebody may do who has the case. */
function doneByHolder(parts: RouteParts, agent: DeskAgent, stand: Handover, said: Inward['said']): Promise<Done> {
  if (stand.state !== 'taken' || stand.agent?.id !== agent.id) throw new Refusal('NotYours', 'You do not have this conversation.');
  return done(parts, stand, said);
}

async function done(
  parts: RouteParts,
  { conversation }: Handover,
  said: Inward['said'],
  key = randomBytes(12).toString('base64url'),
  line?: NonNullable<Inward['line']>,
): Promise<Done> {
  const heard = await parts.hear({ desk: CONSOLE, conversation, key, said, ...(line && { line }) });
  return accepted(heard, line !== undefined);
}

function accepted(heard: Heard, wrote: boolean): Done {
  if (!('seq' in heard)) throw new Refusal('NotYours', 'This could not be done.');
  return wrote ? { ok: true, seq: heard.seq } : { ok: true };
}

/** As the person sees them: without what the desk knows besides. */
function asAgent({ id, name, picture }: DeskAgent): Agent {
  return { id, name, ...(picture !== undefined && { picture }) };
}

function answered(json: object): Answer {
  return { status: 200, json: json as JsonObject };
}
