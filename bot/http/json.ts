import { errorText } from '../error-code.ts';
import type { Json, JsonObject } from '../store/store.ts';
import { Refusal } from './refusal.ts';

/** Levels of nesting that any honest activity stays well below. */
const DEPTH = 32;

/** A JSON object from outside: not too deep, with nothing that poisons prototypes, its texts fit to be stored. Throws Refusal. */
export function parseObject(text: string): JsonObject {
  const value = tidy(parse(text), DEPTH);
  if (!isObject(value)) throw new Refusal('NotJson', 'The body is JSON, but no object.');
  return value;
}

/** Whether it is an object with keys: no list, not null. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text without what a database cannot keep or another program chokes on: NUL, halves of surrogate pairs. */
function tidyText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '');
}

function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = errorText(error).split('\n')[0]?.slice(0, 120);
    throw new Refusal('NotJson', `The body is not JSON: ${tidyText(why ?? '')}.`, {}, error);
  }
}

function tidy(value: Json, depth: number): Json {
  if (typeof value === 'string') return tidyText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) throw new Refusal('BadArgument', `The JSON is nested more than ${DEPTH} levels deep.`);
  if (Array.isArray(value)) return value.map((item) => tidy(item, depth - 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [tidyKey(key), tidy(item, depth - 1)]));
}

function tidyKey(key: string): string {
  if (key === '__proto__') throw new Refusal('BadArgument', 'A key must not be "__proto__".');
  return tidyText(key);
}
