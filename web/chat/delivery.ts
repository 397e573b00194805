/** The sending side: a message is tried until the server has it, and counts once however often it was tried. */
import type { Fields } from './activity.ts';
import { CallFailed } from './calls.ts';
import { type Connection, poll } from './connection.ts';
import { backoff } from './pause.ts';
import { uploadForm } from './upload.ts';

/** What the person sends. `key` names the delivery: sent again with the same key, it still counts once. */
export type Outgoing = {
  readonly key: string;
  readonly text: string;
  readonly pick?: string | undefined;
  readonly files?: readonly File[];
  /** What was filled into a card. */
  readonly card?: Fields;
  /** What the support site tells of the person's device and page. */
  readonly context?: Fields;
  /** The whole activity, where somebody else wrote it; then nothing of the above but the files is looked at. */
  readonly activity?: Fields;
  /** Milliseconds for which it is tried. */
  readonly patience?: number;
};

/** late: not delivered in good time, worth another try. refused: trying again is no use; `status` says why. */
export type Delivery = { readonly kind: 'sent' | 'late' } | { readonly kind: 'refused'; readonly status: number };

/** Milliseconds in which a message should be delivered before the person is told; with files. */
const IN_GOOD_TIME = 20_000;
const WITH_FILES = 120_000;
/** Milliseconds after a delivery in which its echo should come; else the socket is dead without knowing it. */
const ECHO = 4000;

/** Delivers one message. */
export async function deliver(connection: Connection, message: Outgoing, progress: (percent: number) => void): Promise<Delivery> {
  const until = Date.now() + patienceOf(message);
  for (let failures = 0; ; failures++) {
    const failure = await attempt(connection, message, progress);
    if (failure === undefined) return { kind: 'sent' };
    if (!failure.passing) return refused(connection, failure);
    const pause = failure.again ?? backoff(failures);
    if (connection.closed || Date.now() + pause > until) return { kind: 'late' };
    await connection.pauses.wait(pause);
  }
}

function patienceOf({ patience, files }: Outgoing): number {
  return patience ?? (files === undefined ? IN_GOOD_TIME : WITH_FILES);
}

async function attempt(connection: Connection, message: Outgoing, progress: (percent: number) => void): Promise<CallFailed | undefined> {
  const { key, files } = message;
  const body = message.activity ?? activityOf(message);
  const { call, upload } = connection.entrance;
  try {
    // Its echo may have come although the answer to the call was lost.
    if (!connection.echoed.has(key))
      await (files === undefined ? call('POST', '/activities', body) : upload(uploadForm(body, files), progress));
    void expectEcho(connection, key);
    return undefined;
  } catch (failure) {
    if (failure instanceof CallFailed) return failure;
    throw failure;
  }
}

function activityOf({ key, text, pick, card, context }: Outgoing): object {
  const value = card ?? (pick === undefined ? undefined : { pick });
  // What a card sends is not shown as words of the person: so the protocol's other clients do it.
  const channelData = { clientActivityID: key, ...(context && { context }), ...(card && { postBack: true }) };
  return { type: 'message', text, textFormat: 'plain', channelData, ...(value && { value }) };
}

function refused(connection: Connection, { status = 0 }: CallFailed): Delivery {
  if (status === 404) connection.listener.state({ kind: 'gone' });
  return { kind: 'refused', status };
}

async function expectEcho(connection: Connection, key: string): Promise<void> {
  // Without an open socket nothing would bring the answer: it is fetched at once.
  if (connection.socket?.readyState === WebSocket.OPEN) await new Promise((resolve) => setTimeout(resolve, ECHO));
  if (connection.closed || connection.echoed.has(key)) return;
  await poll(connection).catch(() => undefined);
  connection.leave();
}
