/** What a desk has to be told of the person's side: written with the turn, sent by the outbox, in order for each case. */
import * as z from 'zod';
import type { CaseFile } from '../../dialogs/case-file.ts';
import { errorText } from '../error-code.ts';
import type { Handler, Outcome } from '../later/run-queue.ts';
import type { JsonObject, Logged, Said, SentFile } from '../store/store.ts';
import type { NewTask } from '../store/tasks.ts';
import type { Made } from '../turn.ts';
import { caseKey } from './case-key.ts';
import { type Desk, DeskError, type Hear, type ToDesk } from './desk.ts';

/** Failures in a row after which another desk gets the case: about a quarter of a minute. */
const PATIENCE = 5;

const File = z.object({ id: z.string(), name: z.string(), type: z.string(), size: z.number() });
const Case = { case: z.string(), conversation: z.string() };
const Task = z.discriminatedUnion('kind', [
  z.object({
    ...Case,
    kind: z.literal('message'),
    message: z.object({ key: z.string(), text: z.string(), files: z.array(File).exactOptional() }),
  }),
  z.object({ ...Case, kind: z.literal('closed'), because: z.enum(['person-left', 'solved', 'moved']) }),
]);

/** The kind of task that is this desk's. */
export function taskKind(desk: string): string {
  return `desk/${desk}`;
}

/** What this turn leaves to tell the desk that had the case. */
export function relayTasks(desks: readonly Desk[], made: Made): readonly NewTask[] {
  const { handoff } = made.before;
  const desk = desks.find(({ name }) => name === handoff?.desk);
  if (desk?.tell === undefined || handoff === undefined) return [];
  const { conversation } = made.speaker;
  const about = { case: caseKey(conversation, handoff.since), conversation };
  return toTell(made, about).map((said, i) => ({
    queue: 'outbox',
    key: `${taskKind(desk.name)}/${conversation}/${made.key}/${i}`,
    kind: taskKind(desk.name),
    payload: said as unknown as JsonObject,
  }));
}

/** What tells a desk that it need not care any more about a case that it was just given. */
export function closedTask(desk: Desk, conversation: string, since: number, because: 'person-left' | 'moved'): NewTask {
  const kind = taskKind(desk.name);
  const key = caseKey(conversation, since);
  return { queue: 'outbox', key: `${kind}/${key}/closed`, kind, payload: { kind: 'closed', case: key, conversation, because } };
}

/** What tells a desk of what the person wrote while the case was on its way to it. */
export function missedTasks(desk: Desk, conversation: string, since: number, lines: readonly Logged[]): readonly NewTask[] {
  const about = { case: caseKey(conversation, since), conversation };
  return lines.flatMap(({ seq, said }) =>
    message(said, `seq/${seq}`).map((one) => ({
      queue: 'outbox' as const,
      key: `${taskKind(desk.name)}/${conversation}/seq/${seq}`,
      kind: taskKind(desk.name),
      payload: { ...about, kind: 'message', message: one } as unknown as JsonObject,
    })),
  );
}

function toTell(made: Made, about: Pick<ToDesk, 'case' | 'conversation'>): readonly ToDesk[] {
  const { effects, case: after } = made.decision;
  const left = effects.find((effect) => effect.kind === 'withdraw');
  const messages = effects.some(({ kind }) => kind === 'relay') ? made.said.flatMap((said, i) => message(said, `${made.key}/${i}`)) : [];
  const moved = after.handoff !== undefined && after.handoff.desk !== made.before.handoff?.desk;
  return [
    ...messages.map((one): ToDesk => ({ ...about, kind: 'message', message: one })),
    ...(left === undefined ? [] : [{ ...about, kind: 'closed' as const, because: left.because }]),
    ...(moved ? [{ ...about, kind: 'closed' as const, because: 'moved' as const }] : []),
  ];
}

function message(said: Said, key: string): readonly { key: string; text: string; files?: readonly SentFile[] }[] {
  if (said.from !== 'user') return [];
  return [{ key, text: said.text, ...(said.files !== undefined && { files: said.files }) }];
}

/** What is needed to tell a desk. */
export type RelayParts = {
  readonly caseOf: (conversation: string) => Promise<CaseFile>;
  readonly hear: Hear;
};

/** Sends it. A desk that does not answer loses the case to the next one; whoever has it next gets the whole transcript. */
export function relayHandler(desk: Desk, { caseOf, hear }: RelayParts): Handler {
  const lost = async (conversation: string): Promise<void> => {
    const key = `failed/${(await caseOf(conversation)).handoff?.since ?? 0}`;
    await hear({ desk: desk.name, conversation, key, said: { kind: 'failed', desk: desk.name } });
  };
  return async ({ payload, attempts }) => {
    const read = Task.safeParse(payload);
    if (!read.success) return { kind: 'never', why: 'this task is not readable' };
    const said = read.data;
    if (said.kind === 'closed') return told(desk, said);
    if (!isTheirs(await caseOf(said.conversation), desk, said)) return { kind: 'done' };
    const outcome = await told(desk, said);
    if (!isHopeless(outcome, attempts)) return outcome;
    await lost(said.conversation);
    return { kind: 'done' };
  };
}

function isTheirs({ handoff }: CaseFile, { name }: Desk, said: ToDesk): boolean {
  return handoff?.desk === name && caseKey(said.conversation, handoff.since) === said.case;
}

function isHopeless(outcome: Outcome, attempts: number): boolean {
  return outcome.kind === 'never' || (outcome.kind === 'failed' && attempts + 1 >= PATIENCE);
}

async function told(desk: Desk, said: ToDesk): Promise<Outcome> {
  try {
    await desk.tell?.(said);
    return { kind: 'done' };
  } catch (error) {
    if (!(error instanceof DeskError)) return { kind: 'failed', why: errorText(error) };
    if (error.code === 'refused') return { kind: 'never', why: error.message };
    return { kind: 'failed', why: error.message, ...(error.retryAfter > 0 && { retryAfter: error.retryAfter }) };
  }
}
