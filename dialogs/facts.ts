/** What is known, and how one fact brings or drops others. */
import type { Pack, Slot } from '../knowledge/pack.ts';
import type { CaseFile, Fact, Instant } from './case-file.ts';
import { polesOf } from './poles.ts';
import type { Known } from './when.ts';

/** Facts never change, so what was read from them once is read for good: a turn asks for it dozens of times. */
const read = new WeakMap<CaseFile['facts'], Known>();

/** The facts without their history. */
export function known({ facts }: CaseFile): Known {
  const before = read.get(facts);
  if (before !== undefined) return before;
  const values = Object.fromEntries(Object.entries(facts).map(([slot, fact]) => [slot, fact.value]));
  read.set(facts, values);
  return values;
}

function impliedBy(pack: Pack, slot: string, value: string): Readonly<Record<string, string>> {
  return pack.slots.get(slot)?.values.find((v) => v.id === value)?.implies ?? {};
}

/** Drops a fact and all that was concluded from it. */
export function forget(file: CaseFile, slot: string): CaseFile {
  const gone = new Set([slot]);
  for (let grew = true; grew; ) {
    const dependents = Object.entries(file.facts).filter(([s, f]) => !gone.has(s) && f.because?.some((b) => gone.has(b)) === true);
    grew = dependents.length > 0;
    for (const [dependent] of dependents) gone.add(dependent);
  }
  return { ...file, facts: Object.fromEntries(Object.entries(file.facts).filter(([s]) => !gone.has(s))) };
}

/** What was wrong is no more once something helped: what a check found amiss is forgotten, and may be asked anew. */
export function forgetAmiss(pack: Pack, file: CaseFile): CaseFile {
  let well = file;
  for (const [slot, check] of pack.checks) {
    const amiss = polesOf(check)?.ill;
    if (amiss === undefined || well.facts[slot]?.value !== amiss) continue;
    // What says so by its own meaning ("the disk of the computer is the full one") goes with it.
    const telling = Object.entries(well.facts).filter(([other, { value }]) => impliedBy(pack, other, value)[slot] === amiss);
    for (const gone of [...telling.map(([other]) => other), slot]) well = forget(well, gone);
  }
  return well;
}

/** Whether a value can be true beside what is known: what it implies is not denied. */
export function isPossible(pack: Pack, facts: Known, slot: string, value: string): boolean {
  return Object.entries(impliedBy(pack, slot, value)).every(([s, v]) => (facts[s] ?? v) === v);
}

/** Facts whose own meaning says otherwise than `slot=value`: a model when the device turns out to be of another make. */
function contradicting(pack: Pack, file: CaseFile, slot: string, value: string): string[] {
  return Object.entries(file.facts)
    .filter(([s, fact]) => s !== slot && (impliedBy(pack, s, fact.value)[slot] ?? value) !== value)
    .map(([s]) => s);
}

type Learning = { readonly from: Fact['from']; readonly at: Instant; readonly because?: readonly string[] };

function write(file: CaseFile, slot: string, value: string, how: Learning): CaseFile {
  const fact: Fact = {
    value: value.slice(0, 120),
    from: how.from,
    ...(how.because ? { because: [...how.because].slice(0, 4) } : {}),
    seq: file.seq + 1,
    at: how.at,
  };
  return { ...file, seq: file.seq + 1, facts: { ...file.facts, [slot]: fact } };
}

/** Sets a fact: what contradicts it goes, what rested on another value goes, and what follows from it comes. */
export function setFact(pack: Pack, before: CaseFile, slot: string, value: string, how: Learning): CaseFile {
  if (!isValue(pack, slot, value)) return before;
  const old = before.facts[slot];
  if (old?.value === value) return how.from === 'concluded' ? before : write(before, slot, value, how);
  let file = old === undefined ? before : forget(before, slot);
  for (const other of contradicting(pack, file, slot, value)) file = forget(file, other);
  file = write(file, slot, value, how);
  for (const [implied, impliedValue] of Object.entries(impliedBy(pack, slot, value))) {
    file = setFact(pack, file, implied, impliedValue, { from: 'concluded', at: how.at, because: [slot] });
  }
  return file;
}

/** How the recognisers write what they read: a button may claim anything, and only this is kept. */
const WRITTEN: Readonly<Record<Exclude<Slot['kind'], 'choice'>, RegExp>> = {
  version: /^\d{1,4}(?:\.\d{1,4}){0,3}$/,
  size: /^\d{1,7}(?:\.\d{1,3})? [KMGT]B$/,
  rate: /^\d{1,7}(?:\.\d{1,3})? [kMG](?:bit|B)\/s$/,
  duration: /^\d{1,6}(?:\.\d{1,3})? (?:min|h|d)$/,
};

/** Whether the pack has this slot, and the slot can have this value. */
export function isValue(pack: Pack, slot: string, value: string): boolean {
  const declared = pack.slots.get(slot);
  if (declared === undefined) return false;
  return declared.kind === 'choice' ? declared.values.some(({ id }) => id === value) : WRITTEN[declared.kind].test(value);
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Forgets what was answered so long ago that it may have changed, as the pack says for each slot. */
export function forgetStale(pack: Pack, file: CaseFile, at: Instant): CaseFile {
  let fresh = file;
  for (const [slot, fact] of Object.entries(file.facts)) {
    const keeps = pack.slots.get(slot)?.keeps;
    if (keeps === undefined) continue;
    const span = Number(keeps.slice(0, -1)) * (UNITS[keeps.slice(-1)] ?? 0);
    if (at - fact.at > span) fresh = forget(fresh, slot);
  }
  return fresh;
}

/** The slot learnt last by asking or telling, if any: what "back" takes back. */
export function newestFact(file: CaseFile): string | undefined {
  const told = Object.entries(file.facts).filter(([, fact]) => fact.from !== 'concluded');
  return told.sort(([, a], [, b]) => b.seq - a.seq)[0]?.[0];
}
