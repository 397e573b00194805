/** Everything about people who take over, put together: the desks, who gets which case, what is done later. */
import type { Channel, Door } from '../channels/channel.ts';
import type { Config } from '../config.ts';
import { errorText } from '../error-code.ts';
import type { FileUrl } from '../files/file-links.ts';
import type { Handler } from '../later/run-queue.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { NewTask } from '../store/tasks.ts';
import type { House, Made } from '../turn.ts';
import { caseKey } from './case-key.ts';
import { openConsole } from './console/console.ts';
import type { Desk, Hear } from './desk.ts';
import type { AgentOf } from './desk-agent.ts';
import type { DeskFiles } from './desk-files.ts';
import { hear } from './hear.ts';
import { openHub } from './hooks/hub.ts';
import { openWebhook } from './hooks/webhook.ts';
import { relayHandler, relayTasks, taskKind } from './relay.ts';
import type { DeskLine, Rota } from './rota.ts';
import { routeHandlers, routeTasks, waitHandlers } from './route.ts';
import { newShowTyping, type ShowTyping } from './show-typing.ts';
import { standingOf } from './standing.ts';

/** What everything about people who take over is built from. */
export type HandoffParts = {
  readonly config: Pick<Config, 'deskLeaseSeconds' | 'publicUrl' | 'trustProxy'>;
  readonly rota: Rota;
  readonly store: Store;
  readonly house: Promise<House>;
  /** Opened by the time anybody calls. */
  readonly channels: () => readonly Channel[];
  readonly agentOf: AgentOf;
  readonly files: DeskFiles;
  /** Desks besides those of the file, such as one in a channel. */
  readonly more?: readonly Desk[];
  readonly now: () => number;
  readonly log: Log;
};

/** What there is to do later, by queue and kind. */
type Handlers = Readonly<Record<'outbox' | 'job' | 'handoff', Readonly<Record<string, Handler>>>>;

/** People who take over, as the rest of the bot knows them. */
export type Handoff = Required<Pick<House, 'standing' | 'leaseOf' | 'typing'>> & {
  readonly doors: readonly Door[];
  /** What a turn leaves to be done for the people who have the case, or will. */
  readonly tasks: (made: Made) => readonly NewTask[];
  readonly handlers: (house: House) => Handlers;
};

/** Opens all desks. */
export function openHandoff(parts: HandoffParts): Handoff {
  const { config, rota, store, now } = parts;
  const lease = config.deskLeaseSeconds * 1000;
  const desks = openDesks(parts, lease);
  const listen: Hear = async (inward) => hear(await parts.house, inward, now);
  for (const desk of desks) desk.listen(listen);
  return {
    doors: desks.flatMap(({ door }) => door ?? []),
    tasks: (made) => [...relayTasks(desks, made), ...routeTasks(rota, made)],
    standing: (conversation, locale) => standingOf({ store, rota, desks, now }, conversation, locale),
    typing: (conversation) => tellTyping(store, desks, conversation),
    leaseOf: (name) => desks.find((desk) => desk.name === name)?.lease,
    handlers: (house) => handlersOf(parts, house, desks, listen),
  };
}

/** Desks that read along hear a whisper; others are called. */
async function tellTyping(store: Store, desks: readonly Desk[], conversation: string): Promise<void> {
  store.whisper(conversation, { kind: 'typing' });
  const stand = desks.some(({ typing }) => typing !== undefined) ? await store.desks.read(conversation) : undefined;
  if (stand?.state !== 'taken') return;
  desks.find(({ name }) => name === stand.desk)?.typing?.(caseKey(conversation, stand.since));
}

function openDesks(parts: HandoffParts, lease: number): readonly Desk[] {
  const { config, store, channels, log, more = [] } = parts;
  const showTyping = newShowTyping(store, channels);
  const failed = (error: unknown): void => log.warn('desk', { error: errorText(error) });
  const first = parts.rota.desks.every(({ kind }) => kind === 'console');
  const own = openConsole({ ...parts, showTyping, surroundings: config, lease, first, failed });
  const others = parts.rota.desks.flatMap((line) => openDesk(parts, line, showTyping));
  return [own, ...others, ...more];
}

function openDesk({ now, config, files }: HandoffParts, line: DeskLine, showTyping: ShowTyping): readonly Desk[] {
  const addresses = (): Promise<FileUrl> => files.addresses(config.publicUrl);
  switch (line.kind) {
    case 'console':
    case 'channel':
      return [];
    case 'webhook':
      return [openWebhook({ name: line.name, hook: line, addresses, files, showTyping, now })];
    case 'events':
      return [openHub({ name: line.name, hook: line, addresses, files, showTyping, now, home: config.publicUrl })];
  }
}

function handlersOf(parts: HandoffParts, house: House, desks: readonly Desk[], listen: Hear): Handlers {
  const { store, rota, now, log } = parts;
  const caseOf = async (conversation: string) => house.mind.reviveCase((await store.read(conversation)).case, now());
  const called = desks.filter(({ tell }) => tell !== undefined);
  const routing = { house, rota, desks, hear: listen, now, log };
  return {
    outbox: Object.fromEntries(called.map((desk) => [taskKind(desk.name), relayHandler(desk, { caseOf, hear: listen })])),
    job: waitHandlers(routing),
    handoff: routeHandlers(routing),
  };
}
