/** Microsoft Teams, and every other channel of Azure Bot Service: the only room that knows the Bot Framework SDK. */
import type { Log } from '../../log.ts';
import type { Store } from '../../store/store.ts';
import type { House } from '../../turn.ts';
import type { Channel } from '../channel.ts';
import { type Cloud, openDoor } from './door.ts';
import { tasksFor, typingTask } from './jobs.ts';
import { deliver } from './outbox.ts';
import { CHANNEL } from './reference.ts';
import type { Registration } from './registration.ts';
import type { Room } from './room.ts';
import { takeActivity } from './take-activity.ts';

/** What the channel is built from. `cloud` and `patience` are only for tests, which have a service of their own, and less time. */
export type TeamsParts = {
  readonly registration: Registration;
  readonly store: Store;
  readonly house: Promise<House>;
  readonly now: () => number;
  readonly log: Log;
  readonly cloud?: Cloud;
  readonly patience?: number;
};

/** Milliseconds that a call of a service may take. */
const PATIENCE = 30_000;

/** The channel. */
export function openTeams({ registration, store, house, now, log, cloud, patience = PATIENCE }: TeamsParts): Channel {
  const room: Room = { store, house, door: openDoor(registration, log, cloud), now, log, patience };
  return {
    name: CHANNEL,
    routes: [{ method: 'POST', path: '/api/messages', open: false, answer: (ask) => takeActivity(room, ask) }],
    outbox: { tasks: tasksFor, typing: typingTask, deliver: (task, signal) => deliver(room, task, signal) },
    close: async () => undefined,
  };
}
