/** The next step of a conversation that nobody interrupted: always derived from what is known. */
import type { Fix, Pack } from '../knowledge/pack.ts';
import { askConsent, askOutcome, askSlot, askWhatIsWrong, offerFix, offerPerson } from './ask.ts';
import { type Beliefs, believe } from './beliefs.ts';
import type { Problem } from './case-file.ts';
import { estimate } from './estimate.ts';
import { isPossible, known } from './facts.ts';
import { fill } from './fill.ts';
import { turnTo } from './learn-problem.ts';
import { separatingQuestion } from './meanings.ts';
import { hopeless, nextStep } from './plan.ts';
import { currentProblem, goAlone, markOnce, say, sayText, spanOf, type Talk, updateProblem } from './talk.ts';
import { choose, holds, type Known, openSlots } from './when.ts';

function askable(pack: Pack, problem: Problem, facts: Known, slot: string): boolean {
  const declared = pack.slots.get(slot);
  if (declared?.question === undefined || facts[slot] !== undefined || problem.unsure.includes(slot)) return false;
  // Where what is known denies every answer, there is nothing to ask.
  const answerable = declared.kind !== 'choice' || declared.values.some((value) => isPossible(pack, facts, slot, value.id));
  return answerable && holds(declared.when, facts) === 'yes';
}

/** What must be known before a fix is put into words: what it needs for safety, then what decides between its variants. */
function missingFor(pack: Pack, problem: Problem, facts: Known, fix: Fix): string | undefined {
  const { variant, undecided } = choose(fix.steps, facts);
  // Who has not named the version has most likely a current one: not worth a question where there are steps for that.
  const deciding = undecided.filter((slot) => variant === undefined || pack.slots.get(slot)?.kind !== 'version');
  const wanted = [...openSlots(fix.needs, facts), ...openSlots(fix.when, facts), ...deciding];
  return wanted.find((slot) => askable(pack, problem, facts, slot));
}

function failures(problem: Problem): number {
  return Object.values(problem.fixes).filter((o) => o === 'failed' || o === 'done-before').length;
}

/** Puts a fix aside that cannot be offered: what it needs is not known and will not be. */
function setAside(talk: Talk, problem: Problem, fix: string): Talk {
  return advance({ ...talk, file: updateProblem(talk.file, { fixes: { ...problem.fixes, [fix]: 'skipped' } }) });
}

/** Leads up to a fix: first what it needs, then consent if it destroys anything, then the fix. */
function leadToFix(talk: Talk, problem: Problem, fix: Fix): Talk {
  const facts = known(talk.file);
  const missing = missingFor(talk.pack, problem, facts, fix);
  if (missing !== undefined) return askSlot(talk, missing);
  if (holds(fix.needs, facts) !== 'yes') return setAside(talk, problem, fix.id);
  // A yes counts for the turn in which it is said: the next time it is asked anew.
  const agreed = talk.file.consents.some((consent) => consent.fix === fix.id && consent.at === talk.at);
  if (fix.risk === 'destructive' && !agreed) return askConsent(talk, fix);
  return offerFix(talk, fix, 'new');
}

/** The fix that was offered and not yet answered, if it still fits. */
function openFix(talk: Talk, problem: Problem): Fix | undefined {
  const facts = known(talk.file);
  return Object.entries(problem.fixes)
    .filter(([, outcome]) => outcome === 'offered')
    .flatMap(([id]) => talk.pack.fixes.get(id) ?? [])
    .find((fix) => holds(fix.when, facts) !== 'no' && holds(fix.needs, facts) !== 'no');
}

/** Goes on with the fix at hand: as before, or with other steps if what was learnt changes them. */
function resumeFix(talk: Talk, fix: Fix): Talk {
  const was = choose(fix.steps, known(talk.before)).variant;
  const is = choose(fix.steps, known(talk.file)).variant;
  return was === is ? askOutcome(talk, fix) : offerFix(talk, fix, 'changed');
}

function sayDeadEnd(talk: Talk, cause: string): Talk {
  const text = fill(talk.pack, talk.pack.causes.get(cause)?.dead_end ?? '', known(talk.file));
  const once = `dead-end:${cause}`;
  if (talk.file.once.includes(once)) return offerPerson(talk, 'nothing_left');
  const said = say(talk, 'dead_end', { text });
  return offerPerson({ ...said, file: markOnce(said.file, once) }, 'offer_person');
}

/** A person is offered once after several fixes failed; who declines goes on. */
function timeForPerson({ pack }: Talk, problem: Problem): boolean {
  return failures(problem) >= pack.manifest.settings.failed_fixes_before_help && problem.alone !== true;
}

/** So many times the failures after which a person is offered: then the bot admits that it does not find it. */
const ENOUGH = 3;

/** Whether triage has brought out a trouble that is a problem of its own, such as a storage that is full: that comes first. */
function hasFound({ pack, file }: Talk): boolean {
  const triage = Object.entries(known(file)).filter(([slot]) => pack.checks.get(slot)?.triage === true);
  return triage.some(([slot, value]) => [...pack.topics.values()].some((t) => t.kind === 'problem' && t.sets[slot] === value));
}

function planned(talk: Talk, problem: Problem, beliefs: Beliefs): Talk {
  if (failures(problem) >= ENOUGH * talk.pack.manifest.settings.failed_fixes_before_help) return sayNothingLeft(talk);
  const manner = {
    skipTriage: talk.file.once.includes('just-fix'),
    persist: problem.alone === true,
    found: hasFound(talk),
  };
  const step = nextStep(talk.pack, problem, known(talk.file), manner, beliefs);
  switch (step.kind) {
    case 'check':
      return askSlot(talk, step.slot);
    case 'fix': {
      const fix = talk.pack.fixes.get(step.fix);
      if (fix === undefined) return offerPerson(talk, 'nothing_left');
      return leadToFix(talk, problem, fix);
    }
    case 'dead-end':
      return sayDeadEnd(talk, step.cause);
    default:
      return sayNothingLeft(talk);
  }
}

/** Nothing is left to try: a person is offered, and to who has declined already it is said differently. */
function sayNothingLeft(talk: Talk): Talk {
  return offerPerson({ ...talk, file: goAlone(talk.file) }, 'nothing_left');
}

/** Slots that the topic wants to know before anything else. */
function wantedByTopic(talk: Talk, problem: Problem): string | undefined {
  const asks = talk.pack.topics.get(problem.topic)?.asks ?? [];
  const quick = talk.file.once.includes('just-fix');
  return asks.find((slot) => (!quick || !talk.pack.checks.has(slot)) && askable(talk.pack, problem, known(talk.file), slot));
}

function opening(talk: Talk, problem: Problem): Talk {
  const topic = talk.pack.topics.get(problem.topic);
  const once = `opening:${problem.topic}`;
  if (topic?.opening === undefined || talk.file.once.includes(once) || Object.keys(problem.fixes).length > 0) return talk;
  if (talk.replies.length > 0) return { ...talk, file: markOnce(talk.file, once) };
  return sayText({ ...talk, file: markOnce(talk.file, once) }, once, topic.opening);
}

/** "Is this normal?" gets an estimate as soon as amount and speed are known. */
function estimated(talk: Talk, problem: Problem): Talk {
  const facts = known(talk.file);
  for (const guide of talk.pack.guides.values()) {
    const asked = guide.estimate;
    const once = `estimate:${guide.id}`;
    if (asked === undefined || guide.topic !== problem.topic || talk.file.once.includes(once)) continue;
    const time = estimate(facts[asked.amount], facts[asked.speed]);
    if (time !== undefined) return say({ ...talk, file: markOnce(talk.file, once) }, 'estimate', { estimate: spanOf(talk, time) });
  }
  return talk;
}

/** Asks what tells the meanings of a code apart, and says once why. */
function askMeaning(talk: Talk, { slot, values, code }: { slot: string; values: readonly string[]; code: string }): Talk {
  const once = `several:${code}`;
  const told = talk.file.once.includes(once) ? talk : say({ ...talk, file: markOnce(talk.file, once) }, 'code_several', { code });
  return askSlot(told, slot, values);
}

function work(before: Talk, problem: Problem): Talk {
  const offered = openFix(before, problem);
  if (offered !== undefined) return resumeFix(estimated(before, problem), offered);
  const separating = separatingQuestion(before.pack, problem, known(before.file));
  if (separating !== undefined) return askMeaning(before, separating);
  const beliefs = believe(before.pack, problem, known(before.file));
  const honest = hopeless(before.pack, problem, known(before.file), beliefs);
  if (honest !== undefined) return sayDeadEnd(before, honest);
  const talk = estimated(opening(before, problem), problem);
  const wanted = wantedByTopic(talk, problem);
  if (wanted !== undefined) return askSlot(talk, wanted);
  if (timeForPerson(talk, problem)) return offerPerson({ ...talk, file: goAlone(talk.file) }, 'offer_person');
  return planned(talk, problem, beliefs);
}

/** Takes up a problem that was put aside, when the one before it is done. */
function takeUpWaiting(talk: Talk): Talk | undefined {
  const index = talk.file.problems.findIndex((p) => p.status === 'waiting');
  const waiting = talk.file.problems[index];
  if (waiting === undefined) return undefined;
  const problem = talk.pack.topics.get(waiting.topic)?.title ?? waiting.topic;
  return advance(say({ ...talk, file: turnTo(talk.file, index) }, 'next_problem', { problem }));
}

/** Takes the next step that is worth its cost. */
export function advance(talk: Talk): Talk {
  const problem = currentProblem(talk.file);
  if (problem !== undefined) return work(talk, problem);
  const again = talk.before.open?.kind === 'describe' && talk.replies.length === 0;
  return takeUpWaiting(talk) ?? askWhatIsWrong(talk, again ? 'describe_again' : 'describe');
}
