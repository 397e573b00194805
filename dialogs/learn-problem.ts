/** Opening a problem, and what its topic tells. */
import type { Pack } from '../knowledge/pack.ts';
import type { CaseFile, Instant, Problem } from './case-file.ts';
import { setFact } from './facts.ts';
import { currentProblem, updateProblem } from './talk.ts';

export const MAX_PROBLEMS = 6;

export function newProblem(topic: string, confidence: number): Problem {
  return { topic, confidence, codes: [], entries: [], fixes: {}, unsure: [], status: 'open' };
}

/** Opens a problem and turns to it; the oldest ended one goes when there are too many. */
export function openProblem(pack: Pack, before: CaseFile, topic: string, confidence: number, at: Instant): CaseFile {
  const kept = before.problems.length < MAX_PROBLEMS ? before.problems : before.problems.slice(1);
  const file: CaseFile = { ...before, problems: [...kept, newProblem(topic, confidence)], current: kept.length };
  return confidence > pack.manifest.settings.confirm ? settleTopic(pack, file, topic, at) : file;
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

export function words(text: string): number {
  return text.split(/\s+/).filter((w) => w !== '').length;
}
