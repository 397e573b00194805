import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Turn } from '../../bot/store/store.ts';
import type { SendOne } from '../load/clients.ts';
import { type Caller, freePort, newCaller } from '../load/http.ts';
import { SAYINGS } from '../load/sayings.ts';
import { type Subject, startSubject } from '../load/subject.ts';

/** A server in the race: `script` messages make one conversation. */
export type Contestant = {
  readonly name: string;
  readonly subject: Subject;
  readonly script: number;
  readonly open: () => Promise<SendOne>;
  readonly remove: () => Promise<void>;
};

const LOOSE = {
  KEEPSAKE_MESSAGES_PER_10S: '100000',
  KEEPSAKE_MESSAGES_PER_MINUTE: '1000000',
  KEEPSAKE_TOKENS_PER_MINUTE: '1000000',
  KEEPSAKE_PACK: 'knowledge/phone-backup',
  LOG_LEVEL: 'info',
  LOG_FORMAT: 'json',
  HOST: '127.0.0.1',
  PORT: '0',
} as const;

/** The bot itself, on SQLite or on the database at this address. */
export async function keepsake(url: string): Promise<Contestant> {
  const folder = mkdtempSync(join(tmpdir(), 'keepsake-bench-'));
  const subject = startSubject('bot/main.ts', [], { ...LOOSE, KEEPSAKE_DATA: folder, DATABASE_URL: url });
  const { port } = JSON.parse(await subject.says(/^\{.*"what":"listening".*\}$/m));
  await subject.says(/^\{.*"what":"ready".*\}$/m);
  const caller = newCaller();
  const home = `http://127.0.0.1:${port}`;
  return {
    name: `keepsake, ${engine(url)}`,
    subject,
    script: SAYINGS.length,
    open: () => visit(caller, home),
    remove: ending(subject, caller, folder),
  };
}

async function visit(caller: Caller, home: string): Promise<SendOne> {
  const pass = await caller.call(home, 'POST', '/embed/token', { body: { site: 'default' } });
  const token = String(pass?.body.token);
  const started = await caller.call(home, 'POST', '/v3/directline/conversations', { token, body: { locale: 'en-GB' } });
  const path = `/v3/directline/conversations/${started?.body.conversationId}/activities`;
  return async (message) => {
    const answer = await caller.call(home, 'POST', path, { token, body: activity(message) });
    if (answer?.status !== 200) throw new Error(`keepsake: ${answer?.status} ${JSON.stringify(answer?.body)}`);
  };
}

function activity(message: number): Readonly<Record<string, unknown>> {
  return { type: 'message', text: SAYINGS[message], locale: 'en-GB', channelData: { clientActivityID: `k${message}` } };
}

/** The limit: the same rows on the same engine, over the same HTTP library, without a thought. */
export async function echo(url: string, recorded: readonly Turn[]): Promise<Contestant> {
  const folder = mkdtempSync(join(tmpdir(), 'keepsake-bench-'));
  const file = join(folder, 'recorded.json');
  writeFileSync(file, JSON.stringify(recorded));
  const subject = startSubject('bench/turns/echo.ts', [file, folder, url], {});
  const { listening } = JSON.parse(await subject.says(/^\{"listening".*\}$/m));
  const caller = newCaller();
  const home = `http://127.0.0.1:${listening}`;
  let conversations = 0;
  const open = async (): Promise<SendOne> => {
    const conversation = `/e${process.pid}x${conversations++}`;
    const send = async (message: number): Promise<void> => {
      const answer = await caller.call(home, 'POST', conversation, { body: activity(message) });
      if (answer?.status !== 200) throw new Error(`echo: ${answer?.status}`);
    };
    // Its opening, as the bot has one.
    await send(-1);
    return send;
  };
  return { name: `bare echo, ${engine(url)}`, subject, script: SAYINGS.length, open, remove: ending(subject, caller, folder) };
}

/** Where the peer is, if it is. */
export const PEER = '../shared/bench/peer-botbuilder.cjs';
/** Its three messages: they start it, and answer its two questions. */
const PEER_SCRIPT = ['hello', 'Wi-Fi', '5'] as const;

/** The peer, where it is at hand. Its packages are installed on first use, without running their scripts. */
export async function peer(program: string): Promise<Contestant | undefined> {
  if (!existsSync(program)) return undefined;
  // Not beside the benches: its packages would come before ours for all that stands there.
  const folder = resolve('dist/bench-peer');
  if (!existsSync(join(folder, 'node_modules/botbuilder'))) {
    mkdirSync(folder, { recursive: true });
    copyFileSync('bench/package.json', join(folder, 'package.json'));
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'], { cwd: folder, stdio: 'ignore' });
  }
  const port = await freePort();
  const subject = startSubject(resolve(program), [], { PORT: String(port) }, folder);
  await subject.says(/^listening$/m);
  const caller = newCaller();
  const sink = await openSink();
  const home = `http://127.0.0.1:${port}`;
  let conversations = 0;
  const open = async (): Promise<SendOne> => {
    const id = `p${conversations++}`;
    return async (message) => {
      const heard = sink.replies();
      const answer = await caller.call(home, 'POST', '/api/messages', { body: peerActivity(id, message, sink.url) });
      // It answers the call when it has called back with its reply, as its adapter does.
      if (answer?.status !== 200 || sink.replies() === heard) throw new Error(`peer: ${answer?.status} ${JSON.stringify(answer?.body)}`);
    };
  };
  const end = ending(subject, caller, undefined);
  const remove = async (): Promise<void> => {
    await end();
    sink.close();
  };
  return { name: 'peer (memory only)', subject, script: PEER_SCRIPT.length, open, remove };
}

function peerActivity(id: string, message: number, serviceUrl: string): Readonly<Record<string, unknown>> {
  return {
    type: 'message',
    id: `${id}-${message}`,
    text: PEER_SCRIPT[message],
    locale: 'en-GB',
    channelId: 'test',
    serviceUrl,
    conversation: { id },
    from: { id: 'user' },
    recipient: { id: 'bot' },
  };
}

/** Where the peer's replies go, as every channel of its framework takes them. */
function openSink(): Promise<{ readonly url: string; readonly replies: () => number; readonly close: () => void }> {
  let replies = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      replies += 1;
      response.setHeader('Content-Type', 'application/json').end('{"id":"1"}');
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      resolve({ url: `http://127.0.0.1:${port}`, replies: () => replies, close: () => server.close() });
    });
  });
}

function engine(url: string): string {
  return url === '' ? 'sqlite' : 'postgres';
}

function ending(subject: Subject, caller: Caller, folder: string | undefined): () => Promise<void> {
  return async () => {
    caller.close();
    await subject.stop();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  };
}
