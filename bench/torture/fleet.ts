import { type ServerProcess, startServer } from '../../test/e2e/server-process.ts';
import { freePort, newCaller, pause } from '../load/http.ts';
import { LOOSE } from './door.ts';
import type { Ground } from './ground.ts';

/** Several servers on the same ground, each at an address that stays. */
export type Fleet = {
  readonly urls: readonly string[];
  /** Any of them, alive or not: what a balancer without health checks would choose. */
  readonly any: () => string;
  /** Any that said a moment ago that it is ready: what a good balancer would choose. */
  readonly ready: () => string;
  /** Ends one and starts it again; resolves when it is ready. */
  readonly restart: (n: number, signal: NodeJS.Signals) => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Milliseconds between two looks at `/readyz`. */
const LOOK = 100;

/** Starts so many; resolves when all are ready. */
export async function startFleet(ground: Ground, count: number, env: Readonly<Record<string, string>>): Promise<Fleet> {
  const settings = { ...ground.env, ...LOOSE, ...env };
  const start = async (n: number): Promise<ServerProcess> => startServer(ground.data(n), { ...settings, PORT: String(await freePort()) });
  const servers = await Promise.all(Array.from({ length: count }, (_, n) => start(n)));
  await Promise.all(servers.map(({ ready }) => ready));
  const urls = servers.map(({ url }) => url);
  const balancer = newBalancer(urls);
  return {
    urls,
    any: () => chosen(urls),
    ready: balancer.choose,
    restart: async (n, signal) => {
      const old = servers[n] as ServerProcess;
      await old.stop(signal);
      const server = await startServer(ground.data(n), { ...settings, PORT: String(old.port) });
      servers[n] = server;
      await server.ready;
    },
    stop: async () => {
      balancer.stop();
      await Promise.all(servers.map(({ stop }) => stop('SIGKILL')));
    },
  };
}

function newBalancer(urls: readonly string[]): { readonly choose: () => string; readonly stop: () => void } {
  const caller = newCaller();
  const ready = new Set(urls);
  let stopped = false;
  const look = async (url: string): Promise<void> => {
    while (!stopped) {
      const answer = await caller.call(url, 'GET', '/readyz');
      if (answer?.status === 200) ready.add(url);
      else ready.delete(url);
      await pause(LOOK);
    }
  };
  for (const url of urls) void look(url);
  return {
    choose: () => chosen(ready.size > 0 ? [...ready] : urls),
    stop: () => {
      stopped = true;
      caller.close();
    },
  };
}

function chosen(urls: readonly string[]): string {
  return urls[Math.floor(Math.random() * urls.length)] ?? '';
}
