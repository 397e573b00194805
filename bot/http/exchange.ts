import type { IncomingMessage } from 'node:http';
import type { JsonObject } from '../store/store.ts';
import type { Part, PartLimits } from './multipart.ts';

/** A request as those who answer it see it. */
export type Ask = {
  readonly method: string;
  readonly path: string;
  /** What stands in the path where the route has `:name`. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly header: (name: string) => string | undefined;
  /** The address of whoever asks, seen through trusted proxies. */
  readonly address: string;
  /** This server as the asking browser knows it: `https://help.example.com`. */
  readonly home: string;
  /** The body; an empty one is an empty object. Throws Refusal. */
  readonly json: () => Promise<JsonObject>;
  /** The parts of a body with files. Throws Refusal. */
  readonly parts: (limits: PartLimits) => Promise<readonly Part[]>;
  /** The body as it came, at most so many bytes. Throws Refusal. */
  readonly bytes: (limit: number) => Promise<Buffer>;
};

/** What is answered. Texts and bytes carry their own content type in `headers`. */
export type Answer = {
  readonly status: number;
  readonly json?: JsonObject;
  readonly body?: Uint8Array | string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Values of Set-Cookie. */
  readonly cookies?: readonly string[];
};

/** One address and who answers there; `:name` in the path stands for one segment. */
export type Route = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Whether pages of other origins may call it. */
  readonly open: boolean;
  readonly answer: (ask: Ask) => Promise<Answer>;
};

/** How far the environment between the browser and us may be believed. */
export type Surroundings = { readonly publicUrl: string; readonly trustProxy: number };

/** Origin under which the browser reaches us, without a slash at its end. */
export function homeOf(request: IncomingMessage, { publicUrl, trustProxy }: Surroundings): string {
  if (publicUrl !== '') return publicUrl;
  const scheme = forwarded(request, 'x-forwarded-proto', trustProxy) === 'https' ? 'https' : 'http';
  const host = forwarded(request, 'x-forwarded-host', trustProxy) ?? request.headers.host ?? '';
  // Anything else in a Host header is an attempt to smuggle something into a header or a page.
  const plain = /^[A-Za-z0-9.:[\]_-]{1,255}$/.test(host) ? host : 'localhost';
  return URL.parse(`${scheme}://${plain}`)?.origin ?? `${scheme}://localhost`;
}

/** Address of the client: of the connection, or what the outermost trusted proxy saw. Of some proxies the port comes with it. */
export function addressOf(request: IncomingMessage, trustProxy: number): string {
  const seen = forwarded(request, 'x-forwarded-for', trustProxy) ?? request.socket.remoteAddress ?? 'unknown';
  const [, long, short] = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)$/.exec(seen) ?? [];
  return long ?? short ?? seen;
}

/** The part of an address that one customer of a provider has: all of it, or of the long ones the network. */
export function blockOf(address: string): string {
  const short = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (short !== undefined || !address.includes(':')) return short ?? address;
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
  return `${[...first, ...zeros, ...last].slice(0, 4).join(':')}::/64`;
}

/** Every proxy adds to the right: with n of them, the n-th entry from the right was written by one that we trust. */
function forwarded(request: IncomingMessage, name: string, trustProxy: number): string | undefined {
  if (trustProxy === 0) return undefined;
  const entries = String(request.headers[name] ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  return entries.at(-Math.min(trustProxy, entries.length));
}
