import { type Answer, type Asked, type Caller, newCaller, pause } from '../load/http.ts';
import type { Line, Sent, Talk } from './ledger.ts';
import { seqOf } from './ledger.ts';

/** The secret with which these runs come in: tokens expire within half an hour, some runs do not. */
export const SECRET = 'torture-torture-torture-torture-torture';

/** Settings under which the server takes what these runs send. */
export const LOOSE = {
  DIRECTLINE_SECRET: SECRET,
  KEEPSAKE_MESSAGES_PER_10S: '100000',
  KEEPSAKE_MESSAGES_PER_MINUTE: '1000000',
  KEEPSAKE_TOKENS_PER_MINUTE: '1000000',
} as const;

const BASE = '/v3/directline/conversations';
/** Milliseconds after which a message that is still not acknowledged is a fault of its own. */
const PATIENCE = 180_000;

/** Stands for no answer at all among the errors. */
export const SILENT = 'no answer';

/** What we know of a server that did not answer. */
const SILENCE: Answer = { status: 0, body: {} };

/** The way in: to whichever server `url` names at that moment, again until somebody answers. */
export type Door = {
  readonly open: () => Promise<Talk>;
  /** Sends until it is acknowledged; rejects when it never is or when it is acknowledged as two different ones. */
  readonly deliver: (talk: Talk, sent: Sent) => Promise<void>;
  readonly read: (conversation: string) => Promise<readonly Line[]>;
  /** How often which error came instead of success; SILENT when no answer came at all. */
  readonly refused: ReadonlyMap<string, number>;
  readonly close: () => void;
};

/** A door of its own connections. */
export function newDoor(url: () => string): Door {
  const caller = newCaller();
  const refused = new Map<string, number>();
  const until = (method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer['body']> =>
    answered(caller, url, refused, method, path, { token: SECRET, ...(body !== undefined && { body }) });
  return {
    refused,
    close: caller.close,
    open: async () => {
      const { conversationId } = await until('POST', BASE, { user: { id: 'u' } });
      return { conversation: String(conversationId), sent: new Map(), touched: 0 };
    },
    deliver: async (talk, sent) => {
      const activity = { type: 'message', text: sent.text, from: { id: 'u' }, channelData: { clientActivityID: sent.key } };
      const { id } = await until('POST', `${BASE}/${talk.conversation}/activities`, activity);
      if (sent.id !== undefined && sent.id !== id) throw new Error(`${sent.key} was acknowledged as ${sent.id} and as ${String(id)}`);
      sent.id = String(id);
    },
    read: async (conversation) => {
      const lines: Line[] = [];
      for (;;) {
        const from = lines.at(-1)?.seq ?? 0;
        const { activities } = await until('GET', `${BASE}/${conversation}/activities?watermark=${from}`);
        const page = (activities as readonly SeenActivity[]).map(asLine);
        if (page.length === 0) return lines;
        lines.push(...page);
      }
    },
  };
}

async function answered(
  caller: Caller,
  url: () => string,
  refused: Map<string, number>,
  method: 'GET' | 'POST',
  path: string,
  asked: Asked,
): Promise<Answer['body']> {
  const until = performance.now() + PATIENCE;
  for (;;) {
    const { status, body } = (await caller.call(url(), method, path, asked)) ?? SILENCE;
    if (isSuccess(status, () => `${method} ${path}: ${status} ${JSON.stringify(body)}`)) return body;
    const why = (body.error as { readonly code?: string } | undefined)?.code ?? (status === 0 ? SILENT : String(status));
    refused.set(why, (refused.get(why) ?? 0) + 1);
    if (performance.now() > until) throw new Error(`${method} ${path}: no success within ${PATIENCE / 1000} s, at last ${why}`);
    await pause(20 + Math.random() * 60);
  }
}

function isSuccess(status: number, told: () => string): boolean {
  // What is refused for good was asked wrongly: that is a fault of this run.
  if (status >= 400 && status < 500) throw new Error(told());
  return status >= 200 && status < 300;
}

/** An activity as these runs look at it. */
export type SeenActivity = {
  readonly id: string;
  readonly timestamp: string;
  readonly from: { readonly role: string };
  readonly channelData?: { readonly clientActivityID?: string };
};

/** An activity of the server as a line of the ledger. */
export function asLine({ id, timestamp, from, channelData }: SeenActivity): Line {
  return { seq: seqOf(id), at: timestamp, role: from.role, key: channelData?.clientActivityID };
}
