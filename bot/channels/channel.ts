import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Route } from '../http/exchange.ts';
import type { Handler } from '../later/run-queue.ts';
import type { Agent, Said } from '../store/store.ts';
import type { NewTask } from '../store/tasks.ts';
import type { Speaker } from '../turn.ts';

/**
 * A door through which people reach the bot. It turns what comes into an `Inbound` for `turn`, and shows what was
 * committed; it never decides anything, and never knows of another door.
 */
export type Channel = Door & {
  readonly name: string;
  /** For a channel that has to be called, and so reaches people who are not looking. */
  readonly outbox?: {
    /**
     * What has to be sent so that the person sees what was said; tasks of kind `name`. `key` names the turn. Of a turn the person's own
     * line comes first: a button that they pressed may have to be shown as pressed.
     */
    readonly tasks: (speaker: Speaker, key: string, said: readonly Said[]) => readonly NewTask[];
    /** What shows that an agent is writing: one for a conversation at a time, sent at once or never. Left away where it cannot be shown. */
    readonly typing?: (conversation: string, agent: Agent) => NewTask;
    /** Sends one of them: one at a time for each conversation, in order, again if need be. */
    readonly deliver: Handler;
  };
  /** Sends those away who keep a connection, little by little over so many milliseconds: they come back, all at once if they went at once. */
  readonly leave?: (span: number) => void;
};

/** Addresses of this server, and who answers there. */
export type Door = {
  readonly routes: readonly Route[];
  /** Who takes a socket that asks for this address; undefined when it is none of theirs. Rejects with a Refusal. */
  readonly socket?: (request: IncomingMessage, url: URL) => Promise<((socket: WebSocket) => void) | undefined>;
  /** Sends everybody away kindly; what was taken is finished before. */
  readonly close: () => Promise<void>;
};
