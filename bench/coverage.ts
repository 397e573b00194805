/**
 * What of a list of known codes and on-screen messages the pack knows: every row is said to the product's own understanding, on
 * the row's platform, by its code and by each wording of its message, and must be met with an entry of that platform. Also: what
 * the list holds for unsure is spoken of as reported, and what nobody has read at its source is not called verified. Beside the list,
 * procedures in Markdown are held against the fixes, guides and checks that carry them (coverage/procedures.yaml).
 *
 *     npm run bench:coverage [-- --list ../shared/knowledge/errors.jsonl] [--all]
 *
 * `--all` also names wordings that are not met where the row's code is. Ends with 1 when a row, a step or the name of a menu is missing.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import type { Understanding } from '../dialogs/heard.ts';
import { train } from '../dialogs/understanding/model.ts';
import { understanding } from '../dialogs/understanding/understand.ts';
import { loadPack } from '../knowledge/load.ts';
import { coverProcedures, type ListCovered } from './coverage/procedures.ts';

const { values: options } = parseArgs({
  options: {
    list: { type: 'string' },
    pack: { type: 'string', default: 'knowledge/phone-backup' },
    all: { type: 'boolean', default: false },
  },
});

const Row = z.object({
  id: z.string(),
  code: z.string(),
  message: z.string(),
  platform: z.string(),
  where: z.string(),
  confidence: z.number(),
  evidence: z.string(),
  source: z.string(),
});
type Row = z.infer<typeof Row>;

/** `topic`: what a row is about that describes what is seen and quotes no message. */
type Met = {
  readonly row: Row;
  readonly entries: ReadonlySet<string>;
  readonly unmet: readonly string[];
  readonly topic: string | undefined;
};

/** From here a quoted message is taken for one. */
const QUOTED = 0.6;
/** Below this the bot says "is reported to mean". */
const KNOWN = 0.5;

const usual = ['../shared', '../../shared'].map((folder) => `${folder}/knowledge/errors.jsonl`);
const path = options.list ?? usual.find((file) => existsSync(file));
if (path === undefined || !existsSync(path)) {
  console.error(`There is no ${path ?? usual[0]}; name another list with --list.`);
  process.exit(2);
}
const loaded = await loadPack(options.pack);
if (!loaded.ok) throw new Error('the pack has errors: npm run knowledge:check');
const { pack } = loaded;
const understand = understanding(pack, train(pack));
const rows = readFileSync(path, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => Row.parse(JSON.parse(line)));

/** "1005-1010" is said by its first, middle and last number; "service -4" also as the tools write it. */
function codesOf({ code }: Row): readonly string[] {
  const [, from, to] = /^(\d+)-(\d+)$/.exec(code) ?? [];
  const [, service, number] = /^(\w+) (-\d+)$/.exec(code) ?? [];
  if (service !== undefined) return [`${service} error ${number}`];
  if (from !== undefined && to !== undefined)
    return [from, Math.floor((Number(from) + Number(to)) / 2), to].map((number) => `error ${number}`);
  return code === '' ? [] : [`error ${code}`];
}

/** The wordings of a message, as the list parts them. */
function wordingsOf({ message }: Row): readonly string[] {
  return message
    .split(' / ')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function entriesIn(heard: Understanding, platform: string): readonly string[] {
  const quoted = heard.messages.filter((message) => message.confidence >= QUOTED).map((message) => message.id);
  const coded = heard.codes.flatMap((code) => (code.status === 'known' ? code.meanings : []));
  return [...coded, ...quoted].filter((id) => [undefined, platform].includes(pack.entries.get(id)?.when.platform as string | undefined));
}

function meet(row: Row): Met {
  const entries = new Set<string>();
  const unmet: string[] = [];
  const says = [...codesOf(row), ...wordingsOf(row)];
  for (const text of says) {
    const found = entriesIn(understand({ text }, { facts: { platform: row.platform } }), row.platform);
    for (const id of found) entries.add(id);
    if (found.length === 0) unmet.push(text);
  }
  return { row, entries, unmet, topic: entries.size > 0 ? undefined : topicOf(row) };
}

/** The problem that the whole row is surely about. */
function topicOf(row: Row): string | undefined {
  const [top] = understand({ text: wordingsOf(row).join(', ') }, { facts: { platform: row.platform } }).topics;
  const sure = top !== undefined && top.confidence >= pack.manifest.settings.act && pack.topics.get(top.id)?.kind === 'problem';
  return sure ? top.id : undefined;
}

/** The list is unsure of it, and the pack speaks of all its meanings as known. */
function saysTooMuch({ row, entries }: Met): boolean {
  const all = [...entries].flatMap((id) => pack.entries.get(id) ?? []);
  return row.confidence < KNOWN && all.length > 0 && all.every((entry) => entry.confidence >= KNOWN);
}

/** Nobody has opened the page, and the pack calls all its meanings verified by it. */
function vouchesTooMuch({ row, entries }: Met): boolean {
  const all = [...entries].flatMap((id) => pack.entries.get(id) ?? []);
  return (
    row.evidence === 'official_not_opened' &&
    all.length > 0 &&
    all.every(({ source }) => source.verified && source.ref.includes(row.source))
  );
}

function line({ row, entries, unmet, topic }: Met): string {
  return `  ${row.id} (${row.where}): ${[...entries].join(', ') || topic || 'nothing'}${unmet.length > 0 ? `; not met: ${unmet.map((t) => `"${t}"`).join(', ')}` : ''}`;
}

function list(title: string, met: readonly Met[]): void {
  console.log(`\n${title}: ${met.length}`);
  for (const one of met) console.log(line(one));
}

const met = rows.map(meet);
const described = met.filter(({ topic }) => topic !== undefined);
const missing = met.filter(({ entries, topic }) => entries.size === 0 && topic === undefined);
const partly = met.filter(({ entries, unmet }) => entries.size > 0 && unmet.length > 0);
const places = [...new Set(rows.map((row) => `${row.platform}: ${row.where}`))].sort();
const reached = new Set(met.flatMap(({ entries }) => [...entries]));
console.log(`${pack.manifest.id} ${pack.manifest.version}: ${pack.entries.size} entries; ${rows.length} rows in ${path}\n`);
console.log(`${'rows'.padStart(6)}${'met'.padStart(6)}  where`);
for (const place of places) {
  const here = met.filter(({ row }) => `${row.platform}: ${row.where}` === place);
  console.log(`${String(here.length).padStart(6)}${String(here.filter((one) => !missing.includes(one)).length).padStart(6)}  ${place}`);
}
list('Missing rows', missing);
list('Descriptions that quote no message, met as a topic', described);
list('Unsure in the list, spoken of as known', met.filter(saysTooMuch));
list('Not read at its source, called verified', met.filter(vouchesTooMuch));
console.log(`\nRows met, of whose wordings not every one is: ${partly.length}`);
if (options.all) for (const one of partly) console.log(line(one));
console.log(`Entries that no row leads to: ${pack.entries.size - reached.size}`);

function procedures({ file, steps, left, names, carried, missing: lacking }: ListCovered): void {
  console.log(`\n${file}: ${steps} steps carried by the ids below, ${left} lines without a fact, ${names} names of menus and buttons`);
  for (const [title, ids] of carried) if (ids.length > 0) console.log(`  ${title.slice(0, 40)}: ${ids.join(', ')}`);
  for (const what of lacking) console.log(`  missing: ${what}`);
}

const lists = coverProcedures(pack, dirname(path));
if (lists.length === 0) console.log('\nNo procedures lie beside the list.');
for (const one of lists) procedures(one);
const lost = missing.length + lists.reduce((sum, one) => sum + one.missing.length, 0);
console.log(`\nMissing rows, steps and names: ${lost}`);
process.exitCode = lost > 0 ? 1 : 0;
