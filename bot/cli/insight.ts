/** `npm run insight`: what people came with, what became of it, and what was not understood. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { problemLine } from '../../knowledge/problem.ts';
import { harmless } from '../harmless.ts';
import { type Judge, MOST_DAYS, readInsight, readMissed } from '../insight/insight.ts';
import { insightText, missedText } from '../insight/insight-text.ts';
import { learn } from '../learn.ts';
import { mindOf } from '../mind.ts';
import { openStoreBeside } from '../open-store.ts';
import { type CommandParts, type ExitCode, runCommand } from '../run-command.ts';

const HELP = `Shows what people came with and what became of it. Works while the server runs; leads see the same at the desk.

  npm run --silent insight               figures of the last 30 days
  npm run --silent insight -- missed     what was not understood, and what it would be taken for now

--days N    the last N days, today included
--most N    of what was not understood, the newest N (100 if not given)
--json      one JSON line with everything, or one for each message

Figures carry no text and stay when conversations are forgotten (KEEPSAKE_KEEP_DAYS). What was not understood is read where it was
said, masked as it is kept there, and goes with it.`;

const OPTIONS = {
  days: { type: 'string', default: '30' },
  most: { type: 'string', default: '100' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;
const MOST_MISSED = 10_000;

type Look = { readonly kind: 'figures' | 'missed'; readonly days: number; readonly most: number; readonly json: boolean };
type Wish = Look | { readonly kind: 'help' } | { readonly kind: 'wrong' };

function readWish(args: readonly string[]): Wish {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    if (values.help) return { kind: 'help' };
    const days = upTo(values.days, MOST_DAYS);
    const most = upTo(values.most, MOST_MISSED);
    const [what = 'figures', ...rest] = positionals;
    if (days === undefined || most === undefined || rest.length > 0) return { kind: 'wrong' };
    if (what === 'figures' || what === 'missed') return { kind: what, days, most, json: values.json };
  } catch {
    // An unknown option.
  }
  return { kind: 'wrong' };
}

/** A whole number from 1. */
function upTo(text: string, most: number): number | undefined {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= most ? number : undefined;
}

async function work(parts: CommandParts): Promise<ExitCode> {
  const wish = readWish(process.argv.slice(2));
  if (wish.kind === 'help') {
    parts.print(HELP);
    return 0;
  }
  if (wish.kind === 'wrong') {
    parts.complain(HELP);
    return 2;
  }
  const mind = await mindFor(parts);
  return mind === undefined ? 1 : show(parts, wish, mind);
}

async function mindFor({ config, complain }: CommandParts): Promise<Judge | undefined> {
  const learning = await learn({ pack: resolve(config.pack), data: resolve(config.data) });
  if (learning.ok) return mindOf(learning.learned);
  for (const problem of learning.problems) complain(problemLine(problem));
  return undefined;
}

async function show({ config, print }: CommandParts, wish: Look, mind: Judge): Promise<ExitCode> {
  const { days, most, json } = wish;
  const store = await openStoreBeside(config);
  try {
    const span = { now: Date.now(), days };
    if (wish.kind === 'figures') {
      const insight = await readInsight(store, mind.titles, span);
      print(json ? JSON.stringify(insight) : insightText(insight));
      return 0;
    }
    const missed = await readMissed(store, mind, span, most);
    if (json) for (const one of missed) print(harmless(JSON.stringify(one)));
    else print(missedText(missed));
    return 0;
  } finally {
    await store.close();
  }
}

// A closed pipe (`| head`) is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.exitCode = await runCommand(
  work,
  (line) => console.log(line),
  (line) => console.error(line),
);
