/** What a person who takes over needs, on one screen. */
import type { Pack } from '../knowledge/pack.ts';
import type { ReplyKey } from '../knowledge/reply-keys.ts';
import { believe } from './beliefs.ts';
import type { CaseFile, Problem } from './case-file.ts';
import type { Summary } from './effect.ts';
import { known } from './facts.ts';
import { fill, labelOf } from './fill.ts';
import { wordings } from './talk.ts';
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
    tried: Object.entries(problem.fixes).map(([fix, outcome]) => ({ fix: fill(pack, pack.fixes.get(fix)?.title ?? fix, facts), outcome })),
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

type Words = (key: ReplyKey, values?: Readonly<Record<string, string>>) => string;

function problemText(problem: Summary['problems'][number], words: Words): string[] {
  return [
    words('summary_problem', { problem: problem.topic, status: words(STATUS[problem.status]) }),
    ...(problem.codes.length > 0 ? [words('summary_shown', { what: problem.codes.join(', ') })] : []),
    ...problem.tried.map(({ fix, outcome }) => words('summary_tried', { fix, outcome: words(OUTCOME[outcome]) })),
    ...problem.causes.map(({ cause, probability }) => words('summary_cause', { cause, percent: String(Math.round(probability * 100)) })),
  ];
}

const STATUS: Readonly<Record<Problem['status'], ReplyKey>> = {
  open: 'status_open',
  waiting: 'status_waiting',
  solved: 'status_solved',
  'handed-over': 'status_handed_over',
};

const OUTCOME: Readonly<Record<Problem['fixes'][string], ReplyKey>> = {
  offered: 'outcome_offered',
  failed: 'outcome_failed',
  worked: 'outcome_worked',
  skipped: 'outcome_skipped',
  'done-before': 'outcome_done_before',
};

/** The summary as plain text, in a language of the pack. */
export function summaryText(pack: Pack, locale: string, summary: Summary): string {
  const words: Words = (key, values = {}) => fill(pack, wordings(pack, locale, key)[0] ?? '', {}, values);
  const facts = summary.facts.map(({ label, value }) => `${label}: ${value}`);
  const note = summary.note === undefined ? [] : [words('summary_note', { note: summary.note })];
  return [...facts, ...summary.problems.flatMap((problem) => problemText(problem, words)), ...note].join('\n');
}

/** ISO 639-1 of those who take over: the first language of the pack. */
export function teamLanguage(pack: Pack): string {
  return pack.manifest.languages[0] ?? 'en';
}
