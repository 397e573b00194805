import { Worker } from 'node:worker_threads';
import type { FlatTurn } from './flat-turn.ts';
import type { EngineOps, EngineParts } from './sqlite-engine.ts';
import type { Answer, Asked } from './sqlite-thread.ts';
import type { Written } from './sqlite-turns.ts';
import { StoreError, type StoreErrorCode } from './store.ts';

/** The thread of a database, as its owner sees it. Everything rejects with StoreError. */
export type Thread = {
  readonly ask: <Op extends keyof EngineOps>(op: Op, ...args: Parameters<EngineOps[Op]>) => Promise<ReturnType<EngineOps[Op]>>;
  readonly commit: (turn: FlatTurn) => Promise<Written>;
  readonly close: () => Promise<void>;
};

type Waiting = { readonly resolve: (value: never) => void; readonly reject: (error: unknown) => void };

/** Starts the thread and opens the database in it. */
export async function openThread(file: string, parts: EngineParts): Promise<Thread> {
  const worker = new Worker(file, { workerData: parts });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let ended: StoreError | undefined;
  const send = <T>(op: string, args: readonly unknown[]): Promise<T> =>
    new Promise((resolve, reject) => {
      if (ended !== undefined) return reject(ended);
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ id: last, op, args } satisfies Asked);
    });
  const end = (error: StoreError): void => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  const opened = new Promise((resolve, reject) => waiting.set(0, { resolve, reject }));
  worker.on('message', (answers: readonly Answer[]) => {
    for (const answer of answers) settle(waiting, answer);
  });
  worker.on('error', (error) => {
    end(new StoreError('failed', `the thread of the database ended: ${error}`, error));
    // A server without its database is of no use: it ends with it, and whoever watches over it starts it anew.
    throw error;
  });
  const gone = new Promise<void>((resolve) =>
    worker.once('exit', () => {
      end(new StoreError('failed', 'the database is closed'));
      resolve();
    }),
  );
  await opened;
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => send<void>('close', []).then(() => gone);
  return {
    ask: (op, ...args) => send(op, args),
    commit: (turn) => send('commit', [turn]),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

function settle(waiting: Map<number, Waiting>, { id, value, error }: Answer): void {
  const one = waiting.get(id);
  waiting.delete(id);
  if (error === undefined) one?.resolve(value as never);
  else one?.reject(new StoreError(error.code as StoreErrorCode, error.detail));
}
