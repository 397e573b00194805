/**
 * The limit: a bare server that understands and decides nothing, and commits the rows that the bot would have written.
 * Run by the bench: node bench/turns/echo.ts RECORDED.json FOLDER [DATABASE_URL]
 */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { newInOrder } from '../../bot/in-order.ts';
import type { Store, Turn } from '../../bot/store/store.ts';
import { openBenchStore } from './bench-store.ts';

const [recorded = '', folder = '', url = ''] = process.argv.slice(2);
const turns: readonly Turn[] = JSON.parse(readFileSync(recorded, 'utf8'));
const store: Store = await openBenchStore(join(folder, 'echo.db'), url);
const inOrder = newInOrder();

createServer((request, response) => {
  const conversation = (request.url ?? '').slice(1);
  void inOrder(conversation, () => commit(conversation, request)).then((firstSeq) => {
    const body = JSON.stringify({ id: `${conversation}|${String(firstSeq).padStart(7, '0')}` });
    response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': Buffer.byteLength(body) });
    response.end(body);
  });
}).listen(0, '127.0.0.1', function (this: { address: () => unknown }) {
  console.log(JSON.stringify({ listening: (this.address() as { port: number }).port }));
});

async function commit(conversation: string, request: IncomingMessage): Promise<number> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { channelData } = JSON.parse(Buffer.concat(chunks).toString());
  const { version } = await store.read(conversation);
  const turn = turns[version % turns.length] as Turn;
  const key = `dl_bench/${channelData.clientActivityID}`;
  const committed = await store.commitTurn({ ...turn, conversation, key, version, at: Date.now() });
  return committed.kind === 'conflict' ? 0 : committed.firstSeq;
}
