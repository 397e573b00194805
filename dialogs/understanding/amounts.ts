/** Recognisers that any pack can use: rates, durations, versions; sizes are in sizes.ts. They keep what they read as text. */
import { matches } from './matches.ts';

/** Something read, and where it stands. */
export type Amount = { readonly value: string; readonly start: number; readonly end: number };

/** Digits, with a decimal point or comma. */
export const NUMBER = String.raw`(\d{1,6}(?:[.,]\d{1,3})?)`;
/** Digits as a number is written: "4,50" → "4.5". */
export const plainNumber = (digits: string): string => String(Number(digits.replace(',', '.')));

const RATES = new RegExp(
  String.raw`(?<![\d.,])${NUMBER}\s?(kbps|kbits?|mbps|mbits?|megabits?|mb|gbps|gbits?|gigabits?)(?:\s?(?:/|per )\s?(?:s|sec|second)\b|(?<=ps|its?)\b)`,
  'giu',
);
const SPEEDS = new RegExp(
  String.raw`(?:(?:up|down)(?:load)?(?: speed)?(?: is| of|:)?\s+${NUMBER}|(?<![\d.,])${NUMBER}\s?(?:up|down)\b)`,
  'giu',
);

/** A speed that is all that is said: "upload 0.8". */
const ONLY_SPEED = /^\W*(?:my |the )?(?:up|down)load(?: speed)?(?: is| of|:)?\s+\d{1,4}(?:[.,]\d{1,2})?\W*$/i;

/** "0.8 mbps" → "0.8 Mbit/s". "upload 0.8", "300 down" only where a speed is spoken of, or `asked`; then also a bare number. */
export function ratesIn(text: string, asked: boolean): Amount[] {
  const rates = matches(text, RATES).map((match) => ({
    value: rateText(match[1] as string, match[2] as string, match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
  if (rates.length > 0 || !(asked || /\bspeed\s?test|\bspeed\b|\bmbps\b/i.test(text) || ONLY_SPEED.test(text))) return rates;
  const speeds = matches(text, SPEEDS).map((match) => ({
    value: `${plainNumber((match[1] ?? match[2]) as string)} Mbit/s`,
    start: match.index,
    end: match.index + match[0].length,
  }));
  return speeds.length > 0 || !asked ? speeds : bareNumber(text, 'Mbit/s');
}

/** "MB/s" with a capital B is megabytes; whoever writes small letters means megabits. */
function rateText(digits: string, unit: string, whole: string): string {
  const prefix = unit.charAt(0).toLowerCase();
  const megabytes = /^MB$/.test(unit) && /\//.test(whole);
  return `${plainNumber(digits)} ${prefix === 'm' ? 'M' : prefix === 'g' ? 'G' : 'k'}${megabytes ? 'B' : 'bit'}/s`;
}

/** The only number of a short answer, with the unit that was asked for. */
export function bareNumber(text: string, unit: string): Amount[] {
  const numbers = [...text.slice(0, 100).matchAll(/\d{1,6}(?:[.,]\d{1,3})?/g)];
  const only = numbers[0];
  return numbers.length === 1 && only
    ? [{ value: `${plainNumber(only[0])} ${unit}`, start: only.index, end: only.index + only[0].length }]
    : [];
}

const SPOKEN: Readonly<Record<string, string>> = {
  a: '1',
  an: '1',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
  twelve: '12',
  half: '0.5',
  '1/2': '0.5',
  couple: '2',
  few: '3',
};
const DURATIONS =
  /(?<![\d.,\p{L}])(\d{1,4}(?:[.,]\d{1,2})?(?: 1\/2)?(?=[ -]?\p{L})|(?:1\/2|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|half an?|couple(?: of)?|few)(?=[ -]))[ -]?(and a half )?(min|mins|minutes?|h|hrs?|hours?|d|days?|weeks?|wks?|months?)(?![\p{L}\p{N}])/giu;
const BEFORE_DURATION =
  /(?:\b(?:for|over|after|been|about|around|already|than|in|since|took|taking|last|past|now|nearly|almost|like|stuck|solid|approximately|roughly|a|of|the)\b|[,:–-]|^)\s*$/i;

const GOING_ON = /^\s*(?:now|already|straight|in a row|and counting)\b/i;

/** "6 hours", "for over 2 days", "half an hour" → "6 h", "2 d", "0.5 h". "3 days ago" and "every 2 hours" are none. */
export function durationsIn(text: string, asked: boolean): Amount[] {
  return matches(text, DURATIONS).flatMap((match) => {
    const before = text.slice(Math.max(0, match.index - 24), match.index);
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 14);
    if (/^\s*(?:ago|old|later|left|remaining|to go)/i.test(after) || /\b(?:every|each)\s*$/i.test(before)) return [];
    if (!asked && !BEFORE_DURATION.test(before) && !GOING_ON.test(after)) return [];
    const [whole, amount = '', andHalf, unit = ''] = match;
    return [{ value: durationText(amount, andHalf !== undefined, unit), start: match.index, end: match.index + whole.length }];
  });
}

function durationText(amount: string, andHalf: boolean, unit: string): string {
  const word = amount.toLowerCase().split(' ')[0] as string;
  const half = andHalf || amount.endsWith(' 1/2') ? 0.5 : 0;
  const value = Number((SPOKEN[word] ?? word).replace(',', '.')) + half;
  const low = unit.toLowerCase();
  if (low.startsWith('mo')) return `${value * 30} d`;
  if (low.startsWith('w')) return `${value * 7} d`;
  return `${value} ${low.startsWith('m') ? 'min' : low.startsWith('h') ? 'h' : 'd'}`;
}

const AFTER_PREFIX =
  /^[\s:]*(?:version\s*|ver\.?\s*|v\.?\s*)?(\d{1,3}(?:[._]\d{1,3}){0,3})(?![\d%]|\s?(?:gb|mb|tb|%|phones?|times|hours?|days?|mins?)\b)/i;

/** The version right after a name that ends at `end`: "17.4" of "NAME 17.4", also of "NAME17_4". */
export function versionAfter(text: string, end: number): Amount | undefined {
  const match = AFTER_PREFIX.exec(text.slice(end, end + 40));
  if (!match) return;
  const value = (match[1] as string).replaceAll('_', '.');
  return { value, start: end, end: end + match[0].length };
}

/** A version that is all that is said: "17.2", "v16.4". */
const ONLY_VERSION = /^\s*(?:version\s+|v\.?\s*)?(\d{1,2}\.\d{1,2})\s*[.!]?\s*$/i;

/** A version standing alone: with two dots always ("17.4.1"), with fewer only when `asked`. */
export function bareVersion(text: string, asked: boolean): Amount | undefined {
  const only = ONLY_VERSION.exec(text);
  if (only) return { value: only[1] as string, start: 0, end: text.length };
  const match = (asked ? /(?<![\d.])\d{1,3}(?:\.\d{1,3}){0,3}(?![\d.]*\d|%)/ : /(?<![\d.])\d{1,2}\.\d{1,2}\.\d{1,2}(?![\d.]*\d)/).exec(
    text.slice(0, 2000),
  );
  return match ? { value: match[0], start: match.index, end: match.index + match[0].length } : undefined;
}
