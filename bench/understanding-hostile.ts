/**
 * Time of understanding for texts made to be slow, and of getting ready from a warm cache: `npm run bench:hostile`. Of each text
 * the mean of twenty readings counts, since a thread's CPU time is counted in steps of milliseconds. Fails when a text takes more than 20 ms of CPU.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cachedModel } from '../bot/model-cache.ts';
import { understanding } from '../dialogs/understanding/understand.ts';
import { loadPack } from '../knowledge/load.ts';

const LENGTH = 100_000;
const LIMIT_MS = 20;
const READY_MS = 100;
const ROUNDS = 20;
const STARTS = 5;

const filled = (piece: string) => piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH);

const TEXTS: Readonly<Record<string, string>> = {
  'no yes': filled('no yes '),
  'one hundred and': filled('one hundred and '),
  'nested quotes': filled('"\'“‘') + filled('’”\'"'),
  'repeated digits': filled('4013 '),
  'one long number': filled('9'),
  'numbers in a list': filled('9,'),
  'phone numbers': filled('0176 4013 3194 '),
  zalgo: filled('z̷̢̧̛͉͓̦̘̱͇͎̠̫̮͆̽̂̃̍̋̈́͠'),
  'brackets and slashes': filled('([{/\\<'),
  'unknown words': filled('qwzrt xkvbn plmgh '),
  'mistyped words': filled('bakcup resotre icluod sotrage '),
  'commas and ands': filled('backup, and '),
  'one message again and again': filled('There is not enough space to back up this phone. '),
  'no spaces': filled('backupfailed'),
  emoji: filled('👩‍👩‍👧‍👦'),
  'mixed scripts': filled('резервная копия バックアップ نسخة '),
  'a base64 line': filled('QmFja3VwIGZhaWxlZCBiZWNhdXNl'),
};

const loaded = await loadPack('knowledge/phone-backup');
if (!loaded.ok) throw new Error('the pack has errors: npm run knowledge:check');
const { pack } = loaded;

function millis(work: () => unknown): number {
  const begun = process.threadCpuUsage();
  work();
  const used = process.threadCpuUsage(begun);
  return (used.user + used.system) / 1000;
}

const data = await mkdtemp(join(tmpdir(), 'hostile-'));
const kept = await cachedModel(pack, data);
const reads: number[] = [];
for (let round = 0; round < STARTS; round++) {
  const begun = process.threadCpuUsage();
  understanding(pack, (await cachedModel(pack, data)).model);
  const used = process.threadCpuUsage(begun);
  reads.push((used.user + used.system) / 1000);
}
await rm(data, { recursive: true });

const understand = understanding(pack, kept.model);
for (let i = 0; i < 300; i++) understand({ text: `my backup fails with error ${i}, wifi is fine` }, { facts: {} });
let failed = false;
for (const [name, text] of Object.entries(TEXTS)) {
  const hear = () => understand({ text }, { facts: {}, open: { kind: 'fix', choices: ['Yes', 'No'] } });
  hear();
  const mean =
    millis(() => {
      for (let round = 0; round < ROUNDS; round++) hear();
    }) / ROUNDS;
  failed ||= mean > LIMIT_MS;
  console.log(`${name.padEnd(28)} ${mean.toFixed(1).padStart(6)} ms of CPU${mean > LIMIT_MS ? '  TOO SLOW' : ''}`);
}
const ready = Math.min(...reads);
console.log(
  `ready from a warm cache      ${ready.toFixed(1).padStart(6)} ms of CPU (the first time in this process ${(reads[0] ?? 0).toFixed(1)})${ready > READY_MS ? '  TOO SLOW' : ''}`,
);
if (failed || ready > READY_MS) process.exitCode = 1;
