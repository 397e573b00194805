/** The page's calls to the server: Direct Line 3.0, and the token that starts it. */
import { within } from './within.ts';

/** A call that brought no answer (`status` undefined) or a refusal. `again` is in milliseconds. */
export class CallFailed extends Error {
  readonly status: number | undefined;
  readonly again: number | undefined;

  constructor(status: number | undefined, again?: number, cause?: unknown) {
    super(`call failed: ${status ?? 'no answer'}`, { cause });
    this.status = status;
    this.again = again;
  }

  /** True when the same call may succeed later. */
  get passing(): boolean {
    return this.status === undefined || this.status >= 500 || this.status === 429 || this.status === 408;
  }
}

export type Answer = Readonly<Record<string, unknown>>;

/** Milliseconds after which a call counts as unanswered. */
const PATIENCE = 15_000;

/** Calls the server and reads its JSON. Throws CallFailed. */
export async function call(
  origin: string,
  token: string | undefined,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<Answer> {
  const headers = { ...(token && { Authorization: `Bearer ${token}` }), ...(body !== undefined && { 'Content-Type': 'application/json' }) };
  const request = { method, headers, cache: 'no-store', signal: within(PATIENCE) } as const;
  const response = await fetch(origin + path, body === undefined ? request : { ...request, body: JSON.stringify(body) }).catch(unanswered);
  if (!response.ok) throw new CallFailed(response.status, retryAfter(response));
  const answer: unknown = await response.json().catch(unanswered);
  return typeof answer === 'object' && answer !== null ? (answer as Answer) : {};
}

function unanswered(cause: unknown): never {
  throw new CallFailed(undefined, undefined, cause);
}

function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('Retry-After'));
  return seconds > 0 ? seconds * 1000 : undefined;
}

/** A text of an answer; throws CallFailed where the server left it out. */
export function text(answer: Answer, field: string): string {
  const value = answer[field];
  if (typeof value !== 'string' || value === '') throw new CallFailed(502);
  return value;
}
