/** Case and what was heard → case. Learns facts, evidence, the answer to the open question, and what it is about. */
import type { Pack } from '../knowledge/pack.ts';
import type { CaseFile, Instant } from './case-file.ts';
import { forgetStale } from './facts.ts';
import type { Command, Understanding } from './heard.ts';
import { learnAnswer } from './learn-answer.ts';
import { adoptCode, asksForGuide, learnEvidence } from './learn-evidence.ts';
import { learnFacts, withoutAnswer } from './learn-facts.ts';
import { followMeanings, words } from './learn-problem.ts';
import { adoptChosen, learnTopic, STORY, turnToFact } from './learn-topic.ts';
import { type Learnt, lesson } from './lesson.ts';
import { settleMeanings } from './meanings.ts';
import { currentProblem, updateProblem } from './talk.ts';

/** What nobody writes into a note. */
const SAID_TO_US: ReadonlySet<Command> = new Set(['human', 'queue', 'withdraw', 'start-over', 'back', 'help']);

/** A note for the person who takes over is whatever is written then, unless it is an answer or a new problem. */
function learnNote(learnt: Learnt, heard: Understanding): Learnt {
  if (learnt.file.open?.kind !== 'note' || heard.pick !== undefined || heard.shape !== 'text') return learnt;
  if (heard.commands.some((command) => SAID_TO_US.has(command))) return learnt;
  const dismissed = heard.answer?.kind === 'no' || heard.commands.includes('continue') || heard.commands.includes('thanks');
  const { open: _, ...file } = learnt.file;
  if (dismissed) return lesson({ file, lessons: learnt.lessons }, { kind: 'continue' });
  const note = heard.text.slice(0, 300);
  return lesson({ file: { ...file, note }, lessons: learnt.lessons }, { kind: 'note', text: note });
}

/** What fills other slots than the one asked for is no yes or no to it: "the line is ok", "I don't care about that". */
function answersElse(pack: Pack, { open }: CaseFile, heard: Understanding): boolean {
  const short = heard.answer?.kind === 'yes' || heard.answer?.kind === 'no';
  if (open?.kind !== 'slot' || !short || heard.facts.length === 0) return false;
  if (heard.facts.some((fact) => fact.slot === open.about)) return false;
  return words(heard.text) >= STORY || heard.facts.some((fact) => pack.checks.has(fact.slot));
}

/** What the words say, as far as they are not a pressed button's. */
function learnWords(pack: Pack, before: Learnt, heard: Understanding, at: Instant): Learnt {
  // A question in between answers nothing, whatever words of it would.
  const aside = asksForGuide(heard);
  let learnt = aside || answersElse(pack, before.file, heard) ? before : adoptChosen(pack, learnAnswer(pack, before, heard, at), at);
  const answered = learnt.lessons.length > 0;
  const { open } = before.file;
  const question = open?.kind === 'slot' ? open.about : undefined;
  learnt = learnFacts(pack, learnt, aside ? withoutAnswer(learnt.file, heard) : heard, at, question);
  learnt = learnEvidence(pack, learnt, heard, at);
  return answered || heard.secret === true ? learnt : learnTopic(pack, learnt, heard, at);
}

/** What was tried before it was suggested need not be suggested; what is suggested now and was done did not help. */
function learnTried(pack: Pack, learnt: Learnt, heard: Understanding): Learnt {
  const problem = currentProblem(learnt.file);
  if (problem === undefined || heard.commands.includes('solved')) return learnt;
  const news = heard.tried.filter((id) => pack.fixes.has(id) && (problem.fixes[id] ?? 'offered') === 'offered');
  if (news.length === 0) return learnt;
  const fixes = { ...problem.fixes, ...Object.fromEntries(news.map((id) => [id, 'done-before' as const])) };
  return lesson({ file: updateProblem(learnt.file, { fixes }), lessons: learnt.lessons }, { kind: 'tried', fixes: news });
}

/** Case and what was heard → case, and what there was to learn. */
export function learn(pack: Pack, before: CaseFile, heard: Understanding, at: Instant): Learnt {
  let learnt: Learnt = { file: forgetStale(pack, before, at), lessons: [] };
  if (before.open?.kind === 'note') {
    learnt = learnNote(learnt, heard);
    if (learnt.lessons.length > 0) return learnt;
  }
  learnt = heard.pick === undefined ? learnWords(pack, learnt, heard, at) : adoptChosen(pack, learnAnswer(pack, learnt, heard, at), at);
  learnt = learnTried(pack, turnToFact(pack, adoptCode(pack, learnt, heard, at), before.open?.about), heard);
  return { file: followMeanings(pack, settleMeanings(pack, learnt.file, at), at), lessons: learnt.lessons };
}
