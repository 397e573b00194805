/** One YAML file: its plain value, and where each part of it stands. */
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node } from 'yaml';
import type { Place, Problem } from './problem.ts';
import { plainYaml } from './yaml-plain.ts';
import { parseYaml, syntaxProblems } from './yaml-syntax.ts';
import { plainValue } from './yaml-value.ts';

/** Keys and indices from the root of a file. */
export type Path = readonly (string | number)[];

export type YamlText = {
  readonly file: string;
  readonly value: unknown;
  /** Where the value at this path stands, or the nearest part around it that exists. */
  readonly at: (path: Path) => Place;
  /** Where the key at the end of this path stands. */
  readonly key: (path: Path) => Place;
  /** A single value as it was typed: 0x0000011B is a number to a machine, but not to its writer. */
  readonly typed: (path: Path) => string | undefined;
};

type Outcome = { readonly ok: true; readonly yaml: YamlText } | { readonly ok: false; readonly problems: readonly Problem[] };

const MAX_BYTES = 2 * 1024 * 1024;
/** Problems of one file that are told at once. */
const MAX_PROBLEMS = 50;

/** Reads the bytes of one file; never throws, whatever they hold. */
export function readYaml(file: string, bytes: Uint8Array): Outcome {
  const wrong = (message: string): Outcome => ({ ok: false, problems: [{ file, line: 1, column: 1, message }] });
  if (bytes.length > MAX_BYTES) return wrong(`the file is larger than ${MAX_BYTES / 1024 / 1024} MB; split it`);
  const text = decode(bytes);
  if (text === undefined) return wrong('the file is not UTF-8 text; save it as UTF-8');
  const plain = plainYaml(text);
  if (plain !== undefined) return { ok: true, yaml: locatedWhenRead(file, text, plain) };
  return readWhole(file, text);
}

/** Reads with the whole parser, which knows where everything stands, and what is wrong. */
function readWhole(file: string, text: string): Outcome {
  const wrong = (message: string): Outcome => ({ ok: false, problems: [{ file, line: 1, column: 1, message }] });
  const lines = new LineCounter();
  const doc = parseYaml(text, lines);
  if (doc === undefined) return wrong('brackets are nested too deep to be meant');
  const place = (offset: number): Place => placeIn(file, lines, offset);
  const broken = syntaxProblems(doc, text);
  const read = plainValue(doc.contents);
  const found = [...broken, ...read.found];
  if (found.length > 0)
    return { ok: false, problems: found.slice(0, MAX_PROBLEMS).map(({ offset, message }) => ({ ...place(offset), message })) };
  if (doc.contents === null || (isScalar(doc.contents) && doc.contents.value === null)) return wrong('the file is empty');
  return { ok: true, yaml: located(file, doc, read.value, place) };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function placeIn(file: string, lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { file, line: Math.max(1, line), column: Math.max(1, col) };
}

/** Places are named everywhere and read only where something is wrong: only then is the file read as a whole. */
function locatedWhenRead(file: string, text: string, value: unknown): YamlText {
  let whole: Outcome | undefined;
  const located = (): YamlText | undefined => {
    whole ??= readWhole(file, text);
    return whole.ok ? whole.yaml : undefined;
  };
  const place = (find: (yaml: YamlText) => Place): Place => {
    let found: Place | undefined;
    const once = (): Place => {
      const yaml = found === undefined ? located() : undefined;
      found ??= yaml === undefined ? { file, line: 1, column: 1 } : find(yaml);
      return found;
    };
    return {
      file,
      get line() {
        return once().line;
      },
      get column() {
        return once().column;
      },
    };
  };
  return {
    file,
    value,
    at: (path) => place((yaml) => yaml.at(path)),
    key: (path) => place((yaml) => yaml.key(path)),
    typed: (path) => located()?.typed(path),
  };
}

function located(file: string, doc: Document, value: unknown, place: (offset: number) => Place): YamlText {
  const start = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0];
  return {
    file,
    value,
    at: (path) => {
      const found = walk(doc, path);
      const empty = isScalar(found.node) && found.node.value === null;
      return place((empty ? start(found.key) : start(found.node)) ?? start(found.key) ?? 0);
    },
    key: (path) => {
      const found = walk(doc, path);
      return place(start(found.key) ?? start(found.node) ?? 0);
    },
    typed: (path) => {
      const { node } = walk(doc, path);
      return isScalar(node) ? node.source : undefined;
    },
  };
}

type Found = { readonly node: unknown; readonly key: unknown };

function walk(doc: Document, path: Path): Found {
  let found: Found = { node: doc.contents, key: undefined };
  for (const step of path) {
    const next = child(doc, found.node, step);
    if (next === undefined) return found;
    found = next;
  }
  return found;
}

function child(doc: Document, from: unknown, step: string | number): Found | undefined {
  const node = isAlias(from) ? from.resolve(doc) : from;
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return item === undefined ? undefined : { node: item, key: undefined };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((one) => String(isScalar(one.key) ? one.key.value : one.key) === String(step));
  return pair === undefined ? undefined : { node: pair.value ?? pair.key, key: pair.key };
}
