/** What can be wrong with a file before anybody asks what it says. */
import { type Alias, type Document, isNode, isScalar, Lexer, visit, type YAMLError, type YAMLMap } from 'yaml';

/** Something wrong at a character of the text. */
type Found = { readonly offset: number; readonly message: string };

/** A list of steps may be shared by some parts; more looks like an attack. */
export const MAX_ALIASES = 100;
/** Packs need about five; the parser takes time without end from a few hundred on. */
const MAX_DEPTH = 20;

/** Whether brackets are nested so deep that parsing must not begin. */
export function nestedTooDeep(text: string): boolean {
  let depth = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** Errors after which the parser still knows where it is. */
const HARMLESS: ReadonlySet<string> = new Set(['TAG_RESOLVE_FAILED', 'TAB_AS_INDENT']);

/** Errors of the parser. After most of them it has lost its way, so what follows is left out. */
export function syntaxProblems(doc: Document, text: string): readonly Found[] {
  const found: Found[] = [];
  for (const error of [...doc.errors, ...doc.warnings]) {
    const named = nameError(error, doc, text);
    found.push(named ?? { offset: error.pos[0], message: `not readable as YAML: ${error.message}` });
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

/**
 * Keys given twice, and aliases that lead nowhere or could explode: an alias inside an anchor is how a few lines become
 * millions, so there is none.
 */
export function structureProblems(doc: Document): readonly Found[] {
  const found: Found[] = [];
  let aliases = 0;
  visit(doc, {
    Map(_key, map) {
      for (const problem of keyProblems(map)) found.push(problem);
    },
    Alias(_key, alias, ancestors) {
      aliases += 1;
      const message = aliasProblem(doc, alias, ancestors, aliases);
      if (message !== undefined) found.push({ offset: alias.range?.[0] ?? 0, message });
      // Finding an anchor reads the whole file: what has too many aliases is not looked at further.
      return aliases > MAX_ALIASES ? visit.BREAK : undefined;
    },
  });
  return found;
}

function aliasProblem(doc: Document, alias: Alias, ancestors: readonly unknown[], count: number): string | undefined {
  if (count > MAX_ALIASES) return `more than ${MAX_ALIASES} aliases in one file; write the text out`;
  const inside = ancestors.some((node) => isNode(node) && 'anchor' in node && node.anchor !== undefined);
  if (inside) return `the alias *${alias.source} stands inside an anchor; anchors must not hold aliases`;
  return alias.resolve(doc) === undefined ? `the alias *${alias.source} has no anchor &${alias.source} before it` : undefined;
}

function keyProblems(map: YAMLMap): readonly Found[] {
  const seen = new Set<string>();
  return map.items.flatMap(({ key }): readonly Found[] => {
    if (!isScalar(key)) return [{ offset: map.range?.[0] ?? 0, message: 'a key must be a plain word' }];
    const name = String(key.value);
    const twice = seen.has(name);
    seen.add(name);
    return twice ? [{ offset: key.range?.[0] ?? 0, message: `the key \`${name}\` stands twice in the same map; keep one` }] : [];
  });
}
