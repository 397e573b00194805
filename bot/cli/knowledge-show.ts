/** `npm run --silent knowledge:show -- NAME`: what the bot would say of a code, message, fix, topic, guide, cause or term, and on which device. */
import { parseArgs, styleText } from 'node:util';
import { loadPack } from '../../knowledge/load.ts';
import { ownFolders } from '../config.ts';
import { namesNear, pagesOf } from '../explain/find.ts';
import { pageText } from '../explain/page.ts';

const HELP = `Shows what is known of one thing, and what the bot would say, for which device.

  npm run --silent knowledge:show -- NAME [--json] [--pack FOLDER]

NAME      a code, words of an on-screen message, or the id of an entry, fix, topic, guide, cause or term
--json    the pages as one JSON line
--pack    the pack; the server's (KEEPSAKE_PACK) if not given
--help    this text

Ends with 0 when something has that name, 1 when nothing has, 2 if the command was not understood.`;

const WIDTH = 100;

type Settings = { readonly name: string; readonly json: boolean; readonly pack: string };

function readSettings(args: readonly string[]): Settings | string {
  try {
    const { values, positionals } = parseArgs({
      // A code may begin with a minus, which is no option.
      args: args.flatMap((arg) => (/^-\d/.test(arg) ? ['--', arg] : [arg])),
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        pack: { type: 'string', default: ownFolders().pack },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return '';
    if (positionals.length === 0) return 'no name is given';
    return { name: positionals.join(' '), json: values.json, pack: values.pack };
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

async function show({ name, json, pack: folder }: Settings): Promise<number> {
  const loaded = await loadPack(folder);
  if (!loaded.ok) {
    console.error(`the pack in ${folder} has errors; they are listed by: npm run knowledge:check`);
    return 1;
  }
  const pages = pagesOf(loaded.pack, name);
  if (json) {
    console.log(JSON.stringify(pages));
    return pages.length > 0 ? 0 : 1;
  }
  if (pages.length === 0) {
    const near = namesNear(loaded.pack, name);
    console.error(`nothing is called "${name}"${near.length > 0 ? `; near are ${near.join(', ')}` : ''}`);
    return 1;
  }
  const width = Math.min(process.stdout.columns ?? WIDTH, WIDTH);
  const paint = (style: 'bold' | 'cyan' | 'dim', text: string): string => styleText(style, text, { stream: process.stdout });
  console.log(pages.map((page) => pageText(page, width, paint)).join('\n\n'));
  return 0;
}

async function main(args: readonly string[]): Promise<number> {
  const settings = readSettings(args);
  if (settings === '') {
    console.log(HELP);
    return 0;
  }
  if (typeof settings !== 'string') return show(settings);
  console.error(`not understood: ${settings}\n\n${HELP}`);
  return 2;
}

// A closed pipe (`| head`) is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.exitCode = await main(process.argv.slice(2));
