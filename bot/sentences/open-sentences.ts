/** Which sentence model the settings ask for. */
import { join, resolve } from 'node:path';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { ENERGETIC_LANGUAGE, findEnergetic } from './energetic.ts';
import { NO_SENTENCES, openSentences, type Sentences } from './sentences.ts';

const threadOf = (name: string): string => join(import.meta.dirname, name);

/** Sentences as the settings want them: `folder` is where models are kept. */
export function sentencesFor(config: Config, folder: string, log: Log): Sentences {
  if (config.embedder === 'off') return NO_SENTENCES;
  return openSentences({
    find: findEnergetic,
    language: ENERGETIC_LANGUAGE,
    threads: { learn: threadOf('learn-sentences-worker.ts'), embed: threadOf('energetic-thread.ts') },
    pack: resolve(config.pack),
    data: folder,
    deadline: config.embedderMs,
    now: Date.now,
    log,
  });
}
