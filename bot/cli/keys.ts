/** `npm run keys`: the keys that sign tokens. */
import { type KeyRing, keyRing } from '../keys/token-keys.ts';
import { keysBeside, openStoreBeside } from '../open-store.ts';
import { type CommandParts, type ExitCode, runCommand } from '../run-command.ts';
import { DAY } from '../store/upkeep.ts';

const HELP = `The keys that sign tokens. Works while the server runs.

  npm run keys -- list          their names, and since when they sign; never the keys
  npm run keys -- rotate        another one signs in a minute; the ones before are good until all that they signed has expired
  npm run keys -- forget NAME   a key that others may know: what it signed is worth nothing within seconds, and people begin anew`;

const [verb, kid, ...rest] = process.argv.slice(2);

function wellCalled(): boolean {
  if (rest.length > 0) return false;
  return verb === 'forget' ? kid !== undefined : (verb === 'list' || verb === 'rotate') && kid === undefined;
}

async function work(parts: CommandParts): Promise<ExitCode> {
  const { config, print, complain } = parts;
  const help = verb === '--help' || verb === '-h';
  if (help || !wellCalled()) {
    (help ? print : complain)(HELP);
    return help ? 0 : 2;
  }
  if (config.tokenKeys !== '') {
    complain('keepsake: The keys stand in KEEPSAKE_TOKEN_KEYS: put a new one before them there, and start the server again.');
    return 1;
  }
  const store = await openStoreBeside(config);
  try {
    return await change(keyRing(keysBeside(config, store)), parts);
  } finally {
    await store.close();
  }
}

async function change(ring: KeyRing, { config, print, complain }: CommandParts): Promise<ExitCode> {
  const now = Date.now();
  if (verb === 'rotate') await ring.rotate(config.resumeDays * DAY, now);
  if (verb === 'forget' && (await ring.forget(kid ?? '', now)) === undefined) {
    complain(`keepsake: There is no key ${kid}. "list" shows what there is.`);
    return 1;
  }
  for (const { kid: name, from } of await ring.list()) {
    print(`${name}  ${from > now ? 'will sign from' : 'signs since'} ${from === 0 ? 'the start' : new Date(from).toISOString()}`);
  }
  return 0;
}

process.exitCode = await runCommand(
  work,
  (line) => console.log(line),
  (line) => console.error(line),
);
