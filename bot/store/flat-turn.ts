import type { DeskNote, Handover, NewHandover } from './desks.ts';
import type { Agent, FileWithBytes, Happened, Logged, Said, Turn } from './store.ts';
import type { NewTask, Queue } from './tasks.ts';

/** What a database writes of how the conversation stands with people. */
type FlatDesk = {
  readonly state: string;
  readonly since: number;
  readonly desk: string | null;
  readonly agent: string | null;
  readonly agentJson: string | null;
  readonly about: string | null;
  readonly lease: number | null;
};

/** A task as a database takes it. */
export type FlatTask = {
  readonly queue: Queue;
  readonly key: string;
  readonly kind: string;
  readonly payload: string;
  readonly delay: number;
};

/** A turn as a database takes it: texts and numbers. */
export type FlatTurn = {
  readonly conversation: string;
  readonly channel: string;
  readonly user: string;
  readonly key: string;
  readonly at: number;
  readonly version: number;
  readonly state: string;
  readonly lines: readonly { readonly role: string; readonly payload: string }[];
  readonly happened: readonly Happened[];
  readonly tasks: readonly FlatTask[];
  readonly files: readonly FileWithBytes[];
  readonly desk: FlatDesk | undefined;
};

/** What a database writes for the turn. Throws when it is no JSON (a circle). */
export function flatten(turn: Turn): FlatTurn {
  return {
    conversation: storable(turn.conversation),
    channel: turn.channel,
    user: storable(turn.user),
    key: storable(turn.key),
    at: Math.trunc(turn.at),
    version: turn.version,
    state: JSON.stringify(turn.case),
    lines: turn.said.map((said) => ({ role: said.from, payload: JSON.stringify(said) })),
    happened: turn.happened,
    tasks: [...handoff(turn), ...(turn.tasks ?? []).map(flatTask)],
    files: (turn.files ?? []).map((file) => ({ ...file, name: storable(file.name) })),
    desk: turn.desk && flatDesk(turn.desk),
  };
}

/** A task as a database takes it. */
export function flatTask({ queue, key, kind, payload, delay = 0 }: NewTask): FlatTask {
  return { queue, key: storable(key), kind, payload: JSON.stringify(payload), delay: Math.max(0, Math.trunc(delay)) };
}

function flatDesk({ state, since, desk, agent, about, lease }: NewHandover): FlatDesk {
  return {
    state,
    since: Math.trunc(since),
    desk: desk ?? null,
    agent: agent?.id ?? null,
    agentJson: agent === undefined ? null : JSON.stringify(agent),
    about: about === undefined ? null : JSON.stringify(about),
    lease: lease === undefined ? null : Math.trunc(lease),
  };
}

function handoff({ conversation, handoff }: Turn): readonly FlatTask[] {
  if (handoff === undefined) return [];
  const payload = JSON.stringify({ summary: handoff.summary, note: handoff.note });
  return [{ queue: 'handoff', key: storable(conversation), kind: handoff.reason, payload, delay: 0 }];
}

/** A row of the hand-overs as what it says. Both databases name their columns the same. */
export function asHandover(row: Readonly<Record<string, unknown>>): Handover {
  const { conv_id: conversation, channel, user_key: user, state, since, desk, agent_json: agent, about, epoch } = row;
  return {
    conversation: String(conversation),
    channel: String(channel),
    user: String(user),
    state: state as Handover['state'],
    since: Number(since),
    about: JSON.parse(String(about)),
    epoch: Number(epoch),
    ...(typeof desk === 'string' && { desk }),
    ...(typeof agent === 'string' && { agent: JSON.parse(agent) as Agent }),
  };
}

/** A row of the private notes. */
export function asNote(row: Readonly<Record<string, unknown>>): DeskNote {
  return { key: String(row.key), at: Number(row.at), agent: JSON.parse(String(row.agent_json)) as Agent, text: String(row.text) };
}

/** Names without what no database keeps: NUL, halves of surrogate pairs. */
function storable(name: string): string {
  return name.toWellFormed().replaceAll('\u0000', '');
}

/** When the first of so many lines is said. Readers sort by time: no two lines share a millisecond, and a clock set back does not reorder them. */
export function startOf(at: number, lastAt: number): number {
  return Math.max(at, lastAt + 1);
}

/** The lines of a turn as they stand in the log. */
export function logOf(said: readonly Said[], firstSeq: number, start: number): readonly Logged[] {
  return said.map((one, i) => ({ seq: firstSeq + i, at: start + i, said: one }));
}

/** A case file that cannot be read is as good as none: the conversation begins anew, its log stays. */
export function parsedCase(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
