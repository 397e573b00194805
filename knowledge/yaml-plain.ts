/**
 * The quick way to read a file in the plain style in which packs are written: lists and maps by indentation or in brackets, and
 * texts of one line. It gives up on everything else, also on whatever could be wrong, and leaves that file to the whole parser,
 * which is the judge of what YAML means and takes several times as long.
 */

/** Thrown within this file only: the text is not plain enough to be sure. */
class NotPlain extends Error {}

type Line = { readonly indent: number; readonly text: string };
/** Lines, and the one that is read next. */
type Lines = { readonly all: readonly Line[]; next: number };
/** A value in brackets or quotes: the character of a line that is read next. Further lines of it lie right of `indent`. */
type Within = { readonly lines: Lines; readonly indent: number; text: string; at: number };
type Scalar = string | number | boolean | null;

/** Characters that need a look at the whole: tabs and carriage returns, control characters, a byte order mark. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it looks for
const UNUSUAL = /[\u0000-\u0009\u000b-\u001f\u007f\ufeff]/;
const DOCUMENT = /^(?:---|\.\.\.|%)/m;
const KEY = /(?:[A-Za-z][A-Za-z0-9_-]*|"[^"\\]*"):(?= |$)/y;
/** Words that are no texts, also as keys. */
const WORDS: ReadonlyMap<string, Scalar> = new Map<string, Scalar>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const WORD = /^(?:true|false|null)$/i;
const NUMBER = /^(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?$/;
/** Whatever else may be a number, written in some other way. */
const NUMBERLIKE = /^[-+]?(?:\.(?:inf|nan)|0[xob][\da-f]+|(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?)$/i;
const FIRST = /[^-?:,[\]{}#&*!|>'"%@`~ ]/y;
const DOUBLE = /"(?:[^"\\]|\\["\\n])*"/y;
const SINGLE = /'(?:[^']|'')*'/y;
const IN_FLOW = /[^,[\]{}]+/y;
const SPACES = / */y;
/** A comment that hugs its # may have been meant as text: the whole parser says so. */
const REST = / *(?: #(?:[\s#].*)?)?$/y;
const MAX_DEPTH = 12;

/** What the text says as plain data; nothing when it is not written plainly enough. */
export function plainYaml(text: string): unknown {
  if (UNUSUAL.test(text) || DOCUMENT.test(text)) return undefined;
  const lines: Lines = { all: linesOf(text), next: 0 };
  try {
    const value = block(lines, lines.all[0]?.indent ?? 0, 0);
    return lines.next === lines.all.length ? value : undefined;
  } catch (problem) {
    if (problem instanceof NotPlain) return undefined;
    throw problem;
  }
}

/** Lines that say something, without those that are empty or only a comment. */
function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (const line of text.split('\n')) {
    const indent = line.search(/[^ ]/);
    if (indent >= 0 && line[indent] !== '#') lines.push({ indent, text: line });
  }
  return lines;
}

/** A list or map whose lines begin at `indent`; what belongs to it ends where a line begins further left. */
function block(lines: Lines, indent: number, depth: number): unknown {
  const line = lines.all[lines.next];
  if (line === undefined || line.indent !== indent || depth > MAX_DEPTH) throw new NotPlain();
  return isItem(line, indent) ? list(lines, indent, depth) : map(lines, indent, depth);
}

function isItem(line: Line, indent: number): boolean {
  return line.text[indent] === '-' && line.text[indent + 1] === ' ';
}

function list(lines: Lines, indent: number, depth: number): unknown[] {
  const items: unknown[] = [];
  for (let line = lines.all[lines.next]; line !== undefined && line.indent >= indent; line = lines.all[lines.next]) {
    if (line.indent !== indent || !isItem(line, indent)) throw new NotPlain();
    const start = indent + 2 + spacesAt(line.text, indent + 2);
    items.push(keyAt(line.text, start) === undefined ? inline(lines, indent, start) : map(lines, start, depth + 1));
    endOf(lines, indent);
  }
  return items;
}

/** What follows must not lie further right: a text that goes on in the next line is nothing for here. */
function endOf(lines: Lines, indent: number): void {
  if ((lines.all[lines.next]?.indent ?? 0) > indent) throw new NotPlain();
}

/** A map whose keys stand at `indent`; the first may stand there behind the dash of a list. */
function map(lines: Lines, indent: number, depth: number): Readonly<Record<string, unknown>> {
  const entries = new Map<string, unknown>();
  for (let line = lines.all[lines.next]; line !== undefined; line = lines.all[lines.next]) {
    if (entries.size > 0 && line.indent < indent) break;
    const key = line.indent > indent ? undefined : keyAt(line.text, indent);
    entries.set(newName(entries, key), valueBehind(lines, indent, indent + (key?.length ?? 0), depth));
  }
  return Object.fromEntries(entries);
}

/** The name that a key gives; one that stands twice is left to the judge. */
function newName(entries: ReadonlyMap<string, unknown>, key: string | undefined): string {
  const name = key?.replace(/:$/, '').replaceAll('"', '');
  if (name === undefined || entries.has(name)) throw new NotPlain();
  return name;
}

/** What stands behind a key: on its line, or on the lines below, further right. */
function valueBehind(lines: Lines, indent: number, start: number, depth: number): unknown {
  const line = lines.all[lines.next] as Line;
  const isBelow = endsAt(line.text, start);
  if (isBelow) lines.next += 1;
  const value = isBelow ? valueBelow(lines, indent, depth) : inline(lines, indent, start + spacesAt(line.text, start));
  endOf(lines, indent);
  return value;
}

function valueBelow(lines: Lines, indent: number, depth: number): unknown {
  const line = lines.all[lines.next];
  if (line === undefined || line.indent <= indent) throw new NotPlain();
  return isBracket(line.text, line.indent) ? inline(lines, indent, line.indent) : block(lines, line.indent, depth + 1);
}

function isBracket(text: string, at: number): boolean {
  return text[at] === '[' || text[at] === '{';
}

/** A value that begins at `start` of the line that is next. */
function inline(lines: Lines, indent: number, start: number): unknown {
  const { text } = lines.all[lines.next] as Line;
  lines.next += 1;
  const within: Within = { lines, indent, text, at: start };
  const value = flow(within, 0) ?? quoted(within);
  if (value === undefined) return plain(withoutComment(text.slice(start)));
  if (!endsAt(within.text, within.at)) throw new NotPlain();
  return value;
}

/** `[a, b]` or `{ a: b }`. */
function flow(within: Within, depth: number): unknown {
  if (!isBracket(within.text, within.at)) return undefined;
  if (depth > MAX_DEPTH) throw new NotPlain();
  const isList = within.text[within.at] === '[';
  within.at += 1;
  return isList ? flowList(within, depth) : flowMap(within, depth);
}

function flowList(within: Within, depth: number): unknown[] {
  const items: unknown[] = [];
  while (!closes(within, ']', items.length)) items.push(flowValue(within, depth));
  return items;
}

function flowMap(within: Within, depth: number): Readonly<Record<string, unknown>> {
  const entries = new Map<string, unknown>();
  while (!closes(within, '}', entries.size)) {
    const key = keyAt(within.text, within.at);
    within.at += key?.length ?? 0;
    const name = newName(entries, key);
    skipSpace(within);
    entries.set(name, flowValue(within, depth));
  }
  return Object.fromEntries(entries);
}

function flowValue(within: Within, depth: number): unknown {
  const value = flow(within, depth + 1) ?? quoted(within);
  if (value !== undefined) return value;
  const text = match(IN_FLOW, within.text, within.at) ?? '';
  if (text.includes(' #')) throw new NotPlain();
  within.at += text.length;
  return plain(text);
}

/** Whether the brackets end here; else what comes next is the next part, after a comma unless it is the first. */
function closes(within: Within, end: string, parts: number): boolean {
  skipSpace(within);
  if (parts > 0 && within.text[within.at] === ',') {
    within.at += 1;
    skipSpace(within);
  } else if (parts > 0 && within.text[within.at] !== end) throw new NotPlain();
  if (within.text[within.at] !== end) return false;
  within.at += 1;
  return true;
}

/** Spaces, and the end of a line where brackets go on below. */
function skipSpace(within: Within): void {
  if (!endsAt(within.text, within.at)) {
    within.at += spacesAt(within.text, within.at);
    return;
  }
  const line = within.lines.all[within.lines.next];
  if (line === undefined || line.indent <= within.indent) throw new NotPlain();
  within.lines.next += 1;
  within.text = line.text;
  within.at = line.indent;
}

function quoted(within: Within): string | undefined {
  const double = match(DOUBLE, within.text, within.at);
  const single = double === undefined ? match(SINGLE, within.text, within.at) : undefined;
  within.at += (double ?? single ?? '').length;
  if (double !== undefined) return JSON.parse(double) as string;
  return single?.slice(1, -1).replaceAll("''", "'");
}

/** A text without quotes, or the number or word that it is. */
function plain(given: string): Scalar {
  const text = given.replace(/ +$/, '');
  if (match(FIRST, text, 0) === undefined || /:(?: |$)/.test(text)) throw new NotPlain();
  if (WORDS.has(text)) return WORDS.get(text) as Scalar;
  if (NUMBER.test(text)) return Number(text);
  if (WORD.test(text) || NUMBERLIKE.test(text)) throw new NotPlain();
  return text;
}

/** A key with its colon. */
function keyAt(text: string, at: number): string | undefined {
  const key = match(KEY, text, at);
  if (key !== undefined && WORD.test(key.slice(0, -1))) throw new NotPlain();
  return key;
}

function withoutComment(text: string): string {
  const comment = text.indexOf(' #');
  if (comment < 0) return text;
  if (!endsAt(text, comment)) throw new NotPlain();
  return text.slice(0, comment);
}

function spacesAt(text: string, at: number): number {
  return match(SPACES, text, at)?.length ?? 0;
}

/** Whether nothing but spaces and a comment follows. */
function endsAt(text: string, at: number): boolean {
  return match(REST, text, at) !== undefined;
}

function match(sticky: RegExp, text: string, at: number): string | undefined {
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0];
}
