import { pause } from '../load/http.ts';
import { startBalancer } from './balancer.ts';
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
const LATE = 120_000;

/** Seconds in which a server that leaves still answers: a balancer on a busy machine takes a while to look elsewhere. */
const LEAVING = { KEEPSAKE_DRAIN_SECONDS: '5' } as const;

/** people: conversations at the same time. seconds: how long servers are killed, one each second. */
export type Size = { readonly people: number; readonly seconds: number };

/** One of several servers is killed every second; everybody who writes or looks on goes on elsewhere. */
export function killed(ground: Ground, { people, seconds }: Size): Promise<Outcome> {
  const any: Front = async (fleet) => ({ url: fleet.any, remove: async () => undefined });
  return withCrowd(ground, people, {}, any, async (fleet, door) => {
    const restarts: (Promise<void> | undefined)[] = [];
    for (let second = 0; second < seconds; second++) {
      const n = second % SERVERS;
      // Who is not up again yet cannot be killed again: the next second takes the next one.
      await restarts[n];
      restarts[n] = fleet.restart(n, 'SIGKILL');
      // Whether it came up is looked at when it is its turn again.
      restarts[n]?.catch(() => undefined);
      await pause(1000);
    }
    await Promise.all(restarts);
    const told = { kills: seconds, 'unanswered tries': door.refused.get(SILENT) ?? 0 };
    return { name: `${SERVERS} servers, one killed every second`, told, faults: [] };
  });
}

/** Every server is replaced, one after the other, behind a balancer that asks who is ready: nobody notices. */
export function rolled(ground: Ground, { people }: Size): Promise<Outcome> {
  const ready: Front = async (fleet) => ({ url: fleet.ready, remove: async () => undefined });
  return withCrowd(ground, people, LEAVING, ready, replaced('all replaced'));
}

/** The same behind a real one. */
export function balanced(ground: Ground, { people }: Size): Promise<Outcome> {
  const haproxy: Front = async ({ urls }) => {
    const { url, remove } = await startBalancer(urls);
    return { url: () => url, remove };
  };
  return withCrowd(ground, people, { ...LEAVING, TRUST_PROXY: '1' }, haproxy, replaced('all replaced behind HAProxy'));
}

function replaced(what: string): Ordeal {
  return async (fleet, door) => {
    for (let n = 0; n < SERVERS; n++) {
      await fleet.restart(n, 'SIGTERM');
      // As long as a balancer needs to see that it is back.
      await pause(3000);
    }
    const errors = [...door.refused].map(([why, times]) => `${times} × ${why} while servers were replaced`);
    return { name: `${SERVERS} servers, ${what}`, told: { restarts: SERVERS, errors: errors.length }, faults: errors };
  };
}

type Ordeal = (fleet: Fleet, door: Door) => Promise<Outcome>;
/** Where people come in. */
type Front = (fleet: Fleet) => Promise<{ readonly url: () => string; readonly remove: () => Promise<void> }>;

async function withCrowd(
  ground: Ground,
  people: number,
  env: Readonly<Record<string, string>>,
  front: Front,
  ordeal: Ordeal,
): Promise<Outcome> {
  const fleet = await startFleet(ground, SERVERS, { ...QUICK, ...env });
  const { url, remove } = await front(fleet);
  const door = newDoor(url);
  const lookout = newLookout(url);
  const crowd = gather(door, { people, messages: Number.POSITIVE_INFINITY, rest: people * 20 }, ({ conversation }) =>
    lookout.watch(conversation),
  );
  try {
    await pause(1000);
    const outcome = await ordeal(fleet, door);
    await crowd.stop();
    const faults = [
      ...outcome.faults,
      ...crowd.faults,
      ...(await checkAll(ground, door, crowd.talks)),
      ...(await checkSeen(door, lookout)),
    ];
    return { ...outcome, told: { ...outcome.told, ...counted(crowd, lookout) }, faults };
  } finally {
    lookout.close();
    door.close();
    await remove();
    await fleet.stop();
  }
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
