/**
 * Draws pictures anew: what is kept has the same points and nothing else. The decoders run as WebAssembly in a thread of
 * their own, so a picture that breaks one gets at nothing, one that takes too long is dropped with its thread, and nobody
 * else is held up.
 */
import { Worker } from 'node:worker_threads';
import type { Kind } from './kinds.ts';
import type { Drawing, Drawn, PictureLimits } from './picture-thread.ts';

/** Milliseconds that a picture may take, and after which a thread without work gives its memory back. */
const PATIENCE = 20_000;
const IDLE = 30_000;
/** Pictures that wait at most. */
const LINE = 32;

/** What became of a picture. large: it has too many points. slow: it took too long. busy: too many wait. */
export type Picture = { readonly kind: 'drawn'; readonly bytes: Uint8Array } | { readonly kind: 'broken' | 'large' | 'slow' | 'busy' };

/** Draws pictures, one at a time. */
export type Pictures = {
  readonly draw: (kind: Kind, bytes: Uint8Array) => Promise<Picture>;
  readonly close: () => Promise<void>;
};

/** Times in milliseconds. */
export type PictureParts = PictureLimits & { readonly thread: string | URL; readonly patience?: number };

/** Opens no thread before there is a picture. */
export function openPictures({ thread, area, patience = PATIENCE }: PictureParts): Pictures {
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let waiting = 0;
  let line: Promise<unknown> = Promise.resolve();
  const end = async (): Promise<void> => {
    const ending = worker;
    worker = undefined;
    await ending?.terminate();
  };
  const drawOne = async (kind: Kind, bytes: Uint8Array): Promise<Picture> => {
    clearTimeout(idle);
    worker ??= openThread(thread, { area }, (gone) => {
      if (worker === gone) worker = undefined;
    });
    const picture = await drawn(worker, { id: 1, kind, bytes }, patience);
    // A thread that did not answer is not asked again.
    if (picture.kind === 'slow' || picture.kind === 'broken') await end();
    idle = setTimeout(() => void end(), IDLE).unref();
    return picture;
  };
  return {
    draw: async (kind, bytes) => {
      if (waiting >= LINE) return { kind: 'busy' };
      waiting += 1;
      const mine = line.then(() => drawOne(kind, bytes)).finally(() => (waiting -= 1));
      line = mine.catch(() => undefined);
      return mine;
    },
    close: async () => {
      clearTimeout(idle);
      await line;
      clearTimeout(idle);
      await end();
    },
  };
}

function asPicture({ bytes, large }: Drawn): Picture {
  if (bytes !== undefined) return { kind: 'drawn', bytes };
  return { kind: large ? 'large' : 'broken' };
}

/** `ended` hears of a thread that is no more, however it came to its end. */
function openThread(thread: string | URL, limits: PictureLimits, ended: (worker: Worker) => void): Worker {
  const worker = new Worker(thread, { workerData: limits });
  worker.unref();
  // Whoever waits for a picture hears of it as well; an error that nobody heard would end the server.
  worker.on('error', () => undefined).on('exit', () => ended(worker));
  return worker;
}

function drawn(worker: Worker, drawing: Drawing, patience: number): Promise<Picture> {
  return new Promise((resolve) => {
    const done = (picture: Picture): void => {
      clearTimeout(timer);
      worker.off('message', hear).off('error', fail).off('exit', fail);
      resolve(picture);
    };
    const hear = (answer: Drawn): void => {
      if (answer.id === drawing.id) done(asPicture(answer));
    };
    const fail = (): void => done({ kind: 'broken' });
    const timer = setTimeout(() => done({ kind: 'slow' }), patience);
    worker.on('message', hear).on('error', fail).on('exit', fail);
    worker.postMessage(drawing);
  });
}
