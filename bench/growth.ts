/**
 * What a turn costs as the work grows: CPU a turn of the store among 10³ and 10⁵ conversations (10⁶ by --most), of the
 * whole bot in a conversation of 10 and of 10,000 activities, and on PostgreSQL the rows that a turn reads. Times are shown,
 * rows are judged: should a turn read more of them as more is kept, it ends with 1.
 *
 *     npm run bench:growth [-- --most 1000000] [--turns 2000]
 */
import { parseArgs } from 'node:util';
import { startPostgres } from './load/postgres.ts';
import { amongMany, inOneConversation, type Many } from './turns/growing.ts';
import { recordTurns } from './turns/recorded.ts';

const { values: options } = parseArgs({
  options: { most: { type: 'string', default: '100000' }, turns: { type: 'string', default: '2000' } },
});
/** Rows a turn may differ by so much: which conversations it meets is chance. */
const STEADY = 1.3;
const turns = Number(options.turns);
const sizes = [1000, 10_000, 100_000, 1_000_000].filter((size) => size <= Number(options.most));
const postgres = await startPostgres(['synchronous_commit=off']);
try {
  const recorded = await recordTurns();
  for (const url of ['', postgres.url]) show(url, await amongMany({ url, sizes, turns, recorded, pids: postgres.pids }));
  for (const line of await inOneConversation(10_000)) console.log(line);
} finally {
  await postgres.remove();
}

function show(url: string, measured: readonly Many[]): void {
  const [first] = measured;
  for (const { conversations, cpu, database } of measured) {
    const growth = (cpu / (first?.cpu ?? cpu)).toFixed(2);
    const read = database && `, ${database.rows.toFixed(1)} rows read, ${kb(database.log)} of WAL, tables grow by ${kb(database.tables)}`;
    console.log(
      `${url === '' ? 'sqlite' : 'postgres'}, ${conversations} conversations: ${cpu.toFixed(0)} µs CPU of the store a turn (× ${growth})${read ?? ''}`,
    );
  }
  const rows = measured.flatMap(({ database }) => database?.rows ?? []);
  if (Math.max(...rows) <= (rows[0] ?? 0) * STEADY || rows.length === 0) return;
  console.log(`a turn reads more rows as more is kept: ${rows.map((one) => one.toFixed(1)).join(', ')}`);
  process.exitCode = 1;
}

function kb(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
