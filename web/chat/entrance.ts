/** How the page gets into a conversation: the one it was in, or a new one; and how it stays allowed to speak there. */
import { type Answer, CallFailed, call, text } from './calls.ts';
import type { Keep, Session } from './session.ts';

const BASE = '/v3/directline';
/** A token lives for 30 minutes; after half of that it is renewed. */
const FRESH = 15 * 60_000;
const LIFE = 29 * 60_000;

/** The way into one conversation. */
export type Entrance = {
  /** Address of a stream with everything after the watermark. Throws CallFailed; 404 when the conversation is gone. */
  readonly stream: (watermark: string | undefined) => Promise<string>;
  /** A call to this conversation with a token that is fresh. Throws CallFailed. */
  readonly call: (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<Answer>;
};

/** Opens the way; nothing is called before it is used. */
export function newEntrance(origin: string, keep: Keep, locale: string): Entrance {
  let session = keep.read();
  const hold = (next: Session): Session => {
    session = next;
    keep.write(next);
    return next;
  };
  const fresh = async (): Promise<Session> => {
    if (session === undefined) throw new CallFailed(undefined);
    if (Date.now() - session.given < FRESH) return session;
    return hold(await renewed(origin, session));
  };
  const asked = async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> => {
    const now = await fresh();
    const address = `${BASE}/conversations/${encodeURIComponent(now.conversation)}${path}`;
    try {
      return await call(origin, now.token, method, address, body);
    } catch (failure) {
      if (!isRefusal(failure)) throw failure;
      return call(origin, hold(await resumed(origin, now)).token, method, address, body);
    }
  };
  return {
    call: asked,
    stream: async (watermark) => {
      const fromStart = session === undefined;
      if (fromStart) return text(await start(origin, locale, hold), 'streamUrl');
      const answer = await asked('GET', watermark === undefined ? '' : `?watermark=${encodeURIComponent(watermark)}`);
      if (session !== undefined && typeof answer.token === 'string') hold({ ...session, token: answer.token, given: Date.now() });
      return text(answer, 'streamUrl');
    },
  };
}

function isRefusal(failure: unknown): boolean {
  return failure instanceof CallFailed && (failure.status === 401 || failure.status === 403);
}

async function start(origin: string, locale: string, hold: (session: Session) => Session): Promise<Answer> {
  const pass = await call(origin, undefined, 'POST', '/embed/token', { site: 'default' });
  const answer = await call(origin, text(pass, 'token'), 'POST', `${BASE}/conversations`, { locale });
  hold(sessionOf({ ...pass, ...answer }, undefined));
  return answer;
}

async function renewed(origin: string, session: Session): Promise<Session> {
  if (Date.now() - session.given > LIFE) return resumed(origin, session);
  try {
    return sessionOf(await call(origin, session.token, 'POST', `${BASE}/tokens/refresh`), session);
  } catch (failure) {
    if (isRefusal(failure)) return resumed(origin, session);
    throw failure;
  }
}

/** A token for the same conversation, when the old one is no longer taken. Without such a way the conversation is gone for this browser. */
async function resumed(origin: string, session: Session): Promise<Session> {
  if (session.resume === undefined) throw new CallFailed(404);
  try {
    return sessionOf(await call(origin, undefined, 'POST', '/embed/token', { site: 'default', resume: session.resume }), session);
  } catch (failure) {
    throw failure instanceof CallFailed && !failure.passing ? new CallFailed(404, undefined, failure) : failure;
  }
}

function sessionOf(answer: Answer, before: Session | undefined): Session {
  const conversation = before?.conversation ?? text(answer, 'conversationId');
  const resume = typeof answer.resume === 'string' ? answer.resume : before?.resume;
  return { conversation, token: text(answer, 'token'), given: Date.now(), resume };
}
