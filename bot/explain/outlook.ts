/** How the plan sees a problem before anybody was asked: its likeliest causes, and the fixes in the order in which it would try them. */
import { believe } from '../../dialogs/beliefs.ts';
import type { Problem } from '../../dialogs/case-file.ts';
import { known, setFact } from '../../dialogs/facts.ts';
import { fill, labelOf } from '../../dialogs/fill.ts';
import { openCase } from '../../dialogs/open-case.ts';
import { nextStep } from '../../dialogs/plan.ts';
import type { Known } from '../../dialogs/when.ts';
import type { Fix, Pack, When } from '../../knowledge/pack.ts';

const CAUSES = 5;
const FIXES = 8;
/** Causes below this chance are not worth a line. */
const WORTH_SAYING = 0.02;

/** The facts with all that follows from them. */
export function factsFrom(pack: Pack, given: Readonly<Record<string, string>>): Known {
  let file = openCase(pack, 'en', 0);
  for (const [slot, value] of Object.entries(given)) file = setFact(pack, file, slot, value, { from: 'volunteered', at: 0 });
  return known(file);
}

/** A problem that was just told. */
export function freshProblem(topic: string, entries: readonly string[]): Problem {
  return { topic, confidence: 1, codes: [], entries: [...entries], fixes: {}, unsure: [], status: 'open' };
}

/** "34 %  the cable or the port loses the connection" */
export function likelyCauses(pack: Pack, problem: Problem, facts: Known): string[] {
  const sorted = [...believe(pack, problem, facts)].filter(([, p]) => p >= WORTH_SAYING).sort((a, b) => b[1] - a[1]);
  return sorted.slice(0, CAUSES).map(([id, p]) => `${percent(p)}  ${fill(pack, pack.causes.get(id)?.title ?? id, facts)} (${id})`);
}

/** Fixes in the plan's order, each as if those before it had failed. */
export function fixesInOrder(pack: Pack, problem: Problem, facts: Known): string[] {
  const lines: string[] = [];
  let now = problem;
  for (let i = 0; i < FIXES; i += 1) {
    const step = nextStep(pack, now, facts, { skipTriage: true, persist: false });
    const fix = step.kind === 'fix' ? pack.fixes.get(step.fix) : undefined;
    if (step.kind !== 'fix' || fix === undefined) return [...lines, ending(pack, step.kind === 'dead-end' ? step.cause : undefined, facts)];
    lines.push(fixLine(pack, fix, step.works, facts));
    now = { ...now, fixes: { ...now.fixes, [fix.id]: 'failed' } };
  }
  return lines;
}

function ending(pack: Pack, cause: string | undefined, facts: Known): string {
  const end = pack.causes.get(cause ?? '')?.dead_end;
  return end === undefined ? 'then a person takes over' : fill(pack, end, facts);
}

function fixLine(pack: Pack, fix: Fix, works: number, facts: Known): string {
  const risk = fix.risk === 'safe' ? '' : `, ${fix.risk}`;
  return `${fill(pack, fix.title, facts)} (${fix.id}): helps in ${percent(works)}, ${fix.minutes} min${risk}`;
}

/** The question that the plan would ask first, if any. */
export function firstQuestion(pack: Pack, problem: Problem, facts: Known): string[] {
  const step = nextStep(pack, problem, facts, { skipTriage: false, persist: false });
  return step.kind === 'check' ? [pack.slots.get(step.slot)?.title ?? step.slot] : [];
}

/** A probability as people read it: "34 %". */
export function percent(p: number): string {
  return `${Math.round(p * 100)} %`;
}

/** A condition in words: "Colour: red or blue; Version: from 17". */
export function whenInWords(pack: Pack, when: When): string {
  return Object.entries(when)
    .map(([slot, wanted]) => `${pack.slots.get(slot)?.title ?? slot}: ${wantedInWords(pack, slot, wanted)}`)
    .join('; ');
}

function wantedInWords(pack: Pack, slot: string, wanted: When[string]): string {
  if (typeof wanted === 'string') return labelOf(pack, slot, wanted);
  if (Array.isArray(wanted)) return wanted.map((value) => labelOf(pack, slot, value)).join(' or ');
  return [wanted.from === undefined ? '' : `from ${wanted.from}`, wanted.below === undefined ? '' : `below ${wanted.below}`]
    .join(' ')
    .trim();
}
