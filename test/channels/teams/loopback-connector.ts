/** The service behind a conversation, on this machine: takes what the bot sends, or fails as a test wants it to. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from '../../until.ts';

/** What the service does for a bot, written from the published description; `npm run teams:facts` compares the two. */
export const OPERATIONS = [
  {
    id: 'Conversations_SendToConversation',
    method: 'POST',
    path: '/v3/conversations/{conversationId}/activities',
    answers: [200, 201, 202],
  },
  {
    id: 'Conversations_ReplyToActivity',
    method: 'POST',
    path: '/v3/conversations/{conversationId}/activities/{activityId}',
    answers: [200, 201, 202],
  },
  {
    id: 'Conversations_UpdateActivity',
    method: 'PUT',
    path: '/v3/conversations/{conversationId}/activities/{activityId}',
    answers: [200, 201, 202],
  },
] as const;

/** A call of the bot. */
type Received = {
  readonly method: string;
  readonly conversation: string;
  /** The activity that is updated or answered. */
  readonly id: string | undefined;
  readonly activity: Readonly<Record<string, unknown>>;
  readonly authorization: string | undefined;
  /** Milliseconds. */
  readonly at: number;
  /** What it was answered. */
  readonly status: number;
};

/** How a call is met: answered so, after so long, or cut off before or after it was taken. */
export type Fault = {
  readonly status?: number;
  readonly code?: string;
  readonly retryAfter?: string | (() => string);
  readonly delay?: number;
  readonly reset?: 'before' | 'after';
  /** The answer begins and does not end. */
  readonly stall?: true;
};

export type LoopbackConnector = {
  readonly url: string;
  readonly calls: readonly Received[];
  /** What was taken and can be seen in a conversation: updates stand in the place of what they updated. */
  readonly seen: (conversation: string) => readonly Readonly<Record<string, unknown>>[];
  /** Meets the next calls so; undefined is well. `met` decides for all that no fault waits for. */
  readonly fail: (...faults: readonly (Fault | undefined)[]) => void;
  readonly met: (decide: (call: Call) => Fault | undefined) => void;
  readonly until: (holds: () => boolean) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** A call before it was met. */
type Call = Omit<Received, 'status'>;

type Taken = Readonly<Record<string, unknown>>;

/** Starts it. */
export async function loopbackConnector(): Promise<LoopbackConnector> {
  const calls: Received[] = [];
  const conversations = new Map<string, Map<string, Taken>>();
  const faults: (Fault | undefined)[] = [];
  let decide: (call: Call) => Fault | undefined = () => undefined;
  let last = 0;

  const take = (call: Call): { readonly id: string } => {
    const activities = conversations.get(call.conversation) ?? new Map<string, Taken>();
    conversations.set(call.conversation, activities);
    last += 1;
    const id = call.method === 'PUT' && call.id !== undefined ? call.id : `1:${last}`;
    activities.set(id, { ...call.activity, id });
    return { id };
  };
  const meet = async (call: Call, fault: Fault, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const status = statusOf(call, fault);
    calls.push({ ...call, status });
    await new Promise((wake) => setTimeout(wake, fault.delay ?? 0));
    const body = isTaken(status, fault) ? take(call) : troubleOf(fault);
    if (fault.reset !== undefined) return void request.socket.destroy();
    response.writeHead(status, { 'Content-Type': 'application/json', ...headersOf(fault) });
    if (fault.stall) response.write('{"id":');
    else response.end(JSON.stringify(body));
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const call = await read(request);
    if (call === undefined) return void response.writeHead(404).end();
    const fault = faults.length > 0 ? faults.shift() : decide(call);
    await meet(call, fault ?? {}, request, response);
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    calls,
    seen: (conversation) => [...(conversations.get(conversation)?.values() ?? [])],
    fail: (...next) => void faults.push(...next),
    met: (how) => {
      decide = how;
    },
    until: async (holds) => void (await until(holds)),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** 0 for a call that gets no answer. */
function statusOf({ method }: Call, { status, reset }: Fault): number {
  if (reset !== undefined) return 0;
  return status ?? (method === 'PUT' ? 200 : 201);
}

function isTaken(status: number, { reset }: Fault): boolean {
  return reset === 'after' || (status >= 200 && status < 300);
}

/** What depends on the time is made when it is said. */
function headersOf({ retryAfter }: Fault): Readonly<Record<string, string>> {
  if (retryAfter === undefined) return {};
  return { 'Retry-After': typeof retryAfter === 'string' ? retryAfter : retryAfter() };
}

function troubleOf({ code = 'Error' }: Fault): object {
  return { error: { code, message: 'as the test wants it' } };
}

const PATTERNS = OPERATIONS.map(({ method, path }) => ({
  method,
  pattern: new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
}));

/** The call, if the service knows it. */
async function read(request: IncomingMessage): Promise<Call | undefined> {
  const at = Date.now();
  let body = '';
  for await (const chunk of request) body += chunk;
  const { method = '', url = '' } = request;
  const known = PATTERNS.find((one) => one.method === method && one.pattern.test(url));
  if (known === undefined) return undefined;
  const { conversationId = '', activityId } = known.pattern.exec(url)?.groups ?? {};
  return {
    method,
    conversation: decodeURIComponent(conversationId),
    id: activityId && decodeURIComponent(activityId),
    activity: JSON.parse(body),
    authorization: request.headers.authorization,
    at,
  };
}
