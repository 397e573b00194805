/**
 * How long it takes to read, check and learn a pack: medians of several rounds in one process, wall clock and processor time.
 *
 *     npm run bench:pack [-- --rounds 10] [--pack FOLDER]
 */
import { parseArgs } from 'node:util';
import { modelFromBytes, modelToBytes, train } from '../dialogs/understanding/model.ts';
import { loadPack } from '../knowledge/load.ts';

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '10' }, pack: { type: 'string', default: 'knowledge/phone-backup' } },
});

type Took = { readonly wall: number; readonly cpu: number };

async function timed<T>(work: () => T | Promise<T>): Promise<{ result: T; took: Took }> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { result, took: { wall: performance.now() - started, cpu: (user + system) / 1000 } };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function line(name: string, all: readonly Took[]): string {
  const wall = all.map((one) => one.wall);
  const cells = [wall[0] ?? 0, median(wall), Math.min(...wall), median(all.map((one) => one.cpu))];
  return [name.padEnd(24), ...cells.map((ms) => `${ms.toFixed(0)} ms`.padStart(12))].join('');
}

async function rounds<T>(count: number, work: () => T | Promise<T>): Promise<{ last: T | undefined; all: Took[] }> {
  const all: Took[] = [];
  let last: T | undefined;
  for (let i = 0; i < count; i += 1) {
    const { result, took } = await timed(work);
    all.push(took);
    last = result;
  }
  return { last, all };
}

const count = Number(options.rounds);
const loading = await rounds(count, () => loadPack(options.pack));
if (!loading.last?.ok) throw new Error('the pack has errors: npm run knowledge:check');
const { pack } = loading.last;
const training = await rounds(3, () => train(pack));
const bytes = modelToBytes(training.last ?? train(pack));
const reading = await rounds(count, () => modelFromBytes(bytes, pack));

console.log(
  `${pack.manifest.id} ${pack.manifest.version}: ${pack.entries.size} meanings, ${pack.fixes.size} fixes, ${pack.guides.size} guides`,
);
console.log([''.padEnd(24), ...['first', 'median', 'best', 'processor'].map((head) => head.padStart(12))].join(''));
console.log(line('load and check', loading.all));
console.log(line('train', training.all));
console.log(line('model from bytes', reading.all));
