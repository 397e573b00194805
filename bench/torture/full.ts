import { type ServerProcess, startServer } from '../../test/e2e/server-process.ts';
import { freePort, pause } from '../load/http.ts';
import { gather } from './crowd.ts';
import { type Door, LOOSE, newDoor } from './door.ts';
import type { Ground } from './ground.ts';
import { checkAll, checkTalks, countAcknowledged, type Outcome, remember } from './outcome.ts';

/** Refusals after which the disk counts as full. */
const FULL = 200;
/** How long a disk may take to fill up, in milliseconds. */
const PATIENCE = 300_000;

/** A disk that can be made small, and larger again. */
export type Disk = {
  readonly kind: string;
  readonly ground: Ground;
  /** What the server has to be told for it, while it is small and afterwards. */
  readonly small: Readonly<Record<string, string>>;
  readonly large: Readonly<Record<string, string>>;
  readonly enlarge: () => void;
};

/** Fills the disk while people write, kills the server on the full disk, makes room: nothing acknowledged is missing at any time. */
export async function full(disk: Disk): Promise<Outcome> {
  const { ground } = disk;
  const settings = { ...ground.env, ...LOOSE, PORT: String(await freePort()) };
  let server = await startServer(ground.data(0), { ...settings, ...disk.small });
  const { url } = server;
  const door = newDoor(() => url);
  const crowd = gather(door, { people: 24, messages: 20, rest: 5 });
  const faults = [...(await untilFull(door, server))];
  const then = remember(crowd.talks);
  faults.push(...(await checkTalks(door, then)));
  const again = async (more: Readonly<Record<string, string>>): Promise<ServerProcess> => {
    await server.stop('SIGKILL');
    return startServer(ground.data(0), { ...settings, ...more });
  };
  server = await again(disk.small);
  faults.push(...(await checkTalks(door, then)));
  disk.enlarge();
  server = await again(disk.large);
  await crowd.stop();
  faults.push(...crowd.faults, ...(await checkAll(ground, door, crowd.talks)));
  const told = {
    'messages acknowledged': countAcknowledged(crowd.talks),
    'acknowledged before it was full': [...then.values()].reduce((sum, acked) => sum + acked.size, 0),
    'times told that it is full': refusals(door),
  };
  door.close();
  await server.stop();
  return { name: `full disk (${disk.kind})`, told, faults };
}

async function untilFull(door: Door, server: ServerProcess): Promise<readonly string[]> {
  const until = performance.now() + PATIENCE;
  await server.ready;
  while (refusals(door) < FULL) {
    if (performance.now() > until) return ['the disk was never full'];
    await pause(50);
  }
  return [];
}

/** Messages that were refused in so many words because of the store. */
function refusals({ refused }: Door): number {
  return [...refused].filter(([why]) => why.startsWith('Store.')).reduce((sum, [, times]) => sum + times, 0);
}
