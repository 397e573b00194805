import { load, quantile, type SendOne } from '../load/clients.ts';
import { cpuOf } from '../load/subject.ts';
import type { Contestant } from './contestants.ts';

/** One contestant under so many clients. Times in milliseconds, CPU in microseconds a turn. */
export type Result = {
  readonly name: string;
  readonly clients: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** How late the event loop was. */
  readonly late99: number;
  readonly cpu: number;
  /** CPU of the database server. */
  readonly databaseCpu: number;
  readonly rss: number;
};

/** Measures so many turns; opening the conversations is not counted. */
export async function measure(
  { name, subject, script, open }: Contestant,
  clients: number,
  turns: number,
  database: readonly number[],
): Promise<Result> {
  const opened: SendOne[] = [];
  while (opened.length < Math.ceil(turns / script) + clients) opened.push(...(await Promise.all(Array.from({ length: 8 }, open))));
  await subject.probe();
  const before = [cpuOf([subject.pid]), cpuOf(database)] as const;
  const { latencies, seconds } = await load(clients, turns, script, opened);
  const after = [cpuOf([subject.pid]), cpuOf(database)] as const;
  const { p99, rss } = await subject.probe();
  return {
    name,
    clients,
    perSecond: turns / seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    late99: p99,
    cpu: (after[0] - before[0]) / turns,
    databaseCpu: (after[1] - before[1]) / turns,
    rss,
  };
}

/** The results as a table. */
export function table(results: readonly Result[]): string {
  const head = ['', 'clients', 'turns/s', 'p50 ms', 'p99 ms', 'loop p99 ms', 'CPU µs/turn', 'database µs/turn', 'turns/CPU-s', 'MB'];
  const rows = results.map((result) => [
    result.name,
    String(result.clients),
    result.perSecond.toFixed(0),
    result.p50.toFixed(1),
    result.p99.toFixed(1),
    result.late99.toFixed(1),
    result.cpu.toFixed(0),
    result.databaseCpu === 0 ? '' : result.databaseCpu.toFixed(0),
    perCpuSecond(result).toFixed(0),
    (result.rss / 1e6).toFixed(0),
  ]);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function perCpuSecond({ cpu, databaseCpu }: Result): number {
  return 1e6 / (cpu + databaseCpu);
}

/** How far the bot is from its limit, and how far ahead of its peer. */
export function ratios(results: readonly Result[]): string {
  const lines = results.flatMap((ours) => {
    if (!ours.name.startsWith('keepsake')) return [];
    const engine = ours.name.split(', ')[1];
    const limit = results.find(({ name, clients }) => name === `bare echo, ${engine}` && clients === ours.clients);
    const peer = results.find(({ name, clients }) => name.startsWith('peer') && clients === ours.clients);
    const share = limit === undefined ? '' : `: ${((100 * ours.perSecond) / limit.perSecond).toFixed(0)} % of the limit`;
    const ahead = peer === undefined ? '' : `, ${(perCpuSecond(ours) / perCpuSecond(peer)).toFixed(1)} × the peer's turns per CPU-second`;
    return [`${ours.name}, ${ours.clients} clients${share}${ahead}`];
  });
  return lines.join('\n');
}
