/** `npm run understand`: what is made of each message on standard input, one line out for one line in. */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { Understanding } from '../../dialogs/heard.ts';
import { understanding } from '../../dialogs/understanding/understand.ts';
import { loadPack } from '../../knowledge/load.ts';
import type { Pack } from '../../knowledge/pack.ts';
import { ownFolders } from '../config.ts';
import { harmless } from '../harmless.ts';
import { cachedModel } from '../model-cache.ts';
import { type ReportLine, report } from '../understanding-report.ts';

const HELP = `Prints what is understood of messages: of the one that is given, or of each line of standard input, in order.

  npm run --silent understand -- "my backup stops"   readable, for one message
  npm run --silent understand < messages.txt         readable, for each line
  npm run --silent understand -- --json              one JSON line for each line

A line is a message; or a JSON object, of which "id" and "text" are read. Without an id the line's number is taken.

  --pack FOLDER   the knowledge pack (default: the server's, KEEPSAKE_PACK)
  --data FOLDER   where the trained model is kept (default KEEPSAKE_DATA or .keepsake)
  --help          this text
`;

/** `texts`: given with the command; none: they come from standard input. */
type Settings = { readonly json: boolean; readonly pack: string; readonly data: string; readonly texts: readonly string[] };
type Line = { readonly id: unknown; readonly text: string };

/** An object with a text, or else the line itself: whatever merely begins with a brace is what somebody wrote. */
function readLine(raw: string, number: number): Line {
  const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
  const value = line.trimStart().startsWith('{') ? parsed(line) : undefined;
  if (typeof value !== 'object' || value === null || !('text' in value)) return { id: number, text: line };
  const id = 'id' in value && (typeof value.id === 'string' || typeof value.id === 'number') ? value.id : number;
  return { id, text: typeof value.text === 'string' ? value.text : '' };
}

/** Undefined for what is not JSON: a message like any other. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return;
  }
}

function readable(pack: Pack, line: ReportLine, heard: Understanding): string {
  const topics = heard.topics.map((t) => `${pack.topics.get(t.id)?.title ?? t.id} ${Math.round(t.confidence * 100)} %`).join(', ');
  const facts = heard.facts.map((f) => `${f.slot}=${f.value}${f.corrects ? ' (corrected)' : ''}`).join(', ');
  const codes = heard.codes
    .map((c) => `${c.code} ${c.status}${c.suggestions.length > 0 ? ` (${c.suggestions.join(', ')}?)` : ''}`)
    .join(', ');
  const rest = [
    ['codes', codes],
    ['messages', heard.messages.map((m) => m.id).join(', ')],
    ['facts', facts],
    ['second problem', heard.second ? (pack.topics.get(heard.second.id)?.title ?? heard.second.id) : ''],
    ['guides', heard.guides.flatMap((g) => (g.confidence >= 0.3 ? [`${g.id} ${Math.round(g.confidence * 100)} %`] : [])).join(', ')],
    ['answer', String(line.answer ?? '')],
    ['commands', heard.commands.join(', ')],
    ['alarms', heard.alarms.join(', ')],
    ['language', heard.language === 'en' ? '' : heard.language],
    ['', heard.outOfScope ? 'out of scope' : ''],
  ];
  const shown = rest.flatMap(([name, value]) => (value === '' ? [] : [`    ${name === '' ? '' : `${name}: `}${value}`]));
  return [harmless(heard.text.slice(0, 120).replaceAll('\n', ' ')), `    topics: ${topics || heard.shape}`, ...shown, ''].join('\n');
}

/** Writes, and waits when the reader is slow. */
async function print(text: string): Promise<void> {
  if (process.stdout.write(`${text}\n`)) return;
  await new Promise((resolve) => process.stdout.once('drain', resolve));
}

/** Lines of standard input; who sits at a terminal is told that they are waited for. */
function typed(): AsyncIterable<string> {
  if (process.stdin.isTTY) console.error('Write a message and press Enter. Ctrl+D ends it.');
  return createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
}

async function run(settings: Settings): Promise<number> {
  const loaded = await loadPack(settings.pack);
  if (!loaded.ok) {
    console.error(`The pack ${settings.pack} cannot be used. Run: npm run knowledge:check -- ${settings.pack}`);
    for (const p of loaded.problems.slice(0, 10)) console.error(`${p.file}:${p.line}:${p.column}: ${p.message}`);
    return 1;
  }
  const { model } = await cachedModel(loaded.pack, settings.data);
  const understand = understanding(loaded.pack, model);
  let number = 0;
  for await (const raw of settings.texts.length > 0 ? settings.texts : typed()) {
    number++;
    const { id, text } = readLine(raw, number);
    const heard = understand({ text }, { facts: {} });
    const line = report(loaded.pack, id, text, heard);
    await print(settings.json ? JSON.stringify(line) : readable(loaded.pack, line, heard));
  }
  return 0;
}

function settingsFrom(args: readonly string[]): Settings | string {
  const own = ownFolders();
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        pack: { type: 'string', default: own.pack },
        data: { type: 'string', default: own.data },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    // Words without quotes around them are one message all the same.
    return values.help ? HELP : { ...values, texts: positionals.length > 0 ? [positionals.join(' ')] : [] };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${HELP}`;
  }
}

/** Whoever reads us has seen enough (`| head`): that is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const settings = settingsFrom(process.argv.slice(2));
if (typeof settings === 'string') {
  const isHelp = settings === HELP;
  (isHelp ? console.log : console.error)(settings);
  process.exitCode = isHelp ? 0 : 2;
} else process.exitCode = await run(settings);
