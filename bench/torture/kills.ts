import { type ServerProcess, startServer } from '../../test/e2e/server-process.ts';
import { freePort, pause } from '../load/http.ts';
import { gather, type Habits } from './crowd.ts';
import { LOOSE, newDoor, SILENT } from './door.ts';
import type { Ground } from './ground.ts';
import { checkAll, checkTalks, countAcknowledged, type Outcome, remember } from './outcome.ts';

const HABITS: Habits = { people: 16, messages: 40, rest: 30 };
/** One kill in so many comes while the server still learns. */
const EARLY = 6;
/** Acknowledgements after which a server that is ready is killed, at most; and the milliseconds after which it is killed anyway. */
const LIFE = { acknowledged: 150, milliseconds: 5000 } as const;

/** Kills the whole server again and again while people write, and looks after every restart whether all is there. */
export async function kills(ground: Ground, rounds: number, say: (line: string) => void): Promise<Outcome> {
  const settings = { ...ground.env, ...LOOSE, PORT: String(await freePort()) };
  let server = await startServer(ground.data(0), settings);
  const { url } = server;
  const door = newDoor(() => url);
  const crowd = gather(door, HABITS);
  const faults: string[] = [];
  let slowest = 0;
  for (let round = 1; round <= rounds; round++) {
    await living(server, round, () => countAcknowledged(crowd.talks));
    const began = performance.now();
    const then = remember(crowd.talks, began - 2 * LIFE.milliseconds);
    await server.stop('SIGKILL');
    server = await startServer(ground.data(0), settings);
    slowest = Math.max(slowest, performance.now() - began);
    faults.push(...(await checkTalks(door, then)), ...(await ground.torn()));
    if (round % 10 === 0) say(`${ground.engine}: ${round} kills, ${countAcknowledged(crowd.talks)} acknowledged, ${faults.length} faults`);
  }
  await crowd.stop();
  faults.push(...crowd.faults, ...(await checkAll(ground, door, crowd.talks)), ...complaints(server));
  door.close();
  await server.stop();
  const told = {
    kills: rounds,
    conversations: crowd.talks.length,
    'messages acknowledged': countAcknowledged(crowd.talks),
    'unanswered tries': door.refused.get(SILENT) ?? 0,
    's until it listens again at most': (slowest / 1000).toFixed(1),
  };
  return { name: `kill -9 (${ground.engine})`, told, faults };
}

/** A kill under load comes in the middle of something: after any number of turns, and a little. */
async function living(server: ServerProcess, round: number, acknowledged: () => number): Promise<void> {
  if (round % EARLY === 0) return pause(Math.random() * 1000);
  await server.ready;
  const enough = acknowledged() + Math.random() * LIFE.acknowledged;
  const until = performance.now() + LIFE.milliseconds;
  while (acknowledged() < enough && performance.now() < until) await pause(5);
  await pause(Math.random() * 20);
}

/** Errors that the server logged, though nothing was wrong in its own life. */
function complaints(server: ServerProcess): readonly string[] {
  const lines = server.output().split('\n');
  return lines.filter((line) => line.includes('"level":"error"')).map((line) => `logged: ${line.slice(0, 300)}`);
}
