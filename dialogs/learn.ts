/** Case and what was heard → case. Learns facts, evidence, the answer to the open question, and what it is about. */
import type { Pack } from '../knowledge/pack.ts';
import { type CaseFile, type Instant, MOST, type Open } from './case-file.ts';
import { forgetStale, known } from './facts.ts';
import { type Command, type Understanding, wordCount } from './heard.ts';
import { learnAnswer, outcome } from './learn-answer.ts';
import { adoptCode, asksForGuide, learnEvidence } from './learn-evidence.ts';
import { learnFacts, withoutAnswer } from './learn-facts.ts';
import { followMeanings } from './learn-problem.ts';
import { adoptChosen, learnTopic, STORY, turnToFact } from './learn-topic.ts';
import { type Learnt, lesson, lessonOf } from './lesson.ts';
import { settleMeanings } from './meanings.ts';
import { currentProblem, updateProblem } from './talk.ts';
import { holds } from './when.ts';

/** What nobody writes into a note. */
const SAID_TO_US: ReadonlySet<Command> = new Set(['human', 'queue', 'withdraw', 'start-over', 'back', 'help']);

/** A note for the person who takes over is whatever is written then, unless it is an answer or a new problem. */
function learnNote(learnt: Learnt, heard: Understanding): Learnt {
  if (learnt.file.open?.kind !== 'note' || heard.pick !== undefined || heard.shape !== 'text') return learnt;
  if (heard.commands.some((command) => SAID_TO_US.has(command))) return learnt;
  const dismissed =
    (heard.answer?.kind === 'no' && wordCount(heard.text) < STORY) ||
    heard.commands.includes('continue') ||
    heard.commands.includes('thanks');
  const { open: _, ...file } = learnt.file;
  if (dismissed) return lesson({ file, lessons: learnt.lessons }, { kind: 'continue' });
  const note = heard.text.slice(0, MOST.note);
  return lesson({ file: { ...file, note }, lessons: learnt.lessons }, { kind: 'note', text: note });
}

/** Questions beside which the trouble goes on. */
const BESIDE_THE_TROUBLE = new Set<Open['kind']>(['slot', 'person', 'consent']);

/** "They are back, thanks!" is said of the trouble, whatever was asked. */
function tellsSolved({ open }: CaseFile, heard: Understanding): boolean {
  if (open === undefined || !BESIDE_THE_TROUBLE.has(open.kind) || !heard.commands.includes('solved')) return false;
  return !heard.facts.some((fact) => fact.slot === open.about);
}

/** "I don't see that button" does not say that the step did not help, and answers no question. */
function isNotThere({ open }: CaseFile, heard: Understanding): boolean {
  return (open?.kind === 'fix' || open?.kind === 'slot') && heard.commands.includes('not-there');
}

/** "I don't want to lose my photos" is no outcome, and tells of no loss. */
function isFear({ open }: CaseFile, heard: Understanding): boolean {
  return open !== undefined && heard.commands.includes('is-safe') && !heard.commands.includes('solved');
}

/** What fills other slots than the one asked for is no yes or no to it: "the line is ok", "I don't care about that". */
function answersElse(pack: Pack, { open }: CaseFile, heard: Understanding): boolean {
  const short = heard.answer?.kind === 'yes' || heard.answer?.kind === 'no';
  if (open?.kind !== 'slot' || !short || heard.facts.some((fact) => fact.slot === open.about)) return false;
  if (heard.facts.length === 0) return false;
  return wordCount(heard.text) >= STORY || heard.facts.some((fact) => pack.checks.has(fact.slot));
}

/** An error that was not known before, in answer to "did that help?", says that it did not. */
function learnFailure(pack: Pack, learnt: Learnt, before: Learnt, heard: Understanding): Learnt {
  const { open } = learnt.file;
  const count = (file: CaseFile) => (currentProblem(file)?.codes.length ?? 0) + (currentProblem(file)?.entries.length ?? 0);
  const isNews = learnt.file.current === before.file.current && count(learnt.file) > count(before.file);
  if (open?.kind !== 'fix' || open.about === undefined || !isNews || heard.asks) return learnt;
  return outcome(pack, learnt, open.about, 'failed');
}

/** What a note tells of the trouble is known when the person goes on with the bot; until then it is for whoever comes. */
function learnFromNote(pack: Pack, noted: Learnt, heard: Understanding, at: Instant): Learnt {
  if (noted.file.current >= 0) return noted;
  const { file } = learnWords(pack, { file: noted.file, lessons: [] }, heard, at);
  return { file: file.current < 0 ? file : updateProblem(file, { status: 'handed-over' }), lessons: noted.lessons };
}

/** What the words say, as far as they are not a pressed button's. */
function learnWords(pack: Pack, before: Learnt, heard: Understanding, at: Instant): Learnt {
  // A question in between answers nothing, whatever words of it would.
  const fears = isFear(before.file, heard);
  const aside = asksForGuide(heard) || isNotThere(before.file, heard) || fears;
  let learnt =
    aside || tellsSolved(before.file, heard) || answersElse(pack, before.file, heard)
      ? before
      : adoptChosen(pack, learnAnswer(pack, before, heard, at), at);
  const answered = learnt.lessons.length > 0;
  const { open } = before.file;
  const question = open?.kind === 'slot' ? open.about : undefined;
  learnt = learnFacts(pack, learnt, fears ? { ...heard, facts: [] } : aside ? withoutAnswer(learnt.file, heard) : heard, at, question);
  learnt = learnFailure(pack, learnEvidence(pack, learnt, heard, at), before, heard);
  // Who asks something in between complains of nothing new.
  const between = asksForGuide(heard) && currentProblem(before.file) !== undefined;
  return answered || between || heard.secret === true ? learnt : learnTopic(pack, learnt, heard, at);
}

/** What was tried before it was suggested need not be suggested; what is suggested now and was done did not help. */
function learnTried(pack: Pack, learnt: Learnt, heard: Understanding): Learnt {
  const problem = currentProblem(learnt.file);
  if (problem === undefined || heard.commands.includes('solved')) return learnt;
  const facts = known(learnt.file);
  const news = heard.tried.filter(
    (id) => holds(pack.fixes.get(id)?.when ?? {}, facts) !== 'no' && (problem.fixes[id] ?? 'offered') === 'offered',
  );
  if (news.length === 0) return learnt;
  const fixes = { ...problem.fixes, ...Object.fromEntries(news.map((id) => [id, 'done-before' as const])) };
  return lesson({ file: updateProblem(learnt.file, { fixes }), lessons: learnt.lessons }, { kind: 'tried', fixes: news });
}

/** Case and what was heard → case, and what there was to learn. */
export function learn(pack: Pack, before: CaseFile, heard: Understanding, at: Instant): Learnt {
  let learnt: Learnt = { file: forgetStale(pack, before, at), lessons: [] };
  if (before.open?.kind === 'note') {
    learnt = learnNote(learnt, heard);
    if (learnt.lessons.length > 0) return lessonOf(learnt.lessons, 'note') ? learnFromNote(pack, learnt, heard, at) : learnt;
  }
  learnt = heard.pick === undefined ? learnWords(pack, learnt, heard, at) : adoptChosen(pack, learnAnswer(pack, learnt, heard, at), at);
  learnt = learnTried(pack, turnToFact(pack, adoptCode(pack, learnt, heard, at), before.open?.about), heard);
  return { file: withoutAnswered(followMeanings(pack, settleMeanings(pack, learnt.file, at), at)), lessons: learnt.lessons };
}

/** A question is open no longer once its answer is known, however it came to be known. */
function withoutAnswered(file: CaseFile): CaseFile {
  const { open, ...rest } = file;
  return open?.kind === 'slot' && open.about !== undefined && file.facts[open.about] !== undefined ? rest : file;
}
