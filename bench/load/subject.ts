import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pause } from './http.ts';

/** A server process that is measured from outside. */
export type Subject = {
  readonly pid: number;
  /** What it printed so far. */
  readonly output: () => string;
  /** Resolves with the line in which it printed this, which it may have done before. */
  readonly says: (what: RegExp) => Promise<string>;
  /** Event-loop delay in milliseconds since the last call, and memory in bytes. */
  readonly probe: () => Promise<Probed>;
  readonly stop: () => Promise<void>;
};

type Probed = { readonly p50: number; readonly p99: number; readonly rss: number };

/** Starts a program of node with the probe in it. */
export function startSubject(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd = process.cwd(),
): Subject {
  const probe = join(process.cwd(), 'bench/load/probe.ts');
  const child = spawn(process.execPath, [program, ...args], { cwd, env: { ...process.env, ...env, NODE_OPTIONS: `--import=${probe}` } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const says = (what: RegExp, from = 0): Promise<string> => printed(child, () => output.slice(from), what);
  return {
    pid: child.pid ?? 0,
    output: () => output,
    says,
    probe: async () => {
      const from = output.length;
      child.kill('SIGUSR2');
      return JSON.parse(await says(/^\{"probe".*\}$/m, from)).probe;
    },
    stop: async () => {
      const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function printed(child: ChildProcess, output: () => string, what: RegExp): Promise<string> {
  for (;;) {
    const found = what.exec(output());
    if (found !== null) return found[0];
    if ((child.exitCode ?? child.signalCode) !== null) throw new Error(`it ended: ${output()}`);
    await pause(10);
  }
}

/** Microseconds of CPU that these processes have used, threads included. Linux only; elsewhere 0. */
export function cpuOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + cpuOfOne(pid), 0);
}

/** Linux counts in hundredths of a second. */
const TICK = 10_000;

function cpuOfOne(pid: number): number {
  try {
    // The name in brackets may hold spaces; user and system time are the 14th and 15th field.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK;
  } catch {
    return 0;
  }
}
