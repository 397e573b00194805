/** Comes back, once, to somebody who was given a fix and has said nothing since. Any message cancels it. */
import * as z from 'zod';
import type { CaseFile, Instant } from '../../dialogs/case-file.ts';
import type { Decision } from '../../dialogs/decision.ts';
import { awaitsOutcome } from '../../dialogs/follow-up.ts';
import type { Said, Store } from '../store/store.ts';
import type { NewTask } from '../store/tasks.ts';
import { type Speaker, saidByBot } from '../turn.ts';
import type { Handler } from './run-queue.ts';

const KIND = 'follow-up';
const HOUR = 3_600_000;

const Planned = z.object({ channel: z.string(), conversation: z.string(), user: z.string(), locale: z.string(), version: z.number() });

/** The job that a turn leaves behind, if it gave a fix, and the person can be reached there. `version` is that after the turn. */
export function followUpOf(
  hours: number,
  reaches: (channel: string) => boolean,
  speaker: Speaker,
  version: number,
  file: CaseFile,
): readonly NewTask[] {
  const { channel, conversation, user, locale } = speaker;
  if (hours === 0 || !reaches(channel) || !awaitsOutcome(file)) return [];
  // Of one conversation there is one such job: each turn puts it off.
  const payload = { channel, conversation, user, locale, version };
  return [{ queue: 'job', key: `${KIND}/${conversation}`, kind: KIND, payload, delay: hours * HOUR }];
}

/** What is needed to come back to somebody. */
export type FollowUpParts = {
  readonly store: Pick<Store, 'read' | 'commitTurn'>;
  readonly now: () => Instant;
  readonly reviveCase: (stored: unknown, at: Instant) => CaseFile;
  readonly followUp: (before: CaseFile, at: Instant) => Decision | undefined;
  /** What has to be sent so that the person sees what was said to them. */
  readonly sends: (speaker: Speaker, key: string, said: readonly Said[]) => readonly NewTask[];
};

/** Who does the job. It is written like any other turn, guarded by the version: whoever wrote in between has cancelled it. */
export function followUpHandler({ store, now, reviveCase, followUp, sends }: FollowUpParts): Handler {
  return async ({ payload }) => {
    const read = Planned.safeParse(payload);
    if (!read.success) return { kind: 'never', why: 'this job is not readable' };
    const { version, ...speaker } = read.data;
    const stored = await store.read(speaker.conversation);
    const at = now();
    const decision = stored.version === version ? followUp(reviveCase(stored.case, at), at) : undefined;
    if (decision === undefined) return { kind: 'done' };
    const key = `${KIND}/${version}`;
    const said = saidByBot(decision.replies);
    const tasks = sends(speaker, key, said);
    await store.commitTurn({ ...speaker, key, at, version, case: decision.case, said, happened: [{ kind: KIND }], tasks });
    return { kind: 'done' };
  };
}
