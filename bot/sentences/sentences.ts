/**
 * Whole sentences have a say in what a message is about, as soon as a model of them is there. Everything goes on without: while it is
 * learnt, while its thread rests, for each message that it has no time for.
 */
import type { SentenceModel } from '../../dialogs/sense.ts';
import type { Listening } from '../../dialogs/understanding/understand.ts';
import { errorText } from '../error-code.ts';
import type { Log } from '../log.ts';
import type { Mind } from '../turn.ts';
import { type LearningBeside, learnSentencesBeside, type SentenceSources } from './learn-sentences.ts';
import { EmbedderError, type TextEmbedder } from './text-embedder.ts';
import { openThreadEmbedder, type ThreadEmbedder, type ThreadParts } from './thread-embedder.ts';

export type SenseOf = NonNullable<Mind['senseOf']>;

export type Sentences = {
  /** Begins to learn, and says how to ask for the sense of messages: undefined where sentences are switched off. */
  readonly begin: (sentence: Listening['sentence']) => SenseOf | undefined;
  readonly close: () => Promise<void>;
};

/** `find` says which embedder there is, or throws EmbedderError. */
export type SentenceParts = Omit<SentenceSources, 'id'> &
  Pick<ThreadParts, 'deadline' | 'log' | 'line' | 'patience' | 'rest'> & {
    readonly find: () => Pick<TextEmbedder, 'id' | 'dim'>;
    readonly threads: { readonly learn: string | URL; readonly embed: string | URL };
    readonly now: () => number;
  };

/** A server without them. */
export const NO_SENTENCES: Sentences = { begin: () => undefined, close: async () => undefined };

/** Times that learning is tried, and milliseconds between the first and the second; then twice as many. */
const TRIES = 5;
const REST = 10_000;

type Inside = {
  readonly parts: SentenceParts;
  learnt?: { readonly model: SentenceModel; readonly embedder: ThreadEmbedder };
  learning?: LearningBeside;
  again?: NodeJS.Timeout;
  closed: boolean;
};

/** Opens no thread before it is told to begin. */
export function openSentences(parts: SentenceParts): Sentences {
  const inside: Inside = { parts, closed: false };
  return {
    begin: (sentence) => {
      const found = findOr(parts);
      if (found === undefined) return;
      void learn(inside, found, 1);
      return senseBy(inside, sentence);
    },
    close: async () => {
      inside.closed = true;
      clearTimeout(inside.again);
      await Promise.all([inside.learning?.stop(), inside.learnt?.embedder.close()]);
    },
  };
}

function findOr({ find, log }: SentenceParts): ReturnType<SentenceParts['find']> | undefined {
  try {
    return find();
  } catch (error) {
    log.warn('the sentence model cannot be used, words alone count', { why: errorText(error) });
    return;
  }
}

/** Learns, and then wakes the thread that embeds: one model at a time is in memory. */
async function learn(inside: Inside, found: Pick<TextEmbedder, 'id' | 'dim'>, tries: number): Promise<void> {
  const { pack, data, language, log, threads, rest } = inside.parts;
  inside.learning = learnSentencesBeside(threads.learn, { pack, data, language, id: found.id });
  try {
    const learnt = await inside.learning.learnt;
    if (inside.closed) return;
    if (learnt.kind === 'silent') {
      log.warn('the pack does not speak the language of the sentence model, words alone count', { language });
      return;
    }
    inside.learnt = { model: learnt.model, embedder: openThreadEmbedder({ ...inside.parts, ...found, thread: threads.embed }) };
    log.info('whole sentences count, too', { model: found.id, share: learnt.model.share, from: learnt.from, kept: learnt.kept });
  } catch (error) {
    if (inside.closed) return;
    const last = tries >= TRIES;
    log.warn('sentences could not be learnt, words alone count', { why: errorText(error), again: !last });
    if (last) return;
    const pause = (rest?.first ?? REST) * 2 ** (tries - 1);
    inside.again = setTimeout(() => void learn(inside, found, tries + 1), pause).unref();
  }
}

function senseBy(inside: Inside, sentence: Listening['sentence']): SenseOf {
  const { language, log, now } = inside.parts;
  const miss = newMisses(log, now);
  return async (message, context) => {
    const { learnt } = inside;
    const text = learnt?.embedder.awake() ? sentence(message, context, language) : undefined;
    if (learnt === undefined || text === undefined) return;
    const vector = await vectorOf(learnt.embedder, text, miss);
    return vector && { model: learnt.model, vector };
  };
}

/** The numbers of a text; undefined when there are none in time, for which there is a word. */
async function vectorOf(embedder: TextEmbedder, text: string, miss: (why: string) => void): Promise<Float32Array | undefined> {
  try {
    return (await embedder.embed([text]))[0];
  } catch (error) {
    miss(error instanceof EmbedderError ? error.code : errorText(error));
    return;
  }
}

const MINUTE = 60_000;

/** Tells of sentences that were left out at most once a minute: under load each message may be one. */
function newMisses(log: Log, now: () => number): (why: string) => void {
  let times = 0;
  let told = Number.NEGATIVE_INFINITY;
  return (why) => {
    times += 1;
    if (now() - told < MINUTE) return;
    log.warn('sentences were left out, words alone counted', { why, times });
    told = now();
    times = 0;
  };
}
