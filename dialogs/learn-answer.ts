/** What the answer to the open question, or a pressed button, teaches. */
import type { Pack } from '../knowledge/pack.ts';
import { type CaseFile, type Instant, MOST, type Open, type Problem } from './case-file.ts';
import { isValue, setFact } from './facts.ts';
import { type Answer, type Understanding, wordCount } from './heard.ts';
import { turnTo } from './learn-problem.ts';
import { type Learnt, type Lesson, lesson } from './lesson.ts';
import { isCode } from './meanings.ts';
import { isWayOut, type Outcome, type Pick, readPick, readStored } from './picks.ts';
import { currentProblem, markOnce, updateProblem } from './talk.ts';

function without(file: CaseFile): CaseFile {
  const { open: _, ...rest } = file;
  return rest;
}

function closing(learnt: Learnt, ...lessons: readonly Lesson[]): Learnt {
  return lesson({ file: without(learnt.file), lessons: learnt.lessons }, ...lessons);
}

/** Records what came of a fix. A fix that worked solves its problem; one that helped only for a while opens it again. */
export function outcome(pack: Pack, learnt: Learnt, fix: string, result: Outcome): Learnt {
  const index = learnt.file.problems.findLastIndex((p) => p.fixes[fix] !== undefined);
  const problem = learnt.file.problems[index];
  // Pressed twice it is told once.
  if (problem === undefined || !pack.fixes.has(fix) || problem.fixes[fix] === result) return lesson(learnt, { kind: 'stale-button' });
  const seq = learnt.file.seq + 1;
  const isBack = problem.fixes[fix] === 'worked' && problem.status === 'solved';
  const changed: Problem = {
    ...problem,
    fixes: { ...problem.fixes, [fix]: result },
    status: result === 'worked' ? 'solved' : problem.status,
    latest: { fix, seq },
  };
  const problems = learnt.file.problems.map((p, i) => (i === index ? changed : p));
  const file = { ...learnt.file, seq, problems };
  const turned = isBack ? turnTo(file, index) : file;
  return closing({ file: turned, lessons: learnt.lessons }, { kind: 'outcome', fix, outcome: result, topic: problem.topic, isBack });
}

function consent(pack: Pack, learnt: Learnt, fixId: string, yes: boolean, at: Instant): Learnt {
  const fix = pack.fixes.get(fixId);
  const problem = currentProblem(learnt.file);
  const asked = learnt.file.open?.kind === 'consent' && learnt.file.open.about === fixId;
  if (fix === undefined || problem === undefined || !asked) return lesson(learnt, { kind: 'stale-button' });
  const file = yes
    ? {
        ...learnt.file,
        consents: [...learnt.file.consents, { fix: fixId, to: (fix.loses ?? fix.title).slice(0, MOST.consent), at }].slice(-MOST.consents),
      }
    : updateProblem(learnt.file, { fixes: { ...problem.fixes, [fixId]: 'skipped' } });
  return closing({ file, lessons: learnt.lessons }, { kind: 'consent', fix: fixId, yes });
}

function setFacts(pack: Pack, learnt: Learnt, facts: readonly (readonly [string, string])[], at: Instant): Learnt {
  if (!facts.every(([slot, value]) => isValue(pack, slot, value))) return lesson(learnt, { kind: 'stale-button' });
  let { file } = learnt;
  const lessons: Lesson[] = [];
  for (const [slot, value] of facts) {
    const old = file.facts[slot];
    if (old !== undefined && old.value !== value && old.from !== 'concluded') lessons.push({ kind: 'corrected', slot });
    else lessons.push({ kind: 'told', slot });
    file = setFact(pack, file, slot, value, { from: 'asked', at });
  }
  return lesson({ file, lessons: learnt.lessons }, ...lessons);
}

/** A rating is given once, after it was asked for; what is open beside it stays open. */
function rate({ file, lessons }: Learnt, rating: number): Learnt {
  if (!file.once.includes('rate-asked') || file.once.includes('rated')) return lesson({ file, lessons }, { kind: 'stale-button' });
  const rated = { file: markOnce(file, 'rated'), lessons };
  return (file.open?.kind === 'rating' ? closing : lesson)(rated, { kind: 'rated', rating });
}

/** Applies what a button says, whether or not its question is still open. */
function applyPick(pack: Pack, learnt: Learnt, pick: Pick, at: Instant): Learnt {
  switch (pick.kind) {
    case 'set':
      return setFacts(pack, learnt, pick.facts, at);
    case 'unsure':
      if (!pack.slots.has(pick.slot)) return lesson(learnt, { kind: 'stale-button' });
      return closing(learnt, { kind: 'unsure', slot: pick.slot });
    case 'fix':
      return outcome(pack, learnt, pick.fix, pick.outcome);
    case 'consent':
      return consent(pack, learnt, pick.fix, pick.yes, at);
    default:
      return applyTalk(pack, learnt, pick);
  }
}

function applyTalk(pack: Pack, learnt: Learnt, pick: Exclude<Pick, { kind: 'set' | 'unsure' | 'fix' | 'consent' }>): Learnt {
  switch (pick.kind) {
    case 'code':
      return closing(learnt, chosenCode(pack, learnt, pick.code));
    case 'topic':
      if (pick.topic === undefined) return closing(learnt, { kind: 'topic-denied' });
      if (!pack.topics.has(pick.topic)) return lesson(learnt, { kind: 'stale-button' });
      return closing(learnt, { kind: 'topic', topic: pick.topic, how: 'new' });
    case 'guide':
      if (pick.guide === undefined) return closing(learnt, { kind: 'topic-denied' });
      if (!pack.guides.has(pick.guide)) return lesson(learnt, { kind: 'stale-button' });
      return closing(learnt, { kind: 'guide', guide: pick.guide });
    case 'rate':
      return rate(learnt, pick.rating);
    case 'helped':
    case 'person':
    case 'settled':
      return closing(learnt, { kind: pick.kind, yes: pick.yes });
    default:
      return lesson(learnt, { kind: pick.kind });
  }
}

const FIX_OUTCOMES: Readonly<Partial<Record<Answer['kind'], Outcome>>> = {
  yes: 'worked',
  no: 'failed',
  same: 'failed',
  'done-already': 'done-before',
};

/** A bare "yes" says that it worked; a "yeah" that begins a longer story does not, unless the story says so. */
const BARE = 2;

function answerFix(pack: Pack, learnt: Learnt, fix: string, answer: Answer, heard: Understanding): Learnt {
  const story = wordCount(heard.text) > BARE && !heard.commands.includes('solved');
  // "Yes, a Mac" tells of a computer, and not that it worked.
  const tells = heard.facts.length > 0 && !heard.commands.includes('solved');
  if (answer.kind === 'yes' && (story || tells)) return learnt;
  const result = FIX_OUTCOMES[answer.kind];
  if (result !== undefined) return outcome(pack, learnt, fix, result);
  if (answer.kind === 'partly' || answer.kind === 'not-yet' || answer.kind === 'unsure')
    return lesson(learnt, { kind: 'unsettled', fix, how: answer.kind });
  return learnt;
}

/** A yes or no to a question about a slot counts only where the slot has such a value, or a value that is said so. */
function answerSlot(pack: Pack, learnt: Learnt, slot: string, answer: Answer, at: Instant): Learnt {
  const values = pack.slots.get(slot)?.values ?? [];
  const value = values.find((v) => v.id === answer.kind || v.answers.includes(answer.kind));
  if (value !== undefined) return setFacts(pack, learnt, [[slot, value.id]], at);
  // "No" to a list of things means none of them.
  const none = answer.kind === 'no' && values.length > 2;
  return answer.kind === 'unsure' || none ? lesson(learnt, { kind: 'unsure', slot }) : learnt;
}

function yesOrNo(answer: Answer): boolean | undefined {
  if (answer.kind === 'yes') return true;
  return answer.kind === 'no' ? false : undefined;
}

/** None of the near codes was meant: then it is the one that was written, if the pack has its family. */
function chosenCode(pack: Pack, learnt: Learnt, picked: string | undefined): Lesson {
  const written = learnt.file.open?.kind === 'near-code' ? learnt.file.open.about : undefined;
  const code = picked ?? (written !== undefined && isCode(pack, written) ? written : undefined);
  return code === undefined ? { kind: 'code-denied' } : { kind: 'near-code', code, suggestions: [] };
}

/** A list: no means its way out, if it has one, yes means the only offer, if there is but one. */
function answerList(pack: Pack, learnt: Learnt, open: Open, yes: boolean, at: Instant): Learnt {
  const picks = open.choices.map(({ pick }) => readStored(pick));
  // "Yes" to several, said twice, means the likeliest: it is the first.
  const certain = !yes || picks.length <= 2 || open.times >= 2;
  const pick = yes ? picks[0] : picks.find((one) => one !== undefined && isWayOut(one));
  return pick === undefined || !certain ? learnt : applyPick(pack, learnt, pick, at);
}

/** "Yes, both are plugged in" tells of that, and agrees to nothing. */
function tellsElse({ text, facts, commands }: Understanding): boolean {
  const agrees = commands.some((command) => command === 'thanks' || command === 'solved' || command === 'human');
  return facts.length > 0 && !agrees && text.split(/\s+/).length > BARE;
}

/** Questions whose yes and no mean one of their own buttons. */
function answerOffer(pack: Pack, learnt: Learnt, open: Open, answer: Answer, heard: Understanding, at: Instant): Learnt {
  const yes = yesOrNo(answer);
  if (yes === undefined || (yes && tellsElse(heard))) return learnt;
  switch (open.kind) {
    case 'consent':
      return consent(pack, learnt, open.about ?? '', yes, at);
    case 'person':
      return closing(learnt, { kind: 'person', yes });
    case 'guide':
      return closing(learnt, { kind: 'helped', yes });
    case 'solved':
      return closing(learnt, { kind: 'settled', yes });
    case 'near-code':
    case 'topic':
      return answerList(pack, learnt, open, yes, at);
    default:
      return learnt;
  }
}

/** Where data is at stake only a plain yes counts. */
function isAtStake(pack: Pack, { kind, about = '' }: Open): boolean {
  return kind === 'consent' || (kind === 'slot' && pack.slots.get(about)?.careful === true);
}

function answerOpen(pack: Pack, learnt: Learnt, open: Open, answer: Answer, heard: Understanding, at: Instant): Learnt {
  if (answer.hedged === true && isAtStake(pack, open)) return lesson(learnt, { kind: 'hedged' });
  if (answer.kind === 'choice') {
    const pick = readStored(open.choices[answer.index]?.pick ?? '');
    return pick === undefined ? learnt : applyPick(pack, learnt, pick, at);
  }
  if (open.kind === 'fix') return answerFix(pack, learnt, open.about ?? '', answer, heard);
  if (open.kind === 'slot') return answerSlot(pack, learnt, open.about ?? '', answer, at);
  return answerOffer(pack, learnt, open, answer, heard, at);
}

/** Learns from the pressed button, or from the answer to the open question. */
export function learnAnswer(pack: Pack, before: Learnt, heard: Understanding, at: Instant): Learnt {
  if (heard.pick !== undefined) {
    const pick = readPick(heard.pick.subject, heard.pick.value);
    return pick === undefined ? lesson(before, { kind: 'stale-button' }) : applyPick(pack, before, pick, at);
  }
  const { open } = before.file;
  return open === undefined || heard.answer === undefined ? before : answerOpen(pack, before, open, heard.answer, heard, at);
}
