/** Numbers written in words, where an amount is read: "about two hundred gigs", "zweihundert Gigabyte", "doscientos gigas". */
import { HALVES, LARGE_NUMBERS, SMALL_NUMBERS } from './lexicon/number-words.ts';
import { matches } from './matches.ts';

const alone = [...SMALL_NUMBERS.keys(), ...LARGE_NUMBERS.keys(), ...HALVES.keys()];
/** German writes its numbers in one word: "hundertzwanzig". */
const TOKENS = [...SMALL_NUMBERS.keys(), ...LARGE_NUMBERS.keys()].sort(longestFirst);
const COMPOUND = `(?:${TOKENS.join('|')})(?:(?:und)?(?:${TOKENS.join('|')})){1,5}`;
const WORD = `(?:${[COMPOUND, ...alone.sort(longestFirst)].join('|')})`;
const NUMBER_WORDS = new RegExp(
  String.raw`(?<![\p{L}\d])(?:a )?${WORD}(?:(?:[\s-]+(?:and |y |und )?(?:a )?)${WORD})*(?:(?<=couple) of)?(?: an?)?(?!\s+of\s+(?:my|the|it|all|them)\b)(?![\p{L}\d])`,
  'giu',
);

function longestFirst(a: string, b: string): number {
  return b.length - a.length;
}

/** Longer texts tell a story, or are logs; looking through them costs more than it brings. */
const LONGEST = 600;

/** Words that are amounts; in "in one go" there is none. */
const UNIT = /(?<!\p{L})(?:[gmt]b|gigs?|gigas?|megs?|megas?|teras?|(?:giga|mega|tera)bytes?)(?!\p{L})/iu;

/** The text with numbers in digits instead of words; every place in it stays the same, the digits stand where the words ended. */
export function withDigits(text: string): string {
  if (text.length > LONGEST || !UNIT.test(text)) return text;
  return matches(text, NUMBER_WORDS).reduceRight((rest, match) => {
    const value = numberIn(match[0]);
    if (value === undefined) return rest;
    const digits = String(value).padStart(match[0].length);
    return digits.length > match[0].length ? rest : rest.slice(0, match.index) + digits + rest.slice(match.index + match[0].length);
  }, text);
}

/** What the words say; undefined when none of them is a number. */
function numberIn(said: string): number | undefined {
  const words = said
    .toLowerCase()
    .split(/[\s-]+/)
    .filter((word) => word !== '');
  const parts = words.flatMap((word) => partsOf(word) ?? []);
  return parts.length === 0 ? undefined : sum(parts);
}

function partsOf(word: string): readonly string[] | undefined {
  if (isNumber(word)) return [word];
  if (LINKS.has(word)) return undefined;
  const parts: string[] = [];
  for (let rest = word; rest !== ''; ) {
    const part = ['und', ...TOKENS].find((one) => rest.startsWith(one));
    if (part === undefined) return undefined;
    if (part !== 'und') parts.push(part);
    rest = rest.slice(part.length);
  }
  return parts;
}

const LINKS: ReadonlySet<string> = new Set(['a', 'an', 'and', 'of', 'y', 'und']);

function isNumber(word: string): boolean {
  return SMALL_NUMBERS.has(word) || LARGE_NUMBERS.has(word) || HALVES.has(word);
}

/** "Two hundred and fifty": what multiplies takes what stands before, the rest is added. */
function sum(parts: readonly string[]): number {
  let total = 0;
  for (const part of parts) {
    const large = LARGE_NUMBERS.get(part);
    if (large !== undefined) total = Math.max(1, total) * large;
    else total = added(total, part, parts.length);
  }
  return total;
}

/** "Ein halbes" is a half, "one and a half" more than one. */
function added(total: number, part: string, parts: number): number {
  const half = HALVES.get(part);
  if (half === undefined) return total + (SMALL_NUMBERS.get(part) ?? 0);
  return parts === 2 && total === 1 && part.startsWith('halb') ? half : total + half;
}
