/**
 * An embedder in a thread of its own: what it does holds up nobody, what breaks in it breaks nothing else. Nobody waits for it longer
 * than a deadline, nobody waits for it to wake up, and a thread that died or hangs is begun anew after a rest.
 */
import { Worker } from 'node:worker_threads';
import { errorText } from '../error-code.ts';
import type { Log } from '../log.ts';
import type { Answered, Asked } from './serve-embedder.ts';
import { EmbedderError, type EmbedderTrouble, type TextEmbedder } from './text-embedder.ts';

/** Requests that wait at most. */
const LINE = 32;
/** Milliseconds after which a thread that was asked hangs, and that it has to wake up. */
const PATIENCE = 15_000;
const WAKING = 120_000;
/** Milliseconds of rest after the first fall and at most: each further one doubles it. */
const REST = { first: 1000, most: 300_000 } as const;
/** Megabytes of its JavaScript; the model itself lies outside. */
const MEMORY = 512;

/** Times in milliseconds; `deadline` is how long whoever asks waits. */
export type ThreadParts = {
  readonly thread: string | URL;
  readonly id: string;
  readonly dim: number;
  readonly deadline: number;
  readonly log: Log;
  readonly line?: number;
  readonly patience?: number;
  readonly rest?: { readonly first: number; readonly most: number };
};

/** Besides embedding: whether it would answer now, and its end. */
export type ThreadEmbedder = TextEmbedder & { readonly awake: () => boolean; readonly close: () => Promise<void> };

type Request = {
  readonly texts: readonly string[];
  readonly done: (numbers: Float32Array) => void;
  readonly fail: (code: EmbedderTrouble, why: string) => void;
};

type Inside = {
  readonly parts: ThreadParts;
  readonly line: Request[];
  state: 'waking' | 'awake' | 'resting' | 'ended';
  worker?: Worker | undefined;
  asked?: { readonly request: Request; readonly id: number; readonly hangs: NodeJS.Timeout } | undefined;
  timer?: NodeJS.Timeout | undefined;
  falls: number;
  last: number;
};

/** Wakes a thread at once, and lets nobody wait for that. */
export function openThreadEmbedder(parts: ThreadParts): ThreadEmbedder {
  const inside: Inside = { parts, line: [], state: 'resting', falls: 0, last: 0 };
  wake(inside);
  return {
    id: parts.id,
    dim: parts.dim,
    awake: () => inside.state === 'awake',
    embed: (texts) => new Promise((resolve, reject) => request(inside, texts, resolve, reject)),
    close: async () => {
      const { worker } = inside;
      end(inside);
      await worker?.terminate();
    },
  };
}

const ASLEEP = ['asleep', 'the sentence model is not awake'] as const;
const BUSY = ['busy', 'too many wait for the sentence model already'] as const;

type Resolve = (rows: readonly Float32Array[]) => void;

function request(inside: Inside, texts: readonly string[], resolve: Resolve, reject: (error: EmbedderError) => void): void {
  const { deadline, dim, line: most = LINE } = inside.parts;
  const refuse = (code: EmbedderTrouble, why: string): void => reject(new EmbedderError(code, why));
  if (inside.state !== 'awake' || inside.line.length >= most) {
    const [code, why] = inside.state === 'awake' ? BUSY : ASLEEP;
    refuse(code, why);
    return;
  }
  const mine: Request = {
    texts,
    done: (numbers) => {
      clearTimeout(late);
      resolve(texts.map((_, i) => numbers.slice(i * dim, (i + 1) * dim)));
    },
    fail: (code, why) => {
      clearTimeout(late);
      refuse(code, why);
    },
  };
  const late = setTimeout(() => {
    // What nobody waits for any more need not be done; what is being done is let be.
    const at = inside.line.indexOf(mine);
    if (at >= 0) inside.line.splice(at, 1);
    mine.fail('slow', `the sentence model took more than ${deadline} ms`);
  }, deadline);
  inside.line.push(mine);
  askNext(inside);
}

function askNext(inside: Inside): void {
  if (inside.asked !== undefined || inside.state !== 'awake') return;
  const next = inside.line.shift();
  if (next === undefined) return;
  inside.last += 1;
  const { worker, last: id } = inside;
  const hangs = setTimeout(() => fall(inside, worker, 'it hangs'), inside.parts.patience ?? PATIENCE).unref();
  inside.asked = { request: next, id, hangs };
  worker?.postMessage({ id, texts: next.texts } satisfies Asked);
}

function wake(inside: Inside): void {
  const worker = new Worker(inside.parts.thread, {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY },
    // What engines and their packages print is no news for whoever runs this.
    stdout: true,
    stderr: true,
  });
  worker.unref();
  worker.stdout.resume();
  worker.stderr.resume();
  inside.worker = worker;
  inside.state = 'waking';
  inside.timer = setTimeout(() => fall(inside, worker, 'it does not wake up'), WAKING).unref();
  worker.on('message', (answer: Answered) => {
    if (inside.worker === worker) hear(inside, answer);
  });
  worker.on('error', (error) => fall(inside, worker, errorText(error)));
  worker.on('exit', (code) => fall(inside, worker, `it ended with ${code}`));
}

function hear(inside: Inside, answer: Answered): void {
  const { log, id, dim } = inside.parts;
  if (answer.kind === 'missing') {
    end(inside);
    log.warn('the sentence model cannot be used, words alone count', { why: answer.why });
  } else if (answer.kind !== 'awake') answered(inside, answer);
  else if (answer.dim !== dim) fall(inside, inside.worker, `it gives ${answer.dim} numbers and not ${dim}`);
  else {
    clearTimeout(inside.timer);
    inside.state = 'awake';
    log.debug('the sentence model is awake', { id });
  }
}

function answered(inside: Inside, answer: Extract<Answered, { id: number }>): void {
  const { asked } = inside;
  if (asked?.id !== answer.id) return;
  clearTimeout(asked.hangs);
  inside.asked = undefined;
  if (answer.kind === 'embedded') {
    inside.falls = 0;
    asked.request.done(answer.numbers);
  } else asked.request.fail('broken', answer.why);
  askNext(inside);
}

/** The thread is given up: whoever waits for it hears so at once, and another one is woken after a rest. */
function fall(inside: Inside, worker: Worker | undefined, why: string): void {
  if (worker === undefined || inside.worker !== worker || inside.state === 'ended') return;
  const { log, rest = REST } = inside.parts;
  const pause = Math.min(rest.most, rest.first * 2 ** inside.falls);
  inside.falls += 1;
  dropAll(inside, 'broken', why);
  inside.state = 'resting';
  inside.worker = undefined;
  void worker.terminate();
  log.warn('the sentence model fell over, words alone count', { why, again: `in ${pause} ms` });
  inside.timer = setTimeout(() => wake(inside), pause).unref();
}

function end(inside: Inside): void {
  dropAll(inside, 'asleep', 'the sentence model has ended');
  inside.state = 'ended';
  inside.worker = undefined;
}

function dropAll(inside: Inside, code: EmbedderTrouble, why: string): void {
  clearTimeout(inside.timer);
  clearTimeout(inside.asked?.hangs);
  const waiting = [...(inside.asked ? [inside.asked.request] : []), ...inside.line.splice(0)];
  inside.asked = undefined;
  for (const one of waiting) one.fail(code, why);
}
