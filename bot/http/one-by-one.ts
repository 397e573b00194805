import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Requests that a connection may send ahead. Browsers and proxies send none. */
const AHEAD = 16;

type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
type Line = { waiting: number; last: Promise<void> };

/**
 * Of one connection one request after the other, and the next one only when the answer before it was taken: who asks much and reads
 * nothing fills no memory. Node itself begins all that were sent ahead at once.
 */
export function oneByOne(serve: Serve): (request: IncomingMessage, response: ServerResponse) => void {
  const lines = new WeakMap<Socket, Line>();
  return (request, response) => {
    const { socket } = request;
    const line = lines.get(socket) ?? { waiting: 0, last: Promise.resolve() };
    if (line.waiting >= AHEAD) {
      socket.destroy();
      return;
    }
    lines.set(socket, line);
    line.waiting += 1;
    const taken = new Promise<void>((resolve) => response.once('close', resolve));
    // Whoever has left meanwhile is not answered.
    const later = (): Promise<void> | void => (socket.destroyed ? undefined : serve(request, response));
    const mine = line.waiting === 1 ? serve(request, response) : line.last.then(later);
    line.last = mine.then(() => taken).finally(() => (line.waiting -= 1));
  };
}
