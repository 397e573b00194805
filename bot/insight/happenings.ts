/** What a turn was, for those who count: read off the case before and after it. Never a text. */
import type { CaseFile, Problem } from '../../dialogs/case-file.ts';
import type { Happened } from '../store/store.ts';

/** What comes of problems and fixes, by the kind under which it is counted; the code is the topic or the fix. */
const PROBLEM_KINDS = ['begun', 'solved', 'handed-over'] as const;
/** The same of fixes. */
const FIX_KINDS = ['given', 'worked', 'failed'] as const;
/** A message that led nowhere; it stands at the line of the log with which its turn begins. */
export const MISSED = 'missed';
/** The first message of somebody. */
export const CAME = 'came';

type Stage = Pick<CaseFile, 'problems' | 'misheard' | 'said'>;

/** `heard`: a person wrote; what people at a desk do, and what is said unasked, is no message that could be missed. */
export function happenings(before: Stage, after: Stage, heard: boolean): readonly Happened[] {
  const missed = heard && after.misheard > before.misheard;
  return [
    ...(heard && isFirst(before) ? [{ kind: CAME }] : []),
    ...PROBLEM_KINDS.flatMap((kind) => newOf(before.problems, after.problems, kind)),
    ...outcomes(before.problems, after.problems),
    ...(missed ? [{ kind: MISSED }] : []),
  ];
}

/** Nothing was said yet but a welcome. */
function isFirst({ problems, said }: Stage): boolean {
  return problems.length === 0 && said.every((id) => id.startsWith('welcome'));
}

const STAGES = {
  begun: () => true,
  solved: ({ status }: Problem) => status === 'solved',
  'handed-over': ({ status }: Problem) => status === 'handed-over',
} as const;

/** Topics of which more problems have come so far than before. A case that lost its oldest problems has no fewer for it. */
function newOf(before: readonly Problem[], after: readonly Problem[], kind: keyof typeof STAGES): readonly Happened[] {
  const topics = [...new Set(after.map(({ topic }) => topic))];
  const count = (problems: readonly Problem[], code: string): number =>
    problems.filter((problem) => problem.topic === code && STAGES[kind](problem)).length;
  return topics.flatMap((code) => Array.from({ length: Math.max(0, count(after, code) - count(before, code)) }, () => ({ kind, code })));
}

const OUTCOMES: Readonly<Partial<Record<Problem['fixes'][string], (typeof FIX_KINDS)[number]>>> = {
  offered: 'given',
  worked: 'worked',
  failed: 'failed',
};

function outcomes(before: readonly Problem[], after: readonly Problem[]): readonly Happened[] {
  return after.flatMap(({ topic, fixes }) => {
    const known = before.find((problem) => problem.topic === topic)?.fixes ?? {};
    return Object.entries(fixes).flatMap(([code, outcome]) => {
      const kind = known[code] === outcome ? undefined : OUTCOMES[outcome];
      return kind === undefined ? [] : [{ kind, code }];
    });
  });
}
