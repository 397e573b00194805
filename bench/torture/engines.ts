import { startServer } from '../../test/e2e/server-process.ts';
import { type Postgres, startPostgres } from '../load/postgres.ts';
import { hasBalancer } from './balancer.ts';
import { startBouncer } from './bouncer.ts';
import { burst, copies } from './copies.ts';
import { crashes, cuts, newWire } from './cuts.ts';
import { memoryDisk, pagedDisk } from './disks.ts';
import { type Door, LOOSE, newDoor } from './door.ts';
import { type Disk, full } from './full.ts';
import type { Ground } from './ground.ts';
import { kills } from './kills.ts';
import { onPostgres } from './on-postgres.ts';
import { onSqlite } from './on-sqlite.ts';
import type { Outcome } from './outcome.ts';
import { balanced, killed, rolled } from './several.ts';

/** rounds: kills in the long ordeal. wanted: names of ordeals, all of them when undefined. */
export type Wishes = { readonly rounds: number; readonly wanted: readonly string[] | undefined; readonly say: (line: string) => void };

type Ordeals = Readonly<Record<string, () => Promise<readonly Outcome[]>>>;

/** Every ordeal of this engine that is wanted, one after the other. */
export async function* onEngine(engine: string, wishes: Wishes): AsyncGenerator<Outcome> {
  const known: Readonly<Record<string, (wishes: Wishes) => Ordeals>> = { sqlite: sqliteOrdeals, postgres: postgresOrdeals };
  const ordeals = known[engine];
  if (ordeals === undefined) throw new Error(`--engine is one of ${Object.keys(known).join(', ')}`);
  for (const [name, ordeal] of Object.entries(ordeals(wishes))) {
    if (wishes.wanted?.includes(name) ?? true) yield* await ordeal().catch((error: unknown) => [broken(`${name} (${engine})`, error)]);
  }
}

/** An ordeal that could not be gone through is a fault too. */
function broken(name: string, error: unknown): Outcome {
  return { name, told: {}, faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
}

function sqliteOrdeals({ rounds, say }: Wishes): Ordeals {
  return {
    copies: () => on(onSqlite(), withServers(1, [copies, burst])),
    kills: () => on(onSqlite(), async (ground) => [await kills(ground, rounds, say)]),
    full: async () => {
      const disks = [pagedDisk(), memoryDisk()].filter((disk) => disk !== undefined);
      return (await Promise.all(disks.map(onDisk))).flat();
    },
  };
}

/** Conversations at the same time on three servers. */
const PEOPLE = 200;
/** Seconds in which one of them is killed every second, at most. */
const SECONDS = 30;
const SERVERS = 3;

function postgresOrdeals({ rounds, say }: Wishes): Ordeals {
  const fresh = (ordeal: (ground: Ground, postgres: Postgres) => Promise<readonly Outcome[]>) => async (): Promise<readonly Outcome[]> => {
    const postgres = await startPostgres();
    try {
      return await on(onPostgres(postgres.url), (ground) => ordeal(ground, postgres));
    } finally {
      await postgres.remove();
    }
  };
  return {
    copies: fresh(withServers(SERVERS, [copies, burst])),
    kills: fresh(async (ground) => [await kills(ground, rounds, say)]),
    several: fresh(async (ground) => {
      const size = { people: PEOPLE, seconds: Math.min(rounds, SECONDS) };
      return [await killed(ground, size), await rolled(ground, size)];
    }),
    balancer: fresh(async (ground) => {
      if (hasBalancer()) return [await balanced(ground, { people: PEOPLE, seconds: 0 })];
      say('HAProxy: NOT RUN, this machine has none');
      return [];
    }),
    crashes: fresh(async (ground, postgres) => [await crashes(ground, postgres, Math.ceil(rounds / 2))]),
    cuts: fresh(async (_ground, postgres) => {
      const wire = await newWire(postgres.port);
      const through = postgres.url.replace(`:${postgres.port}/`, `:${wire.port}/`);
      const outcomes = await on(onPostgres(postgres.url, { DATABASE_URL: through }), async (ground) => [
        await cuts(ground, wire, rounds * 2),
      ]);
      wire.close();
      return outcomes;
    }),
    bouncer: fresh(async (_ground, postgres) => {
      const bouncer = await startBouncer(postgres);
      if (bouncer === undefined) {
        say('PgBouncer: NOT RUN, this machine has none');
        return [];
      }
      try {
        const env = { DATABASE_URL: bouncer.url, DATABASE_LISTEN_URL: postgres.url };
        const outcomes = await on(onPostgres(postgres.url, env), async (ground) => [
          ...(await withServers(SERVERS, [copies, burst])(ground)),
          await killed(ground, { people: PEOPLE, seconds: Math.min(rounds, SECONDS) }),
        ]);
        return outcomes.map((outcome) => ({ ...outcome, name: `${outcome.name}, through PgBouncer` }));
      } finally {
        await bouncer.remove();
      }
    }),
  };
}

function onDisk(disk: Disk): Promise<readonly Outcome[]> {
  return on(disk.ground, async () => [await full(disk)]);
}

async function on(ground: Ground, ordeal: (ground: Ground) => Promise<readonly Outcome[]>): Promise<readonly Outcome[]> {
  try {
    return await ordeal(ground);
  } finally {
    await ground.remove();
  }
}

type Ordeal = (ground: Ground, door: Door) => Promise<Outcome>;

/** Some ordeals with so many servers on the same ground, of which each request takes any. */
function withServers(count: number, ordeals: readonly Ordeal[]): (ground: Ground) => Promise<readonly Outcome[]> {
  return async (ground) => {
    const starting = Array.from({ length: count }, (_, n) => startServer(ground.data(n), { ...ground.env, ...LOOSE }));
    const servers = await Promise.all(starting);
    const outcomes: Outcome[] = [];
    for (const ordeal of ordeals) {
      const door = newDoor(() => servers[Math.floor(Math.random() * count)]?.url ?? '');
      outcomes.push(await ordeal(ground, door));
      door.close();
    }
    await Promise.all(servers.map(({ stop }) => stop()));
    return outcomes;
  };
}
