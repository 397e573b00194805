import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The real server as a process of its own, on a free port. */
export type ServerProcess = {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Resolves when it has learned its pack. */
  readonly ready: Promise<void>;
  /** Everything that it printed so far. */
  readonly output: () => string;
  /** Ends it and resolves with the exit code, null after a kill. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
};

export type Env = Readonly<Record<string, string>>;

/** A data folder of its own, removed by `remove`. */
export function newDataFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'keepsake-e2e-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Whoever ends without stopping its servers must not leave them behind. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

function run(env: Env, args: readonly string[]): ChildProcess {
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(?:KEEPSAKE_|MICROSOFT_|TEAMS_|ALLOW_|HOST$|PORT$|LOG_|PUBLIC_URL|NODE_OPTIONS)/.test(name),
    ),
  );
  const child = spawn(process.execPath, [join(process.cwd(), 'bot/main.ts'), ...args], {
    env: { ...clean, LOG_FORMAT: 'json', PORT: '0', ...env },
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

/** Starts the server in this data folder; resolves when it listens, rejects with its words when it ends before. */
export function startServer(data: string, env: Env = {}): Promise<ServerProcess> {
  const child = run({ KEEPSAKE_DATA: data, ...env }, []);
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const ready = inTime(line(child, 'ready'), 'ready', () => output).then(() => undefined);
  // Whoever waits for it hears of the failure; whoever does not must not die of it.
  ready.catch(() => undefined);
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const running = ({ port }: Readonly<Record<string, unknown>>): ServerProcess => ({
    url: `http://127.0.0.1:${port}`,
    port: Number(port),
    pid: child.pid ?? 0,
    ready,
    output: () => output,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return inTime(ended, `gone after ${signal}`, () => output);
    },
  });
  return inTime(line(child, 'listening'), 'listening', () => output).then(running, (error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
}

/** Milliseconds that a server may take to start or to end, on a busy machine. */
const PATIENCE = 240_000;

/** Rejects when this takes too long, with what was waited for and the last that the server said. */
async function inTime<T>(work: Promise<T>, what: string, output: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const tell = (): void => reject(new Error(`the server is not ${what} within ${PATIENCE / 1000} s: ${output().slice(-2000)}`));
    timer = setTimeout(tell, PATIENCE);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Runs the server until it ends by itself: its exit code and words. */
export function runServer(
  env: Env,
  args: readonly string[] = [],
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const child = run(env, args);
  let [out, err] = ['', ''];
  child.stdout?.on('data', (chunk) => (out += chunk));
  child.stderr?.on('data', (chunk) => (err += chunk));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}

/** The log line of this name, once it is printed. */
function line(child: ChildProcess, what: string): Promise<Readonly<Record<string, unknown>>> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const look = (chunk: unknown): void => {
      printed += chunk;
      const found = printed.split('\n').find((text) => text.includes(`"what":"${what}"`) && text.endsWith('}'));
      if (found !== undefined) resolve(JSON.parse(found));
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    child.once('close', () => reject(new Error(`the server ended: ${printed}`)));
  });
}
