/** Who waits and who is there, read once for all pages of this process, and anew after every change. */
import { DESKS, type Handover, type Presence } from '../../store/desks.ts';
import type { Store } from '../../store/store.ts';
import type { DeskAgent } from '../desk-agent.ts';
import type { Queue, QueueItem, Status } from '../desk-api.ts';
import { CONSOLE } from '../rota.ts';

/** Conversations that a list shows, at most. */
const MOST = 2000;

/** Conversations that wait or are in the hands of somebody, and who is at the desk. */
export type List = { readonly open: readonly Handover[]; readonly present: readonly Presence[] };

/** The newest list, read as seldom as possible. */
export type Lists = {
  /** Whatever is written before this is called is in it. */
  readonly read: () => Promise<List>;
  /** Forgets what was read: something changed. */
  readonly changed: () => void;
  readonly close: () => void;
};

/** Lists over this store. */
export function newLists(store: Pick<Store, 'desks' | 'watch' | 'overhear'>): Lists {
  let reading: Promise<List> | undefined;
  const changed = (): void => {
    reading = undefined;
  };
  const stops = [store.watch(DESKS, changed), store.overhear(DESKS, changed)];
  const fresh = async (): Promise<List> => {
    const [open, present] = await Promise.all([store.desks.open(undefined, MOST), store.desks.present()]);
    return { open, present };
  };
  return {
    read: () => {
      if (reading !== undefined) return reading;
      const own = fresh();
      reading = own;
      // What failed, and what may be out of date, is read again by the next one.
      const forget = (): void => {
        if (reading === own) reading = undefined;
      };
      own.then(() => setTimeout(forget, FRESH).unref(), forget);
      return own;
    },
    changed,
    close: () => {
      for (const stop of stops) stop();
    },
  };
}

/** Milliseconds for which a list may be shown again: a hint of another process may be lost. */
const FRESH = 250;

/** The queue as this agent sees it. Leads see the cases of other desks as well. */
export function queueFor(agent: DeskAgent, { open, present }: List, first: boolean, now: number): Queue {
  const seen = open.filter((stand) => isSeen(agent, stand, first));
  const waiting = seen.filter(({ state }) => state === 'waiting');
  const taken = seen.filter(({ state }) => state === 'taken');
  return {
    now,
    waiting: waiting.map((one, i) => ({ ...itemOf(one), place: i + 1 })),
    mine: taken.filter((one) => one.agent?.id === agent.id).map(itemOf),
    taken: taken.flatMap((one) => (one.agent === undefined || one.agent.id === agent.id ? [] : [{ ...itemOf(one), agent: one.agent }])),
    agents: present.map(({ id, name, status }) => ({ id, name, status: status as Status })),
  };
}

/** What is at this desk, or (`first`) on its way to none but it. Leads see everything. */
export function isSeen({ role }: DeskAgent, { desk }: Pick<Handover, 'desk'>, first: boolean): boolean {
  return role === 'lead' || desk === CONSOLE || (desk === undefined && first);
}

/** A line of the list. */
export function itemOf({ conversation, since, about }: Handover): QueueItem {
  return { conversation, since, topic: about.topic, title: about.title, language: about.language, reason: about.reason };
}
