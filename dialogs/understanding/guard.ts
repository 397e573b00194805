/** The first thing done to a message: whatever was sent becomes text that everything else can read without harm. */

/** What kind of text it is; `Understanding.shape` says what each means. Gibberish is found later, by those who know words. */
type Shape = 'text' | 'empty' | 'emoji' | 'paste';

/** `text`: cleaned, at most `CAP` characters. `prose`: the part of it in which somebody speaks, for topics and facts. */
export type Guarded = { readonly text: string; readonly prose: string; readonly shape: Shape };

/** Characters kept of a message: of longer ones the first and the last half. */
export const CAP = 16_000;
const HALF = CAP / 2 - 1;
/** From this length on, a message is a paste; lines of machine output make it one earlier. */
const PASTE = 2_500;
const PASTE_IF_LOG = 500;
/** Characters of prose in which topics and facts are looked for. */
const PROSE = 2_000;

/** Controls, NUL, soft hyphens, direction marks, zero-width characters (but the emoji joiner), byte-order marks, tags. */
const UNSEEN =
  /[\p{Cc}\u00AD\u061C\u115F\u1160\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF0-\uFFFC\u{E0000}-\u{E0FFF}]|\u034F|\u17B4|\u17B5|\u180B|\u180C|\u180D|\u180E/gu;
/** More than two marks on a letter are a joke at the reader's cost. */
const PILED_MARKS = /(\p{M}{2})\p{M}+/gu;
const OTHER_DIGITS = /[^\P{Nd}0-9]/gu;
/** A fraction as one sign: to NFKC "1½" is "11⁄2". */
const FRACTIONS = /(?<!\d)(?:(\d{1,4}) ?)?([¼½¾])/gu;
const PARTS: Readonly<Record<string, string>> = { '¼': '25', '½': '5', '¾': '75' };
const REPEATS = /(.)\1{24,}/gsu;

/** Makes text of whatever was sent. Never throws; linear in at most `CAP` characters. */
export function guard(raw: unknown): Guarded {
  const text = cleaned(typeof raw === 'string' ? raw : '');
  const shape = shapeOf(text);
  return { text, shape, prose: shape === 'paste' ? proseOf(text) : text.slice(0, PROSE) };
}

function cleaned(raw: string): string {
  const short = raw.length <= CAP ? raw : `${raw.slice(0, HALF)}\n${raw.slice(-HALF)}`;
  return (PLAIN.test(short) ? short : plain(short))
    .replace(REPEATS, (run: string, one: string) => one.repeat(Math.min(run.length, 3)))
    .trim()
    .slice(0, CAP);
}

/** Nothing in it is other than it looks: most messages are typed so. */
const PLAIN = /^[\n\t\x20-\x7e]*$/;

function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(FRACTIONS, (_, whole: string | undefined, part: string) => `${whole ?? 0}.${PARTS[part]}`)
    .normalize('NFKC')
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(UNSEEN, (unseen) => (unseen === '\n' || unseen === '\t' ? unseen : ' '))
    .replaceAll('\uFFFD', ' ')
    .replace(PILED_MARKS, '$1')
    .replace(OTHER_DIGITS, asciiDigit);
}

/** Unicode's decimal digits stand in runs of ten, zero first: the value is how far back the run begins. */
function asciiDigit(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - value - 1))) value++;
  return String(value);
}

function shapeOf(text: string): Shape {
  if (text === '') return 'empty';
  if (!/[\p{L}\p{N}]/u.test(text)) return /\p{Extended_Pictographic}|[:;=xX][-']?[()DPpO/\\|<3]/u.test(text) ? 'emoji' : 'empty';
  if (text.length > PASTE) return 'paste';
  return text.length > PASTE_IF_LOG && looksLikeLog(text) ? 'paste' : 'text';
}

/** Many lines, and most of them not how people speak. */
function looksLikeLog(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.length >= 5 && lines.filter((line) => !isSpoken(line)).length > lines.length * 0.6;
}

const MACHINE = /[{}<>[\]=|\\]|\w[_/.:]\w|\d{2}:\d{2}:\d{2}|0x[0-9a-f]+|[0-9a-f]{8}/i;

function isSpoken(line: string): boolean {
  const words = line.match(/[\p{L}'’]{2,}/gu) ?? [];
  return words.length >= 3 && !MACHINE.test(line);
}

/** The spoken lines of a paste, the first and the last of them: that is where people say what they want. */
function proseOf(text: string): string {
  const lines = text.split('\n').flatMap((line) => (isSpoken(line.slice(0, PROSE)) ? [line.slice(0, PROSE)] : []));
  const spoken = lines.join('\n');
  return spoken.length <= PROSE ? spoken : `${spoken.slice(0, PROSE / 2)}\n${spoken.slice(-PROSE / 2)}`;
}
