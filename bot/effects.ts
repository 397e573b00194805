import type { Effect } from '../dialogs/effect.ts';
import type { Happened, Turn } from './store/store.ts';

/** What a turn's effects leave in the store: the queue for people, and what is counted. */
export function effectsToWrite(effects: readonly Effect[]): Pick<Turn, 'happened' | 'handoff'> {
  const asked = effects.findLast((effect) => effect.kind === 'handoff');
  const handoff = asked && { reason: asked.reason, summary: asked.summary, note: asked.text };
  return { happened: effects.flatMap(counted), ...(handoff && { handoff }) };
}

function counted(effect: Effect): readonly Happened[] {
  switch (effect.kind) {
    case 'handoff':
      return [{ kind: effect.kind, code: effect.reason }];
    case 'rated':
      return [{ kind: effect.kind, code: String(effect.rating), value: effect.rating }];
    case 'withdraw':
      return [{ kind: effect.kind, code: effect.because }];
    case 'helped':
      return [{ kind: effect.kind, code: effect.reason }];
    // What is solved is read off the case, as is whatever else became of a problem: see insight/happenings.ts.
    case 'solved':
    case 'relay':
      return [];
  }
}
