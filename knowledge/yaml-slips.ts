/** What a slip in YAML most likely was, said to people who never learnt YAML. */
import type { YAMLError } from 'yaml';
import type { Found } from './yaml-value.ts';

/** A slip, as it looks: the line where the parser stumbled, the one below, and what the parser says. */
type Seen = { readonly line: string; readonly next: string; readonly error: YAMLError };
type Slip = readonly [is: (seen: Seen) => boolean, said: (seen: Seen) => string];

const INDENT = 'this line is not indented like its neighbours; lines of one entry begin in the same column';
const QUOTES = 'goes in "quotes"';

/** The first that fits speaks. */
const SLIPS: readonly Slip[] = [
  [({ line }) => /^[ \t]*\u00a0/.test(line), () => 'a no-break space is used for indenting; use plain spaces'],
  [({ error }) => error.code === 'BAD_SCALAR_START', ({ error }) => `a text that begins with ${lastSign(error)} ${QUOTES}`],
  [({ error }) => error.message.startsWith('Not a YAML token'), () => `a text that begins with | or > ${QUOTES}`],
  [({ line, error }) => isAfterNode(error) && /(?:: |- )\*/.test(line), () => `a text that begins with * ${QUOTES}`],
  [({ line }) => /^ *-[^\s-]/.test(line), () => 'a space is missing after the -'],
  [({ line }) => /^ *(?:- +)?[\w.-]+:[^\s:/]/.test(line), () => 'a space is missing after the colon'],
  [({ error }) => error.code === 'MULTILINE_IMPLICIT_KEY', () => 'a colon is missing in this line; meant is "key: value"'],
  [isNested, ({ line }) => (/: .*:(?: |$)/.test(line) ? `a text with a colon in it ${QUOTES}` : 'the next line is indented too far')],
  [({ error }) => /end with a [\]}]/.test(error.message), ({ error }) => `a bracket above is never closed; ${closing(error)} is missing`],
  [({ error }) => /Missing ,/.test(error.message), () => 'a comma is missing'],
  [isAfterQuote, () => `something follows a closing quote; one pair of "quotes" goes around the whole text`],
  [({ error }) => error.code === 'BAD_INDENT' || /without - indicator|same column/.test(error.message), () => INDENT],
];

const MERGE = /^(?:<{7}|={7}|>{7})(?: |\r?$)/m;
/** `key: text #9`: YAML takes all from the # on for a comment, and nobody would see that words are missing. */
const CUT = /^ *(?:- +(?:[\w.-]+: +)?|[\w.-]+: +)[^\s'"#|>](?:[^'"#\n]|(?<=\w)'(?=\w))* (?=#[^\s#])/m;

/** What is wrong with a text that YAML would read, but not as it was meant. */
export function misreadSlip(text: string): Found | undefined {
  const merge = MERGE.exec(text);
  if (merge !== null && /^<{7}/m.test(text))
    return { offset: merge.index, message: 'two versions of this file were merged and not sorted out; keep one and delete these marks' };
  const cut = CUT.exec(text);
  if (cut === null) return undefined;
  const message = 'what follows # would not be read; a text with a # in it goes in "quotes", and a comment has a space after the #';
  return { offset: cut.index + cut[0].length, message };
}

/** What the error of the parser means to whoever wrote the line. */
export function slipInWords(error: YAMLError, text: string): string | undefined {
  const offset = Math.min(error.pos[0], text.length);
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const [line = '', next = ''] = text.slice(start).split(/\r?\n/, 2);
  const seen = { line, next, error };
  return SLIPS.find(([is]) => is(seen))?.[1](seen);
}

function isNested({ error, line, next }: Seen): boolean {
  return error.code === 'BLOCK_AS_IMPLICIT_KEY' && (/: .*:(?: |$)/.test(line) || depth(next) > depth(line));
}

function isAfterQuote({ error, line }: Seen): boolean {
  return isAfterNode(error) && /(?:: |- )["']/.test(line);
}

function isAfterNode({ message }: YAMLError): boolean {
  return message.startsWith('Unexpected scalar at node end');
}

function depth(line: string): number {
  return line.length - line.trimStart().length;
}

function lastSign({ message }: YAMLError): string {
  return /character (\S)/.exec(message)?.[1] ?? 'this sign';
}

function closing({ message }: YAMLError): string {
  return /end with a ([\]}])/.exec(message)?.[1] ?? 'its other half';
}
