import type { ServerResponse } from 'node:http';
import { STORE_ERRORS, StoreError } from '../store/store.ts';
import type { Answer } from './exchange.ts';
import { REFUSALS, Refusal } from './refusal.ts';

/** On everything that leaves. */
const ALWAYS = { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' } as const;

/** On what is no page, should a browser be made to show it as one. */
const NO_PAGE = { 'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'", 'X-Frame-Options': 'DENY' } as const;

/** Lets pages of other origins call; what they may is for their token to say, since no cookie goes along. */
export function crossOrigin(origin: string | undefined): Readonly<Record<string, string>> {
  if (origin === undefined) return { Vary: 'Origin' };
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
    'Access-Control-Allow-Headers': 'authorization,content-type,x-ms-bot-agent,x-requested-with',
    'Access-Control-Expose-Headers': 'Retry-After',
    'Access-Control-Max-Age': '86400',
    Vary: 'Origin',
  };
}

/** Writes the answer; nothing may be kept by caches, errors included, unless the answer says so. */
export function send(response: ServerResponse, answer: Answer, headers: Readonly<Record<string, string>> = {}): void {
  if (response.headersSent || response.destroyed) return;
  const body = answer.json === undefined ? answer.body : JSON.stringify(answer.json);
  const type = answer.json === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' };
  const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  const cookies = answer.cookies === undefined ? {} : { 'Set-Cookie': [...answer.cookies] };
  const fence = answer.headers?.['Content-Security-Policy'] === undefined ? NO_PAGE : {};
  response.writeHead(answer.status, { ...ALWAYS, ...fence, ...type, ...length, ...headers, ...answer.headers, ...cookies });
  response.end(body);
}

/** Any error as an answer that says what to do. What we did not foresee tells nothing of our inside. */
export function asAnswer(error: unknown): Answer {
  if (error instanceof Refusal) return { ...told(error.code, error.message, REFUSALS[error.code].status), headers: error.headers };
  if (error instanceof StoreError) return told(`Store.${error.code}`, `${STORE_ERRORS[error.code]} ${REFUSALS.Unavailable.advice}`, 503);
  return told('Unexpected', 'Something of ours broke. It was logged. Send it again in a moment.', 500);
}

function told(code: string, message: string, status: number): Answer {
  return { status, json: { error: { code, message } }, headers: {} };
}
