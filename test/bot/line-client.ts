import { WebSocket } from 'ws';
import { until as untilIt } from '../until.ts';

/** An activity as tests look at it. */
export type SeenActivity = {
  readonly id: string;
  readonly type: string;
  readonly timestamp: string;
  readonly from: { readonly id: string; readonly role: string; readonly name?: string };
  readonly text?: string;
  readonly value?: unknown;
  readonly channelData?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
};

export type Answered = { readonly status: number; readonly headers: Headers; readonly body: Readonly<Record<string, unknown>> };

/** Calls the server; texts are sent as they are, everything else as JSON. */
export async function call(
  url: string,
  method: string,
  path: string,
  options: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answered> {
  const { token, body } = options;
  const headers = {
    ...(token && { Authorization: `Bearer ${token}` }),
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
    ...options.headers,
  };
  const response = await fetch(url + path, {
    method,
    headers,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : { text },
  };
}

/** Somebody in a conversation of their own. */
export type Visitor = {
  readonly conversation: string;
  readonly token: string;
  readonly path: string;
  readonly streamUrl: string;
  readonly resume: string;
  readonly post: (activity: unknown) => Promise<Answered>;
  readonly say: (text: string, key?: string) => Promise<Answered>;
  readonly read: (watermark?: string) => Promise<readonly SeenActivity[]>;
};

/** Comes in by the door of our own page. */
export async function visit(url: string): Promise<Visitor> {
  const pass = await call(url, 'POST', '/embed/token', { body: { site: 'default' } });
  const started = await call(url, 'POST', '/v3/directline/conversations', { token: String(pass.body.token), body: { locale: 'en-GB' } });
  if (started.status !== 201) throw new Error(`start: ${started.status} ${JSON.stringify(started.body)}`);
  const conversation = String(started.body.conversationId);
  const token = String(started.body.token);
  const path = `/v3/directline/conversations/${conversation}`;
  const post = (activity: unknown): Promise<Answered> => call(url, 'POST', `${path}/activities`, { token, body: activity });
  return {
    conversation,
    token,
    path,
    streamUrl: String(started.body.streamUrl),
    resume: String(pass.body.resume),
    post,
    say: (text, key) => post({ type: 'message', text, ...(key !== undefined && { channelData: { clientActivityID: key } }) }),
    read: async (watermark) => {
      const read = await call(url, 'GET', `${path}/activities${watermark === undefined ? '' : `?watermark=${watermark}`}`, { token });
      return read.body.activities as readonly SeenActivity[];
    },
  };
}

/** An open stream and what came over it. */
export type Stream = {
  readonly socket: WebSocket;
  readonly seen: readonly SeenActivity[];
  readonly watermark: () => string;
  /** Waits until so many activities came. */
  readonly until: (count: number) => Promise<readonly SeenActivity[]>;
  readonly closed: Promise<number>;
};

/** Opens a stream; rejects with the status when it is refused. */
export function listen(streamUrl: string): Promise<Stream> {
  const socket = new WebSocket(streamUrl);
  const seen: SeenActivity[] = [];
  let watermark = '';
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data));
    seen.push(...frame.activities);
    watermark = frame.watermark;
  });
  const closed = new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)));
  const until = async (count: number): Promise<readonly SeenActivity[]> => {
    await untilIt(() => seen.length >= count);
    return seen;
  };
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve({ socket, seen, watermark: () => watermark, until, closed }));
    socket.on('unexpected-response', (_request, response) => reject(new Error(String(response.statusCode))));
    socket.on('error', reject);
  });
}
