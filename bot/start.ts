/** Builds the house and opens its doors. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { newBreath } from './breath.ts';
import type { Channel, Door } from './channels/channel.ts';
import { type LineParts, openDirectLine } from './channels/direct-line/direct-line.ts';
import { type Config, environment, readConfig } from './config.ts';
import { errorCode, errorStack, errorText } from './error-code.ts';
import { type Files, openFiles } from './files/files.ts';
import { deskFiles } from './handoff/desk-files.ts';
import { wayIn } from './handoff/invitation.ts';
import { type Handoff, openHandoff } from './handoff/open-handoff.ts';
import { NO_FILE, type Rota, readRota } from './handoff/rota.ts';
import { openSignIn } from './handoff/sign-in.ts';
import { withThemes } from './http/loader-script.ts';
import { openPages } from './http/pages.ts';
import { shieldsFor } from './http/shield.ts';
import { newInOrder } from './in-order.ts';
import { openSecrets, type Secrets } from './keys/open-secrets.ts';
import { afterwardsOf, openLater } from './later/open-later.ts';
import { type Learned, type Learning, learnBeside } from './learn.ts';
import { loadTeams, type Teams } from './load-teams.ts';
import { type Log, newLog } from './log.ts';
import type { Masking } from './mask-heard.ts';
import { mask, maskDeep } from './masking.ts';
import { mindOf, troubleOf } from './mind.ts';
import { type Opened, openStore } from './open-store.ts';
import { newRecent } from './recent.ts';
import { sentencesFor } from './sentences/open-sentences.ts';
import type { Sentences } from './sentences/sentences.ts';
import { type Listener, listen, openDoors } from './server.ts';
import { framesOf, openSiteBook } from './sites/site-book.ts';
import type { JsonObject, Store } from './store/store.ts';
import type { NewTask } from './store/tasks.ts';
import type { House, Made } from './turn.ts';
import { watchPack } from './watch-pack.ts';

const ROOT = join(import.meta.dirname, '..');
const PICTURE_THREAD = new URL('./files/picture-thread.ts', import.meta.url);
/** What `/readyz` says of a server that was asked to stop. */
const DRAINING = 'draining';

/** A server whose doors are open. */
export type Running = {
  readonly log: Log;
  /** Rejects with CannotStart when the pack cannot be learned. */
  readonly ready: Promise<void>;
  /** Finishes what was begun; announced, the doors stay open for the configured time, so that a balancer can look elsewhere first. */
  readonly stop: (announced: boolean) => Promise<void>;
};

/** Why nothing can be started, in lines for whoever tried. */
export class CannotStart extends Error {}

/** What this program is. */
export function about(): { readonly version: string; readonly description: string } {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
}

function settings(log: (line: string) => void): Config {
  const read = readConfig(environment(resolve('.env')));
  if (!read.ok) throw new CannotStart(read.problems.join('\n'));
  for (const warning of read.warnings) log(`Warning: ${warning}`);
  return read.config;
}

/** What the support team says of their desks. Throws CannotStart with every mistake of the file. */
function rotaOf({ desks }: Config): Rota {
  if (desks === '') return NO_FILE;
  const read = readRota(resolve(desks));
  if (!read.ok) throw new CannotStart(read.problems.join('\n'));
  return read.rota;
}

async function takePort(config: Config): Promise<Listener> {
  try {
    return await listen(config);
  } catch (error) {
    const place = `Port ${config.port} on ${config.host}`;
    const known: Readonly<Record<string, string>> = {
      EADDRINUSE: `${place} is taken. Stop what listens there, or set PORT to another one.`,
      EACCES: `${place} may not be opened by this user. Set PORT to one above 1023.`,
      EADDRNOTAVAIL: `${config.host} is no address of this machine. Set HOST to one that is, such as 127.0.0.1.`,
      ENOTFOUND: `${config.host} is no address that is known here. Set HOST to one that is, such as 127.0.0.1.`,
    };
    throw new CannotStart(known[errorCode(error) ?? ''] ?? `${place} cannot be opened: ${errorText(error)}`);
  }
}

/** The room of the Bot Framework, if it is wanted. Rejects with CannotStart. */
async function teamsOf(config: Config, log: Log): Promise<Teams> {
  const teams = await loadTeams(config, Date.now());
  if (teams.kind === 'wrong') throw new CannotStart(teams.problems.join('\n'));
  if (teams.kind === 'closed') log.debug('teams is closed', { why: teams.why });
  else log.info('teams is open', { path: '/api/messages', anonymous: teams.anonymous });
  return teams;
}

type Premises = {
  readonly config: Config;
  readonly folder: string;
  readonly store: Store;
  readonly files: Files;
  readonly log: Log;
  readonly channels: readonly Channel[];
  readonly sentences: Sentences;
  readonly handoff: Handoff;
  /** Given when the server leaves. */
  readonly leaving: AbortSignal;
};

/** What comes of what was learnt. Cases that another mind has seen are read anew. */
type Thinking = Pick<House, 'mind' | 'recent' | 'trouble'>;

function thinkingOf(learned: Learned, sentences: Sentences): Thinking {
  return { mind: mindOf(learned, sentences), recent: newRecent(), trouble: troubleOf(learned) };
}

/** What the pack says, and the mind over it. Throws CannotStart with every problem of the pack. */
async function moveIn({ config, folder, store, log, channels, sentences, handoff, leaving }: Premises): Promise<House> {
  const worker = new URL('./learn-worker.ts', import.meta.url);
  const learn = (): Promise<Learning> => learnBeside(worker, { pack: resolve(config.pack), data: folder });
  const learning = await learn();
  if (!learning.ok) {
    const lines = learning.problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`);
    throw new CannotStart(`The knowledge pack ${config.pack} cannot be used:\n${lines.join('\n')}`);
  }
  warnOf(learning.learned, log);
  const masking: Masking = { text: mask, json: (value) => maskDeep(value) as JsonObject, most: config.textLength };
  const broken = (error: unknown): void => log.error('thinking failed', { error: errorStack(error) });
  let thinking = thinkingOf(learning.learned, sentences);
  const learned = (anew: Learned): void => {
    thinking = thinkingOf(anew, sentences);
  };
  if (config.watchPack && config.embedder === 'off') watchPack({ folder: resolve(config.pack), learn, learned, log, leaving });
  const later = afterwardsOf(config, () => channels);
  const afterwards = (made: Made): readonly NewTask[] => [...later(made), ...handoff.tasks(made)];
  return {
    store,
    get mind() {
      return thinking.mind;
    },
    get recent() {
      return thinking.recent;
    },
    get trouble() {
      return thinking.trouble;
    },
    masking,
    inOrder: newInOrder(),
    breath: newBreath(),
    afterwards,
    standing: handoff.standing,
    leaseOf: handoff.leaseOf,
    typing: handoff.typing,
    broken,
  };
}

function warnOf({ warnings }: Learned, log: Log): void {
  for (const { file, line, column, message } of warnings) log.debug('pack', { at: `${file}:${line}:${column}`, message });
}

/** `desks`: where people sign in who take over, and where they work. */
type Furnished = { readonly house: Promise<House>; readonly handoff: Handoff; readonly desks: readonly Door[] };

/** The house while it is still being moved into, and the people who take over. */
function furnish(premises: Omit<Premises, 'handoff'>, rota: Rota): Furnished {
  const { config, store, files, log, channels } = premises;
  const { promise: house, resolve } = Promise.withResolvers<House>();
  const signIn = openSignIn({ store, config, now: Date.now, log });
  const { agentOf } = signIn;
  const handoff = openHandoff({
    config,
    rota,
    store,
    house,
    channels: () => channels,
    agentOf,
    files: deskFiles(files),
    now: Date.now,
    log,
  });
  resolve(moveIn({ ...premises, handoff }));
  return { house, handoff, desks: [signIn, ...handoff.doors] };
}

/** The pages as they are built, as each site wants them to look. */
function pagesFor(sites: Rooms['sites']): ReturnType<typeof openPages> {
  const shields = shieldsFor(async (site) => framesOf(await sites.find(site)));
  const built = openPages(join(ROOT, 'dist/web'), shields, join(ROOT, 'dist/fetched'));
  return withThemes(built, async (site) => (await sites.find(site))?.theme);
}

/** Starts everything; what is to be read goes out by `print`. Rejects with CannotStart or StoreError. */
export async function start(print: (line: string) => void): Promise<Running> {
  const began = performance.now();
  const config = settings(print);
  const log = newLog(config.logLevel, config.logFormat, print);
  const rota = rotaOf(config);
  const teams = await teamsOf(config, log);
  const { store, folder, sites, files, secrets, release } = await openRooms(config, log);
  const entrance = await wayIn(store.accounts, config);
  // Nothing is awaited between taking the port and opening the doors: whoever comes finds them open.
  const listener = await takePort(config);
  let unready: string | undefined = 'learning';
  const channels: Channel[] = [];
  const end = new AbortController();
  const sentences = sentencesFor(config, folder, log);
  const { house, handoff, desks } = furnish({ config, folder, store, files, log, channels, sentences, leaving: end.signal }, rota);
  const failed = (error: unknown): void => log.error('stream failed', { error: errorStack(error) });
  channels.push(openDirectLine({ config, ...secrets, sites, files, store, house, now: Date.now, failed }));
  if (teams.kind === 'open') channels.push(teams.open({ store, house, now: Date.now, log }));
  const pages = pagesFor(sites);
  const leaving = (): boolean => unready === DRAINING;
  const { routes } = files;
  const { version } = about();
  const opened = [...channels, ...desks];
  const close = openDoors(listener, { config, channels: opened, routes, pages, unready: () => unready, leaving, version, log });
  greet(config, listener, log, print, entrance);
  const later = openLater({ config, house, channels, handoff, now: Date.now, log });
  const ready = later.ready.then(() => {
    if (leaving()) return;
    unready = undefined;
    log.info('ready', { seconds: Math.round(performance.now() - began) / 1000 });
  });
  const stop = async (announced: boolean): Promise<void> => {
    unready = DRAINING;
    if (announced) await drained(config.drainSeconds * 1000, channels);
    end.abort();
    await close();
    await later.stop();
    await files.close();
    await sentences.close();
    await store.close();
    release();
  };
  return { log, ready, stop };
}

/** Lets whoever keeps a connection go little by little, while a balancer learns to look elsewhere. */
async function drained(span: number, channels: readonly Channel[]): Promise<void> {
  for (const channel of channels) channel.leave?.(span);
  await new Promise((wake) => setTimeout(wake, span));
}

type Rooms = Pick<Opened, 'store' | 'folder' | 'release'> & Pick<LineParts, 'sites'> & { readonly files: Files; readonly secrets: Secrets };

/** The store and what stands around it. Rejects with StoreError. */
async function openRooms(config: Config, log: Log): Promise<Rooms> {
  const { store, folder, keys: place, release } = await openStore(config, log);
  const secrets = await openSecrets(config, place, Date.now);
  const sites = openSiteBook(store, config.secret, Date.now);
  const files = openFiles({ config, store, keys: secrets.keys, mask, thread: PICTURE_THREAD, now: Date.now });
  return { store, folder, release, sites, files, secrets };
}

type Greeting = (home: string) => string;

function greet(config: Config, { host, port }: Listener, log: Log, print: (line: string) => void, entrance: Greeting): void {
  const shown = host.includes(':') ? `[${host}]` : host;
  // What stands for all addresses of a machine is none that a browser can go to.
  const any: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '[::]': '[::1]' };
  const url = config.publicUrl || `http://${any[shown] ?? shown}:${port}`;
  log.info('listening', { url: `${url}/`, host, port });
  if (config.logFormat !== 'pretty') return;
  print(`\n  Keepsake ${about().version}\n  Chat with it at ${url}/\n  ${entrance(url)}\n  Stop it with Ctrl+C.\n`);
}
