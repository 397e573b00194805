/** The built-in desk: people work at a page of this server. All that it keeps is in the store, so any process serves any of them. */
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Door } from '../../channels/channel.ts';
import { homeOf, type Surroundings } from '../../http/exchange.ts';
import { DESKS } from '../../store/desks.ts';
import type { Store } from '../../store/store.ts';
import type { House } from '../../turn.ts';
import type { Desk, Hear } from '../desk.ts';
import type { AgentOf, DeskAgent } from '../desk-agent.ts';
import type { DeskFiles } from '../desk-files.ts';
import { CONSOLE } from '../rota.ts';
import type { ShowTyping } from '../show-typing.ts';
import { insightRoutes } from './insight-routes.ts';
import { watchLeases } from './leases.ts';
import { newLists } from './lists.ts';
import { type Live, newLive } from './live.ts';
import { deskRoutes } from './routes.ts';

/** What the built-in desk is made of. */
export type ConsoleParts = {
  readonly store: Store;
  readonly house: Promise<House>;
  readonly agentOf: AgentOf;
  readonly surroundings: Surroundings;
  /** Milliseconds for which an agent has a conversation without a sign of life. */
  readonly lease: number;
  readonly showTyping: ShowTyping;
  readonly files: DeskFiles;
  /** Whether no other desk is asked before this one. */
  readonly first: boolean;
  readonly now: () => number;
  readonly failed: (error: unknown) => void;
};

/** The desk, and the door to its page. */
export function openConsole(parts: ConsoleParts): Desk {
  const { store, lease, failed, now } = parts;
  const lists = newLists(store);
  const arrivals = newArrivals(store, lease);
  const live = newLive({ store, lists, lease, alive: arrivals.alive, failed });
  let listener: Hear | undefined;
  const hear: Hear = (inward) => listener?.(inward) ?? Promise.resolve({ kind: 'unknown' });
  const own = deskRoutes({ ...parts, hear, lists, isTyping: live.isTyping, arrive: arrivals.arrive, now });
  const routes = [...own, ...insightRoutes(parts)];
  const unwatch = watchLeases({ store, hear, lease, failed });
  const close = async (): Promise<void> => {
    lists.close();
    await Promise.all([live.close(), unwatch()]);
  };
  return {
    name: CONSOLE,
    lease,
    // What waits is in the list already: it was written with the turn.
    open: async () => undefined,
    staffed: async () => (await store.desks.present()).some(({ status }) => status === 'available'),
    door: { routes, socket: (request, url) => enter(parts, live, request, url), close },
    listen: (own) => {
      listener = own;
    },
  };
}

/** Who is signed in, and comes from our page, is kept up to date. */
async function enter(
  { agentOf, surroundings }: ConsoleParts,
  live: Live,
  request: IncomingMessage,
  url: URL,
): ReturnType<NonNullable<Door['socket']>> {
  if (url.pathname !== '/desk/api/live') return undefined;
  const ask = { method: 'GET', home: homeOf(request, surroundings), header: (name: string) => request.headers[name]?.toString() };
  const agent = await agentOf(ask);
  return (socket: WebSocket) => live.join(socket, agent, () => agentOf(ask));
}

type Arrivals = {
  readonly arrive: (agent: DeskAgent, status: string) => Promise<void>;
  readonly alive: (agent: DeskAgent) => Promise<void>;
};

/** Signs of life: who is there stays there, and keeps what they have. */
function newArrivals({ desks, whisper }: Store, lease: number): Arrivals {
  const arrive = async ({ id, name }: DeskAgent, status: string): Promise<void> => {
    await desks.arrive({ id, name, status }, lease);
    whisper(DESKS, { kind: 'presence' });
  };
  return {
    arrive,
    alive: async (agent) => {
      const before = (await desks.present()).find(({ id }) => id === agent.id);
      if (before === undefined) await arrive(agent, 'available');
      else await desks.arrive(before, lease);
      await desks.renew(agent.id, lease);
    },
  };
}
