/** Asking of ourselves, once and much later, whether a fix helped. */
import type { Pack } from '../knowledge/pack.ts';
import { outcomeChoices } from './ask.ts';
import type { CaseFile, Instant } from './case-file.ts';
import { choice } from './choice.ts';
import type { Decision } from './decision.ts';
import { known } from './facts.ts';
import { fill } from './fill.ts';
import { NOTHING_HEARD } from './heard.ts';
import { packFor } from './locale.ts';
import { currentProblem, markOnce, open, say, type Talk } from './talk.ts';

const ONCE = 'follow-up';

/** The fix whose outcome is open, if the person may be asked about it: not twice, not against their wish, not while people are on it. */
function unsettledFix({ open, mode, quiet, once }: CaseFile): string | undefined {
  return open?.kind === 'fix' && mode === 'bot' && quiet !== true && !once.includes(ONCE) ? open.about : undefined;
}

/** Whether it is worth coming back to this conversation when nothing is heard any more. */
export function awaitsOutcome(file: CaseFile): boolean {
  return unsettledFix(file) !== undefined && currentProblem(file) !== undefined;
}

/** The question whether the fix helped, with a way never to be asked again; none when there is nothing to ask. */
export function followUp(whole: Pack, before: CaseFile, at: Instant): Decision | undefined {
  const pack = packFor(whole, before.locale);
  const fix = pack.fixes.get(unsettledFix(before) ?? '');
  if (fix === undefined || !awaitsOutcome(before)) return undefined;
  const talk: Talk = { pack, whole, heard: NOTHING_HEARD, at, before, file: markOnce(before, ONCE), replies: [], effects: [] };
  const choices = [...outcomeChoices(talk, fix.id), choice(talk, { kind: 'quiet' })];
  const said = open(say(talk, 'follow_up', { title: fill(pack, fix.title, known(before)) }, { choices }), 'fix', fix.id, choices);
  return { case: { ...said.file, updated: at }, replies: said.replies, effects: [] };
}
