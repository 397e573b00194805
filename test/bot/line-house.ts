import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDirectLine } from '../../bot/channels/direct-line/direct-line.ts';
import { readKeys } from '../../bot/channels/direct-line/keys.ts';
import { type Config, readConfig } from '../../bot/config.ts';
import { openPages } from '../../bot/http/pages.ts';
import { newInOrder } from '../../bot/in-order.ts';
import { newLog } from '../../bot/log.ts';
import { listen, openDoors } from '../../bot/server.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import type { Store } from '../../bot/store/store.ts';
import type { House, Mind } from '../../bot/turn.ts';
import type { CaseFile } from '../../dialogs/case-file.ts';
import { NOTHING_HEARD } from '../../dialogs/heard.ts';
import { saying } from './a-turn.ts';

const MIGRATIONS = join(process.cwd(), 'bot/store/migrations');

/** A case file of a conversation in which nothing is known yet. */
const EMPTY_CASE: CaseFile = {
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

/** A server as it really is, on a free port, with a folder of its own and a mind that is simple to follow. */
export type TestServer = {
  readonly url: string;
  readonly store: Store;
  readonly logged: readonly string[];
  readonly close: () => Promise<void>;
};

/** Starts it; `env` are settings. */
export async function testServer(
  env: Readonly<Record<string, string>> = {},
  changes: Partial<Pick<House, 'store' | 'mind'>> = {},
): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'keepsake-line-'));
  const store = changes.store ?? (await openSqlite(join(folder, 'keepsake.db'), MIGRATIONS));
  const config = configOf({ PORT: '0', KEEPSAKE_DATA: folder, ...env });
  const logged: string[] = [];
  const log = newLog('debug', 'json', (line) => logged.push(line));
  const hide = (text: string): string => text.replaceAll('hunter2', '[password]');
  const house: House = {
    store,
    mind: changes.mind ?? ECHO_MIND,
    masking: { text: hide, json: (value) => JSON.parse(hide(JSON.stringify(value))), most: config.textLength },
    inOrder: newInOrder(),
    trouble: saying('that went wrong'),
    broken: (error) => log.error('broken', { error: String(error) }),
  };
  const failed = (error: unknown): void => log.error('stream', { error: String(error) });
  const keys = readKeys(join(folder, 'keys/direct-line.json'));
  const channel = openDirectLine({ config, keys, store, house: Promise.resolve(house), now: Date.now, failed });
  const listener = await listen(config);
  const doors = {
    config,
    channels: [channel],
    pages: openPages(join(folder, 'no-pages')),
    unready: () => undefined,
    leaving: () => false,
    version: '1',
    log,
  };
  const stop = openDoors(listener, doors);
  return {
    url: `http://127.0.0.1:${listener.port}`,
    store,
    logged,
    close: async () => {
      await stop();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configOf(env: Readonly<Record<string, string>>): Config {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.config;
}
