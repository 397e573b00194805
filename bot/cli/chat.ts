/** `npm run chat`: the bot in a terminal, or line by line as JSON for programs. Keeps nothing. */
import { parseArgs } from 'node:util';
import { problemLine } from '../../knowledge/problem.ts';
import { type Brain, buildBrain } from '../brain.ts';
import { answerLines } from '../channels/json-lines.ts';
import { talkInTerminal } from '../channels/terminal.ts';
import { newClock } from '../clock.ts';
import { linesOf } from '../lines.ts';
import type { Masking } from '../mask-heard.ts';
import { mask } from '../masking.ts';
import { beginTalk } from '../talk.ts';

const HELP = `Talk to Keepsake in the terminal. Nothing is kept.

  npm run chat                       for people
  npm run --silent chat -- --json    for programs: a line in is a turn, a JSON line out is the answer

--json          {"user","replies":[{"text","choices"}],"case","effects"} for each line
--pack FOLDER   the knowledge pack; knowledge/phone-backup if not given
--locale CODE   the person's language, such as en or de-AT
--help          this text

A line that begins with a time, such as "@2026-01-02T10:00Z still broken", moves the clock.
Words that are those of an offered button press it.`;

const OPTIONS = {
  json: { type: 'boolean', default: false },
  pack: { type: 'string', default: 'knowledge/phone-backup' },
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
  const built = await buildBrain(options.pack);
  if (!built.ok) {
    for (const problem of built.problems) console.error(problemLine(problem));
    return 1;
  }
  await (options.json ? inLines(built.brain, options.locale) : inTerminal(built.brain, options.locale));
  return 0;
}

function readOptions(): { json: boolean; pack: string; locale: string; help: boolean } | undefined {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: false }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
    return undefined;
  }
}

async function inLines({ mind }: Brain, locale: string): Promise<void> {
  const clock = newClock(Date.now);
  const talk = beginTalk(mind, MASKING, locale, clock.now());
  for await (const line of answerLines(talk, clock, linesOf(process.stdin), console.error)) {
    // Whoever reads slowly sets the pace.
    if (!process.stdout.write(`${line}\n`)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
}

async function inTerminal({ mind, pack }: Brain, locale: string): Promise<void> {
  const clock = newClock(Date.now);
  const talk = beginTalk(mind, MASKING, locale, clock.now());
  await talkInTerminal(talk, clock, pack.manifest.title, { input: process.stdin, output: process.stdout });
}

// A closed pipe (`| head`) is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.exitCode = await main();
