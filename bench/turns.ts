/**
 * Whole turns over HTTP: receive, understand, decide, commit, reply; on both engines, beside a bare echo that commits the
 * same rows (the limit) and a peer that keeps everything in memory. One run, one HTTP library, the same clients.
 *
 *     npm run bench:turns [-- --turns 2000] [--clients 1,16,64] [--engine sqlite|postgres] [--soak 100000] [--peer FILE]
 */
import { parseArgs } from 'node:util';
import { startPostgres } from './load/postgres.ts';
import { type Contestant, echo, keepsake, PEER, peer } from './turns/contestants.ts';
import { measure, type Result, ratios, table } from './turns/measure.ts';
import { recordTurns } from './turns/recorded.ts';

/** Turns of each before any is counted: a server that has answered a few thousand messages runs compiled code. */
const WARM = 2400;

const { values: options } = parseArgs({
  options: {
    turns: { type: 'string', default: '2000' },
    clients: { type: 'string', default: '1,16,64' },
    engine: { type: 'string', default: 'sqlite,postgres' },
    soak: { type: 'string', default: '0' },
    peer: { type: 'string', default: PEER },
  },
});
const engines = options.engine.split(',');
const postgres = engines.includes('postgres') ? await startPostgres() : undefined;
const database = (): readonly number[] => postgres?.pids() ?? [];
const contestants: Contestant[] = [];
try {
  const recorded = await recordTurns();
  for (const engine of engines) {
    const url = engine === 'postgres' ? (postgres?.url ?? '') : '';
    contestants.push(await keepsake(url), await echo(url, recorded));
  }
  const other = await peer(options.peer);
  if (other === undefined) console.log('The peer is not at hand, and is left away.');
  else contestants.push(other);
  if (Number(options.soak) > 0) await soak(contestants[0] as Contestant, Number(options.soak));
  else await race(options.clients.split(',').map(Number));
} finally {
  for (const { remove } of contestants) await remove();
  await postgres?.remove();
}

async function race(clients: readonly number[]): Promise<void> {
  const turns = Number(options.turns);
  for (const contestant of contestants) await measure(contestant, 16, Math.min(turns, WARM), []);
  const results: Result[] = [];
  for (const many of clients) {
    for (const contestant of contestants) {
      const pids = contestant.name.includes('postgres') ? database() : [];
      results.push(await measure(contestant, many, many === 1 ? Math.ceil(turns / 4) : turns, pids));
    }
  }
  console.log(table(results));
  console.log(ratios(results));
}

/** Memory over many turns: flat, or it leaks. */
async function soak(contestant: Contestant, turns: number): Promise<void> {
  const slice = Math.ceil(turns / 10);
  for (let done = 0; done < turns; done += slice) {
    const { perSecond, cpu, rss } = await measure(contestant, 16, slice, []);
    console.log(
      `${contestant.name}, ${done + slice} turns: ${Math.round(rss / 1e6)} MB, ${Math.round(perSecond)} turns/s, ${Math.round(cpu)} µs CPU a turn`,
    );
  }
}
