/** The thread of the SQLite store; see sqlite.ts. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { type Engine, openEngine } from './sqlite-engine.ts';
import { asStoreError } from './sqlite-errors.ts';

/** What is asked of the thread, and what it answers; the first answer, to 0, is that the database is open. */
export type Asked = { readonly id: number; readonly op: string; readonly args: readonly unknown[] };
export type Answer = { readonly id: number; readonly value?: unknown; readonly error?: { readonly code: string; readonly detail: string } };

async function answer(engine: Engine, { id, op, args }: Asked): Promise<Answer> {
  try {
    if (op === 'close') return { id, value: await engine.close() };
    const value = op === 'commit' ? await engine.commit(args[0] as Parameters<Engine['commit']>[0]) : await engine.ask(op, args);
    return { id, value };
  } catch (error) {
    return failed(id, error);
  }
}

function failed(id: number, error: unknown): Answer {
  const { code, detail } = asStoreError(error, 'thread');
  return { id, error: { code, detail } };
}

/** Answers that are ready together go out together: one wake-up of the other thread instead of one for each. */
function gathered(port: MessagePort): (answer: Answer) => void {
  const ready: Answer[] = [];
  return (answer) => {
    // The next tick comes when all that is ready has been answered.
    if (ready.push(answer) === 1) process.nextTick(() => port.postMessage(ready.splice(0)));
  };
}

function serve(): void {
  const port = parentPort;
  if (port === null) return;
  const send = gathered(port);
  try {
    const engine = openEngine(workerData);
    port.on('message', async (asked: Asked) => {
      send(await answer(engine, asked));
      if (asked.op === 'close') setImmediate(() => port.close());
    });
    send({ id: 0 });
  } catch (error) {
    send(failed(0, error));
  }
}

serve();
