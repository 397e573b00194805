/** What can be wrong with a file before anybody asks what it says. */
import { Composer, type CST, type Document, Lexer, type LineCounter, Parser, visit, type YAMLError, YAMLParseError } from 'yaml';
import { misreadSlip, slipInWords } from './yaml-slips.ts';
import type { Found } from './yaml-value.ts';

/** Packs need about five; the parser takes time without end from a few hundred on. */
const MAX_DEPTH = 20;

/** The tokens of a text, up to the place where brackets are nested so deep that it cannot be meant. */
function* shallowTokens(text: string, tooDeep: () => void): Generator<string, void> {
  let depth = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    if (depth > MAX_DEPTH) return tooDeep();
    yield token;
  }
}

/** The file as a document, read in one pass; nothing when brackets are nested too deep: what follows would take time without end. */
export function parseYaml(text: string, lines: LineCounter): Document.Parsed | undefined {
  const parser = new Parser(lines.addNewLine);
  const composer = new Composer({ lineCounter: lines, schema: 'core', resolveKnownTags: false, logLevel: 'error', uniqueKeys: false });
  let deep = false;
  function* parts(): Generator<CST.Token, void> {
    lines.addNewLine(0);
    const tokens = shallowTokens(text, () => {
      deep = true;
    });
    for (const token of tokens) yield* parser.next(token);
    if (!deep) yield* parser.end();
  }
  const [doc, second] = [...composer.compose(parts(), true, text.length)];
  if (second !== undefined) doc?.errors.push(new YAMLParseError([second.range[0], second.range[1]], 'MULTIPLE_DOCS', 'a second document'));
  return deep ? undefined : doc;
}

/** Errors after which the parser still knows where it is. */
const HARMLESS: ReadonlySet<string> = new Set(['TAG_RESOLVE_FAILED', 'TAB_AS_INDENT']);

/** What is misread, else the errors of the parser. After most of them it has lost its way, so what follows is left out. */
export function syntaxProblems(doc: Document, text: string): readonly Found[] {
  const misread = misreadSlip(text);
  if (misread !== undefined) return [misread];
  const found: Found[] = [];
  for (const error of [...doc.errors, ...doc.warnings]) {
    const named = nameError(error, doc, text);
    const message = slipInWords(error, text) ?? `not readable as YAML: ${error.message}`;
    found.push(named ?? { offset: error.pos[0], message });
    if (!HARMLESS.has(error.code)) break;
  }
  return found;
}

function nameError(error: YAMLError, doc: Document, text: string): Found | undefined {
  const offset = error.pos[0];
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const tab = /^ *\t/.exec(text.slice(start, offset + 1));
  if (tab !== null) return { offset: start + tab[0].length - 1, message: 'a tab is used for indenting; use spaces' };
  if (/call stack/.test(error.message)) return { offset, message: 'parts are nested too deep to be meant' };
  if (error.code === 'MULTIPLE_DOCS') return { offset, message: 'a second document begins here (---); a file holds one' };
  if (error.code === 'TAG_RESOLVE_FAILED') return { offset, message: 'tags (!…) are not used here; write the plain value' };
  if (error.code === 'MISSING_CHAR' && /quote/.test(error.message))
    return { offset: openQuote(doc) ?? offset, message: 'this quote is never closed' };
  return undefined;
}

/** Where the last quoted text begins: an unclosed one swallows all that follows. */
function openQuote(doc: Document): number | undefined {
  let last: number | undefined;
  visit(doc, {
    Scalar(_key, scalar) {
      if (scalar.type === 'QUOTE_DOUBLE' || scalar.type === 'QUOTE_SINGLE') last = scalar.range?.[0];
    },
  });
  return last;
}
