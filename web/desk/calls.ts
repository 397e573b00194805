/** Calls to the server. What can go wrong is a value, with a sentence for whoever sits there. */
import { within } from '../chat/within.ts';
import { word } from './words.ts';

/** status 0: the server was not reached. code: of the refusal. passing: the same call may work later. */
export type Failed = {
  readonly ok: false;
  readonly status: number;
  readonly code?: string;
  readonly message: string;
  readonly passing: boolean;
};
export type Called<T> = { readonly ok: true; readonly value: T } | Failed;

export type Calls = {
  readonly get: <T>(path: string) => Promise<Called<T>>;
  readonly post: <T>(path: string, body?: object) => Promise<Called<T>>;
  readonly upload: <T>(path: string, files: readonly File[]) => Promise<Called<T>>;
  /** The token that every change carries; it comes with signing in. */
  readonly carry: (csrf: string) => void;
};

const BASE = '/desk/api';
const PATIENCE = 15_000;
const UPLOAD_PATIENCE = 180_000;

/** Calls under the address of the desk; `signedOut` hears when the server does not know us any more. */
export function newCalls(signedOut: () => void): Calls {
  let csrf = '';
  const call = async <T>(path: string, init: RequestInit): Promise<Called<T>> => {
    const called = await reach<T>(`${BASE}${path}`, init);
    // A wrong password is refused with the same status, and nobody is signed out by it.
    if (!called.ok && called.code === 'SignedOut') signedOut();
    return called;
  };
  return {
    get: (path) => call(path, {}),
    post: (path, body = {}) =>
      call(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'x-keepsake-csrf': csrf },
        body: JSON.stringify(body),
      }),
    upload: (path, files) => {
      const body = new FormData();
      for (const file of files) body.append('file', file, file.name);
      return call(path, { method: 'POST', headers: { 'x-keepsake-csrf': csrf }, body, signal: within(UPLOAD_PATIENCE) });
    },
    carry: (token) => {
      csrf = token;
    },
  };
}

/** Where a conversation is found. */
export function pathOf(conversation: string): string {
  return `/conversations/${encodeURIComponent(conversation)}`;
}

async function reach<T>(address: string, init: RequestInit): Promise<Called<T>> {
  try {
    const response = await fetch(address, {
      credentials: 'same-origin',
      cache: 'no-store',
      signal: within(PATIENCE),
      ...init,
    });
    const body: unknown = await response.json().catch(() => undefined);
    return response.ok ? { ok: true, value: body as T } : refused(response, body);
  } catch {
    return { ok: false, status: 0, message: word().unreachable, passing: true };
  }
}

function refused({ status, headers }: Response, body: unknown): Failed {
  const { code, message } = (body as { readonly error?: { readonly code?: unknown; readonly message?: unknown } } | undefined)?.error ?? {};
  const passing = status === 429 || status >= 500;
  const own = typeof code === 'string' ? { code, said: word().refused[code] } : {};
  const told = own.said ?? (typeof message === 'string' ? message : word().unreachable);
  return { ok: false, status, ...own, message: status === 429 ? waiting(headers, told) : told, passing };
}

function waiting(headers: Headers, otherwise: string): string {
  const seconds = Number(headers.get('Retry-After'));
  if (!(seconds > 0)) return otherwise;
  return seconds > 90 ? word().waitMinutes(Math.ceil(seconds / 60)) : word().waitSeconds(seconds);
}
