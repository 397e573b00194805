/** `npm run user`: all that is kept of somebody, to hand out or to erase. */
import { harmless } from '../harmless.ts';
import { openStoreBeside } from '../open-store.ts';
import { type CommandParts, type ExitCode, runCommand } from '../run-command.ts';
import type { Kept, Upkeep } from '../store/upkeep.ts';

const HELP = `Hand out or erase what is kept of somebody. Works while the server runs.

  npm run --silent user -- of CONVERSATION   whose it is: the desk shows a conversation in its address, after #c=
  npm run --silent user -- export ID         everything, a JSON line for each conversation
  npm run user -- erase ID                   removes all of it, for good

ID is who the messages are from, as the channel names them: "from.id" of an activity. Backups keep what was erased
later, until you remove them; a backup that is put back has to be erased from again.`;

const [verb, id, ...rest] = process.argv.slice(2);

/** Files as JSON can carry them. */
function withBytes(kept: Kept): object {
  const files = kept.files.map((file) => ({ ...file, bytes: Buffer.from(file.bytes).toString('base64') }));
  return { ...kept, files };
}

async function work({ config, print, complain }: CommandParts): Promise<ExitCode> {
  if (verb === '--help' || verb === '-h') {
    print(HELP);
    return 0;
  }
  if (!isVerb(verb) || id === undefined || rest.length > 0) {
    complain(HELP);
    return 2;
  }
  const { upkeep, close } = await openStoreBeside(config);
  try {
    return await VERBS[verb]({ upkeep, print, complain }, id);
  } finally {
    await close();
  }
}

type Asked = Pick<CommandParts, 'print' | 'complain'> & { readonly upkeep: Upkeep };

const VERBS = {
  of: async ({ upkeep, print, complain }: Asked, conversation: string): Promise<ExitCode> => {
    // As it stands in an address: some of its signs are written otherwise there.
    const user = await upkeep.userOf(unescaped(conversation));
    if (user === undefined) complain(`keepsake: There is no conversation ${conversation} (any more).`);
    else print(harmless(user));
    return user === undefined ? 1 : 0;
  },
  export: async ({ upkeep, print }: Asked, user: string): Promise<ExitCode> => {
    for await (const kept of upkeep.exportUser(user)) print(harmless(JSON.stringify(withBytes(kept))));
    return 0;
  },
  erase: async ({ upkeep, print }: Asked, user: string): Promise<ExitCode> => {
    print(`${await upkeep.eraseUser(user)} conversations erased`);
    return 0;
  },
} as const;

function isVerb(text: string | undefined): text is keyof typeof VERBS {
  return text !== undefined && Object.hasOwn(VERBS, text);
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// A closed pipe (`| head`) is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.exitCode = await runCommand(
  work,
  (line) => console.log(line),
  (line) => console.error(line),
);
