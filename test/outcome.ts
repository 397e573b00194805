/** Whether a conversation was worth it for the person. */
import type { Summary } from '../dialogs/effect.ts';
import { fill, labelOf } from '../dialogs/fill.ts';
import { known } from '../dialogs/facts.ts';
import type { Pack } from '../knowledge/pack.ts';
import type { PersonCase } from './person-case.ts';
import type { Talked } from './persons.ts';

/** What is wrong with a conversation's end; nothing when the true cause was removed, or a person got the right summary. */
export function complaintAbout(pack: Pack, one: PersonCase, talked: Talked): string | undefined {
  if (talked.ended === 'solved') return talked.fix === undefined ? 'counted as solved, but nothing had worked' : undefined;
  if (talked.fix !== undefined) return `${talked.fix} worked, but that was not understood`;
  if (talked.ended !== 'handoff' || talked.summary === undefined) return `ended: ${talked.ended}`;
  return summaryComplaint(pack, one, talked, talked.summary);
}

function summaryComplaint(pack: Pack, one: PersonCase, talked: Talked, summary: Summary): string | undefined {
  const facts = known(talked.file);
  const missing = pack.manifest.summary.filter(
    (slot) => facts[slot] !== undefined && !summary.facts.some((f) => f.value === labelOf(pack, slot, facts[slot])),
  );
  if (missing.length > 0) return `the summary leaves out ${missing.join(', ')}`;
  const tried = summary.problems.flatMap((p) => p.tried.map((t) => t.fix));
  const fixes = talked.file.problems.flatMap((p) => Object.keys(p.fixes));
  const untold = fixes.filter((id) => !tried.includes(fill(pack, pack.fixes.get(id)?.title ?? '', facts)) && !tried.includes(pack.fixes.get(id)?.title ?? ''));
  if (untold.length > 0) return `the summary leaves out that ${untold.join(', ')} was tried`;
  return namesTheProblem(pack, one, talked) ? undefined : `the summary names another problem: ${summary.problems.map((p) => p.topic).join(', ')}`;
}

/** The problem as it was told, or its code, or another topic that can have the same cause. */
function namesTheProblem(pack: Pack, one: PersonCase, talked: Talked): boolean {
  return talked.file.problems.some(
    (p) => p.topic === one.topic || (one.entry !== undefined && p.entries.includes(one.entry)) || pack.topics.get(p.topic)?.causes[one.cause] !== undefined,
  );
}
