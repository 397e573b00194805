/** The plain value of a parsed file, and what its structure must not hold: keys given twice, and aliases that explode or lead nowhere. */
import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';

/** Something wrong at a character of the text. */
export type Found = { readonly offset: number; readonly message: string };

/** A list of steps may be shared by some parts; more looks like an attack. */
const MAX_ALIASES = 100;

/** One walk over the file: anchors met so far with their values, and how many aliases there were. */
type Walk = { readonly anchors: Map<string, unknown>; readonly found: Found[]; aliases: number };

/** What a file says, as plain data; `found` is empty when the value may be used. */
export function plainValue(contents: unknown): { readonly value: unknown; readonly found: readonly Found[] } {
  const walk: Walk = { anchors: new Map(), found: [], aliases: 0 };
  const value = valueAt(walk, contents, false);
  return { value, found: walk.found };
}

/** `anchored`: within a part that has an anchor, where no alias may stand, for that is how a few lines become millions. */
function valueAt(walk: Walk, node: unknown, anchored: boolean): unknown {
  if (isAlias(node)) return aliasValue(walk, node, anchored);
  const anchor = (node as { readonly anchor?: string } | null | undefined)?.anchor;
  const value = bareValue(walk, node, anchored || anchor !== undefined);
  if (anchor !== undefined) walk.anchors.set(anchor, value);
  return value;
}

function bareValue(walk: Walk, node: unknown, anchored: boolean): unknown {
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return node.items.map((item) => valueAt(walk, item, anchored));
  return isMap(node) ? mapValue(walk, node, anchored) : null;
}

function aliasValue(walk: Walk, alias: Alias, anchored: boolean): unknown {
  walk.aliases += 1;
  const offset = alias.range?.[0] ?? 0;
  const add = (message: string): void => void walk.found.push({ offset, message });
  if (walk.aliases === MAX_ALIASES + 1) add(`more than ${MAX_ALIASES} aliases in one file; write the text out`);
  if (walk.aliases > MAX_ALIASES) return undefined;
  if (anchored) add(`the alias *${alias.source} stands inside an anchor; anchors must not hold aliases`);
  else if (!walk.anchors.has(alias.source))
    add(`the alias *${alias.source} has no anchor &${alias.source} before it; a text that begins with * goes in "quotes"`);
  return walk.anchors.get(alias.source);
}

function mapValue(walk: Walk, map: YAMLMap, anchored: boolean): Readonly<Record<string, unknown>> {
  const entries: [string, unknown][] = [];
  const seen = new Set<string>();
  for (const { key, value } of map.items) {
    const name = keyOf(walk, map, key);
    if (name !== undefined && seen.has(name))
      walk.found.push({ offset: offsetOf(key), message: `the key \`${name}\` stands twice in the same map; keep one` });
    if (name !== undefined) seen.add(name);
    entries.push([name ?? '', valueAt(walk, value, anchored)]);
  }
  // Unlike an assignment, this makes a key of "__proto__" a key like any other.
  return Object.fromEntries(entries);
}

function keyOf(walk: Walk, map: YAMLMap, key: unknown): string | undefined {
  if (isScalar(key)) return String(key.value);
  walk.found.push({ offset: map.range?.[0] ?? 0, message: 'a key must be a plain word' });
  return undefined;
}

function offsetOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0;
}
