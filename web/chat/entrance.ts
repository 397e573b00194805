/** How the page gets into a conversation: the one it was in, or a new one; and how it stays allowed to speak there. */
import { type Answer, CallFailed, call, text } from './calls.ts';
import type { Keep, Session } from './session.ts';
import { upload } from './upload.ts';

const BASE = '/v3/directline';
/** A token lives for 30 minutes; after half of that it is renewed. */
const FRESH = 15 * 60_000;
const LIFE = 29 * 60_000;

/** Whose conversation it is. */
export type Visit = {
  readonly origin: string;
  readonly site: string;
  /** What the support site signed of the person: good for minutes, and once. */
  readonly identity: string | undefined;
  readonly locale: () => string;
};

/** The way into one conversation. */
export type Entrance = {
  /** Address of a stream with everything after the watermark. Throws CallFailed; 404 when the conversation is gone. */
  readonly stream: (watermark: string | undefined) => Promise<string>;
  /** A call to this conversation with a token that is fresh. Throws CallFailed. */
  readonly call: (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<Answer>;
  /** Files, by such a call. Throws CallFailed. */
  readonly upload: (form: FormData, progress: (percent: number) => void) => Promise<Answer>;
  /** Whether there is a conversation yet. */
  readonly begun: () => boolean;
};

/** Opens the way; nothing is called before it is used. */
export function newEntrance(visit: Visit, keep: Keep): Entrance {
  let session = keep.read();
  const hold = (next: Session): Session => {
    session = next;
    keep.write(next);
    return next;
  };
  const fresh = async (): Promise<Session> => {
    if (session === undefined) throw new CallFailed(undefined);
    if (Date.now() - session.given < FRESH) return session;
    return hold(await renewed(visit, session));
  };
  const asked = async (ask: (token: string, address: string) => Promise<Answer>): Promise<Answer> => {
    const now = await fresh();
    const address = `${BASE}/conversations/${encodeURIComponent(now.conversation)}`;
    try {
      return await ask(now.token, address);
    } catch (failure) {
      if (!isRefusal(failure)) throw failure;
      return ask(hold(await resumed(visit, now)).token, address);
    }
  };
  const calling: Entrance['call'] = (method, path, body) =>
    asked((token, address) => call(visit.origin, token, method, address + path, body));
  return {
    call: calling,
    upload: (form, progress) => asked((token, address) => upload(`${visit.origin}${address}/upload`, token, form, progress)),
    begun: () => session !== undefined,
    stream: async (watermark) => {
      if (session === undefined) return text(await start(visit, hold), 'streamUrl');
      const answer = await calling('GET', watermark === undefined ? '' : `?watermark=${encodeURIComponent(watermark)}`);
      if (session !== undefined && typeof answer.token === 'string') hold({ ...session, token: answer.token, given: Date.now() });
      return text(answer, 'streamUrl');
    },
  };
}

function isRefusal(failure: unknown): boolean {
  return failure instanceof CallFailed && (failure.status === 401 || failure.status === 403);
}

async function start(visit: Visit, hold: (session: Session) => Session): Promise<Answer> {
  const { origin, site, identity } = visit;
  const pass = await call(origin, undefined, 'POST', '/embed/token', { site, ...(identity && { identity }) });
  const answer = await call(origin, text(pass, 'token'), 'POST', `${BASE}/conversations`, { locale: visit.locale() });
  hold(sessionOf({ ...pass, ...answer }, undefined));
  return answer;
}

async function renewed(visit: Visit, session: Session): Promise<Session> {
  if (Date.now() - session.given > LIFE) return resumed(visit, session);
  try {
    return sessionOf(await call(visit.origin, session.token, 'POST', `${BASE}/tokens/refresh`), session);
  } catch (failure) {
    if (isRefusal(failure)) return resumed(visit, session);
    throw failure;
  }
}

/** A token for the same conversation, when the old one is no longer taken. Without such a way the conversation is gone for this browser. */
async function resumed({ origin, site, identity }: Visit, session: Session): Promise<Session> {
  const { resume } = session;
  if (resume === undefined) throw new CallFailed(404);
  try {
    return sessionOf(await call(origin, undefined, 'POST', '/embed/token', { site, resume, ...(identity && { identity }) }), session);
  } catch (failure) {
    if (!(failure instanceof CallFailed) || failure.passing) throw failure;
    // A proof of who somebody is lives for minutes: the site has to give another one.
    throw new CallFailed(identity !== undefined && failure.status !== 404 ? 401 : 404, undefined, failure);
  }
}

function sessionOf(answer: Answer, before: Session | undefined): Session {
  const conversation = before?.conversation ?? text(answer, 'conversationId');
  const resume = typeof answer.resume === 'string' ? answer.resume : before?.resume;
  return { conversation, token: text(answer, 'token'), given: Date.now(), resume };
}
