import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../bot/config.ts';
import { newAccount } from '../../bot/handoff/account-names.ts';
import { hashPassword } from '../../bot/handoff/passwords.ts';
import { openSignIn } from '../../bot/handoff/sign-in.ts';
import type { Route } from '../../bot/http/exchange.ts';
import { openPages } from '../../bot/http/pages.ts';
import { shieldsFor } from '../../bot/http/shield.ts';
import { newLog } from '../../bot/log.ts';
import { listen, openDoors } from '../../bot/server.ts';
import type { Role } from '../../bot/store/accounts.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import type { Store } from '../../bot/store/store.ts';

/** A server with nothing but the desk's sign-in, and a route of each kind behind it. */
export type DeskHouse = {
  readonly url: string;
  readonly store: Store;
  readonly logged: readonly string[];
  readonly addAccount: (login: string, password: string, role?: Role) => Promise<string>;
  readonly close: () => Promise<void>;
};

/** Starts it; `env` are settings. */
export async function deskHouse(env: Readonly<Record<string, string>> = {}): Promise<DeskHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'keepsake-desk-'));
  const store = await openSqlite(join(folder, 'keepsake.db'), join(process.cwd(), 'bot/store/migrations'));
  const read = readConfig({ PORT: '0', ...env });
  if (!read.ok) throw new Error(read.problems.join('\n'));
  const { config } = read;
  const logged: string[] = [];
  const log = newLog('debug', 'json', (line) => logged.push(line));
  const { routes, agentOf } = openSignIn({ store, config, now: Date.now, log });
  const behind = (method: 'GET' | 'POST'): Route => ({
    method,
    path: '/desk/api/behind',
    open: false,
    answer: async (ask) => ({ status: 200, json: { ...(await agentOf(ask)) } }),
  });
  const listener = await listen(config);
  const channels = [{ routes: [...routes, behind('GET'), behind('POST')], close: async () => undefined }];
  const pages = openPages(
    join(folder, 'no-pages'),
    shieldsFor(async () => []),
  );
  const stop = openDoors(listener, { config, channels, pages, unready: () => undefined, leaving: () => false, version: '1', log });
  return {
    url: `http://127.0.0.1:${listener.port}`,
    store,
    logged,
    addAccount: async (login, password, role = 'agent') => {
      const account = newAccount(login, login.toUpperCase(), role, await hashOnce(password));
      await store.accounts.add(account);
      return account.id;
    },
    close: async () => {
      await stop();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const hashes = new Map<string, Promise<string>>();

function hashOnce(password: string): Promise<string> {
  const hash = hashes.get(password) ?? hashPassword(password);
  hashes.set(password, hash);
  return hash;
}

/** A browser as far as the desk can tell: it keeps cookies, and shows what it was told to. */
export type Visitor = {
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Got>;
  readonly post: (path: string, body?: object, headers?: Readonly<Record<string, string>>) => Promise<Got>;
  /** The cookies that it carries now, by name. */
  readonly cookies: Map<string, string>;
};

type Got = { readonly status: number; readonly body: Readonly<Record<string, unknown>>; readonly headers: Headers };

/** A new one, that has been nowhere. */
export function newVisitor(url: string): Visitor {
  const cookies = new Map<string, string>();
  const call = async (path: string, init: RequestInit, headers: Readonly<Record<string, string>>): Promise<Got> => {
    const carried = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${url}${path}`, { ...init, headers: { ...(carried !== '' && { Cookie: carried }), ...headers } });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return { status: response.status, body: (await response.json()) as Got['body'], headers: response.headers };
  };
  return {
    cookies,
    get: (path, headers = {}) => call(path, {}, headers),
    post: (path, body = {}, headers = {}) =>
      call(path, { method: 'POST', body: JSON.stringify(body) }, { 'Content-Type': 'application/json', ...headers }),
  };
}
