/** One connection of its own that listens, and is opened again whenever it breaks. */
import type { Client } from 'pg';
import { asPostgresError } from './postgres-errors.ts';
import type { StoreError } from './store.ts';

/** Milliseconds before a broken connection is opened again; doubled with each failure, up to the longest. */
const PAUSE = 100;
const LONGEST_PAUSE = 5000;

/** What the line is made of. */
export type LineParts = {
  /** Makes a connection, not yet connected. */
  readonly connect: () => Client;
  readonly channels: readonly string[];
  /** Hears what other connections tell on one of the channels. */
  readonly hear: (channel: string, text: string) => void;
  /** Called whenever it listens from now on: what was told before was missed. */
  readonly opened: () => void;
  readonly trouble: (error: StoreError) => void;
};

/** `tell` resolves also when nobody could be told. */
export type Line = { readonly tell: (channel: string, text: string) => Promise<void>; readonly close: () => Promise<void> };

/** Opens the line and keeps it open; never rejects. */
export function openLine(parts: LineParts): Line {
  let client: Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let closing = false;
  let telling: Promise<unknown> = Promise.resolve();
  const open = (pause: number): void => {
    client = begin(
      parts,
      () => {
        pause = PAUSE;
      },
      (error) => {
        client = undefined;
        if (closing) return;
        parts.trouble(asPostgresError(error, 'hints'));
        retry = setTimeout(open, pause, Math.min(LONGEST_PAUSE, pause * 2)).unref();
      },
    );
  };
  open(PAUSE);
  return {
    tell: (channel, text) => {
      // A connection takes one statement at a time.
      const told = telling.then(async () => void (await client?.query('SELECT pg_notify($1, $2)', [channel, text]).catch(() => undefined)));
      telling = told;
      return told;
    },
    close: async () => {
      closing = true;
      clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}

/** A connection that begins to listen; `lost` is called once, when it cannot or can no longer. */
function begin({ connect, channels, hear, opened }: LineParts, works: () => void, lost: (error: unknown) => void): Client {
  const client = connect();
  let session: number | undefined;
  let over = false;
  const end = (error: unknown): void => {
    if (over) return;
    over = true;
    void client.end().catch(() => undefined);
    lost(error);
  };
  client.on('error', end);
  client.on('end', () => end(new Error('connection ended')));
  // What this process tells, its own watchers have heard already.
  client.on('notification', ({ processId, channel, payload = '' }) => processId !== session && hear(channel, payload));
  listen(client, channels).then((id) => {
    session = id;
    works();
    opened();
  }, end);
  return client;
}

/** Begins to listen; resolves to how the database calls this connection. */
async function listen(client: Client, channels: readonly string[]): Promise<number> {
  await client.connect();
  // A notice has nothing to keep, so it need not wait for the disk.
  await client.query('SET synchronous_commit = off');
  const { rows } = await client.query('SELECT pg_backend_pid() AS id');
  for (const channel of channels) await client.query(`LISTEN ${channel}`);
  return Number(rows[0]?.id);
}
