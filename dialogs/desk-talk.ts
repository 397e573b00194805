/** What people who help do to a conversation: they join, write, leave, come to an end. What the person is told of it, and when the bot speaks again. */
import type { Pack } from '../knowledge/pack.ts';
import { afterDesk, waitingChoices } from './ask.ts';
import type { CaseFile, Helper, Instant } from './case-file.ts';
import type { Decision, Notice } from './decision.ts';
import { NOTHING_HEARD } from './heard.ts';
import { packFor } from './locale.ts';
import { type Standing, standingText } from './standing.ts';
import { phrase, type Talk } from './talk.ts';

/**
 * What comes from a desk. queued: it has been put before its people there.
 * untaken: nobody took it in time. assigned, message: `takes` where the desk itself sees to it that only one has a case, so that
 * the newest one is right. What is written is for the border to keep.
 */
export type FromDesk =
  | { readonly kind: 'queued'; readonly desk: string; readonly standing: Standing }
  | { readonly kind: 'untaken'; readonly standing: Standing }
  | { readonly kind: 'assigned'; readonly agent: Helper; readonly takes: boolean }
  | { readonly kind: 'message'; readonly agent: Helper; readonly takes: boolean }
  | { readonly kind: 'transferred'; readonly from: string; readonly agent: Helper }
  | { readonly kind: 'left'; readonly agent: string }
  | { readonly kind: 'failed'; readonly desk: string }
  | { readonly kind: 'ended'; readonly agent?: string; readonly reason: string };

type Case = CaseFile & { readonly handoff: NonNullable<CaseFile['handoff']> };

/** What becomes of the conversation; undefined when it cannot be: somebody else has it, or nobody asked for a person. */
export function hearDesk(whole: Pack, before: CaseFile, said: FromDesk, at: Instant): Decision | undefined {
  const { handoff } = before;
  // What comes late, or once more, changes nothing.
  if (handoff === undefined) return said.kind === 'ended' || said.kind === 'left' || said.kind === 'failed' ? unchanged(before) : undefined;
  const file: Case = { ...before, handoff };
  const pack = packFor(whole, file.locale);
  const talk: Talk = { pack, whole, heard: NOTHING_HEARD, at, before, file, replies: [], effects: [] };
  const decided = heardOf(talk, file, said);
  return decided && { ...decided, case: { ...decided.case, updated: at } };
}

type Hearers = { readonly [K in FromDesk['kind']]: (talk: Talk, file: Case, said: Extract<FromDesk, { kind: K }>) => Decision | undefined };

const HEARERS: Hearers = {
  queued,
  untaken: (talk, file, { standing }) => (file.mode === 'queued' ? noticed(file, untaken(talk, standing)) : undefined),
  assigned: (talk, file, { agent, takes }) => assigned(talk, file, agent, takes),
  message: (talk, file, { agent, takes }) => assigned(talk, file, agent, takes),
  transferred: (talk, file, { from, agent }) => (file.handoff.agent?.id === from ? join(talk, file, agent) : undefined),
  left: (talk, file, { agent }) => (file.handoff.agent?.id === agent ? left(talk, file, file.handoff.agent) : unchanged(file)),
  failed: (talk, file, { desk }) => (file.handoff.desk === desk ? failed(talk, file) : unchanged(file)),
  ended: (talk, file, { agent, reason }) =>
    agent === undefined || file.handoff.agent?.id === agent ? ended(talk, file, reason) : undefined,
};

function heardOf<K extends FromDesk['kind']>(talk: Talk, file: Case, said: Extract<FromDesk, { kind: K }>): Decision | undefined {
  const hearer: (talk: Talk, file: Case, said: Extract<FromDesk, { kind: K }>) => Decision | undefined = HEARERS[said.kind as K];
  return hearer(talk, file, said);
}

function unchanged(file: CaseFile): Decision {
  return { case: file, replies: [], effects: [] };
}

function noticed(file: CaseFile, ...notices: readonly Notice[]): Decision {
  return { case: file, notices, replies: [], effects: [] };
}

function queued(talk: Talk, file: Case, { desk, standing }: Extract<FromDesk, { kind: 'queued' }>): Decision | undefined {
  if (file.mode !== 'queued') return undefined;
  const tried = [...new Set([...(file.handoff.tried ?? []), desk])].slice(-8);
  const notice: Notice = { kind: 'queued', text: standingText(talk, standing), choices: waitingChoices(talk) };
  return noticed({ ...file, handoff: { ...file.handoff, desk, tried } }, notice);
}

function untaken(talk: Talk, standing: Standing): Notice {
  return { kind: 'note', text: `${phrase(talk, 'desk_untaken')} ${standingText(talk, standing)}`, choices: waitingChoices(talk) };
}

/** Of two who take it at once the first one has it; only where a desk sees to that itself may another one step in. */
function assigned(talk: Talk, file: Case, agent: Helper, takes: boolean): Decision | undefined {
  const has = file.handoff.agent;
  if (has?.id === agent.id) return unchanged(file);
  return has === undefined || takes ? join(talk, file, agent) : undefined;
}

function join(talk: Talk, file: Case, agent: Helper): Decision {
  const { open: _, ...rest } = file;
  const text = phrase(talk, file.handoff.agent === undefined ? 'desk_joined' : 'desk_transferred', { agent: agent.name });
  return noticed({ ...rest, mode: 'human', handoff: { ...file.handoff, agent } }, { kind: 'joined', text, agent, state: 'accepted' });
}

/** Back to the queue, where the first wish for a person keeps its place. */
function left(talk: Talk, file: Case, agent: Helper): Decision {
  const { agent: _, ...handoff } = file.handoff;
  const text = phrase(talk, 'desk_left', { agent: agent.name });
  return noticed({ ...file, mode: 'queued', handoff }, { kind: 'left', text, agent });
}

/** The desk cannot be reached any more: the case is on its way to the next one. */
function failed(talk: Talk, file: Case): Decision {
  const { agent: _, desk: __, ...handoff } = file.handoff;
  return noticed({ ...file, mode: 'queued', handoff }, { kind: 'left', text: phrase(talk, 'desk_moved'), state: 'failed' });
}

/** The bot speaks first: is it solved? */
function ended(talk: Talk, file: Case, reason: string): Decision {
  const { handoff, ...rest } = file;
  const agent = handoff.agent;
  const text = agent === undefined ? phrase(talk, 'desk_ended') : phrase(talk, 'desk_ended_by', { agent: agent.name });
  const asked = afterDesk({ ...talk, file: { ...rest, mode: 'bot' } });
  const notice: Notice = { kind: 'ended', text, ...(agent && { agent }), state: 'completed' };
  return { case: asked.file, notices: [notice], replies: asked.replies, effects: [...asked.effects, { kind: 'helped', reason }] };
}
