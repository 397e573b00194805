import { connect } from 'node:net';

/** Sends bytes as they are and reads all that comes back; hangs up after so many milliseconds, if told. */
export function sendRaw(url: string, bytes: string, hangUp?: number): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    if (hangUp !== undefined) setTimeout(() => socket.destroy(), hangUp);
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });
}
