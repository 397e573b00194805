/** `npm run --silent knowledge:check -- [FOLDER]`: whether a knowledge pack is sound, and what is in it. */
import { relative } from 'node:path';
import { loadPack } from '../../knowledge/load.ts';
import type { Pack } from '../../knowledge/pack.ts';
import { type Problem, problemLine } from '../../knowledge/problem.ts';
import { ownFolders } from '../config.ts';

const HELP = `Checks a knowledge pack: every file, every name, every probability.

  npm run --silent knowledge:check -- [FOLDER] [--quiet] [--sources]

FOLDER    the pack; the server's (KEEPSAKE_PACK) if not given
--quiet   errors only, no warnings
--sources also names what rests on a source that nobody has read yet
--help    this text

Every problem is printed as file:line:column: what is wrong, what was meant.
Ends with 0 if the pack can be used, 1 if not, 2 if the command was not understood.`;

const FLAGS: ReadonlySet<string> = new Set(['--quiet', '--sources']);

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(HELP);
    return 0;
  }
  const folders = args.filter((arg) => !arg.startsWith('-'));
  const unknown = args.filter((arg) => arg.startsWith('-') && !FLAGS.has(arg));
  if (unknown.length > 0 || folders.length > 1) {
    console.error(`not understood: ${[...unknown, ...folders.slice(1)].join(' ')}\n\n${HELP}`);
    return 2;
  }
  return checkFolder(folders[0] ?? ownFolders().pack, { quiet: args.includes('--quiet'), sources: args.includes('--sources') });
}

type Wish = { readonly quiet: boolean; readonly sources: boolean };

async function checkFolder(folder: string, { quiet, sources }: Wish): Promise<number> {
  const loaded = await loadPack(folder);
  const problems = loaded.ok ? [] : loaded.problems;
  if (!quiet) for (const warning of loaded.warnings) console.log(line(warning, 'warning'));
  for (const problem of problems) console.log(line(problem, 'error'));
  if (loaded.ok) console.log([...(sources ? unreadSources(loaded.pack) : []), table(loaded.pack)].join('\n'));
  console.log(`${counted(problems.length, 'error')}, ${counted(loaded.warnings.length, 'warning')}`);
  return loaded.ok ? 0 : 1;
}

/** Codes, fixes and guides whose source is only named. */
function unreadSources({ entries, fixes, guides }: Pack): readonly string[] {
  const parts = [
    ['code', entries],
    ['fix', fixes],
    ['guide', guides],
  ] as const;
  return parts.flatMap(([kind, all]) =>
    [...all.values()].filter(({ source }) => !source.verified).map(({ id, source }) => `not read yet: ${kind} ${id}: ${source.ref}`),
  );
}

function counted(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

function line(problem: Problem, severity: 'error' | 'warning'): string {
  const message = severity === 'warning' ? `warning: ${problem.message}` : problem.message;
  return problemLine({ ...problem, file: relative(process.cwd(), problem.file) || problem.file, message });
}

function table(pack: Pack): string {
  const examples = [...pack.topics.values(), ...pack.guides.values()].reduce((sum, part) => sum + part.examples.length, 0);
  const entries = [...pack.entries.values()];
  const sources = [...entries, ...pack.fixes.values(), ...pack.guides.values()];
  const rows: readonly (readonly [string, number])[] = [
    ['slots', pack.slots.size - pack.checks.size],
    ['checks', pack.checks.size],
    ['causes', pack.causes.size],
    ['fixes', pack.fixes.size],
    ['codes', new Set(entries.map((entry) => entry.code).filter((code) => code !== undefined)).size],
    ['meanings of codes and messages', entries.length],
    ['on-screen messages', entries.reduce((sum, entry) => sum + entry.messages.length, 0)],
    ['topics', pack.topics.size],
    ['guides', pack.guides.size],
    ['examples', examples],
    ['tips', pack.tips.size],
    ['alarms', pack.alarms.size],
    ['terms', pack.terms.size],
    ['verified sources', sources.filter((part) => part.source.verified).length],
    ['sources', sources.length],
  ];
  const title = `${pack.manifest.title} (${pack.manifest.id} ${pack.manifest.version}, ${pack.hash.slice(0, 12)})`;
  return [title, ...rows.map(([name, count]) => `  ${String(count).padStart(6)}  ${name}`)].join('\n');
}

// A closed pipe (`| head`) is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.exitCode = await main(process.argv.slice(2));
