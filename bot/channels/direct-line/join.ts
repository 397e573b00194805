import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { homeOf } from '../../http/exchange.ts';
import { Refusal } from '../../http/refusal.ts';
import { refuseOrigin } from './access.ts';
import { watermarkOf } from './conversations.ts';
import type { Line } from './line.ts';

const STREAM = /^\/v3\/directline\/conversations\/([A-Za-z0-9_-]{1,64})\/stream$/;

/** Lets a socket in whose address carries a good ticket; undefined for addresses that are no stream. Throws Refusal. */
export async function joinStream(line: Line, request: IncomingMessage, url: URL): Promise<((socket: WebSocket) => void) | undefined> {
  const conversation = STREAM.exec(url.pathname)?.[1];
  if (conversation === undefined) return undefined;
  const grant = await line.tokens.ticket.redeem(url.searchParams.get('t') ?? '');
  if (grant.conv !== conversation) throw new Refusal('WrongConversation', '');
  const home = homeOf(request, line.surroundings);
  await refuseOrigin(line, request.headers.origin, home, grant);
  const from = await watermarkOf(line, conversation, url.searchParams.get('watermark'));
  return (socket) => line.streams.join(socket, conversation, from, home);
}
