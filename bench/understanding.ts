/**
 * The engine beside natural's Bayes, fuse.js, node-nlp and fastText, on public sets when they are there, else on a small
 * set of our own; writes docs/understanding.md.
 *
 *     npm run bench:understanding [-- --seconds 60] [-- --sets banking77,hwu64] [-- --out FILE] [-- --meanings FILE] [-- --embedder]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { type Figures, figuresOf, type Inside } from '../bot/engine-figures.ts';
import { quantile } from '../bot/evaluation.ts';
import { readLabelled } from '../bot/labelled-texts.ts';
import { loadEnergetic } from '../bot/sentences/energetic.ts';
import { meaningsFromBytes } from '../dialogs/understanding/meanings.ts';
import { fastText } from './peers/fast-text.ts';
import { fuse } from './peers/fuse.ts';
import { naturalBayes } from './peers/natural-bayes.ts';
import { nodeNlp } from './peers/node-nlp.ts';
import { ours } from './peers/ours.ts';
import type { Peer } from './peers/peer.ts';
import { seeded } from './random.ts';
import { type Line, type Measured, page } from './understanding-page.ts';

type TestSet = { readonly name: string; readonly train: string; readonly tests: readonly string[]; readonly oos?: string };

const SAMPLE = 300;
const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    sets: { type: 'string' },
    out: { type: 'string', default: 'docs/understanding.md' },
    meanings: { type: 'string' },
    embedder: { type: 'boolean', default: false },
  },
});

const PUBLIC = ['../shared/data/intents', '../../shared/data/intents'].find((folder) => existsSync(folder));

function setsIn(folder: string): TestSet[] {
  const full = ['banking77', 'hwu64', 'clinc150'].flatMap((set): TestSet[] =>
    ['train_10', 'train'].map((train) => ({
      name: `${set.toUpperCase()} ${train === 'train' ? 'full' : '10-shot'}`,
      train: `${folder}/${set}/${train}.jsonl`,
      tests: ['test', 'test_typos'].map((test) => `${folder}/${set}/${test}.jsonl`),
      ...(set === 'clinc150' ? { oos: `${folder}/${set}/oos_test.jsonl` } : {}),
    })),
  );
  const real = ['hint3_curekart', 'hint3_powerplay11', 'hwu64_autofaq10'].map((set) => ({
    name: set.replace('_', ' '),
    train: `${folder}/${set}/train.jsonl`,
    tests: [`${folder}/${set}/test.jsonl`],
  }));
  return [...full, ...real];
}

const OWN: readonly TestSet[] = [
  { name: 'our own', train: 'bench/data/train.jsonl', tests: ['bench/data/test.jsonl', 'bench/data/test-typos.jsonl'] },
];

async function textsOf(file: string): Promise<{ inside: readonly Inside[]; outside: readonly string[] }> {
  const read = await readLabelled([file]);
  if (!read.ok) throw new Error(read.problem);
  const inside = read.texts.flatMap(({ text, intent }) => (intent === null ? [] : [{ text, intent }]));
  return { inside, outside: read.texts.flatMap(({ text, intent }) => (intent === null ? [text] : [])) };
}

/** The texts in a seeded order, so that any first part of them is a sample. */
function shuffled(texts: readonly Inside[]): readonly Inside[] {
  const random = seeded(42);
  return texts
    .map((text) => ({ text, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ text }) => text);
}

/** Judges the texts, or as many of them as the time allows. */
async function judged(label: (text: string) => string | Promise<string>, texts: readonly Inside[], all: number): Promise<Measured> {
  const until = performance.now() + Number(options.seconds) * 1000;
  const micros: number[] = [];
  let right = 0;
  for (const { text, intent } of texts) {
    const begun = performance.now();
    if ((await label(text)) === intent) right++;
    micros.push((performance.now() - begun) * 1000);
    if (performance.now() > until) break;
  }
  return {
    accuracy: right / micros.length,
    of: micros.length,
    whole: micros.length === all,
    p50us: quantile(micros, 0.5),
  };
}

async function lineOf(peer: Peer, set: TestSet): Promise<Line> {
  const { inside: train } = await textsOf(set.train);
  const begun = performance.now();
  const label = await peer.train(train);
  const trainMs = performance.now() - begun;
  const tests: Measured[] = [];
  for (const file of set.tests) {
    const { inside } = await textsOf(file);
    tests.push(await judged(label, shuffled(inside).slice(0, peer.slow ? SAMPLE : inside.length), inside.length));
  }
  const line = { engine: peer.name, set: set.name, trainMs, tests };
  console.error(`${set.name}: ${peer.name} ${tests.map((test) => (100 * test.accuracy).toFixed(1)).join(' → ')}`);
  return line;
}

async function figuresFor(set: TestSet): Promise<Figures> {
  const [train, test] = [await readLabelled([set.train]), await textsOf(set.tests[0] as string)];
  if (!train.ok) throw new Error(train.problem);
  const foreign = set.oos === undefined ? [] : (await textsOf(set.oos)).outside;
  return figuresOf({ train: train.texts, valid: [], inside: test.inside, outside: [...test.outside, ...foreign] }, () => undefined);
}

if (!existsSync('bench/node_modules')) {
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', 'bench'], { stdio: ['ignore', 2, 2] });
}
const sets = (PUBLIC === undefined ? OWN : setsIn(PUBLIC)).filter(
  (set) => options.sets === undefined || options.sets.split(',').some((part) => set.name.toLowerCase().includes(part)),
);
const meanings = options.meanings === undefined ? undefined : meaningsFromBytes(readFileSync(options.meanings));
const embedder = options.embedder ? await loadEnergetic() : undefined;
const own = [
  ours('**keepsake**'),
  ...(meanings ? [ours('**keepsake with meanings**', { meanings })] : []),
  ...(embedder ? [ours('**keepsake with sentences**', { embedder })] : []),
];
const lines: Line[] = [];
const figures = new Map<string, Figures>();
for (const set of sets) {
  for (const peer of [...own, fastText, naturalBayes, nodeNlp, fuse]) lines.push(await lineOf(peer, set));
  figures.set(set.name, await figuresFor(set));
}
await mkdir(dirname(options.out), { recursive: true });
await writeFile(options.out, page(lines, figures));
console.error(`written to ${options.out}`);
