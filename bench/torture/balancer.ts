import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, newCaller, pause } from '../load/http.ts';

/** HAProxy before some servers, with the settings that we document. */
export type Balancer = { readonly url: string; readonly remove: () => Promise<void> };

const DOCUMENTED = 'docs/scaling/haproxy.cfg';
/** Milliseconds that it may take to find the first server ready. */
const STARTING = 60_000;

/** Whether this machine has one. */
export function hasBalancer(): boolean {
  return spawnSync('haproxy', ['-v']).status === 0;
}

/** Starts one before the servers at these addresses; resolves when it lets through. */
export async function startBalancer(urls: readonly string[]): Promise<Balancer> {
  const folder = mkdtempSync(join(tmpdir(), 'keepsake-haproxy-'));
  const file = join(folder, 'haproxy.cfg');
  const port = await freePort();
  writeFileSync(file, settings(readFileSync(DOCUMENTED, 'utf8'), port, urls));
  let said = '';
  const child = spawn('haproxy', ['-db', '-f', file], { stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const url = `http://127.0.0.1:${port}`;
  await untilReady(child, url, () => said);
  return {
    url,
    remove: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** More than this run opens, and no more than file handles that any machine gives away. */
const CONNECTIONS = 2000;

/** The documented settings for this machine: other ports and limits, and addresses where names stand that only containers know. */
function settings(documented: string, port: number, urls: readonly string[]): string {
  const servers = urls.map((url, n) => `  server s${n} ${new URL(url).host}`);
  const kept = documented
    .replace(/^resolvers docker\n(?: .*\n)+/m, '')
    .replace(/^ {2}server .*\n?/gm, '')
    .replace(/ resolvers docker init-addr \S+/, '')
    .replace(/maxconn \d+/, `maxconn ${CONNECTIONS}`)
    .replace('bind :3978', `bind 127.0.0.1:${port}`);
  return `${kept.trimEnd()}\n${servers.join('\n')}\n`;
}

async function untilReady(child: ChildProcess, url: string, said: () => string): Promise<void> {
  const caller = newCaller();
  const until = performance.now() + STARTING;
  while ((await caller.call(url, 'GET', '/readyz'))?.status !== 200) {
    if (child.exitCode !== null) throw new Error(`HAProxy ended with ${child.exitCode}: ${said()}`);
    if (performance.now() > until) throw new Error(`HAProxy let nobody through within ${STARTING / 1000} s: ${said()}`);
    await pause(50);
  }
  caller.close();
}
