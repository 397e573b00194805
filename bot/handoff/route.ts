/** Puts a case that waits before people: desk after desk, until one takes it. The built-in one always does. */
import * as z from 'zod';
import type { CaseFile, Instant } from '../../dialogs/case-file.ts';
import { HANDOFF_REASONS } from '../../dialogs/effect.ts';
import { known } from '../../dialogs/facts.ts';
import { errorText } from '../error-code.ts';
import type { Handler } from '../later/run-queue.ts';
import type { Log } from '../log.ts';
import type { Logged } from '../store/store.ts';
import type { NewTask } from '../store/tasks.ts';
import type { House, Made } from '../turn.ts';
import { caseKey } from './case-key.ts';
import type { Desk, Hear } from './desk.ts';
import { isOpen } from './hours.ts';
import { closedTask, missedTasks } from './relay.ts';
import { type Asked, CONSOLE, order, type Rota } from './rota.ts';
import { standingAt, standingOf } from './standing.ts';

/** Lines of the past that a desk gets, at most. */
const PAST = 200;
/** The job that looks whether somebody took the case, and the task of a case that another desk did not keep. */
const WAIT = 'handoff-wait';
const AGAIN = 'again';

/** What is needed to put a case before people. */
export type RouteParts = {
  readonly house: House;
  readonly rota: Rota;
  readonly desks: readonly Desk[];
  readonly hear: Hear;
  readonly now: () => Instant;
  readonly log: Log;
};

const Waiting = z.object({ conversation: z.string(), since: z.number(), desk: z.string() });

/** What a turn leaves when the case came to a desk, or lost one. */
export function routeTasks({ minutes }: Pick<Rota, 'minutes'>, { speaker: { conversation }, before, decision }: Made): readonly NewTask[] {
  const { handoff, mode } = decision.case;
  if (handoff === undefined || mode !== 'queued' || handoff.desk === before.handoff?.desk) return [];
  const { since, desk } = handoff;
  if (desk === undefined) return [{ queue: 'handoff', key: conversation, kind: AGAIN, payload: {} }];
  const payload = { conversation, since, desk };
  return [{ queue: 'job', key: `${WAIT}/${conversation}`, kind: WAIT, payload, delay: minutes * 60_000 }];
}

/** Who puts cases before people; the queue of handoffs holds one task a conversation. */
export function routeHandlers(parts: RouteParts): Readonly<Record<string, Handler>> {
  const route: Handler = async ({ key }) => {
    await place(parts, key);
    return { kind: 'done' };
  };
  return Object.fromEntries([...HANDOFF_REASONS, AGAIN].map((kind) => [kind, route]));
}

/** Who looks whether somebody took the case. */
export function waitHandlers(parts: RouteParts): Readonly<Record<typeof WAIT, Handler>> {
  return {
    [WAIT]: async ({ payload }) => {
      const read = Waiting.safeParse(payload);
      if (!read.success) return { kind: 'never', why: 'this job is not readable' };
      const { conversation, since, desk } = read.data;
      const { file } = await caseOf(parts, conversation);
      const stillWaits = file.mode === 'queued' && file.handoff?.since === since && file.handoff.desk === desk;
      if (stillWaits) await untaken(parts, conversation, file, desk);
      return { kind: 'done' };
    },
  };
}

/** Another desk that was not asked yet gets it; when there is none, the person is told honestly. */
async function untaken(parts: RouteParts, conversation: string, file: CaseFile, desk: string): Promise<void> {
  const key = `untaken/${file.handoff?.since}/${file.handoff?.tried?.length}`;
  if (desksFor(parts, file).some((name) => name !== desk)) {
    await parts.hear({ desk, conversation, key, said: { kind: 'failed', desk } });
    return;
  }
  const { store } = parts.house;
  const standing = await standingOf({ ...parts, store }, conversation, file.locale);
  if (standing !== undefined) await parts.hear({ desk, conversation, key, said: { kind: 'untaken', standing } });
}

async function caseOf({ house, now }: RouteParts, conversation: string): Promise<{ readonly file: CaseFile; readonly nextSeq: number }> {
  const stored = await house.store.read(conversation);
  return { file: house.mind.reviveCase(stored.case, now()), nextSeq: stored.nextSeq };
}

/** Desks that may have it next: those that had it already do not get it again, but the built-in one is always there. */
function desksFor({ rota, now }: RouteParts, file: CaseFile): readonly string[] {
  const tried = new Set(file.handoff?.tried ?? []);
  const names = order(rota, askedOf(file), (hours) => hours === undefined || isOpen(hours, now()));
  const untried = names.filter((name) => !tried.has(name));
  return untried.length > 0 ? untried : [CONSOLE];
}

function askedOf(file: CaseFile): Asked {
  const problem = file.problems[file.current] ?? file.problems.at(-1);
  return { ...known(file), language: file.locale, ...(problem && { topic: problem.topic }) };
}

async function place(parts: RouteParts, conversation: string): Promise<void> {
  const { file, nextSeq } = await caseOf(parts, conversation);
  if (file.mode !== 'queued' || file.handoff === undefined || file.handoff.desk !== undefined) return;
  for (const name of [...new Set([...desksFor(parts, file), CONSOLE])]) {
    const desk = parts.desks.find((one) => one.name === name);
    if (desk !== undefined && (await opened(parts, desk, conversation, file, nextSeq)))
      return announce(parts, desk, conversation, file, nextSeq);
  }
}

async function opened(parts: RouteParts, desk: Desk, conversation: string, file: CaseFile, nextSeq: number): Promise<boolean> {
  const { house, log } = parts;
  const { summary, note } = house.mind.deskView(file);
  const transcript = await house.store.after(conversation, Math.max(0, nextSeq - 1 - PAST), Math.min(PAST, nextSeq - 1));
  const key = caseKey(conversation, file.handoff?.since ?? 0);
  const stand = await house.store.desks.read(conversation);
  const who = { channel: stand?.channel ?? '', user: stand?.user ?? '', topic: stand?.about.topic ?? '' };
  try {
    await desk.open({ key, conversation, ...who, language: file.locale, summary, note, transcript });
    return true;
  } catch (error) {
    log.warn('desk cannot be reached', { desk: desk.name, error: errorText(error) });
    return false;
  }
}

/** The person is told where they stand. Who changed their mind meanwhile is not waited for. */
async function announce(parts: RouteParts, desk: Desk, conversation: string, file: CaseFile, nextSeq: number): Promise<void> {
  const { store } = parts.house;
  const waiting = (await store.desks.place(conversation, desk.name)) ?? { before: 0, waits: [] };
  const standing = await standingAt({ ...parts, store }, desk.name, waiting, file.locale);
  const since = file.handoff?.since ?? 0;
  const key = `queued/${since}/${file.handoff?.tried?.length ?? 0}`;
  const tasks = (lines: readonly Logged[]): readonly NewTask[] => missedTasks(desk, conversation, since, lines);
  const missed = desk.tell === undefined ? {} : { missed: { after: nextSeq - 1, tasks } };
  const heard = await parts.hear({ desk: desk.name, conversation, key, said: { kind: 'queued', desk: desk.name, standing }, ...missed });
  if (heard.kind === 'refused' && desk.tell !== undefined) await store.tasks.plan(closedTask(desk, conversation, since, 'person-left'));
}
