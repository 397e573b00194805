/** A case file has a size. What has grown too large loses what will be missed least, and never what is at hand. */
import { CASE_BYTES, type CaseFile, type Problem } from './case-file.ts';

/** Characters of a case from which on what is done with goes; a character of some scripts has three bytes. */
const LARGE = CASE_BYTES / 2;
/** Characters from which on also what waits goes. */
const TOO_LARGE = (CASE_BYTES * 3) / 4;

/** What was done once and is remembered even then. */
const MEMORIES = 16;

type Loss = { readonly from: number; readonly of: (file: CaseFile) => CaseFile };

const LOSSES: readonly Loss[] = [
  { from: LARGE, of: (file) => withProblems(file, (problem) => problem.status === 'open' || problem.status === 'waiting') },
  { from: LARGE, of: (file) => ({ ...file, once: file.once.slice(-MEMORIES) }) },
  { from: TOO_LARGE, of: withoutQuotes },
  { from: TOO_LARGE, of: (file) => withProblems(file, () => false) },
  { from: TOO_LARGE, of: withoutSkipped },
];

/** The case as it may be kept: problems that are done go first, then old memories, the wording of what was quoted, other problems. */
export function shrink(file: CaseFile): CaseFile {
  // What has nothing to lose need not be measured, which means writing all of it.
  if (!hasToLose(file)) return file;
  let small = file;
  for (const { from, of } of LOSSES) {
    if (JSON.stringify(small).length <= from) return small;
    small = of(small);
  }
  return small;
}

function hasToLose({ problems, once }: CaseFile): boolean {
  const [only, ...others] = problems;
  if (others.length > 0 || once.length > MEMORIES) return true;
  return only?.shown !== undefined || Object.values(only?.fixes ?? {}).includes('skipped');
}

/** The problem at hand stays, whatever it is. */
function withProblems(file: CaseFile, stays: (problem: Problem) => boolean): CaseFile {
  const kept = file.problems.flatMap((problem, index) => (index === file.current || stays(problem) ? [{ problem, index }] : []));
  return { ...file, problems: kept.map(({ problem }) => problem), current: kept.findIndex(({ index }) => index === file.current) };
}

function withoutQuotes(file: CaseFile): CaseFile {
  return { ...file, problems: file.problems.map(({ shown: _, ...problem }) => problem) };
}

/** What was passed over may be offered once more. */
function withoutSkipped(file: CaseFile): CaseFile {
  const problems = file.problems.map((problem) => ({
    ...problem,
    fixes: Object.fromEntries(Object.entries(problem.fixes).filter(([, outcome]) => outcome !== 'skipped')),
  }));
  return { ...file, problems };
}
