/** `npm run desk`: who may sit at the desk. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import type { z } from 'zod';
import type { Config } from '../config.ts';
import { Login, Name, newAccount } from '../handoff/account-names.ts';
import { invite } from '../handoff/invitation.ts';
import { hashPassword, weakness } from '../handoff/passwords.ts';
import { openStoreBeside } from '../open-store.ts';
import { type CommandParts, type ExitCode, runCommand } from '../run-command.ts';
import type { Account, Accounts, Role } from '../store/accounts.ts';

const HELP = `Says who may sit at the desk. Works while the server runs.

  npm run desk -- add LOGIN --name NAME [--role agent|lead] [--link]
  npm run desk -- list
  npm run desk -- password LOGIN        asks for a new one, and signs them out everywhere
  npm run desk -- link LOGIN            a link with which they choose one themselves, good for a day and once
  npm run desk -- role LOGIN agent|lead
  npm run desk -- remove LOGIN          signs them out and forgets them; what they wrote stays

LOGIN is what they sign in with, NAME what people in trouble see. Passwords are asked for, or read from a line of the
standard input; they are never part of a command, where others could see them. --link asks for none: it prints a link.`;

/** What went wrong, as a sentence. */
class Trouble extends Error {}

type Asked = CommandParts & { readonly accounts: Accounts };
type Values = { readonly name?: string; readonly role?: string; readonly link?: boolean };
type Verb = (asked: Asked, login: string, values: Values, rest: readonly string[]) => Promise<void>;

const OPTIONS = {
  name: { type: 'string' },
  role: { type: 'string' },
  link: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const add: Verb = async (asked, login, { name, role, link }) => {
  const { accounts, print } = asked;
  const account = newAccount(login, read(Name, name ?? login), roleOf(role ?? 'agent'), '');
  if ((await accounts.find(login)) !== undefined) throw new Trouble(`There is an account ${login} already.`);
  const hash = link === true ? '' : await hashPassword(await newPassword(login));
  if (!(await accounts.add({ ...account, password: hash }))) throw new Trouble(`There is an account ${login} already.`);
  print(`${login} may sign in as ${account.role}`);
  if (link === true) print(await invite(accounts, account, homeOf(asked.config)));
};

const password: Verb = async ({ accounts, print }, login) => {
  const { id } = await known(accounts, login);
  await accounts.setPassword(id, await hashPassword(await newPassword(login)));
  print(`${login} has a new password, and is signed out everywhere`);
};

const link: Verb = async ({ accounts, print, config }, login) => {
  print(await invite(accounts, await known(accounts, login), homeOf(config)));
};

const role: Verb = async ({ accounts, print }, login, _values, [wanted = '']) => {
  const next = roleOf(wanted);
  await accounts.setRole((await known(accounts, login)).id, next);
  print(`${login} is ${next} now`);
};

const remove: Verb = async ({ accounts, print }, login) => {
  await accounts.remove((await known(accounts, login)).id);
  print(`${login} is signed out and forgotten`);
};

/** Each verb, and how many words follow the sign-in name. */
const VERBS: Readonly<Record<string, { readonly work: Verb; readonly words: number }>> = {
  add: { work: add, words: 0 },
  password: { work: password, words: 0 },
  link: { work: link, words: 0 },
  role: { work: role, words: 1 },
  remove: { work: remove, words: 0 },
};

async function list({ accounts, print }: Asked): Promise<void> {
  const all = await accounts.all();
  for (const { login, name, role, password } of all) print(`${login}  ${name}  ${role}${password === '' ? '  (no password yet)' : ''}`);
  if (all.length === 0) print('Nobody yet. npm run desk -- add LOGIN --name NAME');
}

type Wish = { readonly kind: 'help' | 'wrong' } | { readonly kind: 'do'; readonly work: (asked: Asked) => Promise<void> };

function readWish(args: readonly string[]): Wish {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const [name = '', login, ...rest] = positionals;
    if (values.help) return { kind: 'help' };
    if (name === 'list' && login === undefined) return { kind: 'do', work: list };
    const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
    if (verb !== undefined && login !== undefined && rest.length === verb.words)
      return { kind: 'do', work: async (asked) => verb.work(asked, read(Login, login), values, rest) };
  } catch {
    // An unknown option.
  }
  return { kind: 'wrong' };
}

function read<T>(schema: z.ZodType<T, string>, text: string): T {
  const result = schema.safeParse(text);
  if (result.success) return result.data;
  throw new Trouble(result.error.issues[0]?.message ?? 'That cannot be read.');
}

function roleOf(text: string): Role {
  if (text === 'agent' || text === 'lead') return text;
  throw new Trouble('A role is agent or lead.');
}

async function known(accounts: Accounts, login: string): Promise<Account> {
  const account = await accounts.find(login);
  if (account === undefined) throw new Trouble(`There is no account ${login}. "list" shows who there is.`);
  return account;
}

function homeOf({ publicUrl, port }: Config): string {
  return publicUrl || `http://127.0.0.1:${port}`;
}

/** Asks at a terminal, without showing what is typed; else reads the first line that comes in. */
async function newPassword(login: string): Promise<string> {
  const first = await secretLine(`New password for ${login}: `);
  const why = weakness(first, login);
  if (why !== undefined) throw new Trouble(why);
  if (process.stdin.isTTY && first !== (await secretLine('The same again: '))) throw new Trouble('Those were two different passwords.');
  return first;
}

async function secretLine(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY === true });
  if (process.stdin.isTTY) process.stderr.write(question);
  try {
    for await (const line of lines) return line;
    throw new Trouble('There was no password.');
  } finally {
    lines.close();
    if (process.stdin.isTTY) process.stderr.write('\n');
  }
}

async function work(parts: CommandParts): Promise<ExitCode> {
  const wish = readWish(process.argv.slice(2));
  if (wish.kind === 'do') return carryOut(wish.work, parts);
  const tell = wish.kind === 'help' ? parts.print : parts.complain;
  tell(HELP);
  return wish.kind === 'help' ? 0 : 2;
}

async function carryOut(wished: (asked: Asked) => Promise<void>, parts: CommandParts): Promise<ExitCode> {
  const { accounts, close } = await openStoreBeside(parts.config);
  try {
    await wished({ ...parts, accounts });
    return 0;
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    parts.complain(`keepsake: ${error.message}`);
    return 1;
  } finally {
    await close();
  }
}

process.exitCode = await runCommand(
  work,
  (line) => console.log(line),
  (line) => console.error(line),
);
