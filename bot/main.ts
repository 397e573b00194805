/** The server, as it is started: its options, its signals, its last words. */
import { SETTINGS } from './config.ts';
import { errorStack } from './error-code.ts';
import { about, CannotStart, type Running, start } from './start.ts';
import { StoreError } from './store/store.ts';

const NEEDED_NODE = [24, 16] as const;

const HELP = `Keepsake ${about().version}
${about().description}

  npm start                 the server, with the chat page at http://127.0.0.1:3978/
  npm start -- --version    what version this is
  npm start -- --help       this

Settings come from the environment or from a file .env in this folder:

${Object.values(SETTINGS)
  .map(({ name, unset, about }) => `  ${name.padEnd(30)}${about}${unset === '' ? '' : ` [${unset}]`}`)
  .join('\n')}
`;

function refuseOldNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > NEEDED_NODE[0] || (major === NEEDED_NODE[0] && minor >= NEEDED_NODE[1])) return;
  throw new CannotStart(`Node ${NEEDED_NODE.join('.')} or later is needed, this is ${process.versions.node}. "npm start" brings its own.`);
}

/** The first signal ends kindly, the second one at once. */
function stopOnSignals({ log, stop }: Running): void {
  let asked = false;
  const end = (signal: NodeJS.Signals): void => {
    if (asked) process.exit(130);
    asked = true;
    log.info('stopping', { signal });
    stop().then(
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

async function main(): Promise<void> {
  const [wish] = process.argv.slice(2);
  if (wish === '--help' || wish === '-h') return console.log(HELP);
  if (wish === '--version' || wish === '-v') return console.log(about().version);
  if (wish !== undefined) throw new CannotStart(`There is no option ${wish}. --help tells what there is.`);
  refuseOldNode();
  const running = await start((line) => console.log(line));
  stopOnSignals(running);
  await running.ready;
}

// A terminal that was closed must not take the server along.
process.stdout.on('error', () => undefined);
main().catch((error: unknown) => {
  const known = error instanceof CannotStart || error instanceof StoreError;
  for (const line of (known ? error.message : errorStack(error)).split('\n')) console.error(`keepsake: ${line}`);
  process.exit(1);
});
