/** Tells the open pages of the desk that something changed: in any process, within a fraction of a second. */
import type { WebSocket } from 'ws';
import { sayGoodbye } from '../../http/goodbye.ts';
import { parseObject } from '../../http/json.ts';
import { Refusal } from '../../http/refusal.ts';
import { DESKS } from '../../store/desks.ts';
import type { Store } from '../../store/store.ts';
import type { DeskAgent } from '../desk-agent.ts';
import type { LiveFrame } from '../desk-api.ts';
import type { Lists } from './lists.ts';

/** Milliseconds in which changes are told together. */
const PAUSE = 250;
/** Milliseconds between two looks for what a lost hint did not tell. */
const LOOK = 2000;
/** Bytes waiting for a page that is too slow: it is cut off, and reads everything anew when it is back. */
const SLOW = 256 * 1024;
/** Pages of one agent, at most; the oldest gives way. */
const PAGES = 10;

/** What is needed to keep pages up to date. */
export type LiveParts = {
  readonly store: Store;
  readonly lists: Lists;
  /** Milliseconds for which an agent has a conversation without a sign of life. */
  readonly lease: number;
  /** Shows a sign of life of this agent. */
  readonly alive: (agent: DeskAgent) => Promise<void>;
  readonly failed: (error: unknown) => void;
};

/** The open pages of the desk in this process. */
export type Live = {
  /** Keeps a page up to date until its socket closes; `agentNow` rejects as soon as its session has ended. */
  readonly join: (socket: WebSocket, agent: DeskAgent, agentNow: () => Promise<DeskAgent>) => void;
  /** Whether the person was writing a moment ago. */
  readonly isTyping: (conversation: string) => boolean;
  readonly close: () => Promise<void>;
};

type Page = {
  readonly socket: WebSocket;
  readonly agent: DeskAgent;
  /** The conversation that it shows, besides those that the agent has. */
  looksAt: string | undefined;
  alive: boolean;
};

/** Milliseconds for which somebody who wrote a letter counts as writing. */
const WRITING = 5000;

/** No page is open yet. */
export function newLive(parts: LiveParts): Live {
  const { store } = parts;
  const pages = new Set<Page>();
  const views = newViews(parts, pages);
  const queueChanged = gathered(() => {
    for (const page of pages) send(page, { kind: 'queue' });
    views.refresh();
  });
  const hints = [store.watch(DESKS, queueChanged), store.overhear(DESKS, queueChanged)];
  const stops = [...hints, lookedAfter(parts, pages, queueChanged), beating(parts, pages)];
  return {
    join: (socket, agent, agentNow) => {
      const page: Page = { socket, agent, looksAt: undefined, alive: true };
      makeRoom(pages, agent);
      pages.add(page);
      const stop = showSigns(parts, socket, agentNow);
      listen(page, views.refresh);
      socket.on('close', () => {
        stop();
        pages.delete(page);
      });
      queueChanged();
    },
    isTyping: views.isTyping,
    close: async () => {
      for (const stop of stops) stop();
      views.close();
      await Promise.all([...pages].map(({ socket }) => sayGoodbye(socket, 1001, 'the server restarts')));
    },
  };
}

/** As long as the page is open and its session lives, its agent is there. */
function showSigns({ alive, lease, failed }: LiveParts, socket: WebSocket, agentNow: () => Promise<DeskAgent>): () => void {
  // A database that is away for a moment has signed nobody out.
  const lost = (error: unknown): void => (error instanceof Refusal ? socket.close(4401, 'sign in again') : failed(error));
  const sign = (): void => void agentNow().then(alive).catch(lost);
  sign();
  const signs = setInterval(sign, lease / 3).unref();
  return () => clearInterval(signs);
}

type Views = { readonly refresh: () => void; readonly isTyping: Live['isTyping']; readonly close: () => void };

/** Which pages show which conversations: those that their agent has, and the one that they look at. */
function newViews({ store, lists, failed }: LiveParts, pages: ReadonlySet<Page>): Views {
  const holders = new Map<string, string>();
  const typed = new Map<string, number>();
  const isTyping = (conversation: string): boolean => performance.now() - (typed.get(conversation) ?? Number.NEGATIVE_INFINITY) < WRITING;
  const tell = (conversation: string, frame: LiveFrame): void => {
    for (const page of pages) if (page.looksAt === conversation || holders.get(conversation) === page.agent.id) send(page, frame);
  };
  const watched = newWatched(store, {
    moved: (conversation) => tell(conversation, { kind: 'conversation', conversation }),
    typing: (conversation) => {
      typed.set(conversation, performance.now());
      tell(conversation, { kind: 'typing', conversation });
    },
  });
  let [begun, applied] = [0, 0];
  const refresh = async (): Promise<void> => {
    begun += 1;
    const mine = begun;
    const { open } = await lists.read();
    // Looks may come back in another order than they went; what is older says nothing any more.
    if (mine < applied) return;
    applied = mine;
    const agents = new Set([...pages].map(({ agent }) => agent.id));
    const theirs = open.filter(({ agent }) => agents.has(agent?.id ?? ''));
    holders.clear();
    for (const { conversation, agent } of theirs) holders.set(conversation, agent?.id ?? '');
    watched.only([...holders.keys(), ...[...pages].flatMap(({ looksAt }) => looksAt ?? [])]);
    for (const conversation of [...typed.keys()].filter((one) => !isTyping(one))) typed.delete(conversation);
  };
  return { refresh: () => void refresh().catch(failed), isTyping, close: () => watched.only([]) };
}

/** What a page says: which conversation it shows. Anything else is not for us. */
function listen(page: Page, looksElsewhere: () => void): void {
  const { socket } = page;
  socket.on('pong', () => {
    page.alive = true;
  });
  socket.on('error', () => socket.terminate());
  socket.on('message', (data, binary) => {
    const wish = binary ? undefined : readWish(String(data));
    if (wish === undefined) return socket.close(1003, 'not understood');
    page.looksAt = wish === '' ? undefined : wish;
    looksElsewhere();
  });
}

/** `{"look": "CONVERSATION"}`; an empty one looks at none. What is asked for is looked up with what others watch, so it must be storable. */
function readWish(text: string): string | undefined {
  try {
    const { look } = parseObject(text);
    return typeof look === 'string' && look.length <= 300 ? look : undefined;
  } catch {
    return undefined;
  }
}

function send({ socket }: Page, frame: LiveFrame): void {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > SLOW) socket.terminate();
  else socket.send(JSON.stringify(frame));
}

function makeRoom(pages: Set<Page>, { id }: DeskAgent): void {
  const own = [...pages].filter(({ agent }) => agent.id === id);
  for (const page of own.slice(0, Math.max(0, own.length + 1 - PAGES))) {
    pages.delete(page);
    void sayGoodbye(page.socket, 1008, 'opened in too many tabs');
  }
}

/** Calls at once, and then once for all that comes within the pause: one change is seen at once, many do not make every page fetch all the time. */
function gathered(call: () => void): () => void {
  let resting = false;
  let again = false;
  const run = (): void => {
    resting = true;
    again = false;
    call();
    setTimeout(() => {
      resting = false;
      if (again) run();
    }, PAUSE).unref();
  };
  return () => {
    again = resting;
    if (!resting) run();
  };
}

/** A page whose connection is dead is no sign of life. */
function beating({ lease }: LiveParts, pages: ReadonlySet<Page>): () => void {
  const timer = setInterval(() => {
    for (const page of pages) {
      if (page.alive) page.socket.ping();
      else page.socket.terminate();
      page.alive = false;
    }
  }, lease / 3).unref();
  return () => clearInterval(timer);
}

/** Looks now and then whether the lists changed unheard. */
function lookedAfter({ store, lists, failed }: LiveParts, pages: ReadonlySet<Page>, changed: () => void): () => void {
  let seen: string | undefined;
  const look = async (): Promise<void> => {
    if (pages.size === 0) return;
    const mark = await store.desks.mark();
    if (seen !== undefined && mark !== seen) {
      lists.changed();
      changed();
    }
    seen = mark;
  };
  const timer = setInterval(() => void look().catch(failed), LOOK).unref();
  return () => clearInterval(timer);
}

type Heard = { readonly moved: (conversation: string) => void; readonly typing: (conversation: string) => void };

/** Which conversations are watched, and what is heard of them. */
function newWatched(store: Store, { moved, typing }: Heard): { readonly only: (conversations: readonly string[]) => void } {
  const stops = new Map<string, () => void>();
  const watch = (conversation: string): void => {
    const unwatch = store.watch(conversation, () => moved(conversation));
    const unhear = store.overhear(conversation, (what) => {
      if (what.kind === 'typing' && what.agent === undefined) typing(conversation);
    });
    stops.set(conversation, () => {
      unwatch();
      unhear();
    });
  };
  return {
    only: (conversations) => {
      const wanted = new Set(conversations);
      for (const [conversation, stop] of stops) {
        if (wanted.has(conversation)) continue;
        stop();
        stops.delete(conversation);
      }
      for (const conversation of wanted) if (!stops.has(conversation)) watch(conversation);
    },
  };
}
