/** The beginning of a conversation, and its return from the store. */
import type { Pack } from '../knowledge/pack.ts';
import { CASE_VERSION, CaseFile, type Instant, type Open, type Problem } from './case-file.ts';
import { isValue, known } from './facts.ts';
import type { Context } from './heard.ts';

/** A new conversation. */
export function openCase(pack: Pack, locale: string, at: Instant): CaseFile {
  return {
    v: CASE_VERSION,
    pack: packVersion(pack),
    locale: pack.manifest.languages.find((l) => locale.toLowerCase().startsWith(l)) ?? pack.manifest.languages[0] ?? 'en',
    seq: 0,
    facts: {},
    problems: [],
    current: -1,
    consents: [],
    said: [],
    once: [],
    misheard: 0,
    mode: 'bot',
    updated: at,
  };
}

function packVersion(pack: Pack): string {
  return `${pack.manifest.id}@${pack.manifest.version}`;
}

/** Keeps of a stored case what this pack still knows: a release may have renamed or dropped anything. */
function prune(pack: Pack, file: CaseFile): CaseFile {
  const kept = file.problems.flatMap((problem, index) =>
    pack.topics.has(problem.topic) ? [{ index, problem: pruned(pack, problem) }] : [],
  );
  const { open: stored, ...rest } = file;
  return {
    ...rest,
    ...standing(file),
    ...(stored !== undefined && isStanding(pack, stored) ? { open: stored } : {}),
    pack: packVersion(pack),
    facts: Object.fromEntries(Object.entries(file.facts).filter(([slot, fact]) => isValue(pack, slot, fact.value))),
    problems: kept.map(({ problem }) => problem),
    current: kept.findIndex(({ index }) => index === file.current),
  };
}

function pruned(pack: Pack, { shown, latest, ...problem }: Problem): Problem {
  return {
    ...problem,
    entries: problem.entries.filter((id) => pack.entries.has(id)),
    ...(shown && { shown: Object.fromEntries(Object.entries(shown).filter(([id]) => pack.entries.has(id))) }),
    fixes: Object.fromEntries(Object.entries(problem.fixes).filter(([id]) => pack.fixes.has(id))),
    unsure: problem.unsure.filter((id) => pack.slots.has(id)),
    ...(latest && pack.fixes.has(latest.fix) && { latest }),
  };
}

/** Without a hand-over nobody leads and nobody comes. A case of before hand-overs were kept here waits since it was written last. */
function standing({ mode, handoff, updated }: CaseFile): Partial<CaseFile> {
  if (mode === 'bot' || handoff !== undefined) return {};
  return { mode: 'queued', handoff: { since: updated } };
}

/** Whether the open question is about something that still exists. */
function isStanding(pack: Pack, open: Open): boolean {
  if (open.about === undefined) return true;
  if (open.kind === 'slot') return pack.slots.has(open.about);
  if (open.kind === 'fix' || open.kind === 'consent') return pack.fixes.has(open.about);
  return open.kind !== 'guide' || pack.guides.has(open.about);
}

/** A case from the store. What no longer holds is dropped; what cannot be read at all begins anew; nothing throws. */
export function reviveCase(pack: Pack, stored: unknown, at: Instant): CaseFile {
  const read = CaseFile.safeParse(stored);
  if (read.success) return prune(pack, read.data);
  return salvage(pack, stored, at);
}

/** From a case of another version: each part that still reads as ours is kept. */
function salvage(pack: Pack, stored: unknown, at: Instant): CaseFile {
  let file = openCase(pack, 'en', at);
  if (typeof stored !== 'object' || stored === null) return file;
  for (const key of ['locale', 'facts', 'problems', 'current', 'once', 'mode', 'handoff', 'seq', 'consents', 'quiet'] as const) {
    const part = CaseFile.shape[key].safeParse((stored as Record<string, unknown>)[key]);
    if (part.success) file = { ...file, [key]: part.data };
  }
  return prune(pack, file);
}

/** What understanding may know of the conversation. */
export function contextOf(file: CaseFile): Context {
  const { open } = file;
  const facts = known(file);
  const language = file.locale;
  if (open === undefined) return { facts, language };
  const slot = open.kind === 'slot' && open.about !== undefined ? { slot: open.about } : {};
  return { facts, language, open: { kind: open.kind, ...slot, choices: open.choices.map((c) => c.label) } };
}
