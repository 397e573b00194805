/** The pack's codes: which are known exactly, which are one slip away, and what each means. */
import type { Entry, Pack } from '../../knowledge/pack.ts';
import { codeFamilies, familiesOf } from '../code-families.ts';
import type { HeardCode } from '../heard.ts';
import { swapsAndEdits } from './spelling.ts';

export type KnownCodes = {
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  /** Entries that stand for a family of numbers. */
  readonly families: readonly Entry[];
  /** Codes with letters by their letters and digits alone. */
  readonly named: ReadonlyMap<string, string>;
};

export function knownCodes(pack: Pack): KnownCodes {
  const entries = new Map<string, Entry[]>();
  for (const entry of pack.entries.values()) {
    if (entry.code !== undefined) entries.set(entry.code, [...(entries.get(entry.code) ?? []), entry]);
  }
  const named = [...entries.keys()].filter((code) => /[A-Z]/.test(code));
  return { entries, families: codeFamilies(pack), named: new Map(named.map((code) => [squeezedCode(code), code])) };
}

/** Letters and digits only; a hexadecimal code also goes by without its "0x". */
function squeezedCode(code: string): string {
  return code
    .replace(/^0x/, '')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase();
}

/** Facts as slot → value: those said in this message weigh more than those known before. */
export type KnownFacts = { readonly said: Readonly<Record<string, string>>; readonly before: Readonly<Record<string, string>> };

/** Shorter codes are too near to each other for "did you mean". */
const NEAR_FROM = 4;
const SUGGESTED = 3;

/** What a code as written is to the pack. Equal codes match; unequal ones only ever suggest. */
export function heardCode(codes: KnownCodes, code: string, facts: KnownFacts): HeardCode {
  const entries = codes.entries.get(code);
  if (entries) return { code, status: 'known', meanings: fitting(entries, facts).map((entry) => entry.id), suggestions: [] };
  const suggestions =
    code.length < NEAR_FROM
      ? []
      : [...codes.entries.keys()]
          .filter((known) => isNear(code, known) && !codes.families.some((family) => family.code === known))
          .sort()
          .slice(0, SUGGESTED);
  if (suggestions.length > 0) return { code, status: 'near', meanings: [], suggestions };
  const family = fitting(familiesOf(codes.families, code), facts);
  return { code, status: family.length > 0 ? 'known' : 'unknown', meanings: family.map((entry) => entry.id), suggestions };
}

function isNear(code: string, known: string): boolean {
  return known.length >= NEAR_FROM && Math.abs(known.length - code.length) <= 1 && swapsAndEdits(code, known) === 1;
}

/** Meanings that do not contradict what is known; when everything contradicts, what was said is doubted before the code is. */
function fitting(entries: readonly Entry[], facts: KnownFacts): readonly Entry[] {
  const bySaid = entries.filter((entry) => agrees(entry, facts.said));
  const left = bySaid.length > 0 ? bySaid : entries;
  const byAll = left.filter((entry) => agrees(entry, { ...facts.before, ...facts.said }));
  return byAll.length > 0 ? byAll : left;
}

function agrees(entry: Entry, facts: Readonly<Record<string, string>>): boolean {
  return Object.entries(entry.when).every(([slot, value]) => facts[slot] === undefined || facts[slot] === value);
}
