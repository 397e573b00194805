/** `npm run outbox`: what goes out to channels and desks, and what was given up on. */
import { parseArgs } from 'node:util';
import { harmless } from '../harmless.ts';
import { openStoreBeside } from '../open-store.ts';
import { type CommandParts, type ExitCode, runCommand } from '../run-command.ts';
import type { Tasks } from '../store/tasks.ts';

const HELP = `See what was given up on, and try it again. Works while the server runs.

  npm run outbox -- list                what was given up on, and why
  npm run outbox -- retry ID [ID …]     tries these again
  npm run outbox -- retry all           tries all of them again

--queue NAME   outbox (if not given), job or handoff
--json         a JSON line each, with all that was to be sent`;

const QUEUES = ['outbox', 'job', 'handoff'] as const;
/** Lines that are listed at most. */
const MOST = 1000;

const OPTIONS = {
  queue: { type: 'string', default: 'outbox' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

type Queue = (typeof QUEUES)[number];
type Wish =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'list'; readonly queue: Queue; readonly json: boolean }
  | { readonly kind: 'retry'; readonly queue: Queue; readonly ids: readonly number[] | 'all' };

function readWish(args: readonly string[]): Wish {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const queue = QUEUES.find((known) => known === values.queue);
    const [verb, ...ids] = positionals;
    if (values.help) return { kind: 'help' };
    if (queue === undefined) return { kind: 'wrong' };
    if (verb === 'list' && ids.length === 0) return { kind: 'list', queue, json: values.json };
    if (verb === 'retry' && ids.length === 1 && ids[0] === 'all') return { kind: 'retry', queue, ids: 'all' };
    if (verb === 'retry' && ids.length > 0 && ids.every((id) => /^\d{1,15}$/.test(id)))
      return { kind: 'retry', queue, ids: ids.map(Number) };
  } catch {
    // An unknown option.
  }
  return { kind: 'wrong' };
}

async function list(tasks: Tasks, queue: Queue, json: boolean, print: (line: string) => void): Promise<void> {
  const dead = await tasks.dead(queue, MOST);
  const { waiting, overdue } = await tasks.depth(queue);
  for (const task of dead) {
    const { id, kind, conversation = '-', attempts, why, died } = task;
    const when = new Date(died).toISOString();
    print(harmless(json ? JSON.stringify(task) : `${id}  ${when}  ${kind}  ${conversation}  after ${attempts} attempts: ${why}`));
  }
  if (!json)
    print(`${dead.length} given up on, ${waiting} waiting${overdue > 0 ? `, the oldest for ${Math.round(overdue / 1000)} s` : ''}`);
}

async function retry(tasks: Tasks, queue: Queue, ids: readonly number[] | 'all', { print, complain }: CommandParts): Promise<ExitCode> {
  if (ids === 'all') {
    print(`${await tasks.revive(queue)} are tried again`);
    return 0;
  }
  let code: ExitCode = 0;
  for (const id of ids) {
    if ((await tasks.revive(queue, id)) > 0) print(`${id} is tried again`);
    else {
      complain(`keepsake: There is no ${id} that was given up on. "list" shows what there is.`);
      code = 1;
    }
  }
  return code;
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
  const store = await openStoreBeside(parts.config);
  try {
    if (wish.kind === 'retry') return await retry(store.tasks, wish.queue, wish.ids, parts);
    await list(store.tasks, wish.queue, wish.json, parts.print);
    return 0;
  } finally {
    await store.close();
  }
}

process.exitCode = await runCommand(
  work,
  (line) => console.log(line),
  (line) => console.error(line),
);
