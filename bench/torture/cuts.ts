import { connect, createServer, type Socket } from 'node:net';
import { startServer } from '../../test/e2e/server-process.ts';
import { pause } from '../load/http.ts';
import type { Postgres } from '../load/postgres.ts';
import { gather } from './crowd.ts';
import { LOOSE, newDoor } from './door.ts';
import type { Ground } from './ground.ts';
import { checkAll, countAcknowledged, type Outcome } from './outcome.ts';

/** What stands between a server and its database, and can be cut. */
type Wire = {
  readonly port: number;
  /** Breaks every connection; `deaf`: only after what the database says has got lost for a moment, so that a commit is not heard of. */
  readonly cut: (deaf: boolean) => Promise<void>;
  /** Connections that were cut so far. */
  readonly broken: () => number;
  readonly close: () => void;
};

/** Milliseconds for which the database is not heard before a deaf cut. */
const DEAF = 40;

/** A wire to this port. */
export function newWire(to: number): Promise<Wire> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let broken = 0;
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    const end = (): void => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of pair) socket.on('error', end).on('close', end);
    near.pipe(far);
    far.pipe(near);
  });
  const cut = async (deaf: boolean): Promise<void> => {
    const now = [...pairs];
    if (deaf) {
      for (const [near, far] of now) far.unpipe(near);
      await pause(DEAF);
    }
    for (const [near] of now) near.destroy();
    broken += now.length;
  };
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      resolve({ port, cut, broken: () => broken, close: () => server.close() });
    });
  });
}

/** Cuts the connections to the database again and again in the middle of turns. */
export async function cuts(ground: Ground, wire: Wire, times: number): Promise<Outcome> {
  const outcome = await hurt(ground, 'connections to the database cut', times, async () => {
    await pause(30 + Math.random() * 300);
    await wire.cut(Math.random() < 0.5);
  });
  const faults = wire.broken() < times ? [...outcome.faults, 'hardly anything was cut'] : outcome.faults;
  return { ...outcome, told: { 'connections cut': wire.broken(), ...outcome.told }, faults };
}

/** Kills the whole database again and again, under a server that lives on. */
export async function crashes(ground: Ground, postgres: Postgres, times: number): Promise<Outcome> {
  return hurt(ground, 'database killed', times, async () => {
    await pause(300 + Math.random() * 1200);
    await postgres.crash();
  });
}

async function hurt(ground: Ground, name: string, times: number, once: () => Promise<void>): Promise<Outcome> {
  const server = await startServer(ground.data(0), { ...ground.env, ...LOOSE });
  await server.ready;
  const door = newDoor(() => server.url);
  const crowd = gather(door, { people: 16, messages: 40, rest: 30 });
  for (let i = 0; i < times; i++) await once();
  await crowd.stop();
  const faults = [...crowd.faults, ...(await checkAll(ground, door, crowd.talks))];
  door.close();
  await server.stop();
  const told = {
    times,
    conversations: crowd.talks.length,
    'messages acknowledged': countAcknowledged(crowd.talks),
    'tries refused': [...door.refused.values()].reduce((sum, n) => sum + n, 0),
  };
  return { name, told, faults };
}
