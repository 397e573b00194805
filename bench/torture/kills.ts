import { type ServerProcess, startServer } from '../../test/e2e/server-process.ts';
import { freePort, pause } from '../load/http.ts';
import { gather, type Habits } from './crowd.ts';
import { LOOSE, newDoor, SILENT } from './door.ts';
import type { Ground } from './ground.ts';
import { checkAll, checkTalks, countAcknowledged, type Outcome, remember } from './outcome.ts';

const HABITS: Habits = { people: 16, messages: 40, rest: 30 };
/** One kill in so many comes while the server still learns. */
const EARLY = 6;
/** Most milliseconds that a server lives after it is ready. */
const LIFE = 700;

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
    await living(server, round);
    const began = performance.now();
    const then = remember(crowd.talks, began - LIFE - 5000);
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

async function living(server: ServerProcess, round: number): Promise<void> {
  if (round % EARLY !== 0) await server.ready;
  await pause(20 + Math.random() * LIFE);
}

/** Errors that the server logged, though nothing was wrong in its own life. */
function complaints(server: ServerProcess): readonly string[] {
  const lines = server.output().split('\n');
  return lines.filter((line) => line.includes('"level":"error"')).map((line) => `logged: ${line.slice(0, 300)}`);
}
