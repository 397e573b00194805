import type { WebSocket } from 'ws';

/** Milliseconds that the other side has to say goodbye as well. */
const PATIENCE = 1000;

/** Says goodbye, with a code of the WebSocket protocol; resolves when the socket is closed. Who does not answer is cut off. */
export function sayGoodbye(socket: WebSocket, code: number, why: string): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.terminate(), PATIENCE);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.close(code, why);
  });
}
