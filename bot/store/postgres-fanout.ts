/** Tells other processes, at once and cheaply, that a conversation has something new. Who misses it finds it a little later. */
import type { Client } from 'pg';
import { parsedCase } from './flat-turn.ts';
import { type Hints, newHints, newWhispers, type Whispers } from './hints.ts';
import { openLine } from './postgres-line.ts';
import type { Connections } from './postgres-pool.ts';
import { openSweep } from './postgres-sweep.ts';
import type { JsonObject, StoreError } from './store.ts';

const CHANNEL = 'keepsake';
/** What is not kept goes by another one. */
const WHISPERS = 'keepsake_whispers';
/** Milliseconds in which commits are told together: a notice within each turn would make all turns of the database wait for each other. */
const GATHER = 5;
/** Bytes of names in one notice; the database refuses 8000. */
const NOTICE = 7000;

/** Hints and whispers, over all processes. */
export type Fanout = {
  readonly watch: Hints['watch'];
  /** Tells watchers here now, and those elsewhere very soon. */
  readonly tell: (conversation: string) => void;
  /** Says something that is not kept; what is too long for a notice is heard in this process only. */
  readonly whisper: Whispers['give'];
  readonly overhear: Whispers['overhear'];
  readonly close: () => Promise<void>;
};

/** `connect` makes a connection of its own, not yet connected; `trouble` hears when it breaks. Never rejects: it tries again. */
export function openFanout(connect: () => Client, connections: Pick<Connections, 'query'>, trouble: (error: StoreError) => void): Fanout {
  const hints = newHints();
  const whispers = newWhispers();
  const line = openLine({
    connect,
    channels: [CHANNEL, WHISPERS],
    hear: (channel, text) => {
      if (channel === WHISPERS) pass(whispers, text);
      else text.split(' ').forEach(hints.give);
    },
    opened: () => hints.watched().forEach(hints.give),
    trouble,
  });
  const sweep = openSweep(hints, connections);
  const gathered = newGathered((text) => line.tell(CHANNEL, text));
  return {
    watch: hints.watch,
    tell: (conversation) => {
      hints.give(conversation);
      gathered.add(conversation);
    },
    whisper: (name, what) => {
      whispers.give(name, what);
      const text = JSON.stringify({ name, what });
      if (Buffer.byteLength(text) < NOTICE) void line.tell(WHISPERS, text);
    },
    overhear: whispers.overhear,
    close: async () => {
      sweep.close();
      await gathered.flush();
      await line.close();
    },
  };
}

/** Passes on what another process of ours whispered. */
function pass(whispers: Whispers, text: string): void {
  const said = parsedCase(text) as { readonly name?: string; readonly what?: JsonObject } | undefined;
  if (said?.name !== undefined && said.what !== undefined) whispers.give(said.name, said.what);
}

/** Names that are told together, a few milliseconds after the first of them. */
function newGathered(tell: (text: string) => Promise<void>): { readonly add: (name: string) => void; readonly flush: () => Promise<void> } {
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let sending = Promise.resolve();
  const send = async (): Promise<void> => {
    const names = [...waiting];
    waiting.clear();
    for (const notice of notices(names)) await tell(notice);
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    sending = sending.then(send);
    return sending;
  };
  return {
    add: (name) => {
      waiting.add(name);
      timer ??= setTimeout(flush, GATHER).unref();
    },
    flush,
  };
}

/** Names packed into as few notices as the limit allows. Conversations have no spaces in their names; one that had would only be told late. */
export function notices(names: readonly string[]): readonly string[] {
  const packed: string[] = [];
  for (const name of names) {
    const last = packed.at(-1);
    if (last !== undefined && Buffer.byteLength(last) + Buffer.byteLength(name) < NOTICE) packed[packed.length - 1] = `${last} ${name}`;
    else if (Buffer.byteLength(name) < NOTICE) packed.push(name);
  }
  return packed;
}
