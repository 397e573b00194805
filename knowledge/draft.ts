/** A pack as it was read, part by part with its places, before anything is known to fit together. */
import * as z from 'zod';
import { readAs } from './explain.ts';
import { Alarm, Cause, Check, Devices, Entry, Fix, Guide, Manifest, Phrase, Slot, Term, Tip, Topic, Translation } from './pack.ts';
import type { Place, Problem } from './problem.ts';
import type { Path, YamlText } from './yaml-text.ts';

/** One part of a pack; `at` and `key` take a path within it. */
export type Item<T> = { readonly value: T; readonly at: (...path: Path) => Place; readonly key: (...path: Path) => Place };

/** A topic's examples may stand in other files, so that its own list may be short. */
const TopicHead = Topic.extend({ examples: z.array(Topic.shape.examples.element).default([]) });
const Examples = z.record(Topic.shape.id, z.array(Topic.shape.examples.element).min(1));
/** Sentences of the bot: one, or several of the same meaning. */
const Replies = z.record(z.string(), Topic.shape.opening.unwrap());

/** Each list of a pack: `<name>.yaml`, a folder `<name>/` of such files, or both. */
const LISTS = {
  slots: Slot,
  checks: Check,
  causes: Cause,
  fixes: Fix,
  codes: Entry,
  topics: TopicHead,
  guides: Guide,
  tips: Tip,
  alarms: Alarm,
  terms: Term,
  phrases: Phrase,
  devices: Devices,
} as const;

type ListName = keyof typeof LISTS;
type Lists = { readonly [K in ListName]: readonly Item<z.output<(typeof LISTS)[K]>>[] };

type Wordings = {
  readonly language: string;
  readonly own: boolean;
  readonly item: Item<Readonly<Record<string, readonly string[]>>>;
};

export type Draft = Lists & {
  readonly manifest: Item<Manifest> | undefined;
  /** Further examples of topics: topic id → examples. */
  readonly examples: readonly Item<Readonly<Record<string, readonly string[]>>>[];
  readonly replies: readonly Wordings[];
  readonly translations: readonly { readonly language: string; readonly item: Item<Translation> }[];
  /** Ids that stand in the files, also of parts that could not be read: naming one is not an error. */
  readonly declared: ReadonlyMap<string, ReadonlySet<string>>;
  /** Lists of which a file could not be read at all: what they hold is unknown. */
  readonly unread: ReadonlySet<string>;
  /** Whether every part could be read: only then can be said what is missing. */
  readonly whole: boolean;
};

export const PART_NAMES: readonly string[] = ['pack', 'replies', 'locales', ...Object.keys(LISTS)];

/** One file of the pack, parsed; `part` is the list it belongs to. */
export type PartFile = { readonly part: string; readonly yaml: YamlText; readonly language?: string; readonly own: boolean };

/** Reads every part by its schema; what cannot be read is left out and reported. */
export function draft(
  files: readonly PartFile[],
  unread: ReadonlySet<string>,
  filesWhole: boolean,
): { readonly draft: Draft; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const keep = <T>(schema: z.ZodType<T>, yaml: YamlText, path: Path): readonly Item<T>[] => {
    const read = readAs(schema, yaml, path);
    if ('value' in read) return [item(read.value, yaml, path)];
    problems.push(...read.problems);
    return [];
  };
  const of = (part: string): readonly PartFile[] => files.filter((file) => file.part === part);
  const list = <T>(name: string, schema: z.ZodType<T>): readonly Item<T>[] =>
    of(name).flatMap(({ yaml }) => elements(name, yaml, problems).flatMap((path) => keep(schema, yaml, path)));
  const lists = Object.fromEntries(Object.entries(LISTS).map(([name, schema]) => [name, list(name, schema as z.ZodType)]));
  const parts: Omit<Draft, 'whole' | 'declared' | 'unread'> = {
    ...(lists as Lists),
    manifest: of('pack').flatMap(({ yaml }) => keep(Manifest, yaml, []))[0],
    examples: of('examples').flatMap(({ yaml }) => keep(Examples, yaml, [])),
    translations: of('locales').flatMap(({ yaml, language = '' }) => keep(Translation, yaml, []).map((one) => ({ language, item: one }))),
    replies: of('replies').flatMap(({ yaml, language = '', own }) => keep(Replies, yaml, []).map((one) => ({ language, own, item: one }))),
  };
  const declared = new Map(Object.keys(LISTS).map((name) => [name, idsIn(of(name))]));
  return {
    draft: {
      ...parts,
      declared,
      unread: devicesLost(parts, of('devices')) ? new Set([...unread, 'devices']) : unread,
      whole: filesWhole && problems.length === 0,
    },
    problems,
  };
}

/** Values in a devices file that could not be read are missed wherever they are named. */
function devicesLost(parts: Pick<Draft, 'devices'>, files: readonly PartFile[]): boolean {
  return parts.devices.length < files.reduce((sum, { yaml }) => sum + (Array.isArray(yaml.value) ? yaml.value.length : 1), 0);
}

function item<T>(value: T, yaml: YamlText, base: Path): Item<T> {
  return { value, at: (...path) => yaml.at([...base, ...path]), key: (...path) => yaml.key([...base, ...path]) };
}

/** The paths of a file's list elements. `devices.yaml` may also hold a single map. */
function elements(name: string, yaml: YamlText, problems: Problem[]): readonly Path[] {
  if (Array.isArray(yaml.value)) return yaml.value.map((_, i) => [i]);
  if (name === 'devices') return [[]];
  problems.push({
    ...yaml.at([]),
    message: `a list is expected here: each of the ${name} begins with "- "`,
  });
  return [];
}

function idsIn(files: readonly PartFile[]): ReadonlySet<string> {
  const parts = files.flatMap(({ yaml }): readonly unknown[] => (Array.isArray(yaml.value) ? yaml.value : []));
  return new Set(parts.map(idOf).filter((id) => id !== undefined));
}

function idOf(part: unknown): string | undefined {
  const id: unknown = typeof part === 'object' && part !== null && 'id' in part ? part.id : undefined;
  return typeof id === 'string' ? id : undefined;
}
