import type { CaseFile } from '../../dialogs/case-file.ts';
import type { Decision } from '../../dialogs/decision.ts';
import type { Handover } from '../store/desks.ts';
import type { Committed, Said, Stored } from '../store/store.ts';
import { type House, turnOf } from '../turn.ts';
import type { Heard, Inward } from './desk.ts';

/** What people at a desk do is a turn like any other: read, decided, written whole or not at all, once for each key. Throws StoreError. */
export function hear(house: House, inward: Inward, now: () => number): Promise<Heard> {
  return house.inOrder(inward.conversation, async () => {
    const stand = await house.store.desks.read(inward.conversation);
    return stand === undefined ? { kind: 'unknown' } : untilCommitted(house, inward, stand, now);
  });
}

async function untilCommitted(house: House, inward: Inward, stand: Handover, now: () => number): Promise<Heard> {
  for (;;) {
    const stored = await house.store.read(inward.conversation);
    const committed = await attempt(house, inward, stand, stored, now());
    if (committed === undefined) return { kind: 'refused' };
    // Who wrote in between has come further: this ends.
    if (committed.kind !== 'conflict') return { kind: committed.kind, seq: committed.log.at(-1)?.seq ?? committed.firstSeq - 1 };
  }
}

async function attempt(house: House, inward: Inward, stand: Handover, stored: Stored, at: number): Promise<Committed | undefined> {
  const before = house.mind.reviveCase(stored.case, at);
  const decision = isFrom(before, inward) ? house.mind.hearDesk(before, inward.said, at) : undefined;
  if (decision === undefined) return undefined;
  const speaker = { channel: stand.channel, conversation: stand.conversation, user: stand.user, locale: before.locale };
  const key = `desk/${inward.desk}/${inward.key}`;
  return house.store.commitTurn(turnOf(house, { ...speaker, key, at }, before, stored.version, decision, linesOf(decision, inward)));
}

/** A desk that has lost the case to another one has no say any more. */
function isFrom({ handoff }: CaseFile, { desk, said }: Inward): boolean {
  return handoff?.desk === undefined || handoff.desk === desk || said.kind === 'queued';
}

/** Who joins by writing is announced first. */
function linesOf({ notices = [] }: Decision, { line }: Inward): readonly Said[] {
  const told = notices.map((notice): Said => ({ from: 'notice', notice }));
  return line === undefined ? told : [...told, { from: 'agent', ...line }];
}
