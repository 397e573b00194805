import type { CaseFile } from '../../dialogs/case-file.ts';
import type { Decision } from '../../dialogs/decision.ts';
import type { Handover } from '../store/desks.ts';
import type { Said } from '../store/store.ts';
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
    const at = now();
    const { version, case: stored } = await house.store.read(inward.conversation);
    const before = house.mind.reviveCase(stored, at);
    const decision = isFrom(before, inward) ? house.mind.hearDesk(before, inward.said, at) : undefined;
    if (decision === undefined) return { kind: 'refused' };
    const { channel, conversation, user } = stand;
    const inbound = { channel, conversation, user, locale: before.locale, key: `desk/${inward.desk}/${inward.key}`, at };
    const committed = await house.store.commitTurn(turnOf(house, inbound, { version, case: before }, decision, linesOf(decision, inward)));
    if (committed.kind === 'done') house.recent.keep(conversation, { version: version + 1, case: decision.case });
    // Who wrote in between has come further: this ends.
    if (committed.kind !== 'conflict') return { kind: committed.kind, seq: committed.log.at(-1)?.seq ?? committed.firstSeq - 1 };
  }
}

/** A desk that has lost the case to another one has no say any more. */
function isFrom({ handoff }: CaseFile, { desk, since, said }: Inward): boolean {
  if (since !== undefined && handoff !== undefined && handoff.since !== since) return false;
  return handoff?.desk === undefined || handoff.desk === desk || said.kind === 'queued';
}

/** Who joins by writing is announced first. */
function linesOf({ notices = [] }: Decision, { line }: Inward): readonly Said[] {
  const told = notices.map((notice): Said => ({ from: 'notice', notice }));
  return line === undefined ? told : [...told, { from: 'agent', ...line }];
}
