/**
 * Whether the pack carries the procedures that lists in Markdown describe. `procedures.yaml` says which ids carry each step and
 * what they have to say; what is missing is said in words. Names of menus and buttons in the lists have to stand somewhere in the pack.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import type { Pack } from '../../knowledge/pack.ts';

const Carried = z.strictObject({ in: z.array(z.string()).min(1), says: z.array(z.string()).min(1) });
const Left = z.strictObject({ left: z.string() });
const Plan = z.record(z.string(), z.array(z.union([Carried, Left])));
const Plans = z.strictObject({ otherwise: z.record(z.string(), z.string()), lists: z.record(z.string(), Plan) });
type Plan = z.infer<typeof Plan>;
type Carried = z.infer<typeof Carried>;

/** What one list comes to. */
export type ListCovered = {
  readonly file: string;
  /** By heading: which ids carry its steps. */
  readonly carried: ReadonlyMap<string, readonly string[]>;
  readonly steps: number;
  readonly left: number;
  readonly names: number;
  readonly missing: readonly string[];
};

type Section = { readonly title: string; readonly steps: readonly string[] };

/** Headings and the lines under them; the line under the head of a table is none. */
function sectionsOf(text: string): readonly Section[] {
  const sections: { title: string; steps: string[] }[] = [];
  for (const line of text.split('\n')) {
    const title = /^#+ (.*)$/.exec(line)?.[1];
    if (title !== undefined) sections.push({ title, steps: [] });
    else if (line.trim() !== '' && !/^[\s|-]+$/.test(line)) sections.at(-1)?.steps.push(line);
  }
  return sections;
}

/** All texts of the pack by the id of what says them: fixes, guides, checks, codes, causes, tips, alarms and terms. */
function textsOf(pack: Pack): ReadonlyMap<string, string> {
  const all = new Map<string, string>();
  const parts = [pack.fixes, pack.guides, pack.slots, pack.entries, pack.causes, pack.tips, pack.alarms, pack.terms];
  for (const part of parts) for (const [id, value] of part) all.set(id, `${all.get(id) ?? ''}\n${plain(said(value).join('\n'))}`);
  return all;
}

/** Not said to anybody, only compared with what people write. */
const HEARD = new Set(['id', 'examples', 'words', 'names', 'tried', 'source', 'when', 'needs']);

function said(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(said);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (HEARD.has(key) ? [] : said(inner)));
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[“”„"`*]/g, '')
    .replace(/\s+/g, ' ');
}

/** What of a step is not in the ids that should carry it. */
function lacking(step: Carried, texts: ReadonlyMap<string, string>): readonly string[] {
  const unknown = step.in.filter((id) => !texts.has(id)).map((id) => `there is no ${id}`);
  const together = step.in.map((id) => texts.get(id) ?? '').join('\n');
  const unsaid = step.says.filter((words) => !together.includes(plain(words))).map((words) => `"${words}" is not said`);
  return [...unknown, ...unsaid];
}

/** Names of menus in paths (`A > B`), and of buttons in quotes or stars. Remarks on sources are no names. */
function namesIn(line: string): readonly string[] {
  const text = line.replace(/\[(?!name\]).*?\]/g, '').replace(/`/g, '');
  const steps = text.split(/\s>\s/);
  const inPaths = steps.flatMap((part, i) => {
    if (steps.length === 1) return [];
    const words = part.split(/[.:;,()|*"“”{}]|\s(?:or|and|then|on|also)\s|\s\/\s/).filter((word) => word.trim() !== '');
    return [i === 0 ? words.at(-1) : words[0], i > 0 && i < steps.length - 1 ? words.at(-1) : undefined];
  });
  const marked = [...text.matchAll(/\*{1,2}([A-Z][^*]{2,50})\*{1,2}|["“]([A-Z][^"”]{2,60})["”]/g)].map(([, a, b]) => a ?? b);
  return [...inPaths, ...marked].flatMap((name) => (name !== undefined && /^\s*[A-Z[]/.test(name) ? [name.trim()] : []));
}

/** Compares the lists of the folder, those that are there, with the pack. */
export function coverProcedures(pack: Pack, folder: string): readonly ListCovered[] {
  const { otherwise, lists } = Plans.parse(parse(readFileSync(new URL('procedures.yaml', import.meta.url), 'utf8')));
  const texts = textsOf(pack);
  const everything = [...texts.values()].join('\n');
  const known = (name: string): boolean => everything.includes(plain(otherwise[name] ?? name));
  const there = Object.entries(lists).filter(([file]) => existsSync(join(folder, file)));
  return there.map(([file, headings]) => {
    const sections = sectionsOf(readFileSync(join(folder, file), 'utf8'));
    return coverList(file, sections, headings, { texts, known });
  });
}

type Known = { readonly texts: ReadonlyMap<string, string>; readonly known: (name: string) => boolean };

function coverList(file: string, sections: readonly Section[], plan: Plan, pack: Known): ListCovered {
  const headings = sections.map((section) => coverHeading(section, plan, pack.texts));
  const names = new Set(sections.flatMap((section) => section.steps.flatMap(namesIn)));
  const unnamed = [...names].filter((name) => !pack.known(name)).map((name) => `no text of the pack names "${name}"`);
  return {
    file,
    carried: new Map(headings.map(({ title, ids }) => [title, ids])),
    steps: headings.reduce((sum, { steps }) => sum + steps, 0),
    left: headings.reduce((sum, { left }) => sum + left, 0),
    names: names.size,
    missing: [...headings.flatMap(({ missing }) => missing), ...unnamed].map((what) => `${file}: ${what}`),
  };
}

type HeadingCovered = Pick<ListCovered, 'steps' | 'left' | 'missing'> & { readonly title: string; readonly ids: readonly string[] };

function coverHeading({ title, steps }: Section, plan: Plan, texts: Known['texts']): HeadingCovered {
  const planned = plan[Object.keys(plan).find((start) => title.startsWith(start)) ?? ''] ?? [];
  const compared = planned.flatMap((step, i) => ('left' in step ? [] : [{ step, i }]));
  const counted = planned.length === steps.length ? [] : [`"${title}" has ${steps.length} steps, ${planned.length} are compared`];
  return {
    title,
    ids: [...new Set(compared.flatMap(({ step }) => step.in))],
    steps: compared.length,
    left: planned.length - compared.length,
    missing: [...counted, ...compared.flatMap(({ step, i }) => lacking(step, texts).map((what) => `"${title}", step ${i + 1}: ${what}`))],
  };
}
