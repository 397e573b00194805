import { createHash } from 'node:crypto';
import type { JsonObject } from '../../store/store.ts';
import { DeskError } from '../desk.ts';
import { DELIVERY, SIGNATURE, signatureOf, TIMESTAMP } from './signature.ts';

/** The longest pause that is granted, in milliseconds. */
const LONGEST = 600_000;
/** Characters of the name of a delivery, at most. */
const NAME = 300;

/** Where a desk is called, and the secret that both sides know. */
export type Hook = {
  readonly url: string;
  readonly secret: string;
  /** How long the other side has for its answer. */
  readonly seconds: number;
};

/** Posts it; `delivery` names it, and stays the same when it is tried again. Throws DeskError. */
export async function call({ url, secret, seconds }: Hook, delivery: string, json: JsonObject, now: number): Promise<void> {
  const body = JSON.stringify(json);
  const timestamp = String(Math.floor(now / 1000));
  const headers = {
    'Content-Type': 'application/json',
    'User-Agent': 'Keepsake',
    [TIMESTAMP]: timestamp,
    [SIGNATURE]: signatureOf(secret, timestamp, body),
    [DELIVERY]: nameOf(delivery),
  };
  const response = await asked(url, { method: 'POST', headers, body, redirect: 'error', signal: AbortSignal.timeout(seconds * 1000) });
  await response.body?.cancel().catch(() => undefined);
  if (response.ok) return;
  const what = `${new URL(url).host} answered ${response.status}`;
  if (response.status === 429 || response.status === 503)
    throw new DeskError('busy', what, pauseOf(response.headers.get('retry-after'), now));
  throw new DeskError(response.status >= 500 || response.status === 408 ? 'unreachable' : 'refused', what);
}

/** Two deliveries never have the same name, however long it would be: the other side takes each name once. */
function nameOf(delivery: string): string {
  const name = encodeURIComponent(delivery);
  return name.length <= NAME ? name : createHash('sha256').update(delivery).digest('base64url');
}

async function asked(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request);
  } catch (error) {
    throw new DeskError('unreachable', `${new URL(url).host} does not answer`, 0, error);
  }
}

/** Milliseconds, from seconds or a date. */
function pauseOf(header: string | null, now: number): number {
  if (header === null) return 0;
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.min(LONGEST, Math.max(0, wait)) : 0;
}
