import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Channel } from '../../bot/channels/channel.ts';
import { type LineParts, openDirectLine } from '../../bot/channels/direct-line/direct-line.ts';
import { type Config, readConfig } from '../../bot/config.ts';
import { openFiles } from '../../bot/files/files.ts';
import { openPages } from '../../bot/http/pages.ts';
import { newInOrder } from '../../bot/in-order.ts';
import { keyFiles } from '../../bot/keys/key-place.ts';
import { openSecrets } from '../../bot/keys/open-secrets.ts';
import { afterwardsOf, openLater } from '../../bot/later/open-later.ts';
import { type Log, newLog } from '../../bot/log.ts';
import { newRecent } from '../../bot/recent.ts';
import { listen, openDoors } from '../../bot/server.ts';
import { openSiteBook } from '../../bot/sites/site-book.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import type { Said, Store } from '../../bot/store/store.ts';
import type { House, Mind } from '../../bot/turn.ts';
import type { CaseFile } from '../../dialogs/case-file.ts';
import { NOTHING_HEARD } from '../../dialogs/heard.ts';
import { saying } from './a-turn.ts';

const MIGRATIONS = join(process.cwd(), 'bot/store/migrations');

/** A case file of a conversation in which nothing is known yet. */
export const EMPTY_CASE: CaseFile = {
  v: 1,
  pack: 'test@1',
  locale: 'en',
  seq: 0,
  facts: {},
  problems: [],
  current: -1,
  consents: [],
  said: [],
  once: [],
  misheard: 0,
  mode: 'bot',
  updated: 0,
};

/** A mind that says what it heard and counts the turns in the case; "boom" breaks it. */
export const ECHO_MIND: Mind = {
  openCase: (locale, at) => ({ ...EMPTY_CASE, locale, updated: at }),
  reviveCase: (stored) => (stored ?? EMPTY_CASE) as CaseFile,
  contextOf: () => ({ facts: {}, choices: [] }),
  understand: (message) => {
    const [subject = '', value = ''] = (message.pick ?? '').split('=');
    return {
      ...NOTHING_HEARD,
      shape: 'text',
      text: message.text,
      attachments: message.attachments ?? 0,
      ...(message.pick && { pick: { subject, value } }),
    };
  },
  welcome: (opened) => ({ case: opened, replies: [saying('welcome')], effects: [] }),
  followUp: () => undefined,
  hearDesk: () => undefined,
  titles: { topic: (id) => `topic ${id}`, fix: (id) => `fix ${id}` },
  deskView: () => ({ summary: { title: 't', facts: [], problems: [] }, note: '', canned: [] }),
  decide: (before, heard, at) => {
    if (heard.text.includes('boom')) throw new Error('the mind broke');
    const after = { ...before, seq: before.seq + 1, updated: at };
    const choices = [
      { label: 'Yes', pick: 'test:a=yes' },
      { label: 'No', pick: 'test:a=no' },
    ];
    const said = heard.pick === undefined ? heard.text : `${heard.pick.subject}=${heard.pick.value}`;
    return {
      case: after,
      replies: [{ ...saying(`${after.seq}: ${said}`), steps: ['look', 'press'], close: 'Did it?', choices }],
      effects: [],
    };
  },
};

/** A server as it really is, on a free port, with a mind that is simple to follow. */
export type TestServer = {
  readonly url: string;
  readonly store: Store;
  readonly logged: readonly string[];
  /** A desk says something in a conversation; the same key again is the same delivery. */
  readonly desk: (conversation: string, key: string, said: readonly Said[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** What a test has of its own. A folder that is named stays there, so that another server can go on with it. */
export type TestParts = Partial<Pick<House, 'store' | 'mind'>> & {
  readonly folder?: string;
  /** Where the built pages are. */
  readonly pages?: string;
  readonly channel?: (parts: LineParts) => Channel;
};

/** Starts it; `env` are settings. */
export async function testServer(env: Readonly<Record<string, string>> = {}, parts: TestParts = {}): Promise<TestServer> {
  const folder = parts.folder ?? mkdtempSync(join(tmpdir(), 'keepsake-line-'));
  const store = parts.store ?? (await openSqlite(join(folder, 'keepsake.db'), MIGRATIONS));
  const config = configOf({ PORT: '0', KEEPSAKE_DATA: folder, ...env });
  const logged: string[] = [];
  const log = newLog('debug', 'json', (line) => logged.push(line));
  const channels: Channel[] = [];
  const house = Promise.resolve(testHouse(config, store, log, channels, parts.mind));
  const failed = (error: unknown): void => log.error('stream', { error: String(error) });
  const sites = openSiteBook(store, config.secret, Date.now);
  const secrets = await openSecrets(config, keyFiles(join(folder, 'keys')), Date.now);
  const thread = join(process.cwd(), 'bot/files/picture-thread.ts');
  const files = openFiles({ config, store, keys: secrets.keys, mask: hide, thread, now: Date.now });
  channels.push((parts.channel ?? openDirectLine)({ config, ...secrets, sites, files, store, house, now: Date.now, failed }));
  const listener = await listen(config);
  const pages = openPages(parts.pages ?? join(folder, 'no-pages'), async () => ({}));
  const stop = openDoors(listener, {
    config,
    channels,
    routes: files.routes,
    pages,
    unready: () => undefined,
    leaving: () => false,
    version: '1',
    log,
  });
  const later = openLater({ config, house, channels, now: Date.now, log });
  return {
    url: `http://127.0.0.1:${listener.port}`,
    store,
    logged,
    desk: (conversation, key, said) => deskSays(store, channels, conversation, key, said),
    close: async () => {
      await stop();
      await later.ready.catch(() => undefined);
      await later.stop();
      await files.close();
      await store.close();
      if (parts.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

const hide = (text: string): string => text.replaceAll('hunter2', '[password]');

function testHouse(config: Config, store: Store, log: Log, channels: readonly Channel[], mind = ECHO_MIND): House {
  return {
    store,
    mind,
    masking: { text: hide, json: (value) => JSON.parse(hide(JSON.stringify(value))), most: config.textLength },
    inOrder: newInOrder(),
    recent: newRecent(),
    trouble: () => saying('that went wrong'),
    broken: (error) => log.error('broken', { error: String(error) }),
    afterwards: afterwardsOf(config, () => channels),
  };
}

/** Commits what a desk says, and leaves it to be sent where the channel has to be called. */
async function deskSays(
  store: Store,
  channels: readonly Channel[],
  conversation: string,
  key: string,
  said: readonly Said[],
): Promise<void> {
  const [channel] = channels;
  const speaker = { channel: channel?.name ?? '', conversation, user: 'ann', locale: 'en' };
  const tasks = channel?.outbox?.tasks(speaker, key, said) ?? [];
  await store.commitAlone(conversation, ({ version, case: file }) => ({
    ...speaker,
    key,
    at: Date.now(),
    version,
    case: file,
    said,
    happened: [],
    tasks,
  }));
}

function configOf(env: Readonly<Record<string, string>>): Config {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.config;
}
