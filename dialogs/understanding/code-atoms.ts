/** The text as error codes are looked for in it: words, numbers and marks one by one. */
import { CUES, NUMBER_WORDS } from './lexicon/code-words.ts';

export type Atom = {
  readonly text: string;
  readonly low: string;
  readonly start: number;
  readonly end: number;
  /** Whether space, or the beginning, is before it. */
  readonly apart: boolean;
  /** The digits that it stands for, once O is read as 0 and l as 1; undefined for words and marks. */
  readonly digits: string | undefined;
  /** Letters had to be read as digits. */
  readonly guessed: boolean;
};

const ATOM = /0x ?[0-9a-fo]{4,10}\b|ox[0-9a-fo]{6,10}\b|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/giu;
const GLUED = /^([a-z_]+)(\d{1,6})$/i;
const MIXED = /^[0-9OoIl]{2,6}$/;

/** Atoms of a text, at most `most`. "error4013" comes as two. */
export function atomsOf(text: string, most: number): Atom[] {
  const atoms: Atom[] = [];
  let end = -1;
  for (const match of text.matchAll(ATOM)) {
    if (atoms.length >= most) break;
    const start = match.index;
    const apart = start !== end;
    end = start + match[0].length;
    atoms.push(...(gluedAtoms(match[0], start, apart) ?? [atom(match[0], start, apart)]));
  }
  return atoms;
}

function gluedAtoms(text: string, start: number, apart: boolean): readonly Atom[] | undefined {
  const [, cue = '', number = ''] = GLUED.exec(text) ?? [];
  return CUES.test(cue) ? [atom(cue, start, apart), atom(number, start + cue.length, true)] : undefined;
}

function atom(text: string, start: number, apart: boolean): Atom {
  const plain = /^\d+$/.test(text);
  const mixed = !plain && MIXED.test(text) && /\d/.test(text);
  const digits = plain ? text : mixed ? text.replace(/[Oo]/g, '0').replace(/[Il]/g, '1') : undefined;
  return { text, low: text.toLowerCase(), start, end: start + text.length, apart, digits, guessed: mixed };
}

/** Number words from `from` on, as digits: "four zero one three", "forty thirteen", "four thousand and thirteen" are 4013. */
export function spokenNumber(atoms: readonly Atom[], from: number): { readonly digits: string; readonly next: number } | undefined {
  if (isPerHundred(atoms, from)) return;
  const groups: number[] = [];
  let next = from;
  for (; next < Math.min(atoms.length, from + 10); next++) {
    const word = (atoms[next] as Atom).low;
    const value = numberWord(word);
    if (value !== undefined) addWord(groups, value);
    else if (!links(word, groups)) break;
  }
  if (groups.length === 0) return;
  const whole = groups.some((group) => group >= 100);
  const digits = whole ? String(groups.reduce((sum, group) => sum + group, 0)) : groups.join('');
  return digits.length > 6 ? undefined : { digits, next };
}

/** The hundred of the Spanish "per cent" is no number. */
function isPerHundred(atoms: readonly Atom[], at: number): boolean {
  return atoms[at - 1]?.low === 'por' && /^cien(?:to)?$/.test(atoms[at]?.low ?? '');
}

/** "four thousand AND thirteen", "forty-thirteen". */
function links(word: string, groups: readonly number[]): boolean {
  const ten = (groups.at(-1) ?? 0) >= 30 && word === 'y';
  return ten || (word === 'and' && groups.some((group) => group >= 100)) || (word === '-' && groups.length > 0);
}

const LONGEST_NUMBER = 60;

/** The value of one number word, also of those that German writes as one: "viertausenddreizehn", "dreiundzwanzig". */
export function numberWord(word: string): number | undefined {
  return NUMBER_WORDS.get(word) ?? (word.length <= LONGEST_NUMBER ? compound(word) : undefined);
}

function compound(word: string): number | undefined {
  const [, times = '', size, rest = ''] = /^(.*?)(tausend|hundert)(?:und)?(.*)$/.exec(word) ?? [];
  return size === undefined ? tensAndOnes(word) : multiplied(times, NUMBER_WORDS.get(size) as number, rest);
}

function multiplied(times: string, size: number, rest: string): number | undefined {
  const head = times === '' ? 1 : numberWord(times);
  const tail = rest === '' ? 0 : numberWord(rest);
  return head === undefined || tail === undefined ? undefined : head * size + tail;
}

function tensAndOnes(word: string): number | undefined {
  const [, one = '', ten = ''] = /^(.+?)und(.+)$/.exec(word) ?? [];
  const [low, high] = [one === 'ein' ? 1 : NUMBER_WORDS.get(one), NUMBER_WORDS.get(ten)];
  if (low === undefined || high === undefined) return;
  return low < 10 && high >= 20 && high % 10 === 0 ? high + low : undefined;
}

function addWord(groups: number[], value: number): void {
  const last = groups.at(-1);
  const joins = last !== undefined && last >= 20 && last < 100 && last % 10 === 0 && value > 0 && value < 10;
  if (value >= 100) groups.splice(-1, 1, (last ?? 1) * value);
  else if (joins) groups.splice(-1, 1, last + value);
  else groups.push(value);
}
