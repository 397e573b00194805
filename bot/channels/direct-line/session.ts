import type { Answer, Ask } from '../../http/exchange.ts';
import type { Line } from './line.ts';

/** Clients that sign people in ask for the session of their browser; nobody is signed in here, and there are no cookies. */
export async function readSession(_line: Line, ask: Ask): Promise<Answer> {
  const credentials = ask.header('origin') === undefined ? {} : { 'Access-Control-Allow-Credentials': 'true' };
  return { status: 200, json: { sessionId: '' }, headers: credentials };
}
