/** The thread of the SQLite store; see sqlite.ts. */
import { parentPort, workerData } from 'node:worker_threads';
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

function serve(): void {
  const port = parentPort;
  if (port === null) return;
  try {
    const engine = openEngine(workerData);
    port.on('message', async (asked: Asked) => {
      port.postMessage(await answer(engine, asked));
      if (asked.op === 'close') port.close();
    });
    port.postMessage({ id: 0 });
  } catch (error) {
    port.postMessage(failed(0, error));
  }
}

serve();
