/** The server, as it is started: its options, its signals, its last words. */
import { SETTINGS } from './config.ts';
import { errorStack } from './error-code.ts';
import { about, CannotStart, type Running, start } from './start.ts';
import { StoreError } from './store/store.ts';
import { wrap } from './wrap.ts';

/** Columns of a terminal that all have. */
const WIDTH = 110;

const HELP = `Keepsake ${about().version}
${about().description}

  npm start                 the server, with the chat page at http://127.0.0.1:3978/
  npm start -- --version    what version this is
  npm start -- --help       this

Settings come from the environment or from a file .env in this folder:

${settingsHelp()}
`;

/** Every setting with what it means and its default, in two columns. */
function settingsHelp(): string {
  const all = Object.values(SETTINGS);
  const left = Math.max(...all.map(({ name }) => name.length)) + 4;
  const lines = all.map(({ name, unset, about }) => `${`  ${name}`.padEnd(left)}${about}${unset === '' ? '' : ` [${unset}]`}`);
  return lines.map((line) => wrap(line, WIDTH, ' '.repeat(left))).join('\n');
}

/** The first signal ends kindly, the second one at once. Who presses Ctrl+C is not kept waiting for a balancer. */
function stopOnSignals({ log, stop }: Running): void {
  let asked = false;
  const end = (signal: NodeJS.Signals): void => {
    if (asked) process.exit(130);
    asked = true;
    log.info('stopping', { signal });
    stop(signal === 'SIGTERM').then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('stopping failed', { error: errorStack(error) });
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

async function run(wish: string | undefined, print: (line: string) => void): Promise<void> {
  if (wish === '--help' || wish === '-h') return print(HELP);
  if (wish === '--version' || wish === '-v') return print(about().version);
  if (wish !== undefined) throw new CannotStart(`There is no option ${wish}. --help tells what there is.`);
  const running = await start(print);
  stopOnSignals(running);
  await running.ready;
}

/** Does what the command line asks for; whatever hinders it is told in clear lines, and ends the process. */
export async function command(wish: string | undefined, print: (line: string) => void, complain: (line: string) => void): Promise<void> {
  try {
    await run(wish, print);
  } catch (error) {
    const known = error instanceof CannotStart || error instanceof StoreError;
    for (const line of (known ? error.message : errorStack(error)).split('\n')) complain(`keepsake: ${line}`);
    process.exit(1);
  }
}
