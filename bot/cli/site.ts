/** `npm run site`: the sites whose pages embed the chat. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type * as z from 'zod';
import { errorText } from '../error-code.ts';
import { keysBeside, openStoreBeside } from '../open-store.ts';
import { type CommandParts, type ExitCode, runCommand } from '../run-command.ts';
import { identityRoot, identitySecret, readPublicKey } from '../sites/identity.ts';
import { DEFAULT_SITE, newSite, Origin, type Site, SiteId, SiteName, siteData, Theme, withNewSecret } from '../sites/site.ts';
import { allSites } from '../sites/site-book.ts';
import type { JsonObject, StoreBeside } from '../store/store.ts';

const HELP = `The sites whose pages embed the chat. Works while the server runs, which knows of a change within seconds.

  npm run site -- list                     all of them (--json: a JSON line each)
  npm run site -- add ID [options]         a new one; prints the secret for its servers, once, and the line for its pages
  npm run site -- set ID [options]         changes what the options name
  npm run site -- rotate ID                a new secret; the one before stays good until the next time (--only: from now on no more)
  npm run site -- identity ID              prints a secret with which the site's server signs who somebody is (again: a new one, and the
                                           one before stays good until the next time); with --key FILE the public key of a site that signs
                                           with its own; --none forgets all of them
  npm run site -- remove ID                its pages and servers are let in no more; its conversations stay

--name NAME           what people call it          --about TEXT  the line below it in the chat
--origin ORIGIN       pages that may embed it, again for each: https://help.example.com, https://*.example.com, http://localhost:8080
--color #1a66d6       --position left|right      --scheme auto|light|dark      --label TEXT on the button
--greeting TEXT       --locale de                An empty value ('') takes a setting back.

The site "default" is there from the start; its first secret may also be DIRECTLINE_SECRET.`;

const OPTIONS = {
  name: { type: 'string' },
  origin: { type: 'string', multiple: true },
  color: { type: 'string' },
  position: { type: 'string' },
  scheme: { type: 'string' },
  label: { type: 'string' },
  about: { type: 'string' },
  greeting: { type: 'string' },
  locale: { type: 'string' },
  key: { type: 'string' },
  only: { type: 'boolean' },
  none: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;
const LOOKS = ['color', 'position', 'scheme', 'label', 'about', 'greeting', 'locale'] as const;

/** What a verb takes besides the site's id. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
  list: ['json'],
  add: ['name', 'origin', ...LOOKS],
  set: ['name', 'origin', ...LOOKS],
  rotate: ['only'],
  identity: ['key', 'none'],
  remove: [],
};

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];
type Desk = CommandParts & { readonly store: StoreBeside };

/** What is wrong with what was asked for, in a sentence. */
class Wrong extends Error {}

function checked<T>(schema: z.ZodType<T>, value: unknown, option: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Wrong(`${option} must be ${result.error.issues[0]?.message ?? 'something else'}. It is ${JSON.stringify(value)}.`);
}

/** The site with what the options name. */
function changed(site: Site, values: Values): Site {
  const looks = LOOKS.flatMap((key) => (values[key] === undefined ? [] : [[key, values[key] === '' ? undefined : values[key]] as const]));
  for (const [key, value] of looks) checked(Theme, value === undefined ? {} : { [key]: value }, `--${key}`);
  const theme = Object.fromEntries(
    Object.entries({ ...site.theme, ...Object.fromEntries(looks) }).filter(([, value]) => value !== undefined),
  );
  const origins = values.origin?.filter((origin) => origin !== '').map((origin) => checked(Origin, origin, '--origin'));
  return {
    ...site,
    ...(values.name !== undefined && { name: checked(SiteName, values.name, '--name') }),
    ...(origins !== undefined && { origins }),
    theme,
  };
}

async function known({ store }: Desk, id: string): Promise<Site> {
  const site = (await allSites(store)).find((one) => one.id === id);
  if (site === undefined) throw new Wrong(`There is no site ${id}. "list" shows what there is, "add" makes one.`);
  return site;
}

async function write({ store }: Desk, site: Site): Promise<void> {
  const { id, version } = site;
  if (await store.sites.write({ id, version, data: siteData(site) })) return;
  throw new Wrong(version === 0 ? `There is a site ${id} already. "set" changes it.` : `Somebody else changed ${id} just now. Try again.`);
}

async function list({ store, print }: Desk, values: Values): Promise<void> {
  for (const { version: _, secrets, ...site } of await allSites(store)) {
    const since = secrets.map(({ since }) => new Date(since).toISOString());
    if (values.json) print(JSON.stringify({ ...site, secrets: since }));
    else print(`${site.id}  ${site.name}  ${site.origins.join(' ') || 'no pages yet: set --origin'}  ${tellSecrets(since)}`);
  }
}

function tellSecrets(since: readonly string[]): string {
  return since.length === 0 ? 'no secret' : `secrets of ${since.map((time) => time.slice(0, 10)).join(' and ')}`;
}

async function add(desk: Desk, id: string, values: Values): Promise<void> {
  const fresh = changed(newSite(checked(SiteId, id, 'ID')), values);
  if (id === DEFAULT_SITE) throw new Wrong(`The site ${id} is there from the start. "set" changes it.`);
  const { secret, site } = withNewSecret(fresh, Date.now());
  await write(desk, site);
  desk.print(`Site ${id} was added. Its secret, for servers only; it is not shown again:\n${secret}`);
  desk.print(`For its pages:\n<script async src="${desk.config.publicUrl || 'https://YOUR-SERVER'}/embed.js?site=${id}"></script>`);
  if (site.origins.length === 0) desk.print(`No page may embed it yet: npm run site -- set ${id} --origin https://…`);
}

async function rotate(desk: Desk, id: string, values: Values): Promise<void> {
  const { secret, site } = withNewSecret(await known(desk, id), Date.now());
  await write(desk, values.only ? { ...site, secrets: site.secrets.slice(0, 1) } : site);
  desk.print(`The new secret of ${id}; it is not shown again:\n${secret}`);
  if (!values.only && site.secrets.length > 1) desk.print('The one before stays good until the next time.');
}

async function identity(desk: Desk, id: string, values: Values): Promise<void> {
  const site = await known(desk, id);
  const { keys, rounds } = site.identity;
  if (values.none) {
    await write(desk, { ...site, identity: { keys: [], rounds: [] } });
    return desk.print(`${id} no longer says who somebody is.`);
  }
  if (values.key !== undefined) {
    await write(desk, { ...site, identity: { keys: [publicKey(values.key), ...keys].slice(0, 2), rounds } });
    return desk.print(`Identities that this key signed are believed, for ${id}.`);
  }
  // Derived anew for each round, so a round that was given up must not come again.
  const round = Math.max(0, ...rounds, Math.floor(Date.now() / 1000)) + (rounds.length > 0 ? 1 : 0);
  const root = await identityRoot(keysBeside(desk.config, desk.store), desk.config.identityKey);
  await write(desk, { ...site, identity: { keys, rounds: [round, ...rounds].slice(0, 2) } });
  desk.print(`The secret with which servers of ${id} sign who somebody is (HS256):\n${identitySecret(root, id, round)}`);
}

function publicKey(file: string): JsonObject {
  try {
    return readPublicKey(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Wrong(`${file} is no public key that can be used: ${errorText(error)}`);
  }
}

async function remove(desk: Desk, id: string): Promise<void> {
  if (!(await desk.store.sites.remove(id))) throw new Wrong(`There is no site ${id}. "list" shows what there is.`);
  desk.print(id === DEFAULT_SITE ? `The site ${id} is as it was from the start.` : `Site ${id} was removed.`);
}

const VERBS: Readonly<Record<string, (desk: Desk, id: string, values: Values) => Promise<void>>> = {
  list: (desk, _id, values) => list(desk, values),
  add,
  set: async (desk, id, values) => {
    await write(desk, changed(await known(desk, id), values));
    desk.print(`Site ${id} was changed.`);
  },
  rotate,
  identity,
  remove,
};

type Wish = { readonly help: boolean; readonly verb: string; readonly id: string; readonly values: Values };

/** What was asked for; undefined when it cannot be meant. */
function readWish(args: readonly string[]): Wish | undefined {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const [verb = '', id = '', ...rest] = positionals;
    const { help = false, ...others } = values;
    if (help) return { help, verb, id, values };
    const takes = Object.hasOwn(TAKES, verb) ? TAKES[verb] : undefined;
    if (takes === undefined || rest.length > 0 || (verb === 'list') !== (id === '')) return undefined;
    return Object.keys(others).every((option) => takes.includes(option)) ? { help, verb, id, values } : undefined;
  } catch {
    // An unknown option, or one without its value.
    return undefined;
  }
}

async function work(parts: CommandParts): Promise<ExitCode> {
  const wish = readWish(process.argv.slice(2));
  if (wish === undefined || wish.help) {
    (wish === undefined ? parts.complain : parts.print)(HELP);
    return wish === undefined ? 2 : 0;
  }
  const store = await openStoreBeside(parts.config);
  try {
    await VERBS[wish.verb]?.({ ...parts, store }, wish.id, wish.values);
    return 0;
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    parts.complain(`keepsake: ${error.message}`);
    return 1;
  } finally {
    await store.close();
  }
}

process.exitCode = await runCommand(
  work,
  (line) => console.log(line),
  (line) => console.error(line),
);
