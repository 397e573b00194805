/**
 * Error codes in a message, as written and normalised. A code is read only where a cue, a list, the pack or an otherwise
 * empty message says that it is one: versions, models, sizes, years, percentages, times and phone numbers are not codes.
 */
import { type Atom, atomsOf, numberWord, spokenNumber } from './code-atoms.ts';
import { CODE_JOINERS, CUES, FILLERS, HINTS, NOT_AFTER, OTHER_CODES, UNITS } from './lexicon/code-words.ts';

export type FoundCode = { readonly code: string; readonly start: number; readonly end: number };

export type CodeOptions = {
  /** Whether the pack has a code of exactly this form. */
  readonly isKnown: (code: string) => boolean;
  /** The form in which the pack has a code with letters, or undefined: "dfdferh01" → "DF-DFERH-01". */
  readonly named: (squeezed: string) => string | undefined;
  /** Places in the text that are read as something else already: models, versions, sizes. */
  readonly taken: readonly { readonly start: number; readonly end: number }[];
  /** Nothing is asked, or what the screen shows: then even a message without any cue may be a code. */
  readonly asked: boolean;
  /** Another question is open, to which a short number may be the answer. */
  readonly otherOpen: boolean;
};

const MOST_ATOMS = 6_000;
const MOST_CODES = 24;
const WORTH_A_LOOK = /\d|error|err\b|code|fehler|erreur|c[oó]digo/i;

/** Codes in the order in which they stand, each once. */
export function errorCodes(text: string, options: CodeOptions): FoundCode[] {
  if (!options.asked && !WORTH_A_LOOK.test(text)) return [];
  const atoms = atomsOf(text, MOST_ATOMS);
  const found: FoundCode[] = [];
  const reading: ReadingState = { atoms, options, alone: isAlone(atoms), lastCode: -10, cued: false };
  for (let i = 0; i < atoms.length && found.length < MOST_CODES; ) {
    const code = codeAt(reading, i);
    if (code) note(reading, found, i, code);
    i = code ? code.next : i + 1;
  }
  return found;
}

function note(reading: ReadingState, found: FoundCode[], i: number, here: CodeHere): void {
  const { atoms } = reading;
  if (!found.some((f) => f.code === here.code)) {
    found.push({ code: here.code, start: (atoms[i] as Atom).start, end: (atoms[here.next - 1] as Atom).end });
  }
  reading.lastCode = here.next - 1;
  reading.cued = here.cued;
}

type ReadingState = {
  readonly atoms: readonly Atom[];
  readonly options: CodeOptions;
  /** The message is nothing but one number. */
  readonly alone: boolean;
  /** Atom of the code read last, and whether a cue carries on to its neighbours in a list. */
  lastCode: number;
  cued: boolean;
};

type CodeHere = { readonly code: string; readonly next: number; readonly cued: boolean };

function codeAt(reading: ReadingState, i: number): CodeHere | undefined {
  const at = reading.atoms[i] as Atom;
  if (reading.options.taken.some((span) => at.start < span.end && at.end > span.start)) return;
  return hexCode(at, i) ?? namedCode(reading, i) ?? numberCode(reading, i) ?? spokenCode(reading, i);
}

function hexCode(at: Atom, i: number): CodeHere | undefined {
  if (!/^[0o]x ?[0-9a-fo]{4,10}$/i.test(at.text)) return;
  return { code: `0x${at.text.slice(2).trim().toUpperCase().replaceAll('O', '0')}`, next: i + 1, cued: true };
}

/** Codes with letters: as the pack has them however they are spaced, or in capitals right after a cue. */
function namedCode(reading: ReadingState, i: number): CodeHere | undefined {
  let squeezed = '';
  for (let next = i; next < Math.min(reading.atoms.length, i + 6); next++) {
    const part = reading.atoms[next] as Atom;
    if (/^[\p{L}\p{N}_]+$/u.test(part.text)) squeezed += part.low.replaceAll('_', '');
    else if (part.text !== '-') return;
    if (!/\d/.test(squeezed) || !/[a-z]/.test(squeezed)) continue;
    const code = reading.options.named(squeezed);
    if (code) return { code, next: next + 1, cued: true };
  }
  return;
}

function numberCode(reading: ReadingState, i: number): CodeHere | undefined {
  const { atoms } = reading;
  const at = atoms[i] as Atom;
  if (at.digits === undefined || at.digits.length > 6 || isPartOfMore(atoms, i)) return;
  const minus = isMinus(atoms, i);
  const cue = cueAt(reading, minus ? i - 1 : i, i);
  const joined = cue ? joinedWithNext(reading, i) : undefined;
  if (joined) return joined;
  const code = (minus ? '-' : '') + (stripped(at.digits, reading.options) ?? at.digits);
  if (isAmount(atoms, i, cue) || !isBelieved(reading, i, { code, minus, cue })) return;
  return { code, next: i + 1, cued: cue };
}

/** Leading zeros go, unless the pack has them. */
function stripped(digits: string, options: CodeOptions): string | undefined {
  return options.isKnown(digits) ? digits : digits.replace(/^0+(?=\d)/, '');
}

const mark = (atom: Atom | undefined, marks: string): boolean => atom !== undefined && atom.text.length === 1 && marks.includes(atom.text);

/** "11.2", "9:41", "1,024", "555-1234", "12/05/2024", "$9". */
function isPartOfMore(atoms: readonly Atom[], i: number): boolean {
  const at = atoms[i] as Atom;
  const [before2, before, after, after2] = [atoms[i - 2], atoms[i - 1], atoms[i + 1], atoms[i + 2]];
  if (mark(before, '$€£~') && !at.apart) return true;
  if (isGlued(before2, before, at) && !(mark(before, ',') && isListComma(atoms, i))) return true;
  if (isGlued(at, after, after2) && !(mark(after, ',') && isListComma(atoms, i + 2))) return true;
  return isDate(atoms, i) || isClock(atoms, i) || isLongNumber(atoms, i) || (mark(after, '@') && after?.apart === false);
}

/** "At 1014 this morning". */
function isClock(atoms: readonly Atom[], i: number): boolean {
  const after = /^(?:this|last|today|tonight|yesterday|gmt|utc|local)$/.test(atoms[i + 1]?.low ?? '');
  return after && atoms[i - 1]?.low === 'at' && /^(?:[01]\d|2[0-3])[0-5]\d$/.test(atoms[i]?.text ?? '');
}

const PHONE_DIGITS = 8;
const GROUPS = 6;
/** Cards, accounts and devices are numbered by more groups than anybody lists codes without a word. */
const CARD_GROUPS = 4;
const CARD_DIGITS = 14;

/** "+1 555 010 4013", "0176 4013 3194", "4000 1234 4013 3194": groups of digits side by side that are one number. */
function isLongNumber(atoms: readonly Atom[], i: number): boolean {
  let first = i;
  while (i - first < GROUPS && atoms[first - 1]?.digits !== undefined) first--;
  const run = atoms.slice(first, first + GROUPS);
  const end = run.findIndex((atom) => atom.digits === undefined);
  const groups = end < 0 ? run : run.slice(0, end);
  const digits = groups.reduce((sum, group) => sum + (group.digits as string).length, 0);
  const isPhone = (mark(atoms[first - 1], '+') || /^0\d/.test(groups[0]?.text ?? '')) && first < i && digits >= PHONE_DIGITS;
  return isPhone || (groups.length >= CARD_GROUPS && digits >= CARD_DIGITS && !cueBefore(atoms, first));
}

/** Two numbers with a mark and no space between. */
function isGlued(first: Atom | undefined, between: Atom | undefined, second: Atom | undefined): boolean {
  const numbers = first?.digits !== undefined && second?.digits !== undefined;
  return numbers && mark(between, '.,:-') && between?.apart === false && !second.apart;
}

/** "9,14" is a list; "1,024" is a number. */
function isListComma(atoms: readonly Atom[], i: number): boolean {
  return (atoms[i]?.text.length ?? 0) !== 3 || (atoms[i - 2]?.text.length ?? 0) > 3;
}

/** "12/05/2024", "9/11/24", "24/7". */
function isDate(atoms: readonly Atom[], i: number): boolean {
  let first = i;
  while (i - first < 8 && mark(atoms[first - 1], '/') && atoms[first - 2]?.digits !== undefined) first -= 2;
  const run: string[] = [];
  for (let k = first; atoms[k]?.digits !== undefined && run.length < 5; k += 2) {
    run.push(atoms[k]?.digits as string);
    if (!mark(atoms[k + 1], '/')) break;
  }
  if (run.join('/') === '24/7') return true;
  return run.length === 3 && run.slice(0, 2).every((part) => part.length <= 2) && (isYear(run[2] as string) || !cueBefore(atoms, first));
}

/** "minus 36". */
function hasMinus(atoms: readonly Atom[], i: number): boolean {
  return /^(?:minus|negative|menos)$/.test(atoms[i - 1]?.low ?? '');
}

function isMinus(atoms: readonly Atom[], i: number): boolean {
  const before = atoms[i - 1];
  const earlier = atoms[i - 2];
  if (hasMinus(atoms, i)) return true;
  return (
    mark(before, '-−–') &&
    (atoms[i] as Atom).apart === false &&
    (before?.apart === true || mark(earlier, '(:=#/"') || earlier === undefined)
  );
}

/** A cue with nothing but fillers in between, before the number; right after it; or by a list that began with one. */
function cueAt(reading: ReadingState, before: number, i: number): boolean {
  const { atoms } = reading;
  if (cueBefore(atoms, before) || (reading.cued && isListed(reading, before))) return true;
  return cueAfter(atoms, i) && !namesProduct(atoms, i);
}

/** "windows 10 error": the number belongs to what is before it. */
function namesProduct(atoms: readonly Atom[], i: number): boolean {
  const linked = /^(?:is|was|=|:)$/.test(atoms[i - 1]?.low ?? '');
  const before = atoms[linked ? i - 2 : i - 1];
  return before !== undefined && NOT_AFTER.has(before.low);
}

function cueBefore(atoms: readonly Atom[], i: number): boolean {
  for (let k = i - 1; k >= Math.max(0, i - 7); k--) {
    const low = (atoms[k] as Atom).low;
    if (CUES.test(low)) return !isOtherCode(atoms, k);
    if (!FILLERS.has(low)) return false;
  }
  return false;
}

/** "verification code 1234" is not ours; "code" after "error" always is. */
function isOtherCode(atoms: readonly Atom[], cue: number): boolean {
  const before = [atoms[cue - 1]?.low ?? '', atoms[cue - 2]?.low ?? ''];
  return /^codes?$/.test((atoms[cue] as Atom).low) && before.some((word) => OTHER_CODES.has(word));
}

/** "3014 error", "2001 and 3002 errors"; "2 errors" and "2000 errors" only count them. */
function cueAfter(atoms: readonly Atom[], i: number): boolean {
  let k = i + 1;
  while (k < i + 8 && goesOn(atoms, k)) k++;
  const numbers = atoms.slice(i, k).filter((at) => at.digits !== undefined).length;
  const cue = atoms[k]?.low ?? '';
  if (!/^(?:errors?|err|fehler)$/.test(cue)) return false;
  const counted = cue === 'errors' || /^(?:messages|codes|screens|popups)$/.test(atoms[k + 1]?.low ?? '');
  return !counted || numbers > 1 || !isCount(atoms[i]?.digits ?? '');
}

/** Small or round: "2 errors", "2000 errors". */
function isCount(digits: string): boolean {
  return digits.length <= 2 || digits.endsWith('00');
}

/** Another number of the list, what joins it, or a closing mark. */
function goesOn(atoms: readonly Atom[], k: number): boolean {
  const at = atoms[k];
  if (at === undefined) return false;
  return at.digits !== undefined || mark(at, ')"\'”') || (CODE_JOINERS.has(at.low) && leadsToNumber(atoms, k));
}

function leadsToNumber(atoms: readonly Atom[], k: number): boolean {
  const next = atoms[k + 1];
  return next !== undefined && (next.digits !== undefined || (CODE_JOINERS.has(next.low) && atoms[k + 2]?.digits !== undefined));
}

function isListed(reading: ReadingState, i: number): boolean {
  if (reading.lastCode < 0 || i - reading.lastCode > 6) return false;
  return reading.atoms.slice(reading.lastCode + 1, i).every((at) => CODE_JOINERS.has(at.low) || FILLERS.has(at.low) || mark(at, '()'));
}

/** "err 40 13", "error 4 0 1 3": short numbers that together are a code of the pack, or were spelt digit by digit. */
function joinedWithNext(reading: ReadingState, i: number): CodeHere | undefined {
  const { atoms, options } = reading;
  let code = '';
  let best: CodeHere | undefined;
  let next = i;
  for (; next < i + 6 && (atoms[next]?.digits?.length ?? 9) <= 2; next++) {
    code += atoms[next]?.digits;
    if (next > i && code.length >= 4 && options.isKnown(code)) best = { code, next: next + 1, cued: true };
  }
  const spelt = next - i >= 3 && code.length === next - i;
  return best ?? (spelt ? { code, next, cued: true } : undefined);
}

function isAmount(atoms: readonly Atom[], i: number, cue: boolean): boolean {
  const after = atoms[i + 1];
  const unit = after !== undefined && UNITS.has(after.low);
  if (unit && !(cue && isSafeAfterCue(after.low))) return true;
  return !cue && (namesProduct(atoms, i) || (mark(atoms[i - 1], '#') && namesProduct(atoms, i - 1)));
}

/** After "error 14" these words begin something new: "error 14 phone is stuck", "error 9 of course". */
function isSafeAfterCue(word: string): boolean {
  return /^(?:phone|backup|time|app|cable|s|m|d|c|f|p|o|v|k|different|video|photos)$/.test(word);
}

/** Numbers from 1990 to 2035 are years unless something says otherwise. */
const isYear = (digits: string): boolean => /^(?:199\d|20[0-3]\d)$/.test(digits);

function isBelieved(reading: ReadingState, i: number, here: { code: string; minus: boolean; cue: boolean }): boolean {
  const { atoms, options } = reading;
  const at = atoms[i] as Atom;
  const digits = at.digits as string;
  const known = options.isKnown(here.code);
  if (here.cue) return isCode(reading, i, known);
  if (reading.alone) return options.otherOpen ? known && digits.length >= 3 : digits.length <= 5;
  if (at.guessed) return known && digits.length >= 4;
  if (here.minus) return isInBrackets(atoms, i) || (known && digits.length >= 2);
  return speaksForItself(reading, i, known);
}

/** Without any cue: by the list that it is in, by being a long code of the pack, or by what a screen is said to show. */
function speaksForItself(reading: ReadingState, i: number, known: boolean): boolean {
  const digits = (reading.atoms[i] as Atom).digits as string;
  if (isListed(reading, i) && isSibling(reading.atoms, i, known)) return true;
  if (known && (closesSentence(reading.atoms, i) || isStatus(reading.atoms, i))) return true;
  return !isYear(digits) && ((known && digits.length >= 4) || isHinted(reading, i, known));
}

/** In a list after a code, a number is a code if it is long, or known and joined by a stroke: "3194/17". */
function isSibling(atoms: readonly Atom[], i: number, known: boolean): boolean {
  const at = atoms[i] as Atom;
  const digits = at.digits as string;
  return (digits.length >= 3 && !isYear(digits)) || (known && mark(atoms[i - 1], '/') && !at.apart);
}

/** After a bare "code", six digits are a password by text message. */
function isCode(reading: ReadingState, i: number, known: boolean): boolean {
  const digits = (reading.atoms[i] as Atom).digits as string;
  return (
    known ||
    digits.length < 6 ||
    cueAfter(reading.atoms, i) ||
    /err/i.test(reading.atoms[i - 1]?.low ?? '') ||
    /err/i.test(reading.atoms[i - 2]?.low ?? '')
  );
}

function isAlone(atoms: readonly Atom[]): boolean {
  return atoms.filter((at) => !mark(at, '?!.,:;-()"\'“”#*')).length === 1;
}

function isInBrackets(atoms: readonly Atom[], i: number): boolean {
  return mark(atoms[i + 1], ')]') && (mark(atoms[i - 1], '([') || mark(atoms[i - 2], '(['));
}

/** "an error occurred while restoring (14)": in brackets at the end of what a screen says. */
function closesSentence(atoms: readonly Atom[], i: number): boolean {
  const opens = mark(atoms[i - 1], '([') && mark(atoms[i + 1], ')]');
  return opens && !namesProduct(atoms, i - 1) && atoms.slice(0, i).some(({ low }) => CUES.test(low));
}

/** "(Status 7)": how a recovery ends what it says. */
function isStatus(atoms: readonly Atom[], i: number): boolean {
  const after = atoms[i + 1];
  return atoms[i - 1]?.low === 'status' && (after === undefined || mark(after, ')].!,'));
}

/** "its 413 i think or 4013": what a screen is said to show, next to a code or before nothing that it could count. */
function isHinted(reading: ReadingState, i: number, known: boolean): boolean {
  const { atoms } = reading;
  const digits = (atoms[i] as Atom).digits as string;
  if (digits.length < 3 || !HINTS.has(atoms[i - 1]?.low ?? '')) return false;
  if (digits.length >= 4 || known) return !startsNoun(atoms[i + 1]);
  return atoms.slice(i + 1, i + 6).some((at) => at.digits !== undefined && reading.options.isKnown(at.digits) && at.digits.length >= 4);
}

const GOES_ON =
  /^(?:i|and|or|but|on|when|while|every|each|again|now|then|still|if|is|what|so|at|during|pls|please|help|after|error|every|whenever|any|as)$/;

function startsNoun(after: Atom | undefined): boolean {
  return after !== undefined && /\p{L}/u.test(after.text) && !GOES_ON.test(after.low);
}

/** "error code nine", "four zero one three error": number words next to a cue. */
function spokenCode(reading: ReadingState, i: number): CodeHere | undefined {
  const { atoms, options } = reading;
  if (numberWord((atoms[i] as Atom).low) === undefined) return;
  const spoken = spokenNumber(atoms, i);
  if (!spoken || !isSpokenCode(reading, i, spoken)) return;
  const after = atoms[spoken.next];
  if (after && UNITS.has(after.low) && !isSafeAfterCue(after.low)) return;
  const joined = after?.digits === undefined ? '' : spoken.digits + after.digits;
  if (joined.length >= 4 && options.isKnown(joined)) return { code: joined, next: spoken.next + 1, cued: true };
  return { code: (hasMinus(atoms, i) ? '-' : '') + spoken.digits, next: spoken.next, cued: true };
}

/** "error minus thirty six": the minus belongs to the number. */
function cueBeforeSpoken(atoms: readonly Atom[], i: number): boolean {
  return cueBefore(atoms, hasMinus(atoms, i) ? i - 1 : i);
}

function isSpokenCode(reading: ReadingState, i: number, spoken: { readonly digits: string; readonly next: number }): boolean {
  const { atoms } = reading;
  const one = (atoms[i] as Atom).low === 'one' && spoken.next === i + 1;
  if (cueBeforeSpoken(atoms, i) || (reading.cued && isListed(reading, i))) return !one || CUES.test(atoms[i - 1]?.low ?? '');
  const closed = CUES.test(atoms[spoken.next]?.low ?? '') || spoken.next === atoms.length;
  return closed && spoken.digits.length >= 3 && reading.options.isKnown(spoken.digits);
}
