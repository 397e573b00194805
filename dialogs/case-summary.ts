/** What a person who takes over needs, on one screen. */
import type { Pack } from '../knowledge/pack.ts';
import { believe } from './beliefs.ts';
import type { CaseFile, Problem } from './case-file.ts';
import type { Summary } from './effect.ts';
import { known } from './facts.ts';
import { fill, labelOf } from './fill.ts';
import type { Known } from './when.ts';

/** Causes below this chance are not worth a line. */
const WORTH_SAYING = 0.1;

function problemLine(pack: Pack, problem: Problem, facts: Known): Summary['problems'][number] {
  const causes = [...believe(pack, problem, facts)].filter(([, p]) => p >= WORTH_SAYING).sort((a, b) => b[1] - a[1]);
  const quoted = problem.entries.flatMap((id) => pack.entries.get(id) ?? []).filter((e) => e.code === undefined);
  return {
    topic: pack.topics.get(problem.topic)?.title ?? problem.topic,
    codes: [...problem.codes, ...quoted.flatMap(({ id, messages }) => problem.shown?.[id] ?? messages[0] ?? []).map((m) => `“${m}”`)],
    status: problem.status,
    tried: Object.entries(problem.fixes).map(([fix, outcome]) => ({ fix: pack.fixes.get(fix)?.title ?? fix, outcome })),
    causes: causes.slice(0, 3).map(([id, p]) => ({
      cause: fill(pack, pack.causes.get(id)?.title ?? id, facts),
      probability: Math.round(p * 100) / 100,
    })),
  };
}

/** The case as a person should see it: device, problems, what was tried and what came of it. */
export function summarise(pack: Pack, file: CaseFile): Summary {
  const facts = known(file);
  const named = pack.manifest.summary.filter((slot) => facts[slot] !== undefined);
  const problems = file.problems.map((problem) => problemLine(pack, problem, facts));
  return {
    title: problems.at(Math.max(0, file.current))?.topic ?? pack.manifest.title,
    facts: named.map((slot) => ({ label: pack.slots.get(slot)?.title ?? slot, value: labelOf(pack, slot, facts[slot]) })),
    problems,
    ...(file.note === undefined ? {} : { note: file.note }),
  };
}

function problemText(problem: Summary['problems'][number]): string[] {
  const tried = problem.tried.map(({ fix, outcome }) => `- tried: ${fix} (${outcome.replace('-', ' ')})`);
  const causes = problem.causes.map(({ cause, probability }) => `- perhaps ${cause} (${Math.round(probability * 100)} %)`);
  const codes = problem.codes.length > 0 ? [`- shown: ${problem.codes.join(', ')}`] : [];
  return [`Problem: ${problem.topic} (${problem.status.replace('-', ' ')})`, ...codes, ...tried, ...causes];
}

/** The summary as plain text. */
export function summaryText(summary: Summary): string {
  const facts = summary.facts.map(({ label, value }) => `${label}: ${value}`);
  const note = summary.note === undefined ? [] : [`In their words: ${summary.note}`];
  return [...facts, ...summary.problems.flatMap(problemText), ...note].join('\n');
}
