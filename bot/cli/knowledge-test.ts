/** `npm run --silent knowledge:test`: whether conversations go as they are written. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { problemLine } from '../../knowledge/problem.ts';
import { ownFolders } from '../config.ts';
import { errorText } from '../error-code.ts';
import { learn } from '../learn.ts';
import { mindOf } from '../mind.ts';
import { ChatProblem, parseChat } from '../rehearsal/chat-file.ts';
import { type Brain, runChat } from '../rehearsal/run-chat.ts';

const HELP = `Holds conversations that are written down against the pack, and shows where they go another way.

  npm run --silent knowledge:test -- [FILE or FOLDER …] [--pack FOLDER]

FILE      a .chat file; of a FOLDER all of them; the folder conversations of the pack if none is given
--pack    the pack; the server's (KEEPSAKE_PACK) if not given
--help    this text

knowledge/README.md shows how such a file is written.
Ends with 0 when all go as they are written, 1 if not, 2 if the command was not understood.`;

const OPTIONS = { pack: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } } as const;

async function main(args: readonly string[]): Promise<number> {
  const wish = readWish(args);
  if (wish === undefined) {
    console.error(HELP);
    return 2;
  }
  if (wish.help) {
    console.log(HELP);
    return 0;
  }
  const folder = wish.pack ?? ownFolders().pack;
  const places = wish.places.length > 0 ? wish.places : [join(folder, 'conversations')];
  const files = places.flatMap(chatsIn);
  const missing = places.filter((place) => !existsSync(place));
  for (const place of missing) console.error(`keepsake: there is no ${place}`);
  if (missing.length > 0) return 1;
  if (files.length > 0) return rehearse(folder, files);
  console.error(`keepsake: there is no .chat file in ${places.join(', ')}`);
  return 1;
}

type Wish = { readonly places: readonly string[]; readonly pack?: string | undefined; readonly help: boolean };

function readWish(args: readonly string[]): Wish | undefined {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    return { ...values, places: positionals };
  } catch (error) {
    console.error(`${errorText(error)}\n`);
    return undefined;
  }
}

function chatsIn(place: string): readonly string[] {
  if (!existsSync(place) || !statSync(place).isDirectory()) return [place];
  const names = readdirSync(place).filter((name) => name.endsWith('.chat'));
  return names.sort().map((name) => join(place, name));
}

async function rehearse(folder: string, files: readonly string[]): Promise<number> {
  const learning = await learn({ pack: resolve(folder), data: resolve(ownFolders().data) });
  if (!learning.ok) {
    for (const problem of learning.problems) console.error(problemLine(problem));
    return 1;
  }
  const { learned } = learning;
  const brain: Brain = { pack: learned.pack, understand: mindOf(learned).understand };
  const wrong = files.filter((file) => !goesAsWritten(brain, file));
  console.log(`${files.length - wrong.length} of ${files.length} conversations go as they are written`);
  return wrong.length === 0 ? 0 : 1;
}

function goesAsWritten(brain: Brain, file: string): boolean {
  try {
    runChat(brain, parseChat(file, readFileSync(file, 'utf8')));
    return true;
  } catch (error) {
    if (!(error instanceof ChatProblem)) throw error;
    console.log(`${error.message}\n`);
    return false;
  }
}

process.exitCode = await main(process.argv.slice(2));
