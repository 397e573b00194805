import { Agent, request } from 'node:http';
import { createServer } from 'node:net';

/** What a server answered; undefined when the connection failed, so nobody knows what became of the request. */
export type Answer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

export type Asked = { readonly token?: string; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> };

/** Calls servers over connections that are kept open. */
export type Caller = {
  readonly call: (url: string, method: 'GET' | 'POST', path: string, asked?: Asked) => Promise<Answer | undefined>;
  readonly close: () => void;
};

/** Milliseconds after which a server that says nothing counts as one that does not answer. */
const SILENCE = 60_000;

/** A caller with connections of its own. */
export function newCaller(): Caller {
  const agent = new Agent({ keepAlive: true, timeout: SILENCE });
  return {
    call: (url, method, path, asked = {}) => callOnce(agent, url + path, method, asked).catch(() => undefined),
    close: () => agent.destroy(),
  };
}

function callOnce(agent: Agent, url: string, method: string, { token, body, headers: more }: Asked): Promise<Answer> {
  const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const headers = {
    ...more,
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    ...(bytes !== undefined && { 'Content-Type': 'application/json', 'Content-Length': bytes.length }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      // A server that dies in the middle of its answer ends it early.
      response.on('close', () => {
        if (!response.complete) return reject(new Error('half an answer'));
        resolve({ status: response.statusCode ?? 0, body: parsed(Buffer.concat(chunks)) });
      });
    });
    sent.on('error', reject);
    sent.on('timeout', () => sent.destroy(new Error('no answer in time')));
    sent.end(bytes);
  });
}

function parsed(bytes: Buffer): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return {};
  }
}

/** Resolves after so many milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, ms));
}

/** Ports below those that systems give to outgoing connections: one of ours could otherwise take that of a server which is away for a moment. */
const PORTS = { first: 15_000, last: 30_000 } as const;

/** A port that nobody has at this moment, and that nobody gets by chance. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = PORTS.first + Math.floor(Math.random() * (PORTS.last - PORTS.first));
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
