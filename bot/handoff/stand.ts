import type { CaseFile } from '../../dialogs/case-file.ts';
import type { Decision } from '../../dialogs/decision.ts';
import type { NewHandover } from '../store/desks.ts';

/** How the conversation stands with people after this decision; undefined when nothing changed. `lease`: milliseconds, of desks that have one. */
export function standAfter(before: CaseFile, decision: Decision, lease: (desk: string) => number | undefined): NewHandover | undefined {
  const { handoff, mode } = decision.case;
  if (handoff === undefined) return before.handoff && { ...inHands(before.handoff), state: 'closed' };
  const about = aboutOf(decision);
  if (about === undefined && mode === before.mode && JSON.stringify(handoff) === JSON.stringify(before.handoff)) return undefined;
  const state = mode === 'human' ? 'taken' : 'waiting';
  const span = mode === 'human' && handoff.desk !== undefined ? lease(handoff.desk) : undefined;
  return { ...inHands(handoff), state, ...(about && { about }), ...(span !== undefined && { lease: span }) };
}

function inHands({ since, desk, agent }: NonNullable<CaseFile['handoff']>): Omit<NewHandover, 'state'> {
  return { since, ...(desk !== undefined && { desk }), ...(agent && { agent }) };
}

/** What a list shows of it, when it is put before people anew. */
function aboutOf({ case: file, effects }: Decision): NewHandover['about'] {
  const asked = effects.findLast((effect) => effect.kind === 'handoff');
  const topic = file.problems[Math.max(0, file.current)]?.topic ?? '';
  return asked && { topic, title: asked.summary.title, language: file.locale, reason: asked.reason };
}
