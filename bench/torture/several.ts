import { pause } from '../load/http.ts';
import { type Crowd, gather } from './crowd.ts';
import { type Door, newDoor, SILENT } from './door.ts';
import { type Fleet, startFleet } from './fleet.ts';
import type { Ground } from './ground.ts';
import { checkAll, countAcknowledged, type Outcome } from './outcome.ts';
import { type Lookout, newLookout } from './watcher.ts';

const SERVERS = 3;
/** The thinking is not what is tried here, and a small pack starts at once. */
const QUICK = { KEEPSAKE_PACK: 'test/packs/printers' } as const;
/** How long those who look on may be behind when nobody writes any more, in milliseconds. */
const LATE = 20_000;

/** people: conversations at the same time. seconds: how long servers are killed, one each second. */
export type Size = { readonly people: number; readonly seconds: number };

/** One of several servers is killed every second; everybody who writes or looks on goes on elsewhere. */
export function killed(ground: Ground, { people, seconds }: Size): Promise<Outcome> {
  return withCrowd(ground, people, {}, 'any', async (fleet, door) => {
    const restarts: (Promise<void> | undefined)[] = [];
    for (let second = 0; second < seconds; second++) {
      const n = second % SERVERS;
      // Who is not up again yet cannot be killed again: the next second takes the next one.
      await restarts[n];
      restarts[n] = fleet.restart(n, 'SIGKILL');
      await pause(1000);
    }
    await Promise.all(restarts);
    const told = { kills: seconds, 'unanswered tries': door.refused.get(SILENT) ?? 0 };
    return { name: `${SERVERS} servers, one killed every second`, told, faults: [] };
  });
}

/** Every server is replaced, one after the other, behind a balancer that asks who is ready: nobody notices. */
export function rolled(ground: Ground, { people }: Size): Promise<Outcome> {
  return withCrowd(ground, people, { KEEPSAKE_DRAIN_SECONDS: '1' }, 'ready', async (fleet, door) => {
    for (let n = 0; n < SERVERS; n++) {
      await fleet.restart(n, 'SIGTERM');
      await pause(500);
    }
    const errors = [...door.refused].map(([why, times]) => `${times} × ${why} while servers were replaced`);
    return { name: `${SERVERS} servers, all replaced`, told: { restarts: SERVERS, errors: errors.length }, faults: errors };
  });
}

type Ordeal = (fleet: Fleet, door: Door) => Promise<Outcome>;

async function withCrowd(
  ground: Ground,
  people: number,
  env: Readonly<Record<string, string>>,
  choice: 'any' | 'ready',
  ordeal: Ordeal,
): Promise<Outcome> {
  const fleet = await startFleet(ground, SERVERS, { ...QUICK, ...env });
  const door = newDoor(fleet[choice]);
  const lookout = newLookout(fleet[choice]);
  const crowd = gather(door, { people, messages: Number.POSITIVE_INFINITY, rest: people * 20 }, ({ conversation }) =>
    lookout.watch(conversation),
  );
  await pause(1000);
  const outcome = await ordeal(fleet, door);
  await crowd.stop();
  const faults = [...outcome.faults, ...crowd.faults, ...(await checkAll(ground, door, crowd.talks)), ...(await checkSeen(door, lookout))];
  lookout.close();
  door.close();
  await fleet.stop();
  return { ...outcome, told: { ...outcome.told, ...counted(crowd, lookout) }, faults };
}

function counted({ talks }: Crowd, { watchers }: Lookout): Outcome['told'] {
  return {
    conversations: talks.length,
    'messages acknowledged': countAcknowledged(talks),
    'activities seen over sockets': watchers.reduce((sum, { seen }) => sum + seen.length, 0),
    'sockets opened again': watchers.reduce((sum, watcher) => sum + watcher.reconnects(), 0),
  };
}

/** Whoever looked on saw the whole log, in order. */
async function checkSeen(door: Door, { watchers }: Lookout): Promise<readonly string[]> {
  const until = performance.now() + LATE;
  const faults: string[] = [];
  for (const watcher of watchers) {
    const log = await door.read(watcher.conversation);
    while (watcher.seen.length < log.length && performance.now() < until) await pause(50);
    const same = JSON.stringify(watcher.seen) === JSON.stringify(log);
    faults.push(...watcher.faults);
    if (!same) faults.push(`${watcher.conversation}: ${watcher.seen.length} of ${log.length} lines were seen over the socket, or others`);
  }
  return faults;
}
