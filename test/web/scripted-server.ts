/** A server that speaks as much Direct Line as the page uses, answers as a test says, and fails when a test says so. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

export type Scripted = { text: string; steps?: string[]; close?: string; choices?: string[]; from?: object; extra?: object };
/** What the page posts. */
type Body = {
  type?: string;
  text?: string;
  value?: { pick?: string };
  channelData?: { clientActivityID?: string };
  attachments?: { name: string; contentType: string }[];
};
type Activity = Record<string, unknown> & { id: string };

/** What the server does next instead of answering: the status of a refusal, or `drop` for no answer at all. */
type Fault = {
  readonly on: RegExp;
  readonly status: number | 'drop' | 'store-then-drop';
  readonly headers?: Record<string, string>;
  times: number;
};

export type ScriptedServer = {
  readonly origin: string;
  readonly faults: Fault[];
  /** Calls so far: `POST /v3/…`. */
  readonly calls: string[];
  /** Bodies of those that asked for a token. */
  readonly wishes: Body[];
  readonly activities: Activity[];
  readonly say: (...replies: Scripted[]) => void;
  readonly push: (activity: object) => void;
  readonly killSockets: () => void;
  readonly forgetAll: () => void;
  readonly close: () => Promise<void>;
  sockets: boolean;
  /** What the site is set to. */
  site: object;
};

/** One dot. */
export const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

type State = { conversation: string; conversations: number; activities: Activity[]; seen: Map<string, string>; clients: Set<WebSocket> };

/** Starts on a free loopback port. `answer` is asked for the replies to each message; `page` serves everything that is not Direct Line. */
export async function startScripted(
  answer: (text: string, pick: string | undefined) => Scripted[],
  page: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) => void response.writeHead(404).end(),
): Promise<ScriptedServer> {
  const state: State = { conversation: 'c1', conversations: 0, activities: [], seen: new Map(), clients: new Set() };
  const http = createServer((request, response) => void handle(request, response));
  const wss = new WebSocketServer({ noServer: true });
  // As the caller knows this server, who may come through a proxy.
  let host = '';
  const stream = (watermark: string): string => `ws://${host}/stream?watermark=${watermark}`;
  const port = (): number => (http.address() as AddressInfo).port;
  const frame = (from: number): string =>
    JSON.stringify({ activities: state.activities.slice(from), watermark: String(state.activities.length) });

  const push = (activity: object): void => {
    const id = `${state.conversation}|${String(state.activities.length + 1).padStart(7, '0')}`;
    const from = state.activities.length;
    state.activities.push({ type: 'message', timestamp: new Date().toISOString(), ...activity, id });
    for (const client of state.clients) client.send(frame(from));
  };
  const say = (...replies: Scripted[]): void => {
    for (const { text, steps = [], close, choices = [], from, extra } of replies) {
      const keepsake = { id: 'r', text, steps, close, choices: choices.map((label) => ({ label, pick: `slot:x=${label}` })) };
      push({
        from: from ?? { id: 'keepsake', name: 'Keepsake', role: 'bot' },
        text,
        textFormat: 'plain',
        channelData: { keepsake },
        ...extra,
      });
    }
  };
  const fault = (call: string): Fault | undefined => {
    const found = server.faults.find(({ on, times }) => times > 0 && on.test(call));
    if (found !== undefined) found.times--;
    return found;
  };
  const post = (body: Body): string => {
    const key = body.channelData?.clientActivityID ?? '';
    const before = state.seen.get(key);
    if (before !== undefined) return before;
    if (body.type === 'typing') return `t${server.calls.length}`;
    const masked = String(body.text).replace(/hunter2/, '[password]');
    const attachments = body.attachments?.map((file) => ({
      ...file,
      contentUrl: `${server.origin}/files/${encodeURIComponent(file.name)}`,
    }));
    push({ from: { id: 'dl_me', role: 'user' }, text: masked, channelData: body.channelData, value: body.value, attachments });
    const id = state.activities.at(-1)?.id ?? '';
    state.seen.set(key, id);
    say(...answer(String(body.text), body.value?.pick));
    return id;
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://x');
    const call = `${request.method} ${url.pathname}`;
    if (url.pathname.startsWith('/files/')) return void response.writeHead(200, { 'Content-Type': 'image/png' }).end(PICTURE);
    if (!/^\/(?:v3|embed)\//.test(url.pathname)) return page(request, response);
    server.calls.push(call);
    host = request.headers.host ?? '';
    const body = await bodyOf(request);
    if (call === 'POST /embed/token') server.wishes.push(body);
    reply(request, response, fault(call), () => respond(call, url, body));
  }

  function reply(request: IncomingMessage, response: ServerResponse, failing: Fault | undefined, found: () => object | undefined): void {
    if (failing?.status === 'store-then-drop') found();
    if (typeof failing?.status === 'string') return void request.socket.destroy();
    const body = failing === undefined ? found() : undefined;
    const status = failing?.status ?? (body === undefined ? 404 : 200);
    response.writeHead(status, { ...failing?.headers, 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
    response.end(JSON.stringify(body ?? { error: { code: 'Refused', message: 'no' } }));
  }

  function respond(call: string, url: URL, body: Body): object | undefined {
    const token = { token: `t${server.calls.length}`, expires_in: 1800, conversationId: state.conversation };
    const open: Record<string, () => object> = {
      'POST /embed/token': () => ({ ...token, resume: 'r1' }),
      'GET /embed/site': () => server.site,
      'POST /v3/directline/tokens/refresh': () => token,
      'POST /v3/directline/conversations': () => ({ ...token, ...begin() }),
    };
    if (open[call] !== undefined) return open[call]();
    if (!url.pathname.includes(`/${state.conversation}`) || state.conversations === 0) return undefined;
    return inConversation(call, url.searchParams.get('watermark') ?? '0', body, token);
  }

  function begin(): object {
    if (state.conversations > 0) restart();
    state.conversations++;
    say(...answer('', undefined));
    return { conversationId: state.conversation, streamUrl: stream('0') };
  }

  function inConversation(call: string, watermark: string, body: Body, token: object): object {
    if (!/\/(?:activities|upload)$/.test(call)) return { ...token, streamUrl: stream(watermark) };
    return call.startsWith('POST') ? { id: post(body) } : (JSON.parse(frame(Number(watermark))) as object);
  }

  function restart(): void {
    state.conversation = `c${state.conversations + 1}`;
    state.activities.length = 0;
    state.seen.clear();
  }

  http.on('upgrade', (request, socket, head) => {
    if (!server.sockets) return void socket.destroy();
    wss.handleUpgrade(request, socket, head, (client) => {
      state.clients.add(client);
      client.on('close', () => state.clients.delete(client));
      client.send(frame(Number(new URL(request.url ?? '', 'http://x').searchParams.get('watermark'))));
    });
  });

  const server: ScriptedServer = {
    origin: '',
    faults: [],
    calls: [],
    wishes: [],
    activities: state.activities,
    sockets: true,
    site: { site: 'default', name: 'Keepsake', theme: {} },
    say,
    push,
    killSockets: () => {
      for (const client of state.clients) client.terminate();
    },
    forgetAll: () => {
      restart();
      state.conversation = 'forgotten';
      state.conversations = 0;
    },
    close: async () => {
      for (const client of state.clients) client.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return Object.assign(server, { origin: `http://127.0.0.1:${port()}` });
}

/** JSON as it is; of a form with files the part that holds the activity. */
async function bodyOf(request: IncomingMessage): Promise<Body> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const raw = Buffer.concat(parts).toString('latin1');
  if (raw === '') return {};
  const form = request.headers['content-type']?.startsWith('multipart/form-data') === true;
  const json = form ? (/\r\n\r\n(\{.*?\})\r\n--/s.exec(raw)?.[1] ?? '{}') : raw;
  return JSON.parse(Buffer.from(json, 'latin1').toString('utf8')) as Body;
}
