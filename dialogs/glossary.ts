/** Words that somebody asks the meaning of: explained shortly, then the thread goes on. */
import { type Interruption, takeUpThread } from './asides.ts';
import { currentProblem, sayText, type Talk } from './talk.ts';

/** "What is X?" in the middle of anything. */
export const glossary: Interruption = (talk) => {
  const asked = (talk.heard.terms ?? []).flatMap((id) => talk.pack.terms.get(id) ?? []);
  if (asked.length === 0) return undefined;
  const told = asked.reduce<Talk>((said, term) => sayText(said, `term:${term.id}`, [term.say]), talk);
  const waits = told.file.mode === 'queued' && currentProblem(told.file) === undefined;
  return waits ? told : takeUpThread(told);
};
