/** Opening a problem, and what its topic tells. */
import type { Pack } from '../knowledge/pack.ts';
import { type CaseFile, type Instant, MOST, type Problem } from './case-file.ts';
import { setFact } from './facts.ts';
import { currentProblem, updateProblem } from './talk.ts';

function newProblem(topic: string, confidence: number): Problem {
  return { topic, confidence, codes: [], entries: [], fixes: {}, unsure: [], status: 'waiting' };
}

/** Room for one more: the oldest problem goes that is done, or else the oldest that is not at hand. */
function withRoom(file: CaseFile): CaseFile {
  const { problems, current } = file;
  if (problems.length < MOST.problems) return file;
  const done = problems.findIndex(({ status }, i) => i !== current && status !== 'open' && status !== 'waiting');
  const gone = done >= 0 ? done : Number(current === 0);
  return { ...file, problems: problems.filter((_, i) => i !== gone), current: current > gone ? current - 1 : current };
}

/** Opens a problem and turns to it; one that was at hand waits. */
export function openProblem(pack: Pack, before: CaseFile, topic: string, confidence: number, at: Instant): CaseFile {
  const file = addProblem(before, topic, confidence);
  const turned = turnTo(file, file.problems.length - 1);
  return confidence > pack.manifest.settings.confirm ? settleTopic(pack, turned, topic, at) : turned;
}

/** Adds a problem that waits until the one at hand is done. */
export function addProblem(before: CaseFile, topic: string, confidence: number): CaseFile {
  const file = withRoom(before);
  return { ...file, problems: [...file.problems, newProblem(topic, confidence)] };
}

/** Turns to a problem that is there already; the one at hand waits. */
export function turnTo(file: CaseFile, index: number): CaseFile {
  const problems = file.problems.map((problem, i): Problem => {
    if (i === index) return { ...problem, status: 'open' };
    return problem.status === 'open' ? { ...problem, status: 'waiting' } : problem;
  });
  return { ...file, problems, current: index };
}

/** What the topic itself tells, where nothing else is known. A topic that is only suggested tells nothing. */
function settleTopic(pack: Pack, before: CaseFile, topic: string, at: Instant): CaseFile {
  let file = before;
  for (const [slot, value] of Object.entries(pack.topics.get(topic)?.sets ?? {})) {
    if (file.facts[slot] === undefined) file = setFact(pack, file, slot, value, { from: 'concluded', at });
  }
  return file;
}

/** A topic that was only suggested by a code of several meanings follows them as they become clear. */
export function followMeanings(pack: Pack, file: CaseFile, at: Instant): CaseFile {
  const problem = currentProblem(file);
  if (problem === undefined || problem.confidence > pack.manifest.settings.confirm) return file;
  const topics = [...new Set(problem.entries.flatMap((id) => pack.entries.get(id)?.topic ?? []))];
  const [topic] = topics;
  if (topic === undefined || topics.length > 1) return file;
  return settleTopic(pack, topic === problem.topic ? file : updateProblem(file, { topic }), topic, at);
}

export function isProblem(pack: Pack, topic: string | undefined): boolean {
  return topic !== undefined && pack.topics.get(topic)?.kind === 'problem';
}
