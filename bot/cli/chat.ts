/** `npm run chat`: the bot in a terminal, or line by line as JSON for programs. Keeps nothing. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { problemLine } from '../../knowledge/problem.ts';
import { answerLines } from '../channels/json-lines.ts';
import { talkInTerminal } from '../channels/terminal.ts';
import { newClock } from '../clock.ts';
import { environment, readConfig } from '../config.ts';
import { type Learned, learn } from '../learn.ts';
import { linesOf } from '../lines.ts';
import type { Masking } from '../mask-heard.ts';
import { mask } from '../masking.ts';
import { mindOf } from '../mind.ts';
import { beginTalk } from '../talk.ts';

const HELP = `Talk to Keepsake in the terminal. Nothing is kept.

  npm run chat                       for people
  npm run --silent chat -- --json    for programs: a line in is a turn, a JSON line out is the answer

--json          {"user","replies":[{"text","choices"}],"case","effects"} for each line
--pack FOLDER   the knowledge pack; the server's (KEEPSAKE_PACK) if not given
--locale CODE   the person's language, such as en or de-AT
--help          this text

A line that begins with a time, such as "@2026-01-02T10:00Z still broken", moves the clock.
Words that are those of an offered button press it.`;

const OPTIONS = {
  json: { type: 'boolean', default: false },
  pack: { type: 'string' },
  locale: { type: 'string', default: 'en' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** As in the server, but no text is stored, so none is masked beyond what is shown. */
const MASKING: Masking = { text: mask, json: (value) => value, most: 8000 };

async function main(): Promise<number> {
  const options = readOptions();
  if (options === undefined) return 2;
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const settings = readConfig(environment(resolve('.env')));
  if (!settings.ok) return refuse(settings.problems);
  const { pack, data } = settings.config;
  // Of this conversation nothing is kept; what was learned from the pack is, for the next start.
  const learning = await learn({ pack: resolve(options.pack ?? pack), data: resolve(data) });
  if (!learning.ok) return refuse(learning.problems.map(problemLine));
  await (options.json ? inLines(learning.learned, options.locale) : inTerminal(learning.learned, options.locale));
  return 0;
}

function refuse(problems: readonly string[]): number {
  for (const problem of problems) console.error(problem);
  return 1;
}

type Options = { readonly json: boolean; readonly pack?: string | undefined; readonly locale: string; readonly help: boolean };

function readOptions(): Options | undefined {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: false }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
    return undefined;
  }
}

async function inLines(learned: Learned, locale: string): Promise<void> {
  const clock = newClock(Date.now);
  const talk = beginTalk(mindOf(learned), MASKING, locale, clock.now());
  for await (const line of answerLines(talk, clock, linesOf(process.stdin), console.error)) {
    // Whoever reads slowly sets the pace.
    if (!process.stdout.write(`${line}\n`)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
}

async function inTerminal(learned: Learned, locale: string): Promise<void> {
  const clock = newClock(Date.now);
  const talk = beginTalk(mindOf(learned), MASKING, locale, clock.now());
  await talkInTerminal(talk, clock, learned.pack.manifest.title, { input: process.stdin, output: process.stdout });
}

// A closed pipe (`| head`) is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.exitCode = await main();
