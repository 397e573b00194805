/** The contract of every store: what a turn needs remembered, and how it is read again. One suite proves each engine. */
import type { Instant } from '../../dialogs/case-file.ts';
import type { HandoffReason, Summary } from '../../dialogs/effect.ts';
import type { Choice, Reply } from '../../dialogs/reply.ts';
import type { Accounts } from './accounts.ts';
import type { Addresses } from './addresses.ts';
import type { Desks, NewHandover } from './desks.ts';
import type { Sites } from './sites.ts';
import type { NewTask, Queue, Tasks } from './tasks.ts';
import type { Upkeep } from './upkeep.ts';

/** What can be written as JSON. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** An object of it. */
export type JsonObject = { readonly [key: string]: Json };

/** A file that came with a message, checked and cleaned; its bytes lie in the store under `id`. */
export type SentFile = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** Size in bytes. */
  readonly size: number;
  /** A small picture of it that its sender made, as a `data:` address. */
  readonly thumbnail?: string;
};

/** The same with its bytes. */
export type FileWithBytes = SentFile & { readonly bytes: Uint8Array };

/** A person who helps, as the person in trouble sees them. `picture` is an address. */
export type Agent = { readonly id: string; readonly name: string; readonly picture?: string };

/** Something about the conversation itself, such as "Maria joined". `state` is what the hand-over has come to, in the Bot Framework's words. */
export type Notice = {
  readonly kind: 'queued' | 'joined' | 'left' | 'ended' | 'note';
  /** In the person's language. */
  readonly text: string;
  readonly agent?: Agent;
  readonly state?: 'accepted' | 'failed' | 'completed';
  /** What the person may do meanwhile. */
  readonly choices?: readonly Choice[];
};

/** One thing said in a conversation, channel-neutral and masked. */
export type Said =
  | {
      readonly from: 'user';
      readonly user: string;
      readonly text: string;
      readonly pick?: string;
      readonly files?: readonly SentFile[];
      /** Fields of the channel's own that its echo has to carry. */
      readonly extra?: JsonObject;
    }
  | { readonly from: 'bot'; readonly reply: Reply }
  | { readonly from: 'agent'; readonly agent: Agent; readonly text: string; readonly files?: readonly SentFile[] }
  | { readonly from: 'notice'; readonly notice: Notice };

/** A committed line of the log. `seq` counts from 1 without gaps; `at` strictly increases within a conversation. */
export type Logged = { readonly seq: number; readonly at: Instant; readonly said: Said };

/** A conversation as it stands. Version 0: never written. */
export type Stored = { readonly version: number; readonly case: unknown; readonly nextSeq: number };

/** Something that happened, to be counted: never a text. */
export type Happened = { readonly kind: string; readonly code?: string; readonly value?: number };

/** Everything one turn writes, all or nothing. */
export type Turn = {
  readonly conversation: string;
  readonly channel: string;
  readonly user: string;
  /** Names the delivery: the same key again is a duplicate. */
  readonly key: string;
  readonly at: Instant;
  /** The version that was read; another one in the store is a conflict. */
  readonly version: number;
  readonly case: unknown;
  readonly said: readonly Said[];
  readonly happened: readonly Happened[];
  /** Puts the conversation before people. Who asks again keeps their place; the person who comes reads the newest summary. */
  readonly handoff?: { readonly reason: HandoffReason; readonly summary: Summary; readonly note: string };
  /** How the conversation stands with people from now on; left away, nothing changes. */
  readonly desk?: NewHandover;
  /** What is done after it, once and only if it was written. */
  readonly tasks?: readonly NewTask[];
  /** The bytes of the files that its lines tell of. */
  readonly files?: readonly FileWithBytes[];
};

/** done: written now. duplicate: written before, here is the first answer. conflict: somebody else wrote since the read. */
export type Committed =
  | { readonly kind: 'done' | 'duplicate'; readonly log: readonly Logged[]; readonly firstSeq: number }
  | { readonly kind: 'conflict' };

/** What commands need that work beside a server. */
export type StoreBeside = Pick<Store, 'tasks' | 'sites' | 'accounts' | 'upkeep' | 'shared' | 'exchange' | 'close'>;

/** All that is remembered. Everything rejects with StoreError. */
export type Store = {
  readonly read: (conversation: string) => Promise<Stored>;
  readonly commitTurn: (turn: Turn) => Promise<Committed>;
  /** Reads, and writes what `make` makes of it, with nobody in between; slower than read and commitTurn, for a place where many write. */
  readonly commitAlone: (conversation: string, make: (stored: Stored) => Turn) => Promise<Committed>;
  /** At most `limit` lines with a higher seq than the watermark, in order. */
  readonly after: (conversation: string, watermark: number, limit: number) => Promise<readonly Logged[]>;
  /** Calls back soon after a commit to this conversation. A hint may be lost or come twice: read by watermark. Returns how to stop. */
  readonly watch: (conversation: string, hint: () => void) => () => void;
  /** Calls back soon after a turn of this process left tasks in the queue; those of other processes are found by looking. Returns how to stop. */
  readonly watchQueue: (queue: Queue, hint: () => void) => () => void;
  /** A file that came with a message of this conversation; undefined when there is none, or no more. */
  readonly file: (conversation: string, id: string) => Promise<FileWithBytes | undefined>;
  readonly sites: Sites;
  /** Says something that is not kept to whoever listens to this name now, in all processes; it may be lost. */
  readonly whisper: (name: string, what: JsonObject) => void;
  /** Calls back with what is whispered. Returns how to stop. */
  readonly overhear: (name: string, hear: (what: JsonObject) => void) => () => void;
  readonly tasks: Tasks;
  readonly desks: Desks;
  readonly addresses: Addresses;
  readonly upkeep: Upkeep;
  /** Who works at the built-in desk. */
  readonly accounts: Accounts;
  /**
   * Whether nobody asked for this name before, on any process, within so many milliseconds. For what is short-lived: it may be
   * forgotten when the database starts anew.
   */
  readonly once: (name: string, span: number) => Promise<boolean>;
  /** The value of this name that all processes share; the first one who asks makes it. */
  readonly shared: (name: string, make: () => string) => Promise<string>;
  /** Puts another value in its place if it is still `before`; says whether it was. */
  readonly exchange: (name: string, before: string, after: string) => Promise<boolean>;
  readonly close: () => Promise<void>;
};

/** What can be wrong with a store, and what to do about it. */
export const STORE_ERRORS = {
  unwritable: 'The data folder cannot be written. Give this user write access to it, or set KEEPSAKE_DATA to another folder.',
  inUse: 'Another Keepsake is running on this data folder. Stop it, or set KEEPSAKE_DATA to another folder.',
  damaged: 'The database is damaged. Put a backup in its place, or move the file away to begin with an empty one.',
  newer: 'The database was written by a newer Keepsake. Start that version, or use another database.',
  full: 'The disk is full. Make room; nothing was half-written.',
  locked: 'Another program keeps the database locked. Close it; nothing was half-written.',
  missing: 'There is no database yet. Start the server once, or set KEEPSAKE_DATA to the folder that it uses.',
  exists: 'That file is there already, and is left as it is. Name another one.',
  unreachable:
    'The database cannot be reached. See that it runs and that DATABASE_URL is right; what was not acknowledged can be sent again.',
  refused: 'The database refuses this user. See that user, password and database in DATABASE_URL are right.',
  pooled:
    'A pooler that shares connections, such as PgBouncer, stands before the database. Name the database itself in DATABASE_LISTEN_URL.',
  slow: 'The database did not answer in time. See what keeps it busy; what was not acknowledged can be sent again.',
  older: 'The database was written by an older Keepsake. Start the server once to bring it up to date.',
  oldEngine: 'This SQLite has a known bug that can damage the database. Update Node to 24.16 or later.',
  failed: 'The database failed.',
} as const;

/** The name of one of them. */
export type StoreErrorCode = keyof typeof STORE_ERRORS;

/** Thrown by every operation of a store; `code` says what is wrong, the message what to do. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  readonly detail: string;
  constructor(code: StoreErrorCode, detail: string, cause?: unknown) {
    super(`${STORE_ERRORS[code]} (${detail})`, { cause });
    this.name = 'StoreError';
    this.code = code;
    this.detail = detail;
  }
}
