/** The reading side: a socket that comes back whenever it breaks, and asking where sockets are blocked. */
import { CallFailed } from './calls.ts';
import { type Connection, type LineState, poll, receive } from './connection.ts';
import { backoff } from './pause.ts';

const POLL = 2000;
/** How many times to ask before the socket gets another chance. */
const POLLS = 15;
const KEEPALIVE = 20_000;
/** The longest that a server may ask to wait, in milliseconds. */
const LONGEST = 600_000;

/** Reads the conversation until it is closed or cannot be read any more. */
export async function stayConnected(connection: Connection): Promise<void> {
  for (let failures = 0; !connection.closed; ) {
    const end = await readOnce(connection);
    if (typeof end === 'object') return connection.listener.state(end);
    if (end === 'read') failures = 0;
    if (!connection.closed) await connection.pauses.wait(backoff(failures++));
  }
}

async function readOnce(connection: Connection): Promise<'read' | 'failed' | LineState> {
  try {
    const opened = await listen(connection, await connection.entrance.stream(connection.watermark));
    if (!opened) await pollAWhile(connection);
    return 'read';
  } catch (failure) {
    if (!(failure instanceof CallFailed)) throw failure;
    return failure.passing ? waitOut(connection, failure) : endOf(connection, failure);
  }
}

async function waitOut(connection: Connection, failure: CallFailed): Promise<'failed'> {
  const wait = Math.min(failure.again ?? 0, LONGEST);
  connection.listener.state(failure.status === 429 ? { kind: 'busy', wait } : { kind: 'away' });
  await connection.pauses.wait(wait);
  return 'failed';
}

function endOf({ entrance }: Connection, { status }: CallFailed): LineState {
  if (!entrance.begun()) return { kind: 'shut' };
  return { kind: status === 401 ? 'stranger' : 'gone' };
}

/** Reads the stream until it ends; says whether it was ever open. */
function listen(connection: Connection, address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connection.closed ? undefined : socketTo(address);
    if (socket === undefined) return resolve(false);
    let opened = false;
    const alive = setInterval(() => socket.readyState === WebSocket.OPEN && socket.send(''), KEEPALIVE);
    connection.socket = socket;
    socket.onopen = () => {
      opened = true;
      connection.listener.state({ kind: 'online' });
      // What waits to be sent need not wait longer.
      connection.pauses.wake();
    };
    socket.onmessage = ({ data }) => receive(connection, parsed(data));
    socket.onclose = () => {
      clearInterval(alive);
      connection.socket = undefined;
      if (opened && !connection.closed) connection.listener.state({ kind: 'away' });
      resolve(opened);
    };
    connection.leave = () => {
      const end = socket.onclose;
      socket.onmessage = null;
      socket.onclose = null;
      socket.close();
      end?.call(socket, new CloseEvent('close'));
    };
  });
}

/** Undefined where the page's own rules forbid sockets. */
function socketTo(address: string): WebSocket | undefined {
  try {
    return new WebSocket(address);
  } catch {
    return undefined;
  }
}

/** An empty frame only says that the server is there. */
function parsed(frame: unknown): unknown {
  try {
    return typeof frame === 'string' && frame !== '' ? JSON.parse(frame) : undefined;
  } catch {
    return undefined;
  }
}

async function pollAWhile(connection: Connection): Promise<void> {
  for (let polls = 0; polls < POLLS && !connection.closed; polls++) {
    await poll(connection);
    connection.listener.state({ kind: 'online' });
    await connection.pauses.wait(POLL);
  }
}
