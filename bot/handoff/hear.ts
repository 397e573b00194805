import type { CaseFile } from '../../dialogs/case-file.ts';
import type { Decision } from '../../dialogs/decision.ts';
import type { Remembered } from '../recent.ts';
import type { Handover } from '../store/desks.ts';
import type { Committed, Said, SentFile, Turn } from '../store/store.ts';
import type { NewTask } from '../store/tasks.ts';
import { type House, settled, turnOf } from '../turn.ts';
import type { Heard, Inward } from './desk.ts';

/** Lines that are looked through at most for what a desk missed. */
const MISSED = 200;

/** What people at a desk do is a turn like any other: read, decided, written whole or not at all, once for each key. Throws StoreError. */
export function hear(house: House, inward: Inward, now: () => number): Promise<Heard> {
  return house.inOrder(inward.conversation, async () => {
    const stand = await house.store.desks.read(inward.conversation);
    return stand === undefined ? { kind: 'unknown' } : untilCommitted(settled(house), inward, stand, now);
  });
}

async function untilCommitted(house: House, inward: Inward, stand: Handover, now: () => number): Promise<Heard> {
  for (;;) {
    const committed = await attempt(house, inward, stand, now());
    if (committed === undefined) return { kind: 'refused' };
    // Who wrote in between has come further: this ends.
    if (committed.kind !== 'conflict') return { kind: committed.kind, seq: committed.log.at(-1)?.seq ?? committed.firstSeq - 1 };
  }
}

/** Undefined when it cannot be. */
async function attempt(house: House, inward: Inward, stand: Handover, at: number): Promise<Committed | undefined> {
  const { version, case: stored } = await house.store.read(inward.conversation);
  const before = { version, case: house.mind.reviveCase(stored, at) };
  const decision = isFrom(before.case, inward) ? taken(house.mind.hearDesk(before.case, inward.said, at), inward) : undefined;
  if (decision === undefined) return undefined;
  const turn = written(house, inward, stand, before, decision, at);
  const tasks = [...(turn.tasks ?? []), ...(await missedTasks(house, inward))];
  const committed = await house.store.commitTurn({ ...turn, tasks });
  if (committed.kind === 'done') house.recent.keep(stand.conversation, { version: version + 1, case: decision.case });
  return committed;
}

function written(house: House, inward: Inward, stand: Handover, before: Remembered, decision: Decision, at: number): Turn {
  const { channel, conversation, user } = stand;
  const inbound = { channel, conversation, user, locale: before.case.locale, key: `desk/${inward.desk}/${inward.key}`, at };
  return { ...turnOf(house, inbound, before, decision, linesOf(decision, inward)), files: inward.line?.files ?? [] };
}

/** Who has the case is at this desk, also when it was still on its way to it. */
function taken(decision: Decision | undefined, { desk }: Inward): Decision | undefined {
  const handoff = decision?.case.handoff;
  if (decision === undefined || handoff?.agent === undefined || handoff.desk !== undefined) return decision;
  return { ...decision, case: { ...decision.case, handoff: { ...handoff, desk } } };
}

/** A desk that has lost the case to another one has no say any more. */
function isFrom({ handoff }: CaseFile, { desk, since, said }: Inward): boolean {
  if (since !== undefined && handoff !== undefined && handoff.since !== since) return false;
  return handoff?.desk === undefined || handoff.desk === desk || said.kind === 'queued';
}

/** Lines that nobody told the desk of: read after the case was, so that none is missing if this is written. */
async function missedTasks(house: House, { conversation, missed }: Inward): Promise<readonly NewTask[]> {
  return missed === undefined ? [] : missed.tasks(await house.store.after(conversation, missed.after, MISSED));
}

/** Who joins by writing is announced first. */
function linesOf({ notices = [] }: Decision, { line }: Inward): readonly Said[] {
  const told = notices.map((notice): Said => ({ from: 'notice', notice }));
  if (line === undefined) return told;
  const { agent, text, files = [] } = line;
  const sent = files.map(({ bytes: _, ...file }): SentFile => file);
  return [...told, { from: 'agent', agent, text, ...(sent.length > 0 && { files: sent }) }];
}
