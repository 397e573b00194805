/** Builds the house and opens its doors. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { newBreath } from './breath.ts';
import type { Channel } from './channels/channel.ts';
import { openDirectLine } from './channels/direct-line/direct-line.ts';
import { type Config, environment, readConfig } from './config.ts';
import { errorCode, errorStack, errorText } from './error-code.ts';
import { openPages } from './http/pages.ts';
import { shieldsFor } from './http/shield.ts';
import { newInOrder } from './in-order.ts';
import { openSecrets } from './keys/open-secrets.ts';
import { afterwardsOf, openLater } from './later/open-later.ts';
import { type Learned, learnBeside } from './learn.ts';
import { type Log, newLog } from './log.ts';
import type { Masking } from './mask-heard.ts';
import { mask, maskDeep } from './masking.ts';
import { mindOf, troubleOf } from './mind.ts';
import { openStore } from './open-store.ts';
import { newRecent } from './recent.ts';
import { type Listener, listen, openDoors } from './server.ts';
import { framesOf, openSiteBook } from './sites/site-book.ts';
import type { JsonObject, Store } from './store/store.ts';
import type { House } from './turn.ts';

const ROOT = join(import.meta.dirname, '..');
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

type Premises = {
  readonly config: Config;
  readonly folder: string;
  readonly store: Store;
  readonly log: Log;
  readonly channels: readonly Channel[];
};

/** What the pack says, and the mind over it. Throws CannotStart with every problem of the pack. */
async function moveIn({ config, folder, store, log, channels }: Premises): Promise<House> {
  const worker = new URL('./learn-worker.ts', import.meta.url);
  const learning = await learnBeside(worker, { pack: resolve(config.pack), data: folder });
  if (!learning.ok) {
    const lines = learning.problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`);
    throw new CannotStart(`The knowledge pack ${config.pack} cannot be used:\n${lines.join('\n')}`);
  }
  warnOf(learning.learned, log);
  const masking: Masking = { text: mask, json: (value) => maskDeep(value) as JsonObject, most: config.textLength };
  const broken = (error: unknown): void => log.error('thinking failed', { error: errorStack(error) });
  const { learned } = learning;
  const afterwards = afterwardsOf(config, () => channels);
  return {
    store,
    mind: mindOf(learned),
    masking,
    inOrder: newInOrder(),
    recent: newRecent(),
    breath: newBreath(),
    trouble: troubleOf(learned),
    afterwards,
    broken,
  };
}

function warnOf({ warnings }: Learned, log: Log): void {
  for (const { file, line, column, message } of warnings) log.debug('pack', { at: `${file}:${line}:${column}`, message });
}

/** Starts everything; what is to be read goes out by `print`. Rejects with CannotStart or StoreError. */
export async function start(print: (line: string) => void): Promise<Running> {
  const began = performance.now();
  const config = settings(print);
  const log = newLog(config.logLevel, config.logFormat, print);
  const { store, folder, keys: place, release } = await openStore(config, log);
  const secrets = await openSecrets(config, place, Date.now);
  const sites = openSiteBook(store, config.secret, Date.now);
  // Nothing is awaited between taking the port and opening the doors: whoever comes finds them open.
  const listener = await takePort(config);
  let unready: string | undefined = 'learning';
  const channels: Channel[] = [];
  const house = moveIn({ config, folder, store, log, channels });
  const failed = (error: unknown): void => log.error('stream failed', { error: errorStack(error) });
  channels.push(openDirectLine({ config, ...secrets, sites, store, house, now: Date.now, failed }));
  const pages = openPages(
    join(ROOT, 'dist/web'),
    shieldsFor(async (site) => framesOf(await sites.find(site))),
  );
  const leaving = (): boolean => unready === DRAINING;
  const close = openDoors(listener, { config, channels, pages, unready: () => unready, leaving, version: about().version, log });
  greet(config, listener, log, print);
  const later = openLater({ config, house, channels, now: Date.now, log });
  const ready = later.ready.then(() => {
    if (leaving()) return;
    unready = undefined;
    log.info('ready', { seconds: Math.round(performance.now() - began) / 1000 });
  });
  const stop = async (announced: boolean): Promise<void> => {
    unready = DRAINING;
    if (announced) await new Promise((wake) => setTimeout(wake, config.drainSeconds * 1000));
    await close();
    await later.stop();
    await store.close();
    release();
  };
  return { log, ready, stop };
}

function greet(config: Config, { host, port }: Listener, log: Log, print: (line: string) => void): void {
  const shown = host.includes(':') ? `[${host}]` : host;
  const url = config.publicUrl || `http://${shown === '0.0.0.0' ? '127.0.0.1' : shown}:${port}`;
  log.info('listening', { url: `${url}/`, host, port });
  if (config.logFormat === 'pretty') print(`\n  Keepsake ${about().version}\n  Chat with it at ${url}/\n  Stop it with Ctrl+C.\n`);
}
