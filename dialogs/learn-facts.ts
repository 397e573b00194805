/** Facts told in passing → case. */
import type { Pack } from '../knowledge/pack.ts';
import type { CaseFile, Instant } from './case-file.ts';
import { isPossible, isValue, known, setFact } from './facts.ts';
import { type HeardFact, type Understanding, wordCount } from './heard.ts';
import { type Learnt, type Lesson, lesson } from './lesson.ts';
import { currentProblem } from './talk.ts';

/** A message of at most so many words that names another value is meant as a correction. */
const SHORT = 4;

/** Whether a fact told in passing replaces what is known: states change, but who mentions another device in a story means no correction. */
function replaces(pack: Pack, file: CaseFile, fact: HeardFact, heard: Understanding): boolean {
  const old = file.facts[fact.slot];
  if (fact.corrects || isOver(file)) return true;
  // What would deny a fact that was told is said of another thing, unless it is all that is said.
  if (!isPossible(pack, known(file), fact.slot, fact.value) && wordCount(heard.text) > SHORT) return false;
  if (old === undefined) return true;
  // A question in between tells nothing new: "is everything lost?".
  if (heard.asks) return false;
  // What follows from a fact that was told is as firm as that fact.
  if (old.from === 'concluded' && old.because === undefined) return true;
  return pack.checks.has(fact.slot) || (wordCount(heard.text) <= SHORT && !isOfTheProblem(pack, file, fact.slot, old.value));
}

/** What is told after something was solved is told of something else. */
function isOver({ problems, current }: CaseFile): boolean {
  return problems[current]?.status === 'solved';
}

/** Whether the problem at hand would be another one without this: a restore that fails stays one when an update is mentioned. */
function isOfTheProblem(pack: Pack, file: CaseFile, slot: string, value: string): boolean {
  const problem = currentProblem(file);
  return problem !== undefined && pack.topics.get(problem.topic)?.sets[slot] === value;
}

function factLesson(file: CaseFile, fact: HeardFact): Lesson[] {
  const old = file.facts[fact.slot];
  if (old === undefined) return [{ kind: 'told', slot: fact.slot }];
  if (old.value === fact.value) return [];
  // What was only picked up on the way is replaced without a word about it.
  return [{ kind: fact.corrects || old.from === 'asked' ? 'corrected' : 'told', slot: fact.slot }];
}

/** A short answer is about what was asked: "photos", asked what is missing, does not say that the error shows up there. */
function isBeside(asked: string | undefined, fact: HeardFact, heard: Understanding): boolean {
  if (asked === undefined || fact.slot === asked || fact.corrects) return false;
  return wordCount(heard.text) <= SHORT && heard.facts.some((f) => f.slot === asked);
}

export function learnFacts(pack: Pack, learnt: Learnt, heard: Understanding, at: Instant, question: string | undefined): Learnt {
  let { file } = learnt;
  const lessons: Lesson[] = [];
  for (const fact of heard.facts) {
    const old = file.facts[fact.slot];
    // What was just learnt as the answer to a question is no news when the words are read once more.
    const answered = old?.value === fact.value && old.at === at && old.from === 'asked';
    const beside = old !== undefined && isBeside(question, fact, heard);
    if (answered || beside || !isValue(pack, fact.slot, fact.value) || !replaces(pack, file, fact, heard)) continue;
    lessons.push(...factLesson(file, fact));
    const asked = file.open?.kind === 'slot' && file.open.about === fact.slot;
    file = setFact(pack, file, fact.slot, fact.value, { from: asked ? 'asked' : 'volunteered', at });
  }
  return lesson({ file, lessons: learnt.lessons }, ...lessons);
}

export function withoutAnswer(file: CaseFile, heard: Understanding): Understanding {
  return { ...heard, facts: heard.facts.filter((fact) => fact.slot !== file.open?.about) };
}
