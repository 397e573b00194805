/** What a code can mean here: its identity is the code together with where it appears. */
import type { Entry, Pack } from '../knowledge/pack.ts';
import { type CaseFile, MOST, type Problem } from './case-file.ts';
import { codeFamilies, familiesOf } from './code-families.ts';
import { known, setFact } from './facts.ts';
import { updateProblem } from './talk.ts';
import { holds, type Known } from './when.ts';

type CodeIndex = { readonly exact: ReadonlyMap<string, readonly Entry[]>; readonly families: readonly Entry[] };

const indexes = new WeakMap<Pack, CodeIndex>();

function codeIndex(pack: Pack): CodeIndex {
  const ready = indexes.get(pack);
  if (ready !== undefined) return ready;
  const index = new Map<string, Entry[]>();
  for (const entry of pack.entries.values()) {
    if (entry.code !== undefined) index.set(entry.code, [...(index.get(entry.code) ?? []), entry]);
  }
  const built = { exact: index, families: codeFamilies(pack) };
  indexes.set(pack, built);
  return built;
}

/** The entries of exactly this code, or of the family it belongs to. */
export function entriesOf(pack: Pack, code: string): readonly Entry[] {
  const { exact, families } = codeIndex(pack);
  return exact.get(code) ?? familiesOf(families, code);
}

/** All meanings of exactly this code that what is known does not rule out. */
export function meaningsOf(pack: Pack, code: string, facts: Known): readonly Entry[] {
  return entriesOf(pack, code).filter((entry) => holds(entry.when, facts) !== 'no');
}

/** Whether the pack has this code at all, in any meaning. */
export function isCode(pack: Pack, code: string): boolean {
  return entriesOf(pack, code).length > 0;
}

/** The one question that tells the meanings of a code apart, with the values that are possible. */
export function separatingQuestion(
  pack: Pack,
  problem: Problem,
  facts: Known,
): { readonly slot: string; readonly values: readonly string[]; readonly code: string } | undefined {
  for (const code of problem.codes) {
    const meanings = meaningsOf(pack, code, facts);
    if (meanings.length < 2) continue;
    const slots = new Set(meanings.flatMap((m) => Object.keys(m.when)));
    const asked = [...slots]
      .filter((slot) => facts[slot] === undefined && !problem.unsure.includes(slot) && pack.slots.get(slot)?.question !== undefined)
      .map((slot) => ({ slot, code, values: [...new Set(meanings.flatMap((m) => m.when[slot] ?? []))] }))
      .filter(({ values }) => values.length > 1);
    const best = asked.sort((a, b) => a.values.length - b.values.length)[0];
    if (best !== undefined) return best;
  }
  return undefined;
}

/** Facts that all these meanings share: told by the code whichever of them is meant. */
function shared(entries: readonly Entry[]): Readonly<Record<string, string>> {
  const [first, ...others] = entries.map((e) => ({ ...e.sets, ...e.when }));
  return Object.fromEntries(Object.entries(first ?? {}).filter(([slot, value]) => others.every((o) => o[slot] === value)));
}

/** A topic that was only taken from the evidence follows it when one meaning is left. */
function suggestedTopic(pack: Pack, problem: Problem, entries: readonly Entry[]): { topic?: string } {
  const topics = new Set(entries.map((e) => e.topic));
  const [topic] = topics;
  return topic !== undefined && topics.size === 1 && problem.confidence < pack.manifest.settings.act ? { topic } : {};
}

/** Brings a problem's meanings in line with what is known, and learns what they tell for sure. */
export function settleMeanings(pack: Pack, before: CaseFile, at: number): CaseFile {
  const problem = before.problems[before.current];
  if (problem === undefined || (problem.codes.length === 0 && problem.entries.length === 0)) return before;
  const facts = known(before);
  const quoted = problem.entries
    .flatMap((id) => pack.entries.get(id) ?? [])
    .filter((e) => e.code === undefined || !problem.codes.includes(e.code));
  const groups = [...problem.codes.map((code) => meaningsOf(pack, code, facts)), quoted.filter((e) => holds(e.when, facts) !== 'no')];
  const entries = [...new Set(groups.flat())].slice(-MOST.entries);
  let file = updateProblem(before, { entries: entries.map((e) => e.id), ...suggestedTopic(pack, problem, entries) });
  for (const group of groups.filter((g) => g.length > 0)) {
    for (const [slot, value] of Object.entries(shared(group))) {
      if (file.facts[slot] === undefined) file = setFact(pack, file, slot, value, { from: 'concluded', at });
    }
  }
  return file;
}
