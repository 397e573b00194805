/** What a schema has to say of a value, in words for people who write YAML. */
import type * as z from 'zod';
import { didYouMean } from './nearest.ts';
import type { Problem } from './problem.ts';
import type { Path, YamlText } from './yaml-text.ts';

type Issue = z.core.$ZodIssue;
type Schema = z.core.$ZodType;

/** The value under `path` of a file as the schema reads it, or every problem with its place. */
export function readAs<T>(
  schema: z.ZodType<T>,
  yaml: YamlText,
  path: Path,
): { readonly value: T } | { readonly problems: readonly Problem[] } {
  const raw = valueAt(yaml.value, path);
  const read = schema.safeParse(raw);
  if (read.success) return { value: read.data };
  return { problems: read.error.issues.flatMap((issue) => explain(issue, { schema, yaml, path, raw })) };
}

type Reading = { readonly schema: Schema; readonly yaml: YamlText; readonly path: Path; readonly raw: unknown };

function explain(issue: Issue, reading: Reading): readonly Problem[] {
  const { yaml } = reading;
  const inner = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  const path = [...reading.path, ...inner];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, inner, path, reading));
  if (issue.code === 'invalid_key') {
    const meant = issue.issues[0]?.message ?? 'another name';
    return [{ ...yaml.key(path), message: `\`${String(inner.at(-1))}\` is not allowed as a name here; meant is ${meant}` }];
  }
  const value = valueAt(reading.raw, inner);
  if (issue.code === 'invalid_union') return explainUnion(issue, value, { ...reading, path, raw: value }, inner);
  if (value === undefined) {
    const name = inner.at(-1);
    return [{ ...yaml.at(path), message: name === undefined ? 'something is missing here' : `\`${String(name)}\` is missing` }];
  }
  return [{ ...yaml.at(path), message: inWords(issue, value, yaml.typed(path)) }];
}

function unknownKey(key: string, inner: Path, path: Path, reading: Reading): Problem {
  const known = keysAt(reading.schema, inner);
  const which = didYouMean(key, known) || `; known here are ${known.join(', ')}`;
  return { ...reading.yaml.key([...path, key]), message: `unknown key \`${key}\`${which}` };
}

/** Of several allowed shapes, the one that the writer seems to have meant speaks. */
function explainUnion(issue: z.core.$ZodIssueInvalidUnion, value: unknown, reading: Reading, inner: Path): readonly Problem[] {
  if (value === undefined) return [{ ...reading.yaml.at(reading.path), message: `\`${String(inner.at(-1) ?? '')}\` is missing` }];
  const branches: readonly (readonly Issue[])[] = issue.errors;
  const meant = branches.find((branch) => !branch.some((one) => one.code === 'invalid_type' && one.path.length === 0));
  if (meant === undefined) {
    const typed = reading.yaml.typed(reading.path);
    const shapes = branches
      .map((branch) => branch[0])
      .map((one) => (one?.code === 'invalid_type' ? shapeWord(one.expected) : 'another value'));
    return [
      {
        ...reading.yaml.at(reading.path),
        message: `expected is ${[...new Set(shapes)].join(' or ')}, not ${show(value, typed)}${quoteHint(value, typed)}`,
      },
    ];
  }
  const schemas = schemasAt(reading.schema, inner);
  return meant.flatMap((one) => explain(one, { ...reading, schema: schemas[branches.indexOf(meant)] ?? reading.schema }));
}

function inWords(issue: Issue, value: unknown, typed = String(value)): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected is ${shapeWord(issue.expected)}, not ${show(value, typed)}${hint(issue.expected, value, typed)}`;
    case 'invalid_value': {
      const allowed = issue.values.map(String);
      return `${show(value)} is not known here; one of ${allowed.join(', ')}${didYouMean(String(value), allowed)}`;
    }
    case 'too_small':
    case 'too_big':
      return bounds(issue, value);
    case 'invalid_format':
      return /^Invalid/.test(issue.message)
        ? `${show(value)} is not allowed here: ${issue.message}`
        : `${show(value)} is not ${issue.message}${CURLY.test(String(value)) ? '; write straight quotes (")' : ''}`;
    default:
      return `${show(value)}: ${issue.message}`;
  }
}

function bounds(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, value: unknown): string {
  if (!/^Too (?:small|big)/.test(issue.message)) return `${show(value)} is not ${issue.message}`;
  return issue.code === 'too_small' ? tooSmall(issue, value) : tooBig(issue, value);
}

function tooSmall(issue: z.core.$ZodIssueTooSmall, value: unknown): string {
  if (issue.origin === 'string') return 'the text is empty';
  if (issue.origin === 'array') return `${count(value)} given; at least ${issue.minimum} are needed`;
  return `${show(value)} is out of range: ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum} is meant`;
}

function tooBig(issue: z.core.$ZodIssueTooBig, value: unknown): string {
  if (issue.origin === 'string') return `the text has ${String(value).length} characters; at most ${issue.maximum} are allowed`;
  if (issue.origin === 'array') return `${count(value)} given; at most ${issue.maximum} are allowed`;
  return `${show(value)} is out of range: ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum} is meant`;
}

function count(value: unknown): string {
  const length = Array.isArray(value) ? value.length : 0;
  return length === 0 ? 'none' : `${length}`;
}

function shapeWord(expected: string): string {
  const words: Readonly<Record<string, string>> = {
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list (lines that begin with "- ")',
    object: 'a map (lines of "key: value")',
    record: 'a map (lines of "key: value")',
  };
  return words[expected] ?? expected;
}

/** Quotes that word processors put in; in YAML they are part of the text. */
const CURLY = /^[“”„«‘’]/;

function hint(expected: string, value: unknown, typed: string): string {
  if (expected === 'string') return quoteHint(value, typed);
  return expected === 'number' && typeof value === 'string' ? numberHint(value) : '';
}

/** "90 %" and "0,9" are numbers to people. */
function numberHint(text: string): string {
  const [, whole = '', rest = '', percent] = /^(\d{1,6})(?:[.,](\d{1,6}))?\s*(%?)$/.exec(text) ?? [];
  if (whole === '') return '';
  const number = Number(`${whole}.${rest || '0'}`);
  return `; write ${percent === '%' ? number / 100 : number}`;
}

function quoteHint(value: unknown, typed = String(value)): string {
  if (typeof value === 'number' || typeof value === 'boolean') return `; put it in quotes: "${typed}"`;
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? '; a text with a colon in it goes in "quotes"' : '';
}

/** A short picture of a value. */
function show(value: unknown, typed = String(value)): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return `\`${typed.length > 60 ? `${typed.slice(0, 57)}…` : typed}\``;
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string | number, unknown>)[step];
  }
  return at;
}

type Definition = {
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly element?: Schema;
  readonly valueType?: Schema;
  readonly innerType?: Schema;
  readonly in?: Schema;
  readonly options?: readonly Schema[];
};

/** The schemas that a wrapped or alternative schema stands for. */
function unwrapped(schema: Schema): readonly Schema[] {
  const def = schema._zod.def as Definition;
  if (def.options !== undefined) return def.options.flatMap(unwrapped);
  const inner = def.innerType ?? def.in;
  return inner === undefined ? [schema] : unwrapped(inner);
}

function schemasAt(schema: Schema, path: Path): readonly Schema[] {
  let at = unwrapped(schema);
  for (const step of path) {
    at = at.flatMap((one) => {
      const def = one._zod.def as Definition;
      const next = def.shape?.[String(step)] ?? def.element ?? def.valueType;
      return next === undefined ? [] : unwrapped(next);
    });
  }
  return at;
}

function keysAt(schema: Schema, path: Path): readonly string[] {
  return schemasAt(schema, path).flatMap((one) => Object.keys((one._zod.def as Definition).shape ?? {}));
}
