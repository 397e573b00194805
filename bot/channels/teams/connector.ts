/** Calls the service behind a conversation, once each time: what failed is for the outbox to try again. */
import type { ConnectorClient, ConnectorFactory } from 'botframework-connector';
import type { Activity } from 'botframework-schema';
import { errorText } from '../../error-code.ts';
import type { JsonObject } from '../../store/store.ts';

/** How a call ended. `gone`: nothing can be sent to this conversation any more. */
export type Called =
  | { readonly kind: 'sent'; readonly id: string | undefined }
  /** `retryAfter` in milliseconds. */
  | { readonly kind: 'failed'; readonly why: string; readonly retryAfter?: number }
  | { readonly kind: 'too-large'; readonly why: string }
  | { readonly kind: 'gone'; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string };

/** One call of the service: a new activity, or another one in the place of one that was sent. */
export type Call =
  | { readonly kind: 'send'; readonly conversation: string; readonly activity: JsonObject }
  | { readonly kind: 'update'; readonly conversation: string; readonly id: string; readonly activity: JsonObject };

/** The policy of the SDK's client that sends again by itself, three times, whatever was sent: a message whose answer was lost is doubled. */
const RESENDS = 'defaultRetryPolicy';
/** What says that the person, or their team, does not want us any more. */
const GONE = ['BotNotInConversationRoster', 'ConversationBlockedByUser'];
/** Nothing is wrong with what was sent; the next attempt may succeed. */
const PASSING = [401, 408, 409, 412, 425, 429];

type Pipeline = { readonly removePolicy: (policy: { readonly name: string }) => readonly unknown[] };

/** A client of the SDK that sends once. Rejects when the SDK is not the one that this was written for. */
export async function connectorOver(factory: ConnectorFactory, serviceUrl: string): Promise<ConnectorClient> {
  const client = await factory.create(serviceUrl);
  const { pipeline } = Reflect.get(client, 'client') as { readonly pipeline: Pipeline };
  if (pipeline.removePolicy({ name: RESENDS }).length !== 1)
    throw new Error('this version of botframework-connector sends again by itself');
  return client;
}

/** Makes the call. Never rejects. `signal` ends it, wherever it is; the SDK's own limit ends with the first byte of the answer. */
export async function callService(client: Promise<ConnectorClient>, call: Call, signal: AbortSignal): Promise<Called> {
  try {
    const { conversations } = await client;
    const options = { abortSignal: signal as never };
    // The SDK's type says that every activity has all the fields which incoming ones have.
    const activity = call.activity as unknown as Activity;
    const answer =
      call.kind === 'send'
        ? await conversations.sendToConversation(call.conversation, activity, options)
        : await conversations.updateActivity(call.conversation, call.id, activity, options);
    return { kind: 'sent', id: answer?.id };
  } catch (error) {
    return endOf(error);
  }
}

type Thrown = {
  readonly statusCode?: number;
  readonly code?: string;
  readonly details?: { readonly error?: { readonly code?: string } };
  readonly response?: { readonly headers?: { readonly get?: (name: string) => string | undefined } };
};

function endOf(error: unknown): Called {
  const { statusCode: status, code, details, response } = (error ?? {}) as Thrown;
  const reason = details?.error?.code ?? code ?? '';
  const why = `${status ?? 'no answer'} ${reason}: ${errorText(error)}`.slice(0, 300);
  if (status === undefined || status >= 500 || PASSING.includes(status)) {
    const retryAfter = millisecondsOf(response?.headers?.get?.('retry-after'), Date.now());
    return { kind: 'failed', why, ...(retryAfter !== undefined && { retryAfter }) };
  }
  if (status === 413) return { kind: 'too-large', why };
  if (status === 403 && GONE.some((name) => why.includes(name))) return { kind: 'gone', why };
  return { kind: 'refused', why };
}

/** What a Retry-After header asks for, which is seconds or a date. */
export function millisecondsOf(header: string | undefined, now: number): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) && ms > 0 ? Math.ceil(ms) : undefined;
}
